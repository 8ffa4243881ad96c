package mixtura.ood;

import java.util.function.Supplier;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;

/// One number for each row, worked out by several threads.
final class RowScores {
    private RowScores() {}

    /// The score of one row; each thread has its own, which may keep scratch arrays.
    @FunctionalInterface
    interface Rule {
        /// @param values  holds the row from `offset` on
        double of(double[] values, int offset);
    }

    static double[] of(Rows rows, Execution execution, Supplier<Rule> newRule) {
        if (rows.rowCount() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    rows.rowCount() + " rows do not fit into one array; score them in pieces");
        }
        double[] scores = new double[(int) rows.rowCount()];
        rows.aggregate(execution, () -> new Scoring(scores, newRule.get()));
        return scores;
    }

    private record Nothing() implements Mergeable<Nothing> {
        @Override
        public Nothing merge(Nothing later) {
            return this;
        }
    }

    private record Scoring(double[] scores, Rule rule) implements Pass<Nothing> {
        @Override
        public void add(RowBlock block) {
            double[] values = block.values();
            for (int n = 0; n < block.rowCount(); n++) {
                scores[(int) block.firstRow() + n] = rule.of(values, block.offset() + n * block.dimension());
            }
        }

        @Override
        public Nothing finish() {
            return new Nothing();
        }
    }
}
