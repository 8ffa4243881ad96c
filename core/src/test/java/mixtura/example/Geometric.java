package mixtura.example;

import java.util.List;
import mixtura.data.ColumnSummary;
import mixtura.mixture.Component;
import mixtura.mixture.columns.CellRule;
import mixtura.mixture.columns.ColumnFamily;
import mixtura.mixture.columns.ColumnSums;
import mixtura.mixture.columns.LogDensities;

/// Independent columns of failures before a success: `log p(x | q) = Σ_j x_j log q_j + log(1 − q_j)`, x = 0, 1, 2, …
///
/// @param q  `d` probabilities of a failure, below 1
public record Geometric(double[] q) implements Component {
    public static ColumnFamily<Geometric> family() {
        return new Family(ColumnFamily.Settings.PLAIN);
    }

    @Override
    public int dimension() {
        return q.length;
    }

    @Override
    public double[] mean() {
        double[] mean = new double[q.length];
        for (int j = 0; j < mean.length; j++) mean[j] = q[j] / (1 - q[j]);
        return mean;
    }

    @Override
    public Sampler sampler() {
        return (random, out, offset) -> {
            for (int j = 0; j < q.length; j++)
                out[offset + j] = Math.floor(Math.log(1 - random.nextDouble()) / Math.log(q[j]));
        };
    }

    private static final class Family extends ColumnFamily<Geometric> {
        Family(Settings settings) {
            super(Geometric.class, settings);
        }

        @Override
        protected Family with(Settings other) {
            return new Family(other);
        }

        @Override
        public String name() {
            return "geometric";
        }

        @Override
        protected CellRule rule() {
            return CellRule.counts();
        }

        /// What a unit of a cell weighs, and what a cell adds by being there.
        @Override
        protected void describe(Geometric component, int k, LogDensities out) {
            for (int j = 0; j < component.q.length; j++) {
                out.weight(k, j, Math.log(component.q[j]));
                out.constant(k, j, Math.log1p(-component.q[j]));
            }
        }

        /// The M-step: q = mean / (1 + mean).
        @Override
        protected Geometric estimate(ColumnSums sums, int k, Geometric current, List<String> repairs) {
            double[] q = current.q.clone();
            for (int j = 0; j < q.length; j++) {
                if (sums.observed(k, j) > 0) q[j] = sums.mean(k, j, j) / (1 + sums.mean(k, j, j));
            }
            return new Geometric(q);
        }

        /// Where a start from a single row begins.
        @Override
        public Geometric around(double[] centre, ColumnSummary summary) {
            double[] q = new double[centre.length];
            for (int j = 0; j < q.length; j++) {
                double mean = 0.5 * (centre[j] + summary.mean(j));
                q[j] = mean / (1 + mean);
            }
            return new Geometric(q);
        }

        @Override
        public long parameterCount(List<Geometric> components) {
            return (long) components.size() * components.getFirst().dimension();
        }
    }
}
