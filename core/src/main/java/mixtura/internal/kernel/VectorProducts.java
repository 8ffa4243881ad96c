package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;

/// Matrix products out of [ProductTiles]: which tile comes next, and in which order memory is read.
///
/// C is worked out in strips of three vectors (two or one where C is that narrow). A strip of B is copied into a packed
/// panel when many tiles will read it, or when its last vector would reach beyond the width of B; the packed panel is
/// then filled up with zeros and C is written through a scratch tile.
final class VectorProducts {
    /// Rows of B for which a strip of it (three vectors wide) fits in half of the second-level cache's nearest
    /// neighbour, the first level, together with the rows of A that pass by.
    private static final int DEPTH = 192;

    /// Rows of A that are used with all strips of B before the next ones are read: with [#DEPTH] columns they stay in the
    /// second-level cache.
    private static final int HEIGHT = 192;

    /// From this many rows of C on, copying a strip of B pays.
    private static final int PACKING_PAYS = 48;

    /// Up to this width a product of A with itself goes in rows of one tile, which leaves out most of the lower triangle;
    /// beyond it in taller ones, for which packing pays.
    private static final int SMALL_GRAM = 96;

    /// Values of a row that are multiplied before the next rows: six rows of this length and four fit in the first-level
    /// cache.
    private static final int LENGTH = 512;

    private VectorProducts() {}

    /// C = A · B (+ C if `accumulate`), with `A(i, l)` at `a[a0 + i * aRow + l * aStep]`.
    static void multiply(
            int m, int n, int k, double[] a, int a0, int aRow, int aStep, double[] b, int b0, int bStride,
            double[] c, int c0, int cStride, boolean accumulate) {
        if (m == 0 || n == 0) return;
        int width = Math.min(3, (n + L - 1) / L) * L;
        boolean pack = m >= PACKING_PAYS && bStride > width;
        double[] panel = null;
        double[] tile = null;
        if (k == 0 && accumulate) return;
        for (int l = 0; l == 0 || l < k; l += DEPTH) {
            int depth = Math.min(DEPTH, k - l);
            if (!pack && m <= HEIGHT && k < 3 * DEPTH / 2) depth = k;
            boolean add = accumulate || l > 0;
            for (int i = 0; i < m; i += HEIGHT) {
                int height = Math.min(HEIGHT, m - i);
                for (int j = 0; j < n; j += width) {
                    int columns = Math.min(width, n - j);
                    int aAt = a0 + i * aRow + l * aStep;
                    int bAt = b0 + l * bStride + j;
                    int cAt = c0 + i * cStride + j;
                    if (columns < width) {
                        int narrow = (columns + L - 1) / L * L;
                        if (panel == null) panel = new double[depth * width];
                        pack(depth, columns, narrow, b, bAt, bStride, panel);
                        if (tile == null) tile = new double[height * width];
                        if (add) copy(height, columns, c, cAt, cStride, tile, 0, narrow);
                        strip(height, narrow, depth, a, aAt, aRow, aStep, panel, 0, narrow, tile, 0, narrow, add);
                        copy(height, columns, tile, 0, narrow, c, cAt, cStride);
                    } else if (pack) {
                        if (panel == null) panel = new double[depth * width];
                        pack(depth, width, width, b, bAt, bStride, panel);
                        strip(height, width, depth, a, aAt, aRow, aStep, panel, 0, width, c, cAt, cStride, add);
                    } else {
                        strip(height, width, depth, a, aAt, aRow, aStep, b, bAt, bStride, c, cAt, cStride, add);
                    }
                }
            }
            if (depth == k) break;
        }
    }

    /// Y = X · U with U upper triangular: a strip of Y needs the rows of U down to the diagonal.
    static void multiplyUpper(
            int m, int n, double[] x, int x0, int xStride, double[] u, int u0, int uStride,
            double[] y, int y0, int yStride) {
        for (int j = 0; j < n; j += 3 * L) {
            int columns = Math.min(3 * L, n - j);
            multiply(m, columns, j + columns, x, x0, xStride, 1, u, u0 + j, uStride, y, y0 + j, yStride, false);
        }
    }

    /// C += Aᵀ · A above the diagonal, and in the small squares on it.
    static void addGram(int n, int k, double[] a, int a0, int aStride, double[] c, int c0, int cStride) {
        int step = n <= SMALL_GRAM ? 8 : PACKING_PAYS;
        for (int i = 0; i < n; i += step) {
            int height = Math.min(step, n - i);
            int to = c0 + i * cStride + i;
            multiply(height, n - i, k, a, a0 + i, 1, aStride, a, a0 + i, aStride, c, to, cStride, true);
        }
    }

    /// One strip of C, `m` rows high and one, two or three vectors wide.
    static void strip(
            int m, int width, int k, double[] a, int a0, int aRow, int aStep, double[] b, int b0, int bStep,
            double[] c, int c0, int cRow, boolean accumulate) {
        for (int i = 0; i < m; ) {
            int left = m - i;
            int aAt = a0 + i * aRow;
            int cAt = c0 + i * cRow;
            if (width == L) {
                ProductTiles.tile8x1(k, a, aAt, aRow, aStep, Math.min(8, left), b, b0, bStep, c, cAt, cRow, accumulate);
                i += 8;
            } else if (width == 2 * L) {
                ProductTiles.tile8x2(k, a, aAt, aRow, aStep, Math.min(8, left), b, b0, bStep, c, cAt, cRow, accumulate);
                i += 8;
            } else {
                int tall = tallest(left);
                if (tall == 8) {
                    ProductTiles.tile8x3(k, a, aAt, aRow, aStep, Math.min(8, left), b, b0, bStep, c, cAt, cRow, accumulate);
                } else if (tall == 6) {
                    ProductTiles.tile6x3(k, a, aAt, aRow, aStep, 6, b, b0, bStep, c, cAt, cRow, accumulate);
                } else if (tall == 5) {
                    ProductTiles.tile5x3(k, a, aAt, aRow, aStep, 5, b, b0, bStep, c, cAt, cRow, accumulate);
                } else {
                    ProductTiles.tile4x3(k, a, aAt, aRow, aStep, Math.min(4, left), b, b0, bStep, c, cAt, cRow, accumulate);
                }
                i += tall;
            }
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

    /// C = A · Bᵀ (+ C if `accumulate`), all three row-major. The rows of A are taken a few at a time, so that they stay
    /// in the first-level cache while B passes by.
    static void multiplyByTransposed(
            int m, int n, int k, double[] a, int a0, int aStride, double[] b, int b0, int bStride,
            double[] c, int c0, int cStride, boolean accumulate) {
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
                    int to = c0 + i * cStride + j;
                    DotTiles.put(rows, columns, parts, c, to, cStride, add);
                    int whole = length - length % L;
                    if (whole < length) {
                        addProducts(
                                rows, columns, length - whole, a, aAt + whole, aStride, b, bAt + whole, bStride, c, to,
                                cStride);
                    }
                }
                i += tall;
            }
        }
    }

    /// What whole vectors leave over at the end of the rows.
    private static void addProducts(
            int rows, int columns, int length, double[] a, int a0, int aStride, double[] b, int b0, int bStride,
            double[] c, int c0, int cStride) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int l = 0; l < length; l++) sum += a[a0 + i * aStride + l] * b[b0 + j * bStride + l];
                c[c0 + i * cStride + j] += sum;
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

    private static void pack(
            int rows, int columns, int width, double[] b, int b0, int bStride, double[] panel) {
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
