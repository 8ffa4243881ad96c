package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;

import jdk.incubator.vector.DoubleVector;

/// Innermost loops of [VectorMoments]: Σ_n r_n a_n b_n for four columns a, weighted on their way, and up to six columns
/// b. Rows lie across the lanes, and so do the sums, which stay with their caller between blocks: adding up
/// lanes once a block would cost a fifth of the products. Benchmark: `KernelBenchmark`.
///
/// Column `i` of a tile starts at `aAt + i * stride`; the sum of columns i and j lies in `sums`, from `at + (4 j + i)
/// L`
/// on. At an edge a tile has fewer `tall` or `wide` columns than its name says, and works out its last one again.
final class MomentTiles {
    private MomentTiles() {}

    /// 4 weighted columns with 6.
    static void tile4x6(
            int rows,
            double[] r,
            int rAt,
            double[] y,
            int aAt,
            int tall,
            int bAt,
            int wide,
            int stride,
            double[] sums,
            int at) {
        int p0 = aAt;
        int p1 = aAt + Math.min(1, tall - 1) * stride;
        int p2 = aAt + Math.min(2, tall - 1) * stride;
        int p3 = aAt + Math.min(3, tall - 1) * stride;
        int q0 = bAt;
        int q1 = bAt + Math.min(1, wide - 1) * stride;
        int q2 = bAt + Math.min(2, wide - 1) * stride;
        int q3 = bAt + Math.min(3, wide - 1) * stride;
        int q4 = bAt + Math.min(4, wide - 1) * stride;
        int q5 = bAt + Math.min(5, wide - 1) * stride;
        DoubleVector s00 = DoubleVector.fromArray(LANES, sums, at);
        DoubleVector s10 = DoubleVector.fromArray(LANES, sums, at + L);
        DoubleVector s20 = DoubleVector.fromArray(LANES, sums, at + 2 * L);
        DoubleVector s30 = DoubleVector.fromArray(LANES, sums, at + 3 * L);
        DoubleVector s01 = DoubleVector.fromArray(LANES, sums, at + 4 * L);
        DoubleVector s11 = DoubleVector.fromArray(LANES, sums, at + 5 * L);
        DoubleVector s21 = DoubleVector.fromArray(LANES, sums, at + 6 * L);
        DoubleVector s31 = DoubleVector.fromArray(LANES, sums, at + 7 * L);
        DoubleVector s02 = DoubleVector.fromArray(LANES, sums, at + 8 * L);
        DoubleVector s12 = DoubleVector.fromArray(LANES, sums, at + 9 * L);
        DoubleVector s22 = DoubleVector.fromArray(LANES, sums, at + 10 * L);
        DoubleVector s32 = DoubleVector.fromArray(LANES, sums, at + 11 * L);
        DoubleVector s03 = DoubleVector.fromArray(LANES, sums, at + 12 * L);
        DoubleVector s13 = DoubleVector.fromArray(LANES, sums, at + 13 * L);
        DoubleVector s23 = DoubleVector.fromArray(LANES, sums, at + 14 * L);
        DoubleVector s33 = DoubleVector.fromArray(LANES, sums, at + 15 * L);
        DoubleVector s04 = DoubleVector.fromArray(LANES, sums, at + 16 * L);
        DoubleVector s14 = DoubleVector.fromArray(LANES, sums, at + 17 * L);
        DoubleVector s24 = DoubleVector.fromArray(LANES, sums, at + 18 * L);
        DoubleVector s34 = DoubleVector.fromArray(LANES, sums, at + 19 * L);
        DoubleVector s05 = DoubleVector.fromArray(LANES, sums, at + 20 * L);
        DoubleVector s15 = DoubleVector.fromArray(LANES, sums, at + 21 * L);
        DoubleVector s25 = DoubleVector.fromArray(LANES, sums, at + 22 * L);
        DoubleVector s35 = DoubleVector.fromArray(LANES, sums, at + 23 * L);
        for (int n = 0; n < rows; n += L) {
            DoubleVector weight = DoubleVector.fromArray(LANES, r, rAt + n);
            DoubleVector a0 = DoubleVector.fromArray(LANES, y, p0 + n).mul(weight);
            DoubleVector a1 = DoubleVector.fromArray(LANES, y, p1 + n).mul(weight);
            DoubleVector a2 = DoubleVector.fromArray(LANES, y, p2 + n).mul(weight);
            DoubleVector a3 = DoubleVector.fromArray(LANES, y, p3 + n).mul(weight);
            DoubleVector b0 = DoubleVector.fromArray(LANES, y, q0 + n);
            s00 = a0.fma(b0, s00);
            s10 = a1.fma(b0, s10);
            s20 = a2.fma(b0, s20);
            s30 = a3.fma(b0, s30);
            DoubleVector b1 = DoubleVector.fromArray(LANES, y, q1 + n);
            s01 = a0.fma(b1, s01);
            s11 = a1.fma(b1, s11);
            s21 = a2.fma(b1, s21);
            s31 = a3.fma(b1, s31);
            DoubleVector b2 = DoubleVector.fromArray(LANES, y, q2 + n);
            s02 = a0.fma(b2, s02);
            s12 = a1.fma(b2, s12);
            s22 = a2.fma(b2, s22);
            s32 = a3.fma(b2, s32);
            DoubleVector b3 = DoubleVector.fromArray(LANES, y, q3 + n);
            s03 = a0.fma(b3, s03);
            s13 = a1.fma(b3, s13);
            s23 = a2.fma(b3, s23);
            s33 = a3.fma(b3, s33);
            DoubleVector b4 = DoubleVector.fromArray(LANES, y, q4 + n);
            s04 = a0.fma(b4, s04);
            s14 = a1.fma(b4, s14);
            s24 = a2.fma(b4, s24);
            s34 = a3.fma(b4, s34);
            DoubleVector b5 = DoubleVector.fromArray(LANES, y, q5 + n);
            s05 = a0.fma(b5, s05);
            s15 = a1.fma(b5, s15);
            s25 = a2.fma(b5, s25);
            s35 = a3.fma(b5, s35);
        }
        s00.intoArray(sums, at);
        s10.intoArray(sums, at + L);
        s20.intoArray(sums, at + 2 * L);
        s30.intoArray(sums, at + 3 * L);
        s01.intoArray(sums, at + 4 * L);
        s11.intoArray(sums, at + 5 * L);
        s21.intoArray(sums, at + 6 * L);
        s31.intoArray(sums, at + 7 * L);
        s02.intoArray(sums, at + 8 * L);
        s12.intoArray(sums, at + 9 * L);
        s22.intoArray(sums, at + 10 * L);
        s32.intoArray(sums, at + 11 * L);
        s03.intoArray(sums, at + 12 * L);
        s13.intoArray(sums, at + 13 * L);
        s23.intoArray(sums, at + 14 * L);
        s33.intoArray(sums, at + 15 * L);
        s04.intoArray(sums, at + 16 * L);
        s14.intoArray(sums, at + 17 * L);
        s24.intoArray(sums, at + 18 * L);
        s34.intoArray(sums, at + 19 * L);
        s05.intoArray(sums, at + 20 * L);
        s15.intoArray(sums, at + 21 * L);
        s25.intoArray(sums, at + 22 * L);
        s35.intoArray(sums, at + 23 * L);
    }

