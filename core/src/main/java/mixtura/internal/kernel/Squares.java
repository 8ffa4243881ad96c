package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;
import static mixtura.internal.kernel.Lanes.ODD_ONES;
import static mixtura.internal.kernel.Lanes.ODD_PAIRS;
import static mixtura.internal.kernel.Lanes.SWAP_1;
import static mixtura.internal.kernel.Lanes.SWAP_2;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// Shifts, scales and transposes eight rows by eight columns in registers: three rounds in which neighbours
/// at a distance of 4, 2 and 1 exchange halves, what two of them exchange blended into one vector, so that it
/// moves once. For vectors of eight. Benchmark: `KernelBenchmark`.
final class Squares {
    private static final VectorShuffle<Double> SWAP_4 = VectorShuffle.fromOp(LANES, i -> (i ^ 4) % L);
    private static final VectorMask<Double> LATTER_FOUR = Lanes.FOUR.not();

    private Squares() {}

    /// @param from     where the square begins in `x`, whose rows are `xStride` apart
    /// @param column   where it begins in `shift` and `scale`
    /// @param rows     where the shifted and scaled square goes row by row, from `rowsAt` on, `rowStride` apart
    /// @param columns  where it goes column by column, from `columnsAt` on, `columnStride` apart
    static void layOut(
            double[] x,
            int from,
            int xStride,
            double[] shift,
            double[] scale,
            int column,
            double[] rows,
            int rowsAt,
            int rowStride,
            double[] columns,
            int columnsAt,
            int columnStride) {
        DoubleVector centre = DoubleVector.fromArray(LANES, shift, column);
        DoubleVector factor = DoubleVector.fromArray(LANES, scale, column);
        DoubleVector a0 = DoubleVector.fromArray(LANES, x, from).sub(centre).mul(factor);
        DoubleVector a1 =
                DoubleVector.fromArray(LANES, x, from + xStride).sub(centre).mul(factor);
        DoubleVector a2 =
                DoubleVector.fromArray(LANES, x, from + 2 * xStride).sub(centre).mul(factor);
        DoubleVector a3 =
                DoubleVector.fromArray(LANES, x, from + 3 * xStride).sub(centre).mul(factor);
        DoubleVector a4 =
                DoubleVector.fromArray(LANES, x, from + 4 * xStride).sub(centre).mul(factor);
        DoubleVector a5 =
                DoubleVector.fromArray(LANES, x, from + 5 * xStride).sub(centre).mul(factor);
        DoubleVector a6 =
                DoubleVector.fromArray(LANES, x, from + 6 * xStride).sub(centre).mul(factor);
        DoubleVector a7 =
                DoubleVector.fromArray(LANES, x, from + 7 * xStride).sub(centre).mul(factor);
        a0.intoArray(rows, rowsAt);
        a1.intoArray(rows, rowsAt + rowStride);
        a2.intoArray(rows, rowsAt + 2 * rowStride);
        a3.intoArray(rows, rowsAt + 3 * rowStride);
        a4.intoArray(rows, rowsAt + 4 * rowStride);
        a5.intoArray(rows, rowsAt + 5 * rowStride);
        a6.intoArray(rows, rowsAt + 6 * rowStride);
        a7.intoArray(rows, rowsAt + 7 * rowStride);
        DoubleVector t = a4.blend(a0, LATTER_FOUR).rearrange(SWAP_4);
        DoubleVector b0 = a0.blend(t, LATTER_FOUR);
        DoubleVector b4 = t.blend(a4, LATTER_FOUR);
        t = a5.blend(a1, LATTER_FOUR).rearrange(SWAP_4);
        DoubleVector b1 = a1.blend(t, LATTER_FOUR);
        DoubleVector b5 = t.blend(a5, LATTER_FOUR);
        t = a6.blend(a2, LATTER_FOUR).rearrange(SWAP_4);
        DoubleVector b2 = a2.blend(t, LATTER_FOUR);
        DoubleVector b6 = t.blend(a6, LATTER_FOUR);
        t = a7.blend(a3, LATTER_FOUR).rearrange(SWAP_4);
        DoubleVector b3 = a3.blend(t, LATTER_FOUR);
        DoubleVector b7 = t.blend(a7, LATTER_FOUR);
        t = b2.blend(b0, ODD_PAIRS).rearrange(SWAP_2);
        DoubleVector c0 = b0.blend(t, ODD_PAIRS);
        DoubleVector c2 = t.blend(b2, ODD_PAIRS);
        t = b3.blend(b1, ODD_PAIRS).rearrange(SWAP_2);
        DoubleVector c1 = b1.blend(t, ODD_PAIRS);
        DoubleVector c3 = t.blend(b3, ODD_PAIRS);
        t = b6.blend(b4, ODD_PAIRS).rearrange(SWAP_2);
        DoubleVector c4 = b4.blend(t, ODD_PAIRS);
        DoubleVector c6 = t.blend(b6, ODD_PAIRS);
        t = b7.blend(b5, ODD_PAIRS).rearrange(SWAP_2);
        DoubleVector c5 = b5.blend(t, ODD_PAIRS);
        DoubleVector c7 = t.blend(b7, ODD_PAIRS);
        t = c1.blend(c0, ODD_ONES).rearrange(SWAP_1);
        DoubleVector d0 = c0.blend(t, ODD_ONES);
        DoubleVector d1 = t.blend(c1, ODD_ONES);
        t = c3.blend(c2, ODD_ONES).rearrange(SWAP_1);
        DoubleVector d2 = c2.blend(t, ODD_ONES);
        DoubleVector d3 = t.blend(c3, ODD_ONES);
        t = c5.blend(c4, ODD_ONES).rearrange(SWAP_1);
        DoubleVector d4 = c4.blend(t, ODD_ONES);
        DoubleVector d5 = t.blend(c5, ODD_ONES);
        t = c7.blend(c6, ODD_ONES).rearrange(SWAP_1);
        DoubleVector d6 = c6.blend(t, ODD_ONES);
        DoubleVector d7 = t.blend(c7, ODD_ONES);
        d0.intoArray(columns, columnsAt);
        d1.intoArray(columns, columnsAt + columnStride);
        d2.intoArray(columns, columnsAt + 2 * columnStride);
        d3.intoArray(columns, columnsAt + 3 * columnStride);
        d4.intoArray(columns, columnsAt + 4 * columnStride);
        d5.intoArray(columns, columnsAt + 5 * columnStride);
        d6.intoArray(columns, columnsAt + 6 * columnStride);
        d7.intoArray(columns, columnsAt + 7 * columnStride);
    }
}
