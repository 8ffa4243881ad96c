package mixtura.mixture.bayes;

import mixtura.data.RowBlock;
import mixtura.mixture.FamilyPass;
import mixtura.mixture.Prepared;
import mixtura.mixture.Statistics;
import mixtura.mixture.gaussian.GaussianStatistics;

/// The predictive distributions ready to score rows; nothing is learnt from these.
record PredictivePrepared<S extends Statistics<S>>(Prepared<S> predictive) implements Prepared<GaussianStatistics> {
    @Override
    public FamilyPass<GaussianStatistics> newPass(int blockRows) {
        FamilyPass<S> pass = predictive.newPass(blockRows);
        return new FamilyPass<>() {
            @Override
            public void load(RowBlock block) {
                pass.load(block);
            }

            @Override
            public void logDensity(double[] out, int stride) {
                pass.logDensity(out, stride);
            }

            @Override
            public void add(double[] responsibilities, int stride) {
                throw new UnsupportedOperationException("rows that are scored teach nothing");
            }

            @Override
            public GaussianStatistics finish() {
                throw new UnsupportedOperationException("rows that are scored teach nothing");
            }
        };
    }

    @Override
    public int blockRows() {
        return predictive.blockRows();
    }

    @Override
    public double commonLogDensity() {
        return predictive.commonLogDensity();
    }

    @Override
    public String description() {
        return predictive.description();
    }
}
