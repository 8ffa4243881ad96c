package mixtura.internal.kernel;

import static mixtura.internal.kernel.FloatLanes.L;
import static mixtura.internal.kernel.FloatLanes.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// A screen for many columns and few centroids: products along the columns, four rows by five centroids at a
/// time, whose twenty sums stay in registers. Rows are read where they lie.
final class DotScreen implements CentroidScreen {
    private static final int ROWS = 4;
    private static final int CENTROIDS = 5;

    private final int k;
    private final int dimension;
    private final int stride; // of a centroid, a multiple of the lanes; what is beyond the dimension is 0
    private final int paddedK;
    private final float[] centroids;
    private final float[] halfNorms;
    private final double[] centre;
    private final double scale;
    private final boolean raw;

    DotScreen(ScreenCentroids prepared) {
        k = prepared.k();
        dimension = prepared.dimension();
        stride = (dimension + L - 1) / L * L;
        paddedK = (k + CENTROIDS - 1) / CENTROIDS * CENTROIDS;
        centroids = new float[paddedK * stride];
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < dimension; j++)
                centroids[c * stride + j] = (float) prepared.values()[c * dimension + j];
        }
        halfNorms = prepared.halfNorms();
        centre = prepared.centre();
        scale = prepared.scale();
        raw = prepared.raw();
    }

    @Override
    public String description() {
        return "float dot products " + LANES.vectorBitSize() + " bit";
    }

    @Override
    public int depth() {
        return stride / L + L;
    }

    @Override
    public boolean beginsWithHalf() {
        return false;
    }

    @Override
    public Worker newWorker(int rowsAtMost) {
        return new DotWorker(rowsAtMost);
    }

    private final class DotWorker extends Worker {
        private final float[] products = new float[ROWS * paddedK];
        private float[] packed = new float[0];

        DotWorker(int rowsAtMost) {
            super(rowsAtMost);
        }

        @Override
        void screen(double[] x, int at, int count) {
            if (packed.length < count * stride) packed = new float[count * stride];
            for (int n = 0; n < count; n++) {
                for (int j = 0; j < dimension; j++) {
                    packed[n * stride + j] = (float) ((x[at + n * dimension + j] - centre[j]) * scale);
                }
            }
            multiply(packed, 0, stride, count);
        }

        @Override
        void screen(float[] x, int at, int count) {
            if (raw) {
                multiply(x, at, dimension, count);
                return;
            }
            if (packed.length < count * stride) packed = new float[count * stride];
            for (int n = 0; n < count; n++) {
                for (int j = 0; j < dimension; j++) {
                    packed[n * stride + j] = (float) ((x[at + n * dimension + j] - centre[j]) * scale);
                }
            }
            multiply(packed, 0, stride, count);
        }

        private void multiply(float[] x, int at, int apart, int count) {
            for (int n = 0; n < count; n += ROWS) {
                int rows = Math.min(ROWS, count - n);
                // A group that is not full does its last row again.
                int r0 = at + n * apart;
                int r1 = r0 + Math.min(1, rows - 1) * apart;
                int r2 = r0 + Math.min(2, rows - 1) * apart;
                int r3 = r0 + (rows - 1) * apart;
                for (int c = 0; c < paddedK; c += CENTROIDS) multiply(x, r0, r1, r2, r3, c);
                for (int r = 0; r < rows; r++) choose(r * paddedK, n + r);
            }
        }

        private void multiply(float[] x, int r0, int r1, int r2, int r3, int c) {
            float[] m = centroids;
            int c0 = c * stride;
            int c1 = c0 + stride;
            int c2 = c1 + stride;
            int c3 = c2 + stride;
            int c4 = c3 + stride;
            FloatVector s00 = FloatVector.zero(LANES);
            FloatVector s01 = s00, s02 = s00, s03 = s00, s04 = s00;
            FloatVector s10 = s00, s11 = s00, s12 = s00, s13 = s00, s14 = s00;
            FloatVector s20 = s00, s21 = s00, s22 = s00, s23 = s00, s24 = s00;
            FloatVector s30 = s00, s31 = s00, s32 = s00, s33 = s00, s34 = s00;
            int j = 0;
            for (int end = dimension - L; j <= end; j += L) {
                FloatVector x0 = FloatVector.fromArray(LANES, x, r0 + j);
                FloatVector x1 = FloatVector.fromArray(LANES, x, r1 + j);
                FloatVector x2 = FloatVector.fromArray(LANES, x, r2 + j);
                FloatVector x3 = FloatVector.fromArray(LANES, x, r3 + j);
                FloatVector y = FloatVector.fromArray(LANES, m, c0 + j);
                s00 = x0.fma(y, s00);
                s10 = x1.fma(y, s10);
                s20 = x2.fma(y, s20);
                s30 = x3.fma(y, s30);
                y = FloatVector.fromArray(LANES, m, c1 + j);
                s01 = x0.fma(y, s01);
                s11 = x1.fma(y, s11);
                s21 = x2.fma(y, s21);
                s31 = x3.fma(y, s31);
                y = FloatVector.fromArray(LANES, m, c2 + j);
                s02 = x0.fma(y, s02);
                s12 = x1.fma(y, s12);
                s22 = x2.fma(y, s22);
                s32 = x3.fma(y, s32);
                y = FloatVector.fromArray(LANES, m, c3 + j);
                s03 = x0.fma(y, s03);
                s13 = x1.fma(y, s13);
                s23 = x2.fma(y, s23);
                s33 = x3.fma(y, s33);
                y = FloatVector.fromArray(LANES, m, c4 + j);
                s04 = x0.fma(y, s04);
                s14 = x1.fma(y, s14);
                s24 = x2.fma(y, s24);
                s34 = x3.fma(y, s34);
            }
            if (j < dimension) {
                VectorMask<Float> tail = LANES.indexInRange(j, dimension);
                FloatVector x0 = FloatVector.fromArray(LANES, x, r0 + j, tail);
                FloatVector x1 = FloatVector.fromArray(LANES, x, r1 + j, tail);
                FloatVector x2 = FloatVector.fromArray(LANES, x, r2 + j, tail);
                FloatVector x3 = FloatVector.fromArray(LANES, x, r3 + j, tail);
                FloatVector y = FloatVector.fromArray(LANES, m, c0 + j);
                s00 = x0.fma(y, s00);
                s10 = x1.fma(y, s10);
                s20 = x2.fma(y, s20);
                s30 = x3.fma(y, s30);
                y = FloatVector.fromArray(LANES, m, c1 + j);
                s01 = x0.fma(y, s01);
                s11 = x1.fma(y, s11);
                s21 = x2.fma(y, s21);
                s31 = x3.fma(y, s31);
                y = FloatVector.fromArray(LANES, m, c2 + j);
                s02 = x0.fma(y, s02);
                s12 = x1.fma(y, s12);
                s22 = x2.fma(y, s22);
                s32 = x3.fma(y, s32);
                y = FloatVector.fromArray(LANES, m, c3 + j);
                s03 = x0.fma(y, s03);
                s13 = x1.fma(y, s13);
                s23 = x2.fma(y, s23);
                s33 = x3.fma(y, s33);
                y = FloatVector.fromArray(LANES, m, c4 + j);
                s04 = x0.fma(y, s04);
                s14 = x1.fma(y, s14);
                s24 = x2.fma(y, s24);
                s34 = x3.fma(y, s34);
            }
            put(c, s00, s01, s02, s03, s04);
            put(paddedK + c, s10, s11, s12, s13, s14);
            put(2 * paddedK + c, s20, s21, s22, s23, s24);
            put(3 * paddedK + c, s30, s31, s32, s33, s34);
        }

        private void put(int at, FloatVector a, FloatVector b, FloatVector c, FloatVector d, FloatVector e) {
            products[at] = a.reduceLanes(VectorOperators.ADD);
            products[at + 1] = b.reduceLanes(VectorOperators.ADD);
            products[at + 2] = c.reduceLanes(VectorOperators.ADD);
            products[at + 3] = d.reduceLanes(VectorOperators.ADD);
            products[at + 4] = e.reduceLanes(VectorOperators.ADD);
        }

        private void choose(int at, int n) {
            float least = Float.POSITIVE_INFINITY;
            float next = Float.POSITIVE_INFINITY;
            int nearest = 0;
            for (int c = 0; c < k; c++) {
                float score = halfNorms[c] - products[at + c];
                if (score < least) {
                    next = least;
                    least = score;
                    nearest = c;
                } else if (!(score >= next)) {
                    next = score; // a NaN as well: then nothing is certain
                }
            }
            label[n] = nearest;
            best[n] = least;
            second[n] = next;
        }
    }
}
