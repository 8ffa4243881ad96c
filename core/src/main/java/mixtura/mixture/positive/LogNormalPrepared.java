package mixtura.mixture.positive;

import java.util.List;
import mixtura.data.RowBlock;
import mixtura.mixture.FamilyPass;
import mixtura.mixture.Prepared;
import mixtura.mixture.columns.CellRule;
import mixtura.mixture.gaussian.GaussianStatistics;
import org.jspecify.annotations.Nullable;

/// Gaussians on logarithms, with the Jacobian −Σ_j log x_j of the change of units in the densities.
///
/// @param normal       of the logarithms
/// @param rule         that cells are checked by as they are loaded; null when they have been
/// @param columnNames  for its message
record LogNormalPrepared(
        Prepared<GaussianStatistics> normal, @Nullable CellRule rule, List<String> columnNames)
        implements Prepared<GaussianStatistics> {
    @Override
    public FamilyPass<GaussianStatistics> newPass(int blockRows) {
        return new LogPass(normal.newPass(blockRows), rule, columnNames, new double[blockRows]);
    }

    @Override
    public int blockRows() {
        return normal.blockRows();
    }

    @Override
    public double commonLogDensity() {
        return normal.commonLogDensity();
    }

    @Override
    public String description() {
        return "logarithms, " + normal.description();
    }

    private static final class LogPass implements FamilyPass<GaussianStatistics> {
        private final FamilyPass<GaussianStatistics> normal;
        private final @Nullable CellRule rule;
        private final List<String> columnNames;
        private final double[] jacobian;
        private @Nullable RowBlock logarithms;
        private int rows;

        LogPass(
                FamilyPass<GaussianStatistics> normal,
                @Nullable CellRule rule,
                List<String> columnNames,
                double[] jacobian) {
            this.normal = normal;
            this.rule = rule;
            this.columnNames = columnNames;
            this.jacobian = jacobian;
        }

        @Override
        public void load(RowBlock block) {
            if (rule != null) rule.check(block, columnNames);
            rows = block.rowCount();
            int d = block.dimension();
            if (logarithms == null) logarithms = new RowBlock(d);
            logarithms.begin(block.firstRow(), rows);
            logarithms.copyWeights(block);
            double[] log = logarithms.fill();
            double[] x = block.values();
            int at = block.offset();
            for (int n = 0; n < rows; n++) {
                double sum = 0;
                for (int i = n * d, end = i + d; i < end; i++) {
                    log[i] = Math.log(x[at + i]);
                    if (!Double.isNaN(log[i])) sum += log[i];
                }
                jacobian[n] = -sum;
            }
            normal.load(logarithms);
        }

        @Override
        public void logDensity(double[] out, int stride) {
            normal.logDensity(out, stride);
            for (int i = 0; i < out.length; i += stride) {
                for (int n = 0; n < rows; n++) out[i + n] += jacobian[n];
            }
        }

        @Override
        public void add(double[] responsibilities, int stride) {
            normal.add(responsibilities, stride);
        }

        @Override
        public GaussianStatistics finish() {
            return normal.finish();
        }
    }
}
