package mixtura.mixture;

import mixtura.data.Mergeable;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.CompensatedSum;

/// Sums over scored rows.
public final class ScoreTotals implements Mergeable<ScoreTotals> {
    private final CompensatedSum logLikelihood = new CompensatedSum();
    private final CompensatedSum logLargest = new CompensatedSum();
    private double weight;

    private ScoreTotals() {}

    /// Σ_n w_n log p(x_n).
    public double logLikelihood() {
        return logLikelihood.value();
    }

    /// Σ_n w_n log max_k r_nk: 0 when every row belongs to one component, else negative.
    public double logLargestResponsibility() {
        return logLargest.value();
    }

    /// Σ_n w_n over the rows that count: those of which some cell is there and that are not trimmed.
    public double weight() {
        return weight;
    }

    @Override
    public ScoreTotals merge(ScoreTotals later) {
        logLikelihood.add(later.logLikelihood);
        logLargest.add(later.logLargest);
        weight += later.weight;
        return this;
    }

    /// Adds up scored rows.
    static final class Fold implements ScorePass<ScoreTotals> {
        private final Mixture<?> mixture;
        private ScoreTotals totals = new ScoreTotals();

        Fold(Mixture<?> mixture) {
            this.mixture = mixture;
        }

        @Override
        public void add(RowBlock block, double[] logDensity, double[] responsibilities) {
            int components = responsibilities.length / logDensity.length;
            for (int n = 0; n < block.rowCount(); n++) {
                double w = block.weight(n);
                if (w == 0 || block.isBlank(n) || logDensity[n] < mixture.cutoff()) continue;
                double largest = responsibilities[
                        n * components + Mixture.largest(responsibilities, n * components, components)];
                if (mixture.noise().isPresent()) {
                    largest = Math.max(largest, mixture.noiseShare(responsibilities, n * components));
                }
                totals.weight += w;
                totals.logLikelihood.add(w * logDensity[n]);
                if (largest > 0) totals.logLargest.add(w * Math.log(largest));
            }
        }

        @Override
        public ScoreTotals finish() {
            ScoreTotals result = totals;
            totals = new ScoreTotals();
            return result;
        }
    }
}
