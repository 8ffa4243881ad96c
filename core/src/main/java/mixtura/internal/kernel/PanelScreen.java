package mixtura.internal.kernel;

import static mixtura.internal.kernel.FloatLanes.L;
import static mixtura.internal.kernel.FloatLanes.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// A screen for every shape: a panel of rows is laid out by columns, one row a lane, and multiplied with four centroids
/// at a time. Nothing is summed across lanes, and best, second best and label are chosen in registers: there is no
/// array of scores.
final class PanelScreen implements CentroidScreen {
    private static final int CENTROIDS = 4;

    /// Rows in a panel: four vectors, so that sixteen sums stay in registers.
    private static final int PANEL = 4 * L;

    private final int k;
    private final int dimension;
    private final int blocks; // of four centroids
    private final float[] packed; // block, column, centroid: the negative values
    private final float[] halfNorms; // those beyond k are infinite
    private final ScreenCentroids prepared;

    PanelScreen(ScreenCentroids prepared) {
        this.prepared = prepared;
        k = prepared.k();
        dimension = prepared.dimension();
        blocks = (k + CENTROIDS - 1) / CENTROIDS;
        packed = new float[blocks * dimension * CENTROIDS];
        halfNorms = new float[blocks * CENTROIDS];
        for (int c = 0; c < blocks * CENTROIDS; c++) {
            halfNorms[c] = c < k ? prepared.halfNorms()[c] : Float.POSITIVE_INFINITY;
            if (c >= k) continue;
            int block = c / CENTROIDS * dimension * CENTROIDS;
            for (int j = 0; j < dimension; j++) {
                packed[block + j * CENTROIDS + c % CENTROIDS] = -(float) prepared.values()[c * dimension + j];
            }
        }
    }

    @Override
    public String description() {
        return "float panels " + LANES.vectorBitSize() + " bit";
    }

    @Override
    public int depth() {
        return dimension;
    }

    @Override
    public boolean beginsWithHalf() {
        return true;
    }

    @Override
    public Worker newWorker(int rowsAtMost) {
        return new PanelWorker((rowsAtMost + PANEL - 1) / PANEL * PANEL);
    }

    private final class PanelWorker extends Worker {
        private final RowPanel panel = new RowPanel(prepared, dimension, PANEL);
        private final float[] scores = new float[CENTROIDS * PANEL];
        private final float[] wide = new float[3 * PANEL]; // best, second, label of the panel's rows

        PanelWorker(int rowsAtMost) {
            super(rowsAtMost);
        }

        @Override
        void screen(float[] x, int at, int count) {
            for (int n = 0; n < count; n += PANEL) {
                int rows = Math.min(PANEL, count - n);
                panel.load(x, at + n * dimension, rows);
                choose(n, rows);
            }
        }

        @Override
        void screen(double[] x, int at, int count) {
            for (int n = 0; n < count; n += PANEL) {
                int rows = Math.min(PANEL, count - n);
                panel.load(x, at + n * dimension, rows);
                choose(n, rows);
            }
        }

        private void choose(int n, int rows) {
            FloatVector infinity = FloatVector.broadcast(LANES, Float.POSITIVE_INFINITY);
            for (int i = 0; i < 2 * PANEL; i += L) infinity.intoArray(wide, i);
            for (int i = 2 * PANEL; i < 3 * PANEL; i += L)
                FloatVector.zero(LANES).intoArray(wide, i);
            for (int b = 0; b < blocks; b++) {
                multiply(b);
                for (int at = 0; at < PANEL; at += L) keep(at, b * CENTROIDS);
            }
            System.arraycopy(wide, 0, best, n, rows);
            System.arraycopy(wide, PANEL, second, n, rows);
            for (int r = 0; r < rows; r++) label[n + r] = (int) wide[2 * PANEL + r];
        }

