package mixtura.internal.kernel;

/// The triangles U_k of some components, Σ_k⁻¹ = U_k U_kᵀ, laid out for [Whitener#norms]: six
/// columns of U_k, the directions of a group, side by side from the first row down to the last that is not zero
/// in all of them.
///
/// Whitening a row costs d² / 2 products as the products of pairs of its columns do, but needs none of
/// these pairs, and its rounding errors grow with ‖z‖, not with ‖z‖².
public final class Whitening {
    /// Directions that are worked out at once: with four vectors of rows 24 sums stay in registers.
    static final int HEIGHT = 6;

    /// Rows of U at the end of a group in which the first three directions have nothing any more.
    static final int TAIL = 3;

    private final int dimension;
    private final double[] panels; // per component, per group: b of its directions, then its rows of U
    private final double[] constants;
    private final int panelLength; // of one component

    /// @param dimension  d, at least 3
    /// @param factors    U_k, `d × d` upper triangular, row-major
    /// @param means      μ_k, which are whitened to b_k = U_kᵀ μ_k
    /// @param constants  log density at the mean
    public Whitening(int dimension, double[][] factors, double[][] means, double[] constants) {
        if (dimension < TAIL)
            throw new IllegalArgumentException("whitening takes three dimensions or more, not " + dimension);
        this.dimension = dimension;
        this.constants = constants.clone();
        int groups = groups();
        int length = 0;
        for (int g = 0; g < groups; g++) length += HEIGHT * (1 + depth(g));
        this.panelLength = length;
        this.panels = new double[Math.multiplyExact(length, factors.length)];
        for (int k = 0; k < factors.length; k++) pack(factors[k], means[k], k * length);
    }

    private void pack(double[] factor, double[] mean, int from) {
        int at = from;
        for (int g = 0; g < groups(); g++) {
            int first = g == 0 ? 0 : end(g - 1);
            int end = end(g);
            int slot = at + HEIGHT - end; // of direction 0
            for (int j = first; j < end; j++) {
                double b = 0;
                for (int l = 0; l <= j; l++) b += factor[l * dimension + j] * mean[l];
                panels[slot + j] = b;
            }
            at += HEIGHT;
            slot += HEIGHT;
            for (int l = 0; l < depth(g); l++, at += HEIGHT, slot += HEIGHT) {
                for (int j = Math.max(l, first); j < end; j++) panels[slot + j] = factor[l * dimension + j];
            }
        }
    }

    /// Groups of directions. The first one is not full where six do not divide d: up there the triangle is
    /// narrow. Its directions are the last of their six, as in every group near the diagonal.
    int groups() {
        return (dimension + HEIGHT - 1) / HEIGHT;
    }

    /// Where a group's directions end.
    private int end(int group) {
        return dimension - HEIGHT * (groups() - 1 - group);
    }

    /// How many rows of U a group has: those that its directions need, and never fewer than a tail.
    int depth(int group) {
        return Math.max(TAIL, end(group));
    }

    int dimension() {
        return dimension;
    }

    int componentCount() {
        return constants.length;
    }

    double constant(int k) {
        return constants[k];
    }

    double[] panels() {
        return panels;
    }

    /// Where the panels of component `k` begin.
    int panel(int k) {
        return k * panelLength;
    }
}
