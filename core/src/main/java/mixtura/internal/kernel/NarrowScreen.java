package mixtura.internal.kernel;

import static mixtura.internal.kernel.FloatLanes.L;
import static mixtura.internal.kernel.FloatLanes.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// A screen for rows of few columns: two vectors of rows, a row a lane, stay in registers with all their columns while
/// the centroids go by, and so do best, second best and label. There is neither an array of scores nor a loop over
/// columns: a centroid costs its products, six instructions a vector to choose, and one load for each of its values,
/// which spreads it over the lanes.
final class NarrowScreen implements CentroidScreen {
    /// Columns at most: with more, they no longer stay in registers.
    static final int MOST_COLUMNS = 8;

    /// Lanes from which on there are enough registers: AVX-512 has 32 of them, where AVX2 has 16.
    static final int LEAST_LANES = 16;

    /// Behind the values of a centroid: its half norm, and its number as the bits of a float.
    private static final int EXTRA = 2;

    /// Rows in registers: with two vectors of them a value spread over the lanes serves twice.
    private static final int WIDTH = 2 * L;

    private final ScreenCentroids prepared;
    private final int columns; // 4 or 8: those of the rows and zeros
    private final float[] packed; // for each centroid the negative values, zeros, half norm, number

    NarrowScreen(ScreenCentroids prepared) {
        this.prepared = prepared;
        int d = prepared.dimension();
        columns = d <= 4 ? 4 : MOST_COLUMNS;
        packed = new float[prepared.k() * (columns + EXTRA)];
        for (int c = 0, at = 0; c < prepared.k(); c++, at += columns + EXTRA) {
            for (int j = 0; j < d; j++) packed[at + j] = -(float) prepared.values()[c * d + j];
            packed[at + columns] = prepared.halfNorms()[c];
            packed[at + columns + 1] = Float.intBitsToFloat(c);
        }
    }

    @Override
    public String description() {
        return "float registers " + LANES.vectorBitSize() + " bit";
    }

    @Override
    public int depth() {
        return prepared.dimension(); // products with the zeros behind are exact
    }

    @Override
    public boolean beginsWithHalf() {
        return true;
    }

    @Override
    public NarrowWorker newWorker(int rowsAtMost) {
        return new NarrowWorker((rowsAtMost + WIDTH - 1) / WIDTH * WIDTH);
    }

    /// One thread's scratch space.
    final class NarrowWorker extends Worker {
        private final int stride = label.length;
        private final RowPanel panel = new RowPanel(prepared, columns, stride);

        NarrowWorker(int rowsAtMost) {
            super(rowsAtMost);
        }

        @Override
        void screen(float[] x, int at, int count) {
            panel.load(x, at, count);
            choose(count);
        }

        @Override
        void screen(double[] x, int at, int count) {
            panel.load(x, at, count);
            choose(count);
        }

        /// Puts chosen rows, of those that begin at row `at` of a block, behind the first `have` of the panel. What the
        /// vector holds beyond them is overwritten by the next ones.
        void append(NarrowRows.Block block, int at, VectorMask<Float> chosen, int have) {
            float[] from = block.values();
            for (int j = 0, i = block.begin() + at, to = have;
                    j < prepared.dimension();
                    j++, i += block.stride(), to += stride) {
                FloatVector.fromArray(LANES, from, i).compress(chosen).intoArray(panel.values, to);
            }
        }

        /// ‖x − y‖² of the rows in the panel, a vector of them from row n on.
        FloatVector squaredNorms(int n, float[] y) {
            FloatVector sum = FloatVector.zero(LANES);
            for (int j = 0, at = n; j < y.length; j++, at += stride) {
                FloatVector value =
                        FloatVector.fromArray(LANES, panel.values, at).sub(y[j]);
                sum = value.fma(value, sum);
            }
            return sum;
        }

        /// Chooses for the first rows of the panel.
        void choose(int count) {
            if (columns == 4) for (int n = 0; n < count; n += WIDTH) choose4(n);
            else for (int n = 0; n < count; n += WIDTH) choose8(n);
        }

        /// Up to 4 columns.
        private void choose4(int n) {
            float[] c = packed;
            float[] x = panel.values;
            FloatVector a0 = FloatVector.fromArray(LANES, x, n);
            FloatVector b0 = FloatVector.fromArray(LANES, x, n + L);
            FloatVector a1 = FloatVector.fromArray(LANES, x, n + stride);
            FloatVector b1 = FloatVector.fromArray(LANES, x, n + stride + L);
            FloatVector a2 = FloatVector.fromArray(LANES, x, n + 2 * stride);
            FloatVector b2 = FloatVector.fromArray(LANES, x, n + 2 * stride + L);
            FloatVector a3 = FloatVector.fromArray(LANES, x, n + 3 * stride);
            FloatVector b3 = FloatVector.fromArray(LANES, x, n + 3 * stride + L);
            FloatVector infinity = FloatVector.broadcast(LANES, Float.POSITIVE_INFINITY);
            FloatVector aLeast = infinity, aNext = infinity, aNearest = FloatVector.zero(LANES);
            FloatVector bLeast = infinity, bNext = infinity, bNearest = FloatVector.zero(LANES);
            for (int i = 0; i < c.length; i += 4 + EXTRA) {
                FloatVector y = FloatVector.broadcast(LANES, c[i]);
                FloatVector half = FloatVector.broadcast(LANES, c[i + 4]);
                FloatVector a = a0.fma(y, half);
                FloatVector b = b0.fma(y, half);
                y = FloatVector.broadcast(LANES, c[i + 1]);
                a = a1.fma(y, a);
                b = b1.fma(y, b);
                y = FloatVector.broadcast(LANES, c[i + 2]);
                a = a2.fma(y, a);
                b = b2.fma(y, b);
                y = FloatVector.broadcast(LANES, c[i + 3]);
                a = a3.fma(y, a);
                b = b3.fma(y, b);
                y = FloatVector.broadcast(LANES, c[i + 5]);
                VectorMask<Float> aNearer = a.compare(VectorOperators.LT, aLeast);
                FloatVector aLoser = a.blend(aLeast, aNearer);
                aLeast = aLeast.blend(a, aNearer);
                aNearest = aNearest.blend(y, aNearer);
                aNext = aNext.blend(aLoser, aLoser.compare(VectorOperators.LT, aNext));
                VectorMask<Float> bNearer = b.compare(VectorOperators.LT, bLeast);
                FloatVector bLoser = b.blend(bLeast, bNearer);
                bLeast = bLeast.blend(b, bNearer);
                bNearest = bNearest.blend(y, bNearer);
                bNext = bNext.blend(bLoser, bLoser.compare(VectorOperators.LT, bNext));
            }
            aLeast.intoArray(best, n);
            aNext.intoArray(second, n);
            aNearest.reinterpretAsInts().intoArray(label, n);
            bLeast.intoArray(best, n + L);
            bNext.intoArray(second, n + L);
            bNearest.reinterpretAsInts().intoArray(label, n + L);
        }

