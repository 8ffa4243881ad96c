package mixtura.evaluate;

import java.util.Arrays;
import mixtura.data.RowBlock;
import mixtura.internal.kernel.Kernels;

/// Some rows laid out for distances from rows that walk past: in tiles of [#SIZE] rows, column by column, so that
/// the innermost loop runs over rows that are next to each other. The last tile is filled up with zeros.
///
/// From [#PRODUCT_DIMENSION] columns on, squared distances come from a matrix product, ‖x‖² + ‖y‖² −
/// 2 xᵀy about the middle of the data, and those that cancellation would spoil are worked out again from the
/// differences.
final class RowTiles {
    /// Rows that one passing row is compared with at once: at 784 columns they take 400 kB, within the second cache.
    static final int SIZE = 64;

    /// With fewer columns the plain loop is about as fast. Silhouettes of 10 000 rows, two threads of a busy machine:
    /// 1.9 s for 14 columns by the plain loop, 0.5 s for 16 by products; for 784, 35 s against 7 s.
    static final int PRODUCT_DIMENSION = 8;

    /// Below this share of ‖x‖² + ‖y‖² a squared distance has lost 8 of its 53 bits or more.
    private static final double CANCELLED = 0x1p-8;

    private final int tiles;
    private final int dimension;
    private final double[] origin;
    private final double[] columns;
    private final double[] centred; // the same about the origin; empty where no product is taken
    private final double[] norms; // ‖x − origin‖²

    /// @param rows    room for so many rows
    /// @param origin  the middle of each column
    RowTiles(int rows, double[] origin) {
        this.origin = origin;
        dimension = origin.length;
        tiles = (rows + SIZE - 1) / SIZE;
        columns = new double[tiles * SIZE * dimension];
        centred = new double[takesProducts() ? columns.length : 0];
        norms = new double[tiles * SIZE];
    }

    private boolean takesProducts() {
        return dimension >= PRODUCT_DIMENSION;
    }

    int tiles() {
        return tiles;
    }

    /// Stores the row that begins at `row` in `x` as number `place`. Threads may store different rows at once.
    void put(int place, double[] x, int row) {
        int start = place / SIZE * SIZE * dimension + place % SIZE;
        for (int j = 0; j < dimension; j++) columns[start + j * SIZE] = x[row + j];
        if (!takesProducts()) return;
        for (int j = 0; j < dimension; j++) {
            double value = x[row + j] - origin[j];
            centred[start + j * SIZE] = value;
            norms[place] += value * value;
        }
    }

    /// One thread's way to measure distances of a block's rows.
    final class Measure {
        private final Kernels kernels = Kernels.automatic();
        private double[] x = new double[0];
        private int offset;
        private double[] blockCentred = new double[0];
        private double[] blockNorms = new double[0];
        private double[] products = new double[0];
        private int rowCount;

        /// The rows that are measured from now on.
        void load(RowBlock block) {
            x = block.values();
            offset = block.offset();
            rowCount = block.rowCount();
            if (!takesProducts()) return;
            if (blockNorms.length < rowCount) {
                blockCentred = new double[rowCount * dimension];
                blockNorms = new double[rowCount];
                products = new double[rowCount * SIZE];
            }
            for (int n = 0; n < rowCount; n++) {
                double norm = 0;
                for (int j = 0; j < dimension; j++) {
                    double value = x[offset + n * dimension + j] - origin[j];
                    blockCentred[n * dimension + j] = value;
                    norm += value * value;
                }
                blockNorms[n] = norm;
            }
        }

        /// To be called for a tile before [#squaredDistances].
        void begin(int tile) {
            if (!takesProducts()) return;
            int start = tile * SIZE * dimension;
            kernels.multiply(
                    rowCount,
                    SIZE,
                    dimension,
                    blockCentred,
                    0,
                    dimension,
                    centred,
                    start,
                    SIZE,
                    products,
                    0,
                    SIZE,
                    false);
        }

        /// Writes ‖x_n − y_r‖² for the rows r of the tile to `out[r]`.
        void squaredDistances(int tile, int n, double[] out) {
            if (!takesProducts()) {
                fromDifferences(tile, n, out);
                return;
            }
            double norm = blockNorms[n];
            int first = tile * SIZE;
            for (int r = 0; r < SIZE; r++) out[r] = norm + norms[first + r] - 2 * products[n * SIZE + r];
            for (int r = 0; r < SIZE; r++) {
                if (out[r] < CANCELLED * (norm + norms[first + r])) out[r] = fromDifferences(tile, n, r);
            }
        }

        private void fromDifferences(int tile, int n, double[] out) {
            Arrays.fill(out, 0);
            int row = offset + n * dimension;
            for (int j = 0, start = tile * SIZE * dimension; j < dimension; j++, start += SIZE) {
                double value = x[row + j];
                for (int r = 0; r < SIZE; r++) {
                    double difference = columns[start + r] - value;
                    out[r] += difference * difference;
                }
            }
        }

        private double fromDifferences(int tile, int n, int r) {
            double squares = 0;
            int row = offset + n * dimension;
            for (int j = 0, at = tile * SIZE * dimension + r; j < dimension; j++, at += SIZE) {
                double difference = columns[at] - x[row + j];
                squares += difference * difference;
            }
            return squares;
        }
    }
}
