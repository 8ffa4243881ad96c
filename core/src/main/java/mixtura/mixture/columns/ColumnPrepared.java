package mixtura.mixture.columns;

import java.util.List;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;
import mixtura.mixture.FamilyPass;
import mixtura.mixture.Prepared;

/// All components as the operands of two matrix products: log densities `H · T(x)` and statistics `R · T(x)ᵀ`.
///
/// An impossible cell counts as a number so large that no possible row comes near it, and is taken back to −∞ at the
/// end; features that must be there are counted by a product of their own, since a large number added and taken away
/// would cost digits. When new rows are scored, an impossible cell costs the logarithm of a floor instead.
final class ColumnPrepared implements Prepared<ColumnSums> {
    /// Below any log density of a possible row.
    static final double IMPOSSIBLE = -0x1p200;

    final Kernels kernels;
    final Features features;
    final int componentCount;
    final boolean mayMiss;
    final double[] weights; // K × p
    final double[] constants; // K × d
    final double[] constant; // K, of a row without missing cells
    final double[] required; // K × p
    final double[] requiredCount; // K
    final boolean anyRequired;
    final boolean strict;
    final double against;
    final CheckedBy check;
    private final boolean anyImpossible;

    /// The rule that cells are checked by as they are loaded, with names for a message.
    record CheckedBy(CellRule rule, List<String> columnNames) {
        /// Loads without looking: the cells were checked when the fit began.
        static final CheckedBy NOBODY = new CheckedBy(new CellRule(x -> true, "", ""), List.of());

        void look(RowBlock block) {
            if (!columnNames.isEmpty()) rule.check(block, columnNames);
        }
    }

    /// @param floor  what an impossible cell's probability counts as; 0 for none
    ColumnPrepared(
            Kernels kernels,
            Features features,
            LogDensities densities,
            int componentCount,
            boolean mayMiss,
            double floor,
            CheckedBy check) {
        this.kernels = kernels;
        this.features = features;
        this.componentCount = componentCount;
        this.mayMiss = mayMiss;
        this.check = check;
        strict = floor == 0;
        against = strict ? IMPOSSIBLE : Math.log(floor);
        weights = densities.weights(against);
        constants = densities.constants();
        required = densities.required();
        anyRequired = densities.anyRequired();
        anyImpossible = densities.anyImpossible();
        constant = new double[componentCount];
        requiredCount = new double[componentCount];
        int d = features.dimension();
        int p = features.count();
        for (int k = 0; k < componentCount; k++) {
            for (int j = 0; j < d; j++) constant[k] += constants[k * d + j];
            for (int f = 0; f < p; f++) requiredCount[k] += required[k * p + f];
        }
    }

    @Override
    public FamilyPass<ColumnSums> newPass(int blockRows) {
        return new ColumnPass(this, blockRows);
    }

    @Override
    public int blockRows() {
        return Math.clamp((1L << 16) / (features.count() + componentCount) / 64 * 64, 64, 1024);
    }

    @Override
    public String description() {
        String floor =
                strict || !anyImpossible ? "" : ", cells of probability 0 scored as " + (float) Math.exp(against);
        return "products, " + kernels.description() + floor;
    }
}
