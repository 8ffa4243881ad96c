package mixtura.mixture;

import mixtura.data.Labels;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.CompensatedSum;
import mixtura.internal.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/// One thread's walk over the rows in an iteration of EM: responsibilities block by block, and the statistics that
/// the M-step needs. Responsibilities never exist for more than one block.
final class EStep<S extends Statistics<S>> implements Pass<EStep.Sums<S>> {
    /// What a range of rows is folded into.
    static final class Sums<S extends Statistics<S>> implements Mergeable<Sums<S>> {
        private final S statistics;
        private final CompensatedSum logLikelihood;
        private final long impossibleRow;

        private Sums(S statistics, CompensatedSum logLikelihood, long impossibleRow) {
            this.statistics = statistics;
            this.logLikelihood = logLikelihood;
            this.impossibleRow = impossibleRow;
        }

        S statistics() {
            return statistics;
        }

        /// Σ_n w_n log p(x_n).
        double logLikelihood() {
            return impossibleRow >= 0 ? Double.NEGATIVE_INFINITY : logLikelihood.value();
        }

        /// The first row (from 0) that has the density 0 under every component, −1 when there is none.
        long impossibleRow() {
            return impossibleRow;
        }

        @Override
        public Sums<S> merge(Sums<S> later) {
            logLikelihood.add(later.logLikelihood);
            return new Sums<>(
                    statistics.merge(later.statistics),
                    logLikelihood,
                    impossibleRow >= 0 ? impossibleRow : later.impossibleRow);
        }
    }

    private final Expectation<S> expectation;
    private final int componentCount;
    private CompensatedSum logLikelihood = new CompensatedSum();
    private long impossibleRow = -1;

    EStep(Prepared<S> prepared, double[] mixingProportions, int blockRows, Kernels kernels, @Nullable Labels known) {
        this.expectation = new Expectation<>(prepared, mixingProportions, blockRows, kernels, known);
        this.componentCount = mixingProportions.length;
    }

    @Override
    public void add(RowBlock block) {
        expectation.pass().split(block, this::addPart);
    }

    private void addPart(RowBlock block) {
        expectation.of(block);
        double[] r = expectation.responsibilities();
        double[] logDensity = expectation.logDensity();
        double sum = 0;
        for (int n = 0; n < block.rowCount(); n++) {
            double w = block.isBlank(n) ? 0 : block.weight(n);
            if (block.isWeighted() || w == 0) weigh(r, n, w);
            if (w == 0) continue;
            if (logDensity[n] == Double.NEGATIVE_INFINITY) {
                if (impossibleRow < 0) impossibleRow = block.rowNumber(n);
            } else {
                sum += w * logDensity[n];
            }
        }
        logLikelihood.add(sum);
        expectation.pass().add(r, expectation.stride());
    }

    private void weigh(double[] r, int n, double w) {
        for (int k = 0; k < componentCount; k++) r[k * expectation.stride() + n] *= w;
    }

    @Override
    public Sums<S> finish() {
        Sums<S> sums = new Sums<>(expectation.pass().finish(), logLikelihood, impossibleRow);
        logLikelihood = new CompensatedSum();
        impossibleRow = -1;
        return sums;
    }
}
