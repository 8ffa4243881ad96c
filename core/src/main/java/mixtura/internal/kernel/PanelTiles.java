package mixtura.internal.kernel;

import static mixtura.internal.kernel.FloatLanes.L;
import static mixtura.internal.kernel.FloatLanes.LANES;

import jdk.incubator.vector.FloatVector;

/// Scores of a panel of rows with four centroids at a time: rows lie in the lanes, column by column, and sixteen sums
/// stay in registers. Nothing but loads, products and stores: more would exceed what C2 inlines.
final class PanelTiles {
    static final int CENTROIDS = 4;

    /// Rows in a panel: four vectors.
    static final int ROWS = 4 * L;

    private PanelTiles() {}

    /// scores[c ROWS + r] = h_c + Σ_j x_rj y_cj for four centroids.
    ///
    /// @param x    value j of row r is at `at + j * ROWS + r`
    /// @param c    value j of centroid i is at `cAt + j * CENTROIDS + i`
    /// @param h    four values from `hAt` on
    static void multiply(int dimension, float[] x, int at, float[] c, int cAt, float[] h, int hAt, float[] scores) {
        FloatVector s00 = FloatVector.broadcast(LANES, h[hAt]);
        FloatVector s10 = s00, s20 = s00, s30 = s00;
        FloatVector s01 = FloatVector.broadcast(LANES, h[hAt + 1]);
        FloatVector s11 = s01, s21 = s01, s31 = s01;
        FloatVector s02 = FloatVector.broadcast(LANES, h[hAt + 2]);
        FloatVector s12 = s02, s22 = s02, s32 = s02;
        FloatVector s03 = FloatVector.broadcast(LANES, h[hAt + 3]);
        FloatVector s13 = s03, s23 = s03, s33 = s03;
        int y0 = cAt;
        for (int i = at, end = at + dimension * ROWS; i < end; i += ROWS, y0 += CENTROIDS) {
            FloatVector x0 = FloatVector.fromArray(LANES, x, i);
            FloatVector x1 = FloatVector.fromArray(LANES, x, i + L);
            FloatVector x2 = FloatVector.fromArray(LANES, x, i + 2 * L);
            FloatVector x3 = FloatVector.fromArray(LANES, x, i + 3 * L);
            FloatVector y = FloatVector.broadcast(LANES, c[y0]);
            s00 = x0.fma(y, s00);
            s10 = x1.fma(y, s10);
            s20 = x2.fma(y, s20);
            s30 = x3.fma(y, s30);
            y = FloatVector.broadcast(LANES, c[y0 + 1]);
            s01 = x0.fma(y, s01);
            s11 = x1.fma(y, s11);
            s21 = x2.fma(y, s21);
            s31 = x3.fma(y, s31);
            y = FloatVector.broadcast(LANES, c[y0 + 2]);
            s02 = x0.fma(y, s02);
            s12 = x1.fma(y, s12);
            s22 = x2.fma(y, s22);
            s32 = x3.fma(y, s32);
            y = FloatVector.broadcast(LANES, c[y0 + 3]);
            s03 = x0.fma(y, s03);
            s13 = x1.fma(y, s13);
            s23 = x2.fma(y, s23);
            s33 = x3.fma(y, s33);
        }
        s00.intoArray(scores, 0);
        s10.intoArray(scores, L);
        s20.intoArray(scores, 2 * L);
        s30.intoArray(scores, 3 * L);
        s01.intoArray(scores, ROWS);
        s11.intoArray(scores, ROWS + L);
        s21.intoArray(scores, ROWS + 2 * L);
        s31.intoArray(scores, ROWS + 3 * L);
        s02.intoArray(scores, 2 * ROWS);
        s12.intoArray(scores, 2 * ROWS + L);
        s22.intoArray(scores, 2 * ROWS + 2 * L);
        s32.intoArray(scores, 2 * ROWS + 3 * L);
        s03.intoArray(scores, 3 * ROWS);
        s13.intoArray(scores, 3 * ROWS + L);
        s23.intoArray(scores, 3 * ROWS + 2 * L);
        s33.intoArray(scores, 3 * ROWS + 3 * L);
    }
}
