package mixtura.mixture.robust;

import java.util.random.RandomGenerator;
import mixtura.internal.kernel.ScalarKernels;
import mixtura.internal.linalg.Cholesky;
import mixtura.internal.special.GammaVariates;
import mixtura.mixture.Completer;

/// The missing cells of a Student-t row given the o others, at the squared distance δ: Student-t about the mean
/// that a normal row would have, with ν + o degrees of freedom and (ν + δ)/(ν + o) times its covariance for a
/// scale (Ding 2016).
///
/// Where there is no mean (ν + o ≤ 1) the centre stands in for it; where there is no variance (ν + o ≤ 2)
/// it is infinite.
final class ConditionalStudent implements Completer {
    private final Completer normal;
    private final double degreesOfFreedom;
    private final double[] mean;
    private final double[] unit; // √S_jj
    private final double[] factor; // U with Λ = U Uᵀ of the columns in those units, upper triangular

    ConditionalStudent(StudentT component) {
        int d = component.dimension();
        this.normal = component.shape().completer();
        this.degreesOfFreedom = component.degreesOfFreedom();
        this.mean = component.mean();
        this.unit = component.shape().deviation();
        double[] correlation = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) correlation[i * d + j] = component.scale(i, j) / unit[i] / unit[j];
        }
        Cholesky cholesky = Cholesky.of(correlation, d, ScalarKernels.INSTANCE);
        if (!cholesky.succeeded()) {
            throw new ArithmeticException("a scale is singular; missing cells cannot be filled from it");
        }
        this.factor = cholesky.inverseTransposed(ScalarKernels.INSTANCE);
    }

    private static int observed(double[] row) {
        int observed = 0;
        for (double cell : row) if (!Double.isNaN(cell)) observed++;
        return observed;
    }

    /// ν + δ: the distance of the cells that are there is that of the row with conditional means in its gaps.
    private double spread(double[] row, double[] conditionalMeans) {
        int d = mean.length;
        double[] standardised = new double[d];
        for (int j = 0; j < d; j++) {
            double cell = Double.isNaN(row[j]) ? conditionalMeans[j] : row[j];
            standardised[j] = (cell - mean[j]) / unit[j];
        }
        double square = 0;
        for (int j = 0; j < d; j++) {
            double whitened = 0;
            for (int i = 0; i <= j; i++) whitened += standardised[i] * factor[i * d + j];
            square += whitened * whitened;
        }
        return degreesOfFreedom + square;
    }

    @Override
    public void expect(double[] row, double[] means, double[] variances) {
        normal.expect(row, means, variances);
        double over = degreesOfFreedom + observed(row) - 2;
        double stretch = over > 0 ? spread(row, means) / over : Double.POSITIVE_INFINITY;
        for (int j = 0; j < row.length; j++) if (Double.isNaN(row[j])) variances[j] *= stretch;
    }

    /// The normal draw, its distance from the mean divided by √τ, where τ given the row is a gamma variate of shape
    /// (ν + o)/2 and rate (ν + δ)/2.
    @Override
    public void draw(double[] row, RandomGenerator random, double[] out) {
        double[] means = new double[row.length];
        normal.expect(row, means, new double[row.length]);
        normal.draw(row, random, out);
        double shape = (degreesOfFreedom + observed(row)) / 2;
        double stretch = Math.sqrt(spread(row, means) / 2 / GammaVariates.draw(shape, random));
        for (int j = 0; j < row.length; j++) {
            if (Double.isNaN(row[j])) out[j] = means[j] + stretch * (out[j] - means[j]);
        }
    }
}