    /// 4 weighted columns with 5.
    static void tile4x5(
            int rows,
            double[] r,
            int rAt,
            double[] y,
            int aAt,
            int tall,
            int bAt,
            int wide,
            int stride,
            double[] sums,
            int at) {
        int p0 = aAt;
        int p1 = aAt + Math.min(1, tall - 1) * stride;
        int p2 = aAt + Math.min(2, tall - 1) * stride;
        int p3 = aAt + Math.min(3, tall - 1) * stride;
        int q0 = bAt;
        int q1 = bAt + Math.min(1, wide - 1) * stride;
        int q2 = bAt + Math.min(2, wide - 1) * stride;
        int q3 = bAt + Math.min(3, wide - 1) * stride;
        int q4 = bAt + Math.min(4, wide - 1) * stride;
        DoubleVector s00 = DoubleVector.fromArray(LANES, sums, at);
        DoubleVector s10 = DoubleVector.fromArray(LANES, sums, at + L);
        DoubleVector s20 = DoubleVector.fromArray(LANES, sums, at + 2 * L);
        DoubleVector s30 = DoubleVector.fromArray(LANES, sums, at + 3 * L);
        DoubleVector s01 = DoubleVector.fromArray(LANES, sums, at + 4 * L);
        DoubleVector s11 = DoubleVector.fromArray(LANES, sums, at + 5 * L);
        DoubleVector s21 = DoubleVector.fromArray(LANES, sums, at + 6 * L);
        DoubleVector s31 = DoubleVector.fromArray(LANES, sums, at + 7 * L);
        DoubleVector s02 = DoubleVector.fromArray(LANES, sums, at + 8 * L);
        DoubleVector s12 = DoubleVector.fromArray(LANES, sums, at + 9 * L);
        DoubleVector s22 = DoubleVector.fromArray(LANES, sums, at + 10 * L);
        DoubleVector s32 = DoubleVector.fromArray(LANES, sums, at + 11 * L);
        DoubleVector s03 = DoubleVector.fromArray(LANES, sums, at + 12 * L);
        DoubleVector s13 = DoubleVector.fromArray(LANES, sums, at + 13 * L);
        DoubleVector s23 = DoubleVector.fromArray(LANES, sums, at + 14 * L);
        DoubleVector s33 = DoubleVector.fromArray(LANES, sums, at + 15 * L);
        DoubleVector s04 = DoubleVector.fromArray(LANES, sums, at + 16 * L);
        DoubleVector s14 = DoubleVector.fromArray(LANES, sums, at + 17 * L);
        DoubleVector s24 = DoubleVector.fromArray(LANES, sums, at + 18 * L);
        DoubleVector s34 = DoubleVector.fromArray(LANES, sums, at + 19 * L);
        for (int n = 0; n < rows; n += L) {
            DoubleVector weight = DoubleVector.fromArray(LANES, r, rAt + n);
            DoubleVector a0 = DoubleVector.fromArray(LANES, y, p0 + n).mul(weight);
            DoubleVector a1 = DoubleVector.fromArray(LANES, y, p1 + n).mul(weight);
            DoubleVector a2 = DoubleVector.fromArray(LANES, y, p2 + n).mul(weight);
            DoubleVector a3 = DoubleVector.fromArray(LANES, y, p3 + n).mul(weight);
            DoubleVector b0 = DoubleVector.fromArray(LANES, y, q0 + n);
            s00 = a0.fma(b0, s00);
            s10 = a1.fma(b0, s10);
            s20 = a2.fma(b0, s20);
            s30 = a3.fma(b0, s30);
            DoubleVector b1 = DoubleVector.fromArray(LANES, y, q1 + n);
            s01 = a0.fma(b1, s01);
            s11 = a1.fma(b1, s11);
            s21 = a2.fma(b1, s21);
            s31 = a3.fma(b1, s31);
            DoubleVector b2 = DoubleVector.fromArray(LANES, y, q2 + n);
            s02 = a0.fma(b2, s02);
            s12 = a1.fma(b2, s12);
            s22 = a2.fma(b2, s22);
            s32 = a3.fma(b2, s32);
            DoubleVector b3 = DoubleVector.fromArray(LANES, y, q3 + n);
            s03 = a0.fma(b3, s03);
            s13 = a1.fma(b3, s13);
            s23 = a2.fma(b3, s23);
            s33 = a3.fma(b3, s33);
            DoubleVector b4 = DoubleVector.fromArray(LANES, y, q4 + n);
            s04 = a0.fma(b4, s04);
            s14 = a1.fma(b4, s14);
            s24 = a2.fma(b4, s24);
            s34 = a3.fma(b4, s34);
        }
        s00.intoArray(sums, at);
        s10.intoArray(sums, at + L);
        s20.intoArray(sums, at + 2 * L);
        s30.intoArray(sums, at + 3 * L);
        s01.intoArray(sums, at + 4 * L);
        s11.intoArray(sums, at + 5 * L);
        s21.intoArray(sums, at + 6 * L);
        s31.intoArray(sums, at + 7 * L);
        s02.intoArray(sums, at + 8 * L);
        s12.intoArray(sums, at + 9 * L);
        s22.intoArray(sums, at + 10 * L);
        s32.intoArray(sums, at + 11 * L);
        s03.intoArray(sums, at + 12 * L);
        s13.intoArray(sums, at + 13 * L);
        s23.intoArray(sums, at + 14 * L);
        s33.intoArray(sums, at + 15 * L);
        s04.intoArray(sums, at + 16 * L);
        s14.intoArray(sums, at + 17 * L);
        s24.intoArray(sums, at + 18 * L);
        s34.intoArray(sums, at + 19 * L);
    }

