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
    private static final int CENTROIDS = PanelTiles.CENTROIDS;
    private static final int PANEL = PanelTiles.ROWS;

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
                PanelTiles.multiply(
                        dimension,
                        panel.values,
                        0,
                        packed,
                        b * dimension * CENTROIDS,
                        halfNorms,
                        b * CENTROIDS,
                        scores);
                for (int at = 0; at < PANEL; at += L) keep(at, b * CENTROIDS);
            }
            System.arraycopy(wide, 0, best, n, rows);
            System.arraycopy(wide, PANEL, second, n, rows);
            for (int r = 0; r < rows; r++) label[n + r] = (int) wide[2 * PANEL + r];
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
