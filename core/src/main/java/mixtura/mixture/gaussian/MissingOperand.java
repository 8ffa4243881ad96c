package mixtura.mixture.gaussian;

import mixtura.internal.kernel.Kernels;

/// What all passes over rows with missing cells share: Λ_k and Λ_k μ_k of all components, column by column, with the
/// numbers of the components side by side.
///
/// @param lambda  entry (i, j) of Λ_k at `(i * d + j) * K + k`
/// @param linear  entry j of Λ_k μ_k at `j * K + k`
record MissingOperand(int dimension, int componentCount, double[] lambda, double[] linear) {
    /// @param shared  whether all components have the same Λ
    static MissingOperand of(Precision[] precisions, boolean shared, Kernels kernels) {
        int d = precisions[0].dimension();
        int components = precisions.length;
        double[] lambda = new double[Math.multiplyExact(d * d, components)];
        double[] linear = new double[d * components];
        double[] matrix = new double[d * d];
        for (int k = 0; k < components; k++) {
            double[] factor = precisions[k].factor();
            if (k == 0 || !shared)
                kernels.multiplyByTransposed(d, d, d, factor, 0, d, factor, 0, d, matrix, 0, d, false);
            for (int e = 0; e < d * d; e++) lambda[e * components + k] = matrix[e];
            double[] product = precisions[k].times(precisions[k].mean());
            for (int j = 0; j < d; j++) linear[j * components + k] = product[j];
        }
        return new MissingOperand(d, components, lambda, linear);
    }
}