    /// 4 weighted columns with 4.
    static void tile4x4(
            int rows,
            double[] r,
            int rAt,
            double[] y,
            int aAt,
            int tall,
            int bAt,
            int wide,
            int stride,
            double[] sums,
            int at) {
        int p0 = aAt;
        int p1 = aAt + Math.min(1, tall - 1) * stride;
        int p2 = aAt + Math.min(2, tall - 1) * stride;
        int p3 = aAt + Math.min(3, tall - 1) * stride;
        int q0 = bAt;
        int q1 = bAt + Math.min(1, wide - 1) * stride;
        int q2 = bAt + Math.min(2, wide - 1) * stride;
        int q3 = bAt + Math.min(3, wide - 1) * stride;
        DoubleVector s00 = DoubleVector.fromArray(LANES, sums, at);
        DoubleVector s10 = DoubleVector.fromArray(LANES, sums, at + L);
        DoubleVector s20 = DoubleVector.fromArray(LANES, sums, at + 2 * L);
        DoubleVector s30 = DoubleVector.fromArray(LANES, sums, at + 3 * L);
        DoubleVector s01 = DoubleVector.fromArray(LANES, sums, at + 4 * L);
        DoubleVector s11 = DoubleVector.fromArray(LANES, sums, at + 5 * L);
        DoubleVector s21 = DoubleVector.fromArray(LANES, sums, at + 6 * L);
        DoubleVector s31 = DoubleVector.fromArray(LANES, sums, at + 7 * L);
        DoubleVector s02 = DoubleVector.fromArray(LANES, sums, at + 8 * L);
        DoubleVector s12 = DoubleVector.fromArray(LANES, sums, at + 9 * L);
        DoubleVector s22 = DoubleVector.fromArray(LANES, sums, at + 10 * L);
        DoubleVector s32 = DoubleVector.fromArray(LANES, sums, at + 11 * L);
        DoubleVector s03 = DoubleVector.fromArray(LANES, sums, at + 12 * L);
        DoubleVector s13 = DoubleVector.fromArray(LANES, sums, at + 13 * L);
        DoubleVector s23 = DoubleVector.fromArray(LANES, sums, at + 14 * L);
        DoubleVector s33 = DoubleVector.fromArray(LANES, sums, at + 15 * L);
        for (int n = 0; n < rows; n += L) {
            DoubleVector weight = DoubleVector.fromArray(LANES, r, rAt + n);
            DoubleVector a0 = DoubleVector.fromArray(LANES, y, p0 + n).mul(weight);
            DoubleVector a1 = DoubleVector.fromArray(LANES, y, p1 + n).mul(weight);
            DoubleVector a2 = DoubleVector.fromArray(LANES, y, p2 + n).mul(weight);
            DoubleVector a3 = DoubleVector.fromArray(LANES, y, p3 + n).mul(weight);
            DoubleVector b0 = DoubleVector.fromArray(LANES, y, q0 + n);
            s00 = a0.fma(b0, s00);
            s10 = a1.fma(b0, s10);
            s20 = a2.fma(b0, s20);
            s30 = a3.fma(b0, s30);
            DoubleVector b1 = DoubleVector.fromArray(LANES, y, q1 + n);
            s01 = a0.fma(b1, s01);
            s11 = a1.fma(b1, s11);
            s21 = a2.fma(b1, s21);
            s31 = a3.fma(b1, s31);
            DoubleVector b2 = DoubleVector.fromArray(LANES, y, q2 + n);
            s02 = a0.fma(b2, s02);
            s12 = a1.fma(b2, s12);
            s22 = a2.fma(b2, s22);
            s32 = a3.fma(b2, s32);
            DoubleVector b3 = DoubleVector.fromArray(LANES, y, q3 + n);
            s03 = a0.fma(b3, s03);
            s13 = a1.fma(b3, s13);
            s23 = a2.fma(b3, s23);
            s33 = a3.fma(b3, s33);
        }
        s00.intoArray(sums, at);
        s10.intoArray(sums, at + L);
        s20.intoArray(sums, at + 2 * L);
        s30.intoArray(sums, at + 3 * L);
        s01.intoArray(sums, at + 4 * L);
        s11.intoArray(sums, at + 5 * L);
        s21.intoArray(sums, at + 6 * L);
        s31.intoArray(sums, at + 7 * L);
        s02.intoArray(sums, at + 8 * L);
        s12.intoArray(sums, at + 9 * L);
        s22.intoArray(sums, at + 10 * L);
        s32.intoArray(sums, at + 11 * L);
        s03.intoArray(sums, at + 12 * L);
        s13.intoArray(sums, at + 13 * L);
        s23.intoArray(sums, at + 14 * L);
        s33.intoArray(sums, at + 15 * L);
    }
}
