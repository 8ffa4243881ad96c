package mixtura.seeding.hierarchy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A single column cut at its quantiles, as mclust begins in one dimension: where values repeat, more quantiles are
/// taken until k + 1 differ, and of those the cuts that lie closest together are given up.
final class QuantileClasses implements Partitions {
    private final int rowCount;
    private final int[] rows; // those that were looked at, ascending
    private final double[] values; // of these rows
    private final double[] sorted;
    private final double[] upTo; // weight of the sorted values up to each
    private final int distinct;

    /// @param weights  of the rows looked at: a row of weight 2 counts like the row twice
    QuantileClasses(int rowCount, int[] rows, double[] values, double[] weights) {
        this.rowCount = rowCount;
        this.rows = rows;
        this.values = values;
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(n -> values[n]))
                .mapToInt(n -> n)
                .toArray();
        sorted = new double[values.length];
        upTo = new double[values.length];
        double sum = 0;
        for (int n = 0; n < order.length; n++) {
            sorted[n] = values[order[n]];
            sum += weights[order[n]];
            upTo[n] = sum;
        }
        distinct = (int) Arrays.stream(sorted).distinct().count();
    }

    @Override
    public int[] labels(int k) {
        if (k < 1 || k > distinct) {
            throw new IllegalArgumentException(
                    "k is " + k + ", but there are only " + distinct + " distinct values; use at most that many");
        }
        double[] cuts = cuts(k);
        int[] labels = new int[rowCount];
        Arrays.fill(labels, -1);
        for (int n = 0; n < rows.length; n++) {
            int group = 0;
            while (group < cuts.length && values[n] >= cuts[group]) group++;
            labels[rows[n]] = group;
        }
        return numbered(labels);
    }

    /// The k − 1 values at which groups begin.
    private double[] cuts(int k) {
        double[] ends = {sorted[0]};
        for (int count = k + 1; ends.length < k + 1 && count <= 4 * (sorted.length + k); count++)
            ends = quantiles(count);
        if (ends.length < k + 1) ends = Arrays.stream(sorted).distinct().toArray(); // k groups of one value each
        if (ends.length == k) return Arrays.copyOfRange(ends, 1, k);
        ends = withoutClosest(ends, ends.length - k - 1);
        return Arrays.copyOfRange(ends, 1, k);
    }

    /// The distinct ones among `count` quantiles from the least value to the greatest.
    private double[] quantiles(int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> quantile((double) i / (count - 1)))
                .distinct()
                .toArray();
    }

    /// Linear between the order statistics, of which there are Σ w (Hyndman and Fan 1996, definition 7).
    private double quantile(double share) {
        double place = Math.max(0, (upTo[upTo.length - 1] - 1) * share);
        double below = Math.floor(place);
        return at(below) + (place - below) * (at(below + 1) - at(below));
    }

    private double at(double place) {
        int n = 0;
        int high = upTo.length - 1;
        while (n < high) {
            int middle = (n + high) >>> 1;
            if (upTo[middle] > place) high = middle;
            else n = middle + 1;
        }
        return sorted[n];
    }

    /// Without the lower ends of the `count` shortest intervals.
    private static double[] withoutClosest(double[] ends, int count) {
        Set<Integer> left = IntStream.range(0, ends.length - 1)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> ends[i + 1] - ends[i]))
                .limit(count)
                .collect(Collectors.toSet());
        return IntStream.range(0, ends.length)
                .filter(i -> !left.contains(i))
                .mapToDouble(i -> ends[i])
                .toArray();
    }

    private static int[] numbered(int[] labels) {
        int[] number = new int[Arrays.stream(labels).max().orElse(0) + 1];
        Arrays.fill(number, -1);
        int next = 0;
        int[] renumbered = labels.clone();
        for (int n = 0; n < labels.length; n++) {
            if (labels[n] < 0) continue;
            if (number[labels[n]] < 0) number[labels[n]] = next++;
            renumbered[n] = number[labels[n]];
        }
        return renumbered;
    }
}
