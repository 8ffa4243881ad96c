package mixtura.evaluate;

import java.util.Arrays;
import java.util.List;
import mixtura.internal.kernel.ScalarKernels;
import mixtura.internal.linalg.Cholesky;

/// Regression of a variable of some rows on others, the controls, of which more is known (Cochran 1977, section 7.2):
/// what is by chance in the controls is by chance in the variable as far as they vary alike.
final class ControlVariates {
    /// Added to the variance of each control, as a share of it, since some of them are nearly equal.
    private static final double RIDGE = 1e-6;

    private final double[] weights;
    private final double total;
    private final double[] combined; // centred controls times the weights, summed by Cov(controls)⁻¹ · differences

    /// @param weights      of the rows
    /// @param controls     values of each control at the rows
    /// @param differences  of each control, which are known
    ControlVariates(double[] weights, List<double[]> controls, List<Double> differences) {
        this.weights = weights;
        this.total = Arrays.stream(weights).sum();
        double[][] usable = controls.stream()
                .filter(ControlVariates::isFinite)
                .map(this::centred)
                .toArray(double[][]::new);
        double[] known = new double[usable.length];
        int next = 0;
        for (int i = 0; i < controls.size(); i++) {
            if (isFinite(controls.get(i))) known[next++] = differences.get(i);
        }
        double[] gain = solved(usable, known);
        this.combined = new double[weights.length];
        for (int i = 0; i < gain.length; i++) {
            for (int n = 0; n < combined.length; n++) combined[n] += gain[i] * weights[n] * usable[i][n];
        }
    }

    private static boolean isFinite(double[] values) {
        for (double value : values) if (!Double.isFinite(value)) return false;
        return true;
    }

    private double[] centred(double[] values) {
        double mean = ScalarKernels.INSTANCE.dot(weights, 0, values, 0, weights.length) / total;
        double[] centred = new double[values.length];
        for (int n = 0; n < values.length; n++) centred[n] = values[n] - mean;
        return centred;
    }

    private double[] solved(double[][] controls, double[] known) {
        int count = controls.length;
        double[] covariance = new double[count * count];
        double[] weighed = new double[weights.length];
        for (int i = 0; i < count; i++) {
            for (int n = 0; n < weighed.length; n++) weighed[n] = weights[n] * controls[i][n];
            for (int j = 0; j <= i; j++) {
                double sum = ScalarKernels.INSTANCE.dot(weighed, 0, controls[j], 0, weighed.length);
                covariance[i * count + j] = i == j ? sum * (1 + RIDGE) + Double.MIN_NORMAL : sum;
            }
        }
        Cholesky cholesky = Cholesky.of(covariance, count, ScalarKernels.INSTANCE);
        if (!cholesky.succeeded()) return new double[count];
        double[] u = cholesky.inverseTransposed(ScalarKernels.INSTANCE);
        double[] inner = new double[count]; // Uᵀ known
        double[] solution = new double[count];
        for (int i = 0; i < count; i++) for (int l = i; l < count; l++) inner[l] += u[i * count + l] * known[i];
        for (int i = 0; i < count; i++) for (int l = i; l < count; l++) solution[i] += u[i * count + l] * inner[l];
        return solution;
    }

    /// What the regression expects of a variable with these values: Cov(variable, controls) Cov(controls)⁻¹ ·
    /// differences.
    double differenceOf(double[] values) {
        return isFinite(values) ? ScalarKernels.INSTANCE.dot(combined, 0, values, 0, values.length) : 0;
    }
}