        /// Up to 8 columns.
        private void choose8(int n) {
            float[] c = packed;
            float[] x = panel.values;
            FloatVector a0 = FloatVector.fromArray(LANES, x, n);
            FloatVector b0 = FloatVector.fromArray(LANES, x, n + L);
            FloatVector a1 = FloatVector.fromArray(LANES, x, n + stride);
            FloatVector b1 = FloatVector.fromArray(LANES, x, n + stride + L);
            FloatVector a2 = FloatVector.fromArray(LANES, x, n + 2 * stride);
            FloatVector b2 = FloatVector.fromArray(LANES, x, n + 2 * stride + L);
            FloatVector a3 = FloatVector.fromArray(LANES, x, n + 3 * stride);
            FloatVector b3 = FloatVector.fromArray(LANES, x, n + 3 * stride + L);
            FloatVector a4 = FloatVector.fromArray(LANES, x, n + 4 * stride);
            FloatVector b4 = FloatVector.fromArray(LANES, x, n + 4 * stride + L);
            FloatVector a5 = FloatVector.fromArray(LANES, x, n + 5 * stride);
            FloatVector b5 = FloatVector.fromArray(LANES, x, n + 5 * stride + L);
            FloatVector a6 = FloatVector.fromArray(LANES, x, n + 6 * stride);
            FloatVector b6 = FloatVector.fromArray(LANES, x, n + 6 * stride + L);
            FloatVector a7 = FloatVector.fromArray(LANES, x, n + 7 * stride);
            FloatVector b7 = FloatVector.fromArray(LANES, x, n + 7 * stride + L);
            FloatVector infinity = FloatVector.broadcast(LANES, Float.POSITIVE_INFINITY);
            FloatVector aLeast = infinity, aNext = infinity, aNearest = FloatVector.zero(LANES);
            FloatVector bLeast = infinity, bNext = infinity, bNearest = FloatVector.zero(LANES);
            for (int i = 0; i < c.length; i += 8 + EXTRA) {
                FloatVector y = FloatVector.broadcast(LANES, c[i]);
                FloatVector half = FloatVector.broadcast(LANES, c[i + 8]);
                FloatVector a = a0.fma(y, half);
                FloatVector b = b0.fma(y, half);
                y = FloatVector.broadcast(LANES, c[i + 1]);
                a = a1.fma(y, a);
                b = b1.fma(y, b);
                y = FloatVector.broadcast(LANES, c[i + 2]);
                a = a2.fma(y, a);
                b = b2.fma(y, b);
                y = FloatVector.broadcast(LANES, c[i + 3]);
                a = a3.fma(y, a);
                b = b3.fma(y, b);
                y = FloatVector.broadcast(LANES, c[i + 4]);
                a = a4.fma(y, a);
                b = b4.fma(y, b);
                y = FloatVector.broadcast(LANES, c[i + 5]);
                a = a5.fma(y, a);
                b = b5.fma(y, b);
                y = FloatVector.broadcast(LANES, c[i + 6]);
                a = a6.fma(y, a);
                b = b6.fma(y, b);
                y = FloatVector.broadcast(LANES, c[i + 7]);
                a = a7.fma(y, a);
                b = b7.fma(y, b);
                y = FloatVector.broadcast(LANES, c[i + 9]);
                VectorMask<Float> aNearer = a.compare(VectorOperators.LT, aLeast);
                FloatVector aLoser = a.blend(aLeast, aNearer);
                aLeast = aLeast.blend(a, aNearer);
                aNearest = aNearest.blend(y, aNearer);
                aNext = aNext.blend(aLoser, aLoser.compare(VectorOperators.LT, aNext));
                VectorMask<Float> bNearer = b.compare(VectorOperators.LT, bLeast);
                FloatVector bLoser = b.blend(bLeast, bNearer);
                bLeast = bLeast.blend(b, bNearer);
                bNearest = bNearest.blend(y, bNearer);
                bNext = bNext.blend(bLoser, bLoser.compare(VectorOperators.LT, bNext));
            }
            aLeast.intoArray(best, n);
            aNext.intoArray(second, n);
            aNearest.reinterpretAsInts().intoArray(label, n);
            bLeast.intoArray(best, n + L);
            bNext.intoArray(second, n + L);
            bNearest.reinterpretAsInts().intoArray(label, n + L);
        }
    }
}
