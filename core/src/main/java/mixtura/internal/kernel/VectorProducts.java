package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;

import jdk.incubator.vector.DoubleVector;

/// Matrix products out of [WideTiles], [NarrowTiles] and [DotTiles]: which tile comes next, and in which order
/// memory is read.
///
/// C is worked out in strips of three vectors (two or one where C is that narrow, four where it is a single row).
/// A strip of B is copied into a packed panel when many tiles will read it. A strip that reaches beyond the width
/// of C is worked out in a scratch tile; what it reads of B beyond that width goes into columns that are dropped.
final class VectorProducts {
    /// Rows of B that are multiplied before the next ones: eight rows of A of this length and a strip of B stay in
    /// the cache (16 × 128 × 561 by depth, GFLOP/s: all 40, 384: 41, 192: 50, 128: 48).
    private static final int DEPTH = 192;

    /// Rows of the scratch tile in which a strip at the edge of C is worked out.
    private static final int HEIGHT = 192;

    /// From this many rows of C on, copying a strip of B pays.
    private static final int PACKING_PAYS = 48;

    /// Values of a row that are multiplied before the next rows: six rows of this length and four fit in the
    /// first-level cache.
    private static final int LENGTH = 512;

    /// Up to this width narrower strips of a triangle save more of what is below its diagonal than they cost.
    private static final int NARROW_TRIANGLE = 48;

    private static final double[] NONE = {};

    private VectorProducts() {}

    /// C = A · B (+ C if `accumulate`), with `A(i, l)` at `a[a0 + i * aRow + l * aStep]`.
    static void multiply(
            int m,
            int n,
            int k,
            double[] a,
            int a0,
            int aRow,
            int aStep,
            double[] b,
            int b0,
            int bStride,
            double[] c,
            int c0,
            int cStride,
            boolean accumulate) {
        if (m == 0 || n == 0 || (k == 0 && accumulate)) return;
        boolean pack = m >= PACKING_PAYS && bStride > 3 * L;
        int deepest = k < 3 * DEPTH / 2 ? k : DEPTH;
        double[] panel = pack ? new double[deepest * 3 * L] : NONE;
        double[] tile = n % L != 0 ? new double[Math.min(m, HEIGHT) * 3 * L] : NONE;
        for (int l = 0; l == 0 || l < k; l += deepest) {
            int depth = Math.min(deepest, k - l);
            boolean add = accumulate || l > 0;
            int aAt = a0 + l * aStep;
            for (int j = 0, width; j < n; j += width) {
                width = m == 1 && n - j >= 4 * L ? 4 * L : widthOfStrip(n - j);
                int columns = Math.min(width, n - j);
                int bAt = b0 + l * bStride + j;
                int cAt = c0 + j;
                if (columns < width) {
                    for (int i = 0; i < m; i += HEIGHT) {
                        int height = Math.min(HEIGHT, m - i);
                        int from = aAt + i * aRow;
                        int to = cAt + i * cStride;
                        if (add) copy(height, columns, c, to, cStride, tile, 0, width);
                        edge(height, width, columns, depth, a, from, aRow, aStep, b, bAt, bStride, tile, add);
                        copy(height, columns, tile, 0, width, c, to, cStride);
                    }
                } else if (pack) {
                    packVectors(depth, width, b, bAt, bStride, panel);
                    strip(m, width, depth, a, aAt, aRow, aStep, panel, 0, width, c, cAt, cStride, add);
                } else {
                    strip(m, width, depth, a, aAt, aRow, aStep, b, bAt, bStride, c, cAt, cStride, add);
                }
            }
            if (k == 0) break;
        }
    }

    /// A strip whose last vector reaches beyond the width of B, into a scratch tile. The last rows of B are copied
    /// where that vector would reach beyond the array.
    private static void edge(
            int m,
            int width,
            int columns,
            int k,
            double[] a,
            int a0,
            int aRow,
            int aStep,
            double[] b,
            int b0,
            int bStride,
            double[] tile,
            boolean accumulate) {
        int beyond = b0 + (k - 1) * bStride + width - b.length;
        int copied = k == 0 || beyond <= 0 ? 0 : Math.min(k, (beyond + bStride - 1) / bStride);
        int whole = k - copied;
        strip(m, width, whole, a, a0, aRow, aStep, b, b0, bStride, tile, 0, width, accumulate);
        if (copied == 0) return;
        double[] rest = new double[copied * width];
        pack(copied, columns, width, b, b0 + whole * bStride, bStride, rest);
        strip(m, width, copied, a, a0 + whole * aStep, aRow, aStep, rest, 0, width, tile, 0, width, true);
    }

