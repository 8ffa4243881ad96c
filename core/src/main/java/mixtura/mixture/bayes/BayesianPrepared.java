package mixtura.mixture.bayes;

import mixtura.data.RowBlock;
import mixtura.mixture.FamilyPass;
import mixtura.mixture.Prepared;
import mixtura.mixture.gaussian.GaussianStatistics;

/// Components ready for the variational E-step: normal ones, and what E[log π_k] + E[log N(x | μ_k,
/// Λ_k⁻¹)] has beyond their log densities, a number each.
record BayesianPrepared(Prepared<GaussianStatistics> normal, double[] beyond) implements Prepared<GaussianStatistics> {
    @Override
    public FamilyPass<GaussianStatistics> newPass(int blockRows) {
        return new Shifted(normal.newPass(blockRows), beyond);
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
        return normal.description();
    }

    private static final class Shifted implements FamilyPass<GaussianStatistics> {
        private final FamilyPass<GaussianStatistics> pass;
        private final double[] beyond;
        private int rows;

        Shifted(FamilyPass<GaussianStatistics> pass, double[] beyond) {
            this.pass = pass;
            this.beyond = beyond;
        }

        @Override
        public void load(RowBlock block) {
            rows = block.rowCount();
            pass.load(block);
        }

        @Override
        public void logDensity(double[] out, int stride) {
            pass.logDensity(out, stride);
            for (int k = 0; k < beyond.length; k++) {
                for (int n = 0; n < rows; n++) out[k * stride + n] += beyond[k];
            }
        }

        @Override
        public void add(double[] responsibilities, int stride) {
            pass.add(responsibilities, stride);
        }

        @Override
        public GaussianStatistics finish() {
            return pass.finish();
        }
    }
}
