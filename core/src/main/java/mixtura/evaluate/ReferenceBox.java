package mixtura.evaluate;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;
import mixtura.data.Rows;
import mixtura.internal.linalg.SymmetricEigen;

/// The smallest box around some rows, along the columns or along the principal axes, from which rows without any
/// clusters are drawn: the two reference distributions of Tibshirani, Walther and Hastie (2001, section 4).
final class ReferenceBox {
    private final Rows rows;
    private final double[] centre;
    private final double[][] axes; // one a row
    private final double[] from;
    private final double[] to;

    private ReferenceBox(Rows rows, double[] centre, double[][] axes, Ranges ranges) {
        this.rows = rows;
        this.centre = centre;
        this.axes = axes;
        this.from = ranges.from;
        this.to = ranges.to;
    }

    static ReferenceBox of(Rows rows, GapReference reference, Execution execution) {
        ColumnSummary summary = ColumnSummary.of(rows, execution);
        int d = rows.dimension();
        double[] centre = new double[d];
        for (int j = 0; j < d; j++) centre[j] = summary.mean(j);
        double[][] axes = reference == GapReference.BOX ? columns(d) : principal(rows, centre, execution);
        Ranges ranges = rows.aggregate(execution, () -> new RangePass(centre, axes));
        return new ReferenceBox(rows, centre, axes, ranges);
    }

    private static double[][] columns(int d) {
        double[][] axes = new double[d][d];
        for (int j = 0; j < d; j++) axes[j][j] = 1;
        return axes;
    }

    private static double[][] principal(Rows rows, double[] centre, Execution execution) {
        Scatter scatter = rows.aggregate(execution, () -> new ScatterPass(centre));
        int d = centre.length;
        double[] vectors = SymmetricEigen.of(scatter.products, d).vectors();
        double[][] axes = new double[d][d];
        for (int a = 0; a < d; a++) for (int j = 0; j < d; j++) axes[a][j] = vectors[j * d + a];
        return axes;
    }

    /// As many rows as there are, with their weights, uniform within the box.
    Rows draw(RandomGenerator random) {
        int n = Math.toIntExact(rows.rowCount());
        int d = centre.length;
        double[] values = new double[Math.multiplyExact(n, d)];
        double[] place = new double[d];
        for (int row = 0; row < n; row++) {
            for (int a = 0; a < d; a++) place[a] = from[a] + random.nextDouble() * (to[a] - from[a]);
            int offset = row * d;
            System.arraycopy(centre, 0, values, offset, d);
            for (int a = 0; a < d; a++) {
                for (int j = 0; j < d; j++) values[offset + j] += place[a] * axes[a][j];
            }
        }
        Rows drawn = Rows.wrap(values, n, d);
        if (!rows.isWeighted()) return drawn;
        double[] weights = new double[n];
        for (int row = 0; row < n; row++) weights[row] = rows.weight(row);
        return drawn.weighted(weights);
    }

    private record Scatter(double[] products) implements Mergeable<Scatter> {
        @Override
        public Scatter merge(Scatter later) {
            for (int i = 0; i < products.length; i++) products[i] += later.products[i];
            return this;
        }
    }

    /// Σ w (x − x̄)(x − x̄)ᵀ, both triangles.
    private static final class ScatterPass implements Pass<Scatter> {
        private final double[] centre;
        private final double[] difference;
        private double[] products;

        ScatterPass(double[] centre) {
            this.centre = centre;
            difference = new double[centre.length];
            products = new double[centre.length * centre.length];
        }

        @Override
        public void add(RowBlock block) {
            int d = centre.length;
            for (int n = 0; n < block.rowCount(); n++) {
                double w = block.weight(n);
                if (w == 0) continue;
                for (int j = 0; j < d; j++) difference[j] = block.values()[block.offset() + n * d + j] - centre[j];
                for (int i = 0; i < d; i++) {
                    double factor = w * difference[i];
                    for (int j = 0; j < d; j++) products[i * d + j] += factor * difference[j];
                }
            }
        }

        @Override
        public Scatter finish() {
            Scatter result = new Scatter(products);
            products = new double[products.length];
            return result;
        }
    }

    private record Ranges(double[] from, double[] to) implements Mergeable<Ranges> {
        @Override
        public Ranges merge(Ranges later) {
            for (int a = 0; a < from.length; a++) {
                from[a] = Math.min(from[a], later.from[a]);
                to[a] = Math.max(to[a], later.to[a]);
            }
            return this;
        }
    }

    private static final class RangePass implements Pass<Ranges> {
        private final double[] centre;
        private final double[][] axes;
        private Ranges ranges;

        RangePass(double[] centre, double[][] axes) {
            this.centre = centre;
            this.axes = axes;
            ranges = empty();
        }

        private Ranges empty() {
            double[] from = new double[axes.length];
            double[] to = new double[axes.length];
            Arrays.fill(from, Double.POSITIVE_INFINITY);
            Arrays.fill(to, Double.NEGATIVE_INFINITY);
            return new Ranges(from, to);
        }

        @Override
        public void add(RowBlock block) {
            int d = centre.length;
            for (int n = 0; n < block.rowCount(); n++) {
                if (block.weight(n) == 0) continue;
                int row = block.offset() + n * d;
                for (int a = 0; a < axes.length; a++) {
                    double place = 0;
                    for (int j = 0; j < d; j++) place += axes[a][j] * (block.values()[row + j] - centre[j]);
                    ranges.from[a] = Math.min(ranges.from[a], place);
                    ranges.to[a] = Math.max(ranges.to[a], place);
                }
            }
        }

        @Override
        public Ranges finish() {
            Ranges result = ranges;
            ranges = empty();
            return result;
        }
    }
}