    /// Three vectors, but two where three would leave a single one, for which loads outweigh products.
    private static int widthOfStrip(int columns) {
        int vectors = (columns + L - 1) / L;
        if (vectors == 4) return 2 * L;
        return Math.min(vectors, 3) * L;
    }

    /// Y = X · U with U upper triangular: a strip of Y needs the rows of U down to the diagonal.
    static void multiplyUpper(
            int m,
            int n,
            double[] x,
            int x0,
            int xStride,
            double[] u,
            int u0,
            int uStride,
            double[] y,
            int y0,
            int yStride) {
        int width = n <= NARROW_TRIANGLE ? 2 * L : 3 * L;
        for (int j = 0; j < n; j += width) {
            int columns = Math.min(width, n - j);
            multiply(m, columns, j + columns, x, x0, xStride, 1, u, u0 + j, uStride, y, y0 + j, yStride, false);
        }
    }

    /// C += Aᵀ · A above the diagonal and in small squares on it, one row of tiles at a time: 52 GFLOP/s at n = 128
    /// to 784, where taller ones reach 20 to 46.
    static void addGram(int n, int k, double[] a, int a0, int aStride, double[] c, int c0, int cStride) {
        for (int i = 0; i < n; i += 8) {
            int height = Math.min(8, n - i);
            int to = c0 + i * cStride + i;
            multiply(height, n - i, k, a, a0 + i, 1, aStride, a, a0 + i, aStride, c, to, cStride, true);
        }
    }

    /// One strip of C, `m` rows high and one, two or three vectors wide, or one row high and four vectors wide.
    private static void strip(
            int m,
            int width,
            int k,
            double[] a,
            int a0,
            int aRow,
            int aStep,
            double[] b,
            int b0,
            int bStep,
            double[] c,
            int c0,
            int cRow,
            boolean accumulate) {
        if (width == 4 * L) {
            NarrowTiles.tile1x4(k, a, a0, aStep, b, b0, bStep, c, c0, accumulate);
            return;
        }
        for (int i = 0; i < m; ) {
            int tall = width == L ? 8 : tallest(m - i);
            int rows = Math.min(tall, m - i);
            int aAt = a0 + i * aRow;
            int cAt = c0 + i * cRow;
            if (width == L) {
                NarrowTiles.tile8x1(k, a, aAt, aRow, aStep, rows, b, b0, bStep, c, cAt, cRow, accumulate);
            } else if (width == 2 * L) {
                switch (tall) {
                    case 8 -> NarrowTiles.tile8x2(k, a, aAt, aRow, aStep, rows, b, b0, bStep, c, cAt, cRow, accumulate);
                    case 6 -> NarrowTiles.tile6x2(k, a, aAt, aRow, aStep, rows, b, b0, bStep, c, cAt, cRow, accumulate);
                    case 5 -> NarrowTiles.tile5x2(k, a, aAt, aRow, aStep, rows, b, b0, bStep, c, cAt, cRow, accumulate);
                    default ->
                        NarrowTiles.tile4x2(k, a, aAt, aRow, aStep, rows, b, b0, bStep, c, cAt, cRow, accumulate);
                }
            } else {
                switch (tall) {
                    case 8 -> WideTiles.tile8x3(k, a, aAt, aRow, aStep, rows, b, b0, bStep, c, cAt, cRow, accumulate);
                    case 6 -> WideTiles.tile6x3(k, a, aAt, aRow, aStep, rows, b, b0, bStep, c, cAt, cRow, accumulate);
                    case 5 -> WideTiles.tile5x3(k, a, aAt, aRow, aStep, rows, b, b0, bStep, c, cAt, cRow, accumulate);
                    default -> WideTiles.tile4x3(k, a, aAt, aRow, aStep, rows, b, b0, bStep, c, cAt, cRow, accumulate);
                }
            }
            i += tall;
        }
    }