        private void multiply(int b) {
            float[] c = packed;
            float[] x = panel.values;
            FloatVector s00 = FloatVector.broadcast(LANES, halfNorms[b * CENTROIDS]);
            FloatVector s10 = s00, s20 = s00, s30 = s00;
            FloatVector s01 = FloatVector.broadcast(LANES, halfNorms[b * CENTROIDS + 1]);
            FloatVector s11 = s01, s21 = s01, s31 = s01;
            FloatVector s02 = FloatVector.broadcast(LANES, halfNorms[b * CENTROIDS + 2]);
            FloatVector s12 = s02, s22 = s02, s32 = s02;
            FloatVector s03 = FloatVector.broadcast(LANES, halfNorms[b * CENTROIDS + 3]);
            FloatVector s13 = s03, s23 = s03, s33 = s03;
            int at = b * dimension * CENTROIDS;
            for (int i = 0, end = dimension * PANEL; i < end; i += PANEL, at += CENTROIDS) {
                FloatVector x0 = FloatVector.fromArray(LANES, x, i);
                FloatVector x1 = FloatVector.fromArray(LANES, x, i + L);
                FloatVector x2 = FloatVector.fromArray(LANES, x, i + 2 * L);
                FloatVector x3 = FloatVector.fromArray(LANES, x, i + 3 * L);
                FloatVector y = FloatVector.broadcast(LANES, c[at]);
                s00 = x0.fma(y, s00);
                s10 = x1.fma(y, s10);
                s20 = x2.fma(y, s20);
                s30 = x3.fma(y, s30);
                y = FloatVector.broadcast(LANES, c[at + 1]);
                s01 = x0.fma(y, s01);
                s11 = x1.fma(y, s11);
                s21 = x2.fma(y, s21);
                s31 = x3.fma(y, s31);
                y = FloatVector.broadcast(LANES, c[at + 2]);
                s02 = x0.fma(y, s02);
                s12 = x1.fma(y, s12);
                s22 = x2.fma(y, s22);
                s32 = x3.fma(y, s32);
                y = FloatVector.broadcast(LANES, c[at + 3]);
                s03 = x0.fma(y, s03);
                s13 = x1.fma(y, s13);
                s23 = x2.fma(y, s23);
                s33 = x3.fma(y, s33);
            }
            float[] p = scores;
            s00.intoArray(p, 0);
            s10.intoArray(p, L);
            s20.intoArray(p, 2 * L);
            s30.intoArray(p, 3 * L);
            s01.intoArray(p, PANEL);
            s11.intoArray(p, PANEL + L);
            s21.intoArray(p, PANEL + 2 * L);
            s31.intoArray(p, PANEL + 3 * L);
            s02.intoArray(p, 2 * PANEL);
            s12.intoArray(p, 2 * PANEL + L);
            s22.intoArray(p, 2 * PANEL + 2 * L);
            s32.intoArray(p, 2 * PANEL + 3 * L);
            s03.intoArray(p, 3 * PANEL);
            s13.intoArray(p, 3 * PANEL + L);
            s23.intoArray(p, 3 * PANEL + 2 * L);
            s33.intoArray(p, 3 * PANEL + 3 * L);
        }

        /// Compares one vector of rows with the four centroids from c on: compares and blends, because minima of floats
        /// that mind NaN take six instructions each.
        private void keep(int at, int c) {
            FloatVector least = FloatVector.fromArray(LANES, wide, at);
            FloatVector next = FloatVector.fromArray(LANES, wide, PANEL + at);
            FloatVector nearest = FloatVector.fromArray(LANES, wide, 2 * PANEL + at);
            for (int i = 0; i < CENTROIDS; i++) {
                FloatVector score = FloatVector.fromArray(LANES, scores, i * PANEL + at);
                VectorMask<Float> nearer = score.compare(VectorOperators.LT, least);
                FloatVector loser = score.blend(least, nearer);
                least = least.blend(score, nearer);
                nearest = nearest.blend((float) (c + i), nearer);
                next = next.blend(loser, loser.compare(VectorOperators.LT, next));
            }
            least.intoArray(wide, at);
            next.intoArray(wide, PANEL + at);
            nearest.intoArray(wide, 2 * PANEL + at);
        }
    }
}
