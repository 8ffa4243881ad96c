package mixtura.mixture;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Labels;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.seeding.LabelMeans;

/// Which component each row starts with when the classes of some are known: its own, else the nearest of the class
/// means and of rows drawn for the components without a class. Distances are on standardised columns, so that
/// units do not matter; columns of levels are those of their indicators (chi-squared distances), so that the order of
/// levels does not matter.
final class ClassAllocation {
    private final Labels known;
    private final double[] columnVariance;
    private final double[][] centres; // k × d

    private ClassAllocation(Labels known, double[] columnVariance, double[][] centres) {
        this.known = known;
        this.columnVariance = columnVariance;
        this.centres = centres;
    }

    /// The component of each row.
    ///
    /// @param rows  without missing cells, as [Family#forClusters] shows them
    static int[] labels(Rows rows, Labels known, int k, RandomGenerator random, Execution execution) {
        ColumnSummary summary = ColumnSummary.of(rows, execution);
        double[] variance = new double[rows.dimension()];
        for (int j = 0; j < variance.length; j++) variance[j] = summary.variance(j);
        int classes = KnownClasses.count(known);
        double[][] means = new LabelMeans(known.codes()).choose(rows, classes, random, execution);
        ClassAllocation allocation = new ClassAllocation(known, variance, means);
        while (allocation.centres.length < k)
            allocation = allocation.withDrawnCentre(rows, random.nextLong(), execution);
        return allocation.labels(rows, execution);
    }

    private int[] labels(Rows rows, Execution execution) {
        int[] labels = new int[Math.toIntExact(rows.rowCount())];
        rows.aggregate(execution, () -> new LabelPass(labels)); // each row by one thread, in its own place
        return labels;
    }

    private final class LabelPass implements Pass<LabelPass>, Mergeable<LabelPass> {
        private final int[] labels;

        LabelPass(int[] labels) {
            this.labels = labels;
        }

        @Override
        public void add(RowBlock block) {
            for (int n = 0; n < block.rowCount(); n++) labels[(int) block.firstRow() + n] = component(block, n);
        }

        @Override
        public LabelPass finish() {
            return this;
        }

        @Override
        public LabelPass merge(LabelPass later) {
            return this;
        }
    }

    /// The component of row n of a block.
    private int component(RowBlock block, int n) {
        int own = known.code(block.firstRow() + n);
        if (own >= 0) return own;
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < centres.length; k++) {
            double distance = squaredDistance(block, n, centres[k]);
            if (distance < least) {
                least = distance;
                nearest = k;
            }
        }
        return nearest;
    }

    private double squaredDistance(RowBlock block, int n, double[] centre) {
        double[] x = block.values();
        int row = block.offset() + n * block.dimension();
        double sum = 0;
        for (int j = 0; j < centre.length; j++) {
            double step = x[row + j] - centre[j];
            if (columnVariance[j] > 0) sum += step * step / columnVariance[j]; // a level that no row has says nothing
        }
        return sum;
    }

    /// With one centre more: a row without a class, drawn with probability proportional to its weight times its
    /// squared distance to the nearest centre (Arthur and Vassilvitskii 2007).
    private ClassAllocation withDrawnCentre(Rows rows, long seed, Execution execution) {
        Draw draw = rows.aggregate(execution, () -> new DrawPass(seed));
        if (draw.row < 0) {
            throw new IllegalArgumentException("k is " + (centres.length + 1) + " or more, with "
                    + KnownClasses.count(known) + (KnownClasses.count(known) == 1 ? " class" : " classes")
                    + ", but no row without a class is left to start a component"
                    + " from; use -k " + centres.length);
        }
        double[][] more = java.util.Arrays.copyOf(centres, centres.length + 1);
        more[centres.length] = new double[rows.dimension()];
        rows.copyRow(draw.row, more[centres.length]);
        return new ClassAllocation(known, columnVariance, more);
    }

    /// The row with the largest key so far: keys log(weight) + Gumbel noise pick a row in proportion to the weights,
    /// whatever the order of the rows (Gumbel 1954).
    private record Draw(long row, double key) implements Mergeable<Draw> {
        @Override
        public Draw merge(Draw later) {
            return later.key > key ? later : this;
        }
    }

    private final class DrawPass implements Pass<Draw> {
        private final long seed;
        private Draw best = new Draw(-1, Double.NEGATIVE_INFINITY);

        DrawPass(long seed) {
            this.seed = seed;
        }

        @Override
        public void add(RowBlock block) {
            for (int n = 0; n < block.rowCount(); n++) {
                long row = block.firstRow() + n;
                if (known.code(row) >= 0 || block.weight(n) == 0) continue;
                double least = Double.POSITIVE_INFINITY;
                for (double[] centre : centres) least = Math.min(least, squaredDistance(block, n, centre));
                double uniform = new SplittableRandom(seed ^ (0x9E3779B97F4A7C15L * (row + 1))).nextDouble();
                double noise = -StrictMath.log(-StrictMath.log(uniform));
                best = best.merge(new Draw(row, StrictMath.log(block.weight(n) * least) + noise));
            }
        }

        @Override
        public Draw finish() {
            Draw result = best;
            best = new Draw(-1, Double.NEGATIVE_INFINITY);
            return result;
        }
    }
}
