package mixtura.evaluate;

import java.util.Arrays;
import mixtura.data.Execution;
import mixtura.data.Mergeable;
import mixtura.data.Pass;
import mixtura.data.RowBlock;

/// The silhouette widths of chosen rows among themselves, in O(m² d) for m rows, without an m × m array.
///
/// The chosen rows are taken in portions. For each portion all rows walk past once, and each adds its distances
/// to the portion's rows to one sum per row and cluster.
final class SilhouetteWidths {
    private static final int TILE = RowTiles.SIZE;

    /// Numbers that a portion's values may take (32 MB), and its sums (8 MB for each thread).
    private static final int PORTION_VALUES = 1 << 22;

    private static final int PORTION_SUMS = 1 << 20;

    private final LabelledRows data;
    private final int[] chosen;
    private final int dimension;
    private final int k;
    private final boolean[] isChosen;
    private final double[] mass;

    /// @param chosen  numbers of rows that count, ascending
    SilhouetteWidths(LabelledRows data, int[] chosen) {
        this.data = data;
        this.chosen = chosen;
        dimension = data.rows().dimension();
        k = data.k();
        isChosen = new boolean[data.labels().length];
        mass = new double[k];
        for (int n : chosen) {
            isChosen[n] = true;
            mass[data.labels()[n]] += data.rows().weight(n);
        }
    }

    /// The widths in the order of the chosen rows.
    double[] compute(Execution execution) {
        double[] widths = new double[chosen.length];
        int size = Math.max(1, Math.min(PORTION_VALUES / dimension, PORTION_SUMS / k) / TILE) * TILE;
        for (int from = 0; from < chosen.length; from += size) {
            int to = Math.min(chosen.length, from + size);
            Portion portion = new Portion(from, to);
            data.rows().aggregate(execution, () -> new FillPass(portion));
            double[] sums = data.rows().aggregate(execution, () -> new DistancePass(portion)).values;
            for (int r = from; r < to; r++) widths[r] = width(sums, portion, r);
        }
        return widths;
    }

    /// (b − a) / max(a, b); 0 where both are 0, as rows of two clusters can be equal.
    static double width(double own, double nearest) {
        double larger = Math.max(own, nearest);
        return larger == 0 ? 0 : (nearest - own) / larger;
    }

    private double width(double[] sums, Portion portion, int r) {
        int label = data.labels()[chosen[r]];
        // weights are frequencies: N_i − 1 others are left, and those equal to the row itself lie at distance 0
        double others = mass[label] - 1;
        if (others <= 0) return 0;
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < k; i++) {
            if (i != label && mass[i] > 0) nearest = Math.min(nearest, sums[portion.sumIndex(i, r)] / mass[i]);
        }
        return nearest == Double.POSITIVE_INFINITY ? 0 : width(sums[portion.sumIndex(label, r)] / others, nearest);
    }

    /// Chosen rows `from … to − 1`.
    private final class Portion {
        private final int from;
        private final int to;
        private final RowTiles rows;

        Portion(int from, int to) {
            this.from = from;
            this.to = to;
            rows = new RowTiles(to - from, data.origin());
        }

        /// Sums are laid out tile after tile, each `k × tile`.
        int sumIndex(int cluster, int r) {
            int place = r - from;
            return (place / TILE * k + cluster) * TILE + place % TILE;
        }
    }

    /// Nothing to merge: the portion itself takes what was read, each row in its own place.
    private record Done() implements Mergeable<Done> {
        @Override
        public Done merge(Done later) {
            return this;
        }
    }

    private final class FillPass implements Pass<Done> {
        private final Portion portion;

        FillPass(Portion portion) {
            this.portion = portion;
        }

        @Override
        public void add(RowBlock block) {
            int first = Math.toIntExact(block.firstRow());
            int found = Arrays.binarySearch(chosen, first);
            for (int r = Math.max(portion.from, found < 0 ? -found - 1 : found);
                    r < portion.to && chosen[r] < first + block.rowCount();
                    r++) {
                portion.rows.put(r - portion.from, block.values(), block.offset() + (chosen[r] - first) * dimension);
            }
        }

        @Override
        public Done finish() {
            return new Done();
        }
    }

    /// Σ w ‖x_r − x_n‖ over the chosen rows n of each cluster, for each r of a portion.
    private record DistanceSums(double[] values) implements Mergeable<DistanceSums> {
        @Override
        public DistanceSums merge(DistanceSums later) {
            for (int i = 0; i < values.length; i++) values[i] += later.values[i];
            return this;
        }
    }

    private final class DistancePass implements Pass<DistanceSums> {
        private final RowTiles tiles;
        private final RowTiles.Measure measure;
        private final double[] squares = new double[TILE];
        private double[] sums;

        DistancePass(Portion portion) {
            tiles = portion.rows;
            measure = tiles.new Measure();
            sums = empty();
        }

        private double[] empty() {
            return new double[tiles.tiles() * TILE * k];
        }

        @Override
        public void add(RowBlock block) {
            int first = Math.toIntExact(block.firstRow());
            if (noneIsChosen(first, block.rowCount())) return;
            measure.load(block);
            for (int tile = 0; tile < tiles.tiles(); tile++) {
                measure.begin(tile);
                for (int n = 0; n < block.rowCount(); n++) {
                    if (!isChosen[first + n]) continue;
                    measure.squaredDistances(tile, n, squares);
                    int target = (tile * k + data.labels()[first + n]) * TILE;
                    double w = block.weight(n);
                    for (int r = 0; r < TILE; r++) sums[target + r] += w * Math.sqrt(squares[r]);
                }
            }
        }

        private boolean noneIsChosen(int first, int rowCount) {
            for (int n = first; n < first + rowCount; n++) {
                if (isChosen[n]) return false;
            }
            return true;
        }

        @Override
        public DistanceSums finish() {
            DistanceSums result = new DistanceSums(sums);
            sums = empty();
            return result;
        }
    }
}
