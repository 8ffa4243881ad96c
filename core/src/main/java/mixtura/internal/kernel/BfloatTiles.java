package mixtura.internal.kernel;

import static mixtura.internal.kernel.FloatLanes.L;
import static mixtura.internal.kernel.FloatLanes.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Scores of a panel of rows in bf16 with eight or four candidates at a time: rows lie in the lanes, column
/// by column, a vector of them is two of floats, a shift and a mask apart, and sums in float stay in
/// registers. Eight candidates in one walk over the panel ask memory for its values evenly; two walks with
/// four each would wait in the first.
final class BfloatTiles {
    static final int MOST = 8;
    static final int FEW = 4;

    /// Rows in a panel: two vectors of floats.
    static final int ROWS = 2 * L;

    private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, LANES.vectorShape());
    private static final int UPPER = 0xffff0000;

    private BfloatTiles() {}

    /// Where row r of a panel stands in each of its columns: rows of the first vector of floats are the
    /// lower halves of the pairs, rows of the second one the upper halves.
    static int place(int r) {
        return r % L * 2 + r / L;
    }

    /// scores[to + c ROWS + r] = h_c + Σ_j x_rj y_cj for eight candidates.
    ///
    /// @param x    value j of row r is at `at + j * ROWS + place(r)`
    /// @param c    value j of candidate i is at `cAt + j * MOST + i`
    /// @param h    of the first one at `hAt`
    static void eight(
            int dimension, short[] x, int at, float[] c, int cAt, float[] h, int hAt, float[] scores, int to) {
        FloatVector s00 = FloatVector.broadcast(LANES, h[hAt]);
        FloatVector s10 = s00;
        FloatVector s01 = FloatVector.broadcast(LANES, h[hAt + 1]);
        FloatVector s11 = s01;
        FloatVector s02 = FloatVector.broadcast(LANES, h[hAt + 2]);
        FloatVector s12 = s02;
        FloatVector s03 = FloatVector.broadcast(LANES, h[hAt + 3]);
        FloatVector s13 = s03;
        FloatVector s04 = FloatVector.broadcast(LANES, h[hAt + 4]);
        FloatVector s14 = s04;
        FloatVector s05 = FloatVector.broadcast(LANES, h[hAt + 5]);
        FloatVector s15 = s05;
        FloatVector s06 = FloatVector.broadcast(LANES, h[hAt + 6]);
        FloatVector s16 = s06;
        FloatVector s07 = FloatVector.broadcast(LANES, h[hAt + 7]);
        FloatVector s17 = s07;
        for (int i = at, y = cAt, end = at + dimension * ROWS; i < end; i += ROWS, y += MOST) {
            IntVector pairs = ShortVector.fromArray(SHORTS, x, i).reinterpretAsInts();
            FloatVector x0 = pairs.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
            FloatVector x1 = pairs.lanewise(VectorOperators.AND, UPPER).reinterpretAsFloats();
            FloatVector value = FloatVector.broadcast(LANES, c[y]);
            s00 = x0.fma(value, s00);
            s10 = x1.fma(value, s10);
            value = FloatVector.broadcast(LANES, c[y + 1]);
            s01 = x0.fma(value, s01);
            s11 = x1.fma(value, s11);
            value = FloatVector.broadcast(LANES, c[y + 2]);
            s02 = x0.fma(value, s02);
            s12 = x1.fma(value, s12);
            value = FloatVector.broadcast(LANES, c[y + 3]);
            s03 = x0.fma(value, s03);
            s13 = x1.fma(value, s13);
            value = FloatVector.broadcast(LANES, c[y + 4]);
            s04 = x0.fma(value, s04);
            s14 = x1.fma(value, s14);
            value = FloatVector.broadcast(LANES, c[y + 5]);
            s05 = x0.fma(value, s05);
            s15 = x1.fma(value, s15);
            value = FloatVector.broadcast(LANES, c[y + 6]);
            s06 = x0.fma(value, s06);
            s16 = x1.fma(value, s16);
            value = FloatVector.broadcast(LANES, c[y + 7]);
            s07 = x0.fma(value, s07);
            s17 = x1.fma(value, s17);
        }
        s00.intoArray(scores, to);
        s10.intoArray(scores, to + L);
        s01.intoArray(scores, to + ROWS);
        s11.intoArray(scores, to + ROWS + L);
        s02.intoArray(scores, to + 2 * ROWS);
        s12.intoArray(scores, to + 2 * ROWS + L);
        s03.intoArray(scores, to + 3 * ROWS);
        s13.intoArray(scores, to + 3 * ROWS + L);
        s04.intoArray(scores, to + 4 * ROWS);
        s14.intoArray(scores, to + 4 * ROWS + L);
        s05.intoArray(scores, to + 5 * ROWS);
        s15.intoArray(scores, to + 5 * ROWS + L);
        s06.intoArray(scores, to + 6 * ROWS);
        s16.intoArray(scores, to + 6 * ROWS + L);
        s07.intoArray(scores, to + 7 * ROWS);
        s17.intoArray(scores, to + 7 * ROWS + L);
    }

    /// The same for four candidates, which lie `FEW` apart.
    static void four(int dimension, short[] x, int at, float[] c, int cAt, float[] h, int hAt, float[] scores, int to) {
        FloatVector s00 = FloatVector.broadcast(LANES, h[hAt]);
        FloatVector s10 = s00;
        FloatVector s01 = FloatVector.broadcast(LANES, h[hAt + 1]);
        FloatVector s11 = s01;
        FloatVector s02 = FloatVector.broadcast(LANES, h[hAt + 2]);
        FloatVector s12 = s02;
        FloatVector s03 = FloatVector.broadcast(LANES, h[hAt + 3]);
        FloatVector s13 = s03;
        for (int i = at, y = cAt, end = at + dimension * ROWS; i < end; i += ROWS, y += FEW) {
            IntVector pairs = ShortVector.fromArray(SHORTS, x, i).reinterpretAsInts();
            FloatVector x0 = pairs.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
            FloatVector x1 = pairs.lanewise(VectorOperators.AND, UPPER).reinterpretAsFloats();
            FloatVector value = FloatVector.broadcast(LANES, c[y]);
            s00 = x0.fma(value, s00);
            s10 = x1.fma(value, s10);
            value = FloatVector.broadcast(LANES, c[y + 1]);
            s01 = x0.fma(value, s01);
            s11 = x1.fma(value, s11);
            value = FloatVector.broadcast(LANES, c[y + 2]);
            s02 = x0.fma(value, s02);
            s12 = x1.fma(value, s12);
            value = FloatVector.broadcast(LANES, c[y + 3]);
            s03 = x0.fma(value, s03);
            s13 = x1.fma(value, s13);
        }
        s00.intoArray(scores, to);
        s10.intoArray(scores, to + L);
        s01.intoArray(scores, to + ROWS);
        s11.intoArray(scores, to + ROWS + L);
        s02.intoArray(scores, to + 2 * ROWS);
        s12.intoArray(scores, to + 2 * ROWS + L);
        s03.intoArray(scores, to + 3 * ROWS);
        s13.intoArray(scores, to + 3 * ROWS + L);
    }
}
