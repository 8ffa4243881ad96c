package mixtura.mixture;

import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.CompensatedSum;

/// One thread's walk over the rows in an iteration of EM: responsibilities block by block, and the statistics
/// that the M-step needs. Responsibilities never exist for more than one block.
final class EStep<S extends Statistics<S>> implements Pass<EStep.Sums<S>> {
    /// What a range of rows is folded into.
    static final class Sums<S extends Statistics<S>> implements Mergeable<Sums<S>> {
        private final S statistics;
        private final CompensatedSum logLikelihood;
        private final long impossibleRow;
        private final double noiseMass;

        private Sums(S statistics, CompensatedSum logLikelihood, long impossibleRow, double noiseMass) {
            this.statistics = statistics;
            this.logLikelihood = logLikelihood;
            this.impossibleRow = impossibleRow;
            this.noiseMass = noiseMass;
        }

        /// N_0, the weight of the rows that are noise; 0 without noise.
        double noiseMass() {
            return noiseMass;
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
                    impossibleRow >= 0 ? impossibleRow : later.impossibleRow,
                    noiseMass + later.noiseMass);
        }
    }

    private final Expectation<S> expectation;
    private final int shareCount; // with the noise
    private final Trimming trimming;
    private double noiseMass;
    private CompensatedSum logLikelihood = new CompensatedSum();
    private long impossibleRow = -1;

    EStep(Expectation<S> expectation, int shareCount, Trimming trimming) {
        this.expectation = expectation;
        this.shareCount = shareCount;
        this.trimming = trimming;
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
        boolean alike = !block.isWeighted() && !expectation.hasBlanks() && trimming.isNone();
        for (int n = 0; n < block.rowCount(); n++) {
            if (alike && logDensity[n] > Double.NEGATIVE_INFINITY) {
                sum += logDensity[n]; // what the rest comes to for such a row
                continue;
            }
            double kept = trimming.share(logDensity[n]);
            double w = block.isBlank(n) ? 0 : kept * block.weight(n);
            if (block.isWeighted() || w == 0 || kept < 1) weigh(r, n, w);
            if (w == 0) continue;
            if (logDensity[n] == Double.NEGATIVE_INFINITY) {
                if (impossibleRow < 0) impossibleRow = block.rowNumber(n);
            } else {
                sum += w * logDensity[n];
            }
        }
        logLikelihood.add(sum);
        for (int k = expectation.componentCount(); k < shareCount; k++) {
            for (int n = 0; n < block.rowCount(); n++) noiseMass += r[k * expectation.stride() + n];
        }
        expectation.pass().add(r, expectation.stride());
    }

    private void weigh(double[] r, int n, double w) {
        for (int k = 0; k < shareCount; k++) r[k * expectation.stride() + n] *= w;
    }

    @Override
    public Sums<S> finish() {
        Sums<S> sums = new Sums<>(expectation.pass().finish(), logLikelihood, impossibleRow, noiseMass);
        noiseMass = 0;
        logLikelihood = new CompensatedSum();
        impossibleRow = -1;
        return sums;
    }
}
