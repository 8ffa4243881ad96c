package mixtura.evaluate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.Start;
import mixtura.seeding.hierarchy.Partitions;
import org.jspecify.annotations.Nullable;

/// Some rows of a table, in their order, with their weights; among them those that starts have a group for.
///
/// @param rows         of the sample
/// @param numbers      theirs in the table, ascending
/// @param weightOfAll  rows of the table
record RowSample(Rows rows, int[] numbers, double weightOfAll) {
    /// Rows drawn at random without replacement.
    ///
    /// @param count  at least; more where the starts have groups for more
    static RowSample of(Rows rows, int count, Collection<Start> starts, SplittableRandom random) {
        BitSet drawn = new BitSet();
        for (Start start : starts) {
            Partitions partitions = partitions(start);
            if (partitions == null) continue;
            int[] labels = partitions.labels(1);
            for (int n = 0; n < labels.length; n++) if (labels[n] >= 0) drawn.set(n);
        }
        for (int size = drawn.cardinality(); size < count; ) {
            int n = random.nextInt((int) rows.rowCount());
            if (!drawn.get(n)) size++;
            drawn.set(n);
        }
        int[] numbers = drawn.stream().toArray();
        double[][] values = new double[numbers.length][rows.dimension()];
        double[] weights = new double[numbers.length];
        for (int n = 0; n < numbers.length; n++) {
            rows.copyRow(numbers[n], values[n]);
            weights[n] = rows.weight(numbers[n]);
        }
        Rows own = Rows.of(values);
        return new RowSample(rows.isWeighted() ? own.weighted(weights) : own, numbers, weight(rows));
    }

    static double weight(Rows rows) {
        if (!rows.isWeighted()) return rows.rowCount();
        double sum = 0;
        for (long n = 0; n < rows.rowCount(); n++) sum += rows.weight(n);
        return sum;
    }

    /// Whether every column that varies in the table does in the sample: a density leaves constant ones out.
    boolean variesWhere(Rows table) {
        ColumnSummary own = ColumnSummary.of(rows, Execution.of(1));
        boolean[] constant = new boolean[own.dimension()];
        boolean any = false;
        for (int j = 0; j < constant.length; j++) {
            constant[j] = own.isConstant(j);
            any |= constant[j];
        }
        if (!any) return true;
        ColumnSummary all = ColumnSummary.of(table, Execution.of(1));
        for (int j = 0; j < constant.length; j++) if (constant[j] && !all.isConstant(j)) return false;
        return true;
    }

    /// The same start for the sample alone: groups of rows are those that they have in the table.
    Start of(Start start) {
        Partitions partitions = partitions(start);
        if (partitions == null) return start;
        Map<Integer, int[]> known = new ConcurrentHashMap<>();
        Start own = Start.partitioned(k -> known.computeIfAbsent(k, any -> {
                    int[] labels = partitions.labels(k);
                    return Arrays.stream(numbers).map(n -> labels[n]).toArray();
                })
                .clone());
        return start instanceof Start.Varied ? new Start.Varied(own) : own;
    }

    private static @Nullable Partitions partitions(Start start) {
        return switch (start) {
            case Start.Partitioned(Partitions partitions) -> partitions;
            case Start.Varied(Start.Partitioned(Partitions partitions)) -> partitions;
            default -> null;
        };
    }
}