    /// The height of the next tile such that the heights 8, 6, 5 and 4 add up to what is left, as far as they can.
    private static int tallest(int left) {
        if (L < 8) return 4; // sixteen registers hold twelve sums
        return switch (left) {
            case 1, 2, 3, 4 -> 4;
            case 5, 9, 10 -> 5;
            case 6, 11, 12 -> 6;
            default -> 8;
        };
    }

    /// C = A · Bᵀ (+ C if `accumulate`), all three row-major. What whole vectors leave over at the end of the rows
    /// is filled up with zeros and multiplied afterwards.
    static void multiplyByTransposed(
            int m,
            int n,
            int k,
            double[] a,
            int a0,
            int aStride,
            double[] b,
            int b0,
            int bStride,
            double[] c,
            int c0,
            int cStride,
            boolean accumulate) {
        int whole = LANES.loopBound(k);
        if (whole > 0 || !accumulate) {
            multiplyVectors(m, n, whole, a, a0, aStride, b, b0, bStride, c, c0, cStride, accumulate);
        }
        if (whole == k) return;
        double[] restOfA = new double[m * L];
        double[] restOfB = new double[n * L];
        copy(m, k - whole, a, a0 + whole, aStride, restOfA, 0, L);
        copy(n, k - whole, b, b0 + whole, bStride, restOfB, 0, L);
        multiplyVectors(m, n, L, restOfA, 0, L, restOfB, 0, L, c, c0, cStride, true);
    }

    /// As [#multiplyByTransposed] for rows of whole vectors. The rows of A are taken a few at a time, so that they
    /// stay in the first-level cache while B passes by.
    private static void multiplyVectors(
            int m,
            int n,
            int k,
            double[] a,
            int a0,
            int aStride,
            double[] b,
            int b0,
            int bStride,
            double[] c,
            int c0,
            int cStride,
            boolean accumulate) {
        double[] parts = new double[DotTiles.TALLEST * 4 * L];
        for (int l = 0; l == 0 || l < k; l += LENGTH) {
            int length = Math.min(LENGTH, k - l);
            boolean add = accumulate || l > 0;
            for (int i = 0; i < m; ) {
                int tall = tallestOfDots(m - i);
                int rows = Math.min(tall, m - i);
                int aAt = a0 + i * aStride + l;
                for (int j = 0; j < n; j += 4) {
                    int columns = Math.min(4, n - j);
                    int bAt = b0 + j * bStride + l;
                    switch (tall) {
                        case 6 -> DotTiles.tile6x4(length, a, aAt, aStride, rows, b, bAt, bStride, columns, parts);
                        case 5 -> DotTiles.tile5x4(length, a, aAt, aStride, rows, b, bAt, bStride, columns, parts);
                        default -> DotTiles.tile4x4(length, a, aAt, aStride, rows, b, bAt, bStride, columns, parts);
                    }
                    DotTiles.put(rows, columns, parts, c, c0 + i * cStride + j, cStride, add);
                }
                i += tall;
            }
        }
    }

    /// As [#tallest] for the heights 6, 5 and 4.
    private static int tallestOfDots(int left) {
        if (left <= 4 || L < 8) return 4; // sixteen registers hold no more sums
        return switch (left) {
            case 5, 7, 9, 10, 13, 14, 15 -> 5;
            case 8 -> 4;
            default -> 6;
        };
    }

    private static void packVectors(int rows, int width, double[] b, int b0, int bStride, double[] panel) {
        for (int l = 0, from = b0, to = 0; l < rows; l++, from += bStride, to += width) {
            for (int j = 0; j < width; j += L)
                DoubleVector.fromArray(LANES, b, from + j).intoArray(panel, to + j);
        }
    }

    private static void pack(int rows, int columns, int width, double[] b, int b0, int bStride, double[] panel) {
        for (int l = 0; l < rows; l++) {
            System.arraycopy(b, b0 + l * bStride, panel, l * width, columns);
            for (int j = columns; j < width; j++) panel[l * width + j] = 0;
        }
    }

    private static void copy(
            int rows, int columns, double[] from, int from0, int fromStride, double[] to, int to0, int toStride) {
        for (int i = 0; i < rows; i++) System.arraycopy(from, from0 + i * fromStride, to, to0 + i * toStride, columns);
    }
}
