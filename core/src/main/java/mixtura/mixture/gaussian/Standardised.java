package mixtura.mixture.gaussian;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.linalg.Cholesky;
import mixtura.internal.linalg.SymmetricEigen;
import mixtura.mixture.Covariance;
import mixtura.mixture.Diagnosis;

/// Covariances on standardised columns, and what is doubtful about them.
final class Standardised {
    /// A component whose smallest eigenvalue is below this is a thin sheet: its likelihood says little.
    private static final double THIN = 1e-4;

    /// Exact eigenvalues up to this dimension; above it the extreme ones are found by iteration.
    private static final int MAX_EXACT = 128;

    private static final int POWER_STEPS = 60;

    /// Columns with at least this share of the largest weight are named for a thin direction.
    private static final double LEADING = 0.3;

    private static final int MAX_NAMES = 4;

    private Standardised() {}

    /// Σ_ij / (s_i s_j), `d × d`.
    static double[] covariance(Gaussian component, double[] columnVariance) {
        int d = component.dimension();
        double[] sd = new double[d];
        for (int j = 0; j < d; j++) sd[j] = Math.sqrt(columnVariance[j]);
        double[] out = new double[d * d];
        for (int i = 0; i < d; i++)
            for (int j = 0; j < d; j++) out[i * d + j] = component.covariance(i, j) / sd[i] / sd[j];
        return out;
    }

    static Diagnosis diagnose(
            List<Gaussian> components,
            double[] mass,
            double[] columnVariance,
            List<String> columnNames,
            Kernels kernels) {
        double[] conditions = new double[components.size()];
        Map<Integer, String> reasons = new TreeMap<>();
        List<Integer> flagged = new ArrayList<>();
        boolean thin = false;
        for (int k = 0; k < conditions.length; k++) {
            Gaussian component = components.get(k);
            Covariance structure = component.structure();
            int d = component.dimension();
            boolean shared = structure == Covariance.TIED && k > 0;
            if (shared) {
                conditions[k] = conditions[0];
            } else if (component.form().isMatrix()) {
                double[] standardised = covariance(component, columnVariance);
                conditions[k] = condition(standardised, d, kernels);
                thin = isThin(component, columnVariance, kernels);
            } else {
                double smallest = Double.POSITIVE_INFINITY;
                double largest = 0;
                for (int j = 0; j < d; j++) {
                    double variance = component.covariance(j, j) / columnVariance[j];
                    smallest = Math.min(smallest, variance);
                    largest = Math.max(largest, variance);
                }
                conditions[k] = largest / smallest;
                thin = smallest < THIN;
            }
            // axes of its own have to be found in its own rows
            double needed = structure.orientation() == Covariance.Aspect.VARIABLE ? d + 1 : 2;
            if (!thin && !(mass[k] < needed)) continue;
            flagged.add(k);
            String few = mass[k] < needed ? String.format(Locale.ROOT, "weighs only %.3g rows", mass[k]) : "";
            String where = thin && d <= MAX_EXACT
                    ? "has almost no extent " + thinnest(component, columnVariance, columnNames)
                    : "";
            reasons.put(k, few.isEmpty() || where.isEmpty() ? few + where : few + " and " + where);
        }
        return new Diagnosis(conditions, flagged, List.of(), reasons);
    }

    /// In which column, or along which columns together, a component is thinnest.
    private static String thinnest(Gaussian component, double[] columnVariance, List<String> columnNames) {
        int d = component.dimension();
        SymmetricEigen eigen = SymmetricEigen.of(covariance(component, columnVariance), d);
        double largest = 0;
        for (int j = 0; j < d; j++) largest = Math.max(largest, Math.abs(eigen.vectors()[j * d]));
        List<String> names = new ArrayList<>();
        for (int j = 0; j < d; j++) {
            if (Math.abs(eigen.vectors()[j * d]) > LEADING * largest) names.add("'" + columnNames.get(j) + "'");
        }
        if (names.size() == 1) return "in " + names.getFirst();
        String listed = String.join(", ", names.subList(0, Math.min(names.size(), MAX_NAMES)));
        return "along a combination of " + listed + (names.size() > MAX_NAMES ? " and others" : "");
    }

    /// Whether the smallest eigenvalue is below [#THIN]: exactly when Σ − THIN · I has no Cholesky factor.
    private static boolean isThin(Gaussian component, double[] columnVariance, Kernels kernels) {
        int d = component.dimension();
        double[] shifted = covariance(component, columnVariance);
        for (int j = 0; j < d; j++) shifted[j * d + j] -= THIN;
        return !Cholesky.of(shifted, d, kernels).succeeded();
    }

    private static double condition(double[] matrix, int d, Kernels kernels) {
        if (d <= MAX_EXACT) {
            double[] values = SymmetricEigen.values(matrix, d);
            return values[0] > 0 ? values[d - 1] / values[0] : Double.POSITIVE_INFINITY;
        }
        Cholesky cholesky = Cholesky.of(matrix, d, kernels);
        if (!cholesky.succeeded()) return Double.POSITIVE_INFINITY;
        double[] u = cholesky.inverseTransposed(kernels);
        double largest = largestByIteration(d, v -> symmetricTimes(matrix, v, d, kernels));
        double largestOfInverse = largestByIteration(d, v -> upperTimes(u, transposedTimes(u, v, d), d, kernels));
        return largest * largestOfInverse;
    }

    private interface Operator {
        double[] apply(double[] v);
    }

    private static double largestByIteration(int d, Operator operator) {
        double[] v = new double[d];
        for (int j = 0; j < d; j++) v[j] = 1 + (j * 0.618) % 1;
        double value = 0;
        for (int step = 0; step < POWER_STEPS; step++) {
            double[] next = operator.apply(v);
            double norm = 0;
            for (double x : next) norm += x * x;
            value = Math.sqrt(norm);
            for (int j = 0; j < d; j++) v[j] = next[j] / value;
        }
        return value;
    }

    private static double[] symmetricTimes(double[] a, double[] v, int d, Kernels kernels) {
        double[] out = new double[d];
        for (int i = 0; i < d; i++) out[i] = kernels.dot(a, i * d, v, 0, d);
        return out;
    }

    private static double[] upperTimes(double[] u, double[] v, int d, Kernels kernels) {
        double[] out = new double[d];
        for (int i = 0; i < d; i++) out[i] = kernels.dot(u, i * d + i, v, i, d - i);
        return out;
    }

    private static double[] transposedTimes(double[] u, double[] v, int d) {
        double[] out = new double[d];
        for (int i = 0; i < d; i++) for (int j = i; j < d; j++) out[j] += u[i * d + j] * v[i];
        return out;
    }
}
