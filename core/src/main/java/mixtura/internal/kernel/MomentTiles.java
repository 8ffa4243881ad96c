package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;

import jdk.incubator.vector.DoubleVector;

/// Innermost loops of [VectorMoments]: Σ_n w_n a_n b_n of chosen rows, for some columns a and vectors of
/// columns b, which are weighted on their way. The sums stay with their caller, one vector behind the other,
/// those of a column a together. Benchmark: `KernelBenchmark`.
///
/// Row `i` begins at `z[from[i]]` and weighs `w[i]`; `aAt` and `bAt` are the first columns. Nothing else may
/// stay in registers: with three vectors of a centre to subtract, one was written to memory and read again
/// for every row, and eight columns by three vectors took 45 cycles a row instead of 28.
final class MomentTiles {
    private MomentTiles() {}

    /// 8 columns with 3 vectors.
    static void tile8x3(
            int first, int end, long[] from, double[] w, double[] z, int aAt, int bAt, double[] sums, int at) {
        DoubleVector s00 = DoubleVector.fromArray(LANES, sums, at);
        DoubleVector s01 = DoubleVector.fromArray(LANES, sums, at + L);
        DoubleVector s02 = DoubleVector.fromArray(LANES, sums, at + 2 * L);
        DoubleVector s10 = DoubleVector.fromArray(LANES, sums, at + 3 * L);
        DoubleVector s11 = DoubleVector.fromArray(LANES, sums, at + 4 * L);
        DoubleVector s12 = DoubleVector.fromArray(LANES, sums, at + 5 * L);
        DoubleVector s20 = DoubleVector.fromArray(LANES, sums, at + 6 * L);
        DoubleVector s21 = DoubleVector.fromArray(LANES, sums, at + 7 * L);
        DoubleVector s22 = DoubleVector.fromArray(LANES, sums, at + 8 * L);
        DoubleVector s30 = DoubleVector.fromArray(LANES, sums, at + 9 * L);
        DoubleVector s31 = DoubleVector.fromArray(LANES, sums, at + 10 * L);
        DoubleVector s32 = DoubleVector.fromArray(LANES, sums, at + 11 * L);
        DoubleVector s40 = DoubleVector.fromArray(LANES, sums, at + 12 * L);
        DoubleVector s41 = DoubleVector.fromArray(LANES, sums, at + 13 * L);
        DoubleVector s42 = DoubleVector.fromArray(LANES, sums, at + 14 * L);
        DoubleVector s50 = DoubleVector.fromArray(LANES, sums, at + 15 * L);
        DoubleVector s51 = DoubleVector.fromArray(LANES, sums, at + 16 * L);
        DoubleVector s52 = DoubleVector.fromArray(LANES, sums, at + 17 * L);
        DoubleVector s60 = DoubleVector.fromArray(LANES, sums, at + 18 * L);
        DoubleVector s61 = DoubleVector.fromArray(LANES, sums, at + 19 * L);
        DoubleVector s62 = DoubleVector.fromArray(LANES, sums, at + 20 * L);
        DoubleVector s70 = DoubleVector.fromArray(LANES, sums, at + 21 * L);
        DoubleVector s71 = DoubleVector.fromArray(LANES, sums, at + 22 * L);
        DoubleVector s72 = DoubleVector.fromArray(LANES, sums, at + 23 * L);
        for (int n = first; n < end; n++) {
            int p = (int) from[n] + aAt;
            int q = (int) from[n] + bAt;
            DoubleVector weight = DoubleVector.broadcast(LANES, w[n]);
            DoubleVector b0 = DoubleVector.fromArray(LANES, z, q).mul(weight);
            DoubleVector b1 = DoubleVector.fromArray(LANES, z, q + L).mul(weight);
            DoubleVector b2 = DoubleVector.fromArray(LANES, z, q + 2 * L).mul(weight);
            DoubleVector a0 = DoubleVector.broadcast(LANES, z[p]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            s02 = a0.fma(b2, s02);
            DoubleVector a1 = DoubleVector.broadcast(LANES, z[p + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            s12 = a1.fma(b2, s12);
            DoubleVector a2 = DoubleVector.broadcast(LANES, z[p + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            s22 = a2.fma(b2, s22);
            DoubleVector a3 = DoubleVector.broadcast(LANES, z[p + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            s32 = a3.fma(b2, s32);
            DoubleVector a4 = DoubleVector.broadcast(LANES, z[p + 4]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
            s42 = a4.fma(b2, s42);
            DoubleVector a5 = DoubleVector.broadcast(LANES, z[p + 5]);
            s50 = a5.fma(b0, s50);
            s51 = a5.fma(b1, s51);
            s52 = a5.fma(b2, s52);
            DoubleVector a6 = DoubleVector.broadcast(LANES, z[p + 6]);
            s60 = a6.fma(b0, s60);
            s61 = a6.fma(b1, s61);
            s62 = a6.fma(b2, s62);
            DoubleVector a7 = DoubleVector.broadcast(LANES, z[p + 7]);
            s70 = a7.fma(b0, s70);
            s71 = a7.fma(b1, s71);
            s72 = a7.fma(b2, s72);
        }
        s00.intoArray(sums, at);
        s01.intoArray(sums, at + L);
        s02.intoArray(sums, at + 2 * L);
        s10.intoArray(sums, at + 3 * L);
        s11.intoArray(sums, at + 4 * L);
        s12.intoArray(sums, at + 5 * L);
        s20.intoArray(sums, at + 6 * L);
        s21.intoArray(sums, at + 7 * L);
        s22.intoArray(sums, at + 8 * L);
        s30.intoArray(sums, at + 9 * L);
        s31.intoArray(sums, at + 10 * L);
        s32.intoArray(sums, at + 11 * L);
        s40.intoArray(sums, at + 12 * L);
        s41.intoArray(sums, at + 13 * L);
        s42.intoArray(sums, at + 14 * L);
        s50.intoArray(sums, at + 15 * L);
        s51.intoArray(sums, at + 16 * L);
        s52.intoArray(sums, at + 17 * L);
        s60.intoArray(sums, at + 18 * L);
        s61.intoArray(sums, at + 19 * L);
        s62.intoArray(sums, at + 20 * L);
        s70.intoArray(sums, at + 21 * L);
        s71.intoArray(sums, at + 22 * L);
        s72.intoArray(sums, at + 23 * L);
    }

    /// 8 columns with 2 vectors.
    static void tile8x2(
            int first, int end, long[] from, double[] w, double[] z, int aAt, int bAt, double[] sums, int at) {
        DoubleVector s00 = DoubleVector.fromArray(LANES, sums, at);
        DoubleVector s01 = DoubleVector.fromArray(LANES, sums, at + L);
        DoubleVector s10 = DoubleVector.fromArray(LANES, sums, at + 2 * L);
        DoubleVector s11 = DoubleVector.fromArray(LANES, sums, at + 3 * L);
        DoubleVector s20 = DoubleVector.fromArray(LANES, sums, at + 4 * L);
        DoubleVector s21 = DoubleVector.fromArray(LANES, sums, at + 5 * L);
        DoubleVector s30 = DoubleVector.fromArray(LANES, sums, at + 6 * L);
        DoubleVector s31 = DoubleVector.fromArray(LANES, sums, at + 7 * L);
        DoubleVector s40 = DoubleVector.fromArray(LANES, sums, at + 8 * L);
        DoubleVector s41 = DoubleVector.fromArray(LANES, sums, at + 9 * L);
        DoubleVector s50 = DoubleVector.fromArray(LANES, sums, at + 10 * L);
        DoubleVector s51 = DoubleVector.fromArray(LANES, sums, at + 11 * L);
        DoubleVector s60 = DoubleVector.fromArray(LANES, sums, at + 12 * L);
        DoubleVector s61 = DoubleVector.fromArray(LANES, sums, at + 13 * L);
        DoubleVector s70 = DoubleVector.fromArray(LANES, sums, at + 14 * L);
        DoubleVector s71 = DoubleVector.fromArray(LANES, sums, at + 15 * L);
        for (int n = first; n < end; n++) {
            int p = (int) from[n] + aAt;
            int q = (int) from[n] + bAt;
            DoubleVector weight = DoubleVector.broadcast(LANES, w[n]);
            DoubleVector b0 = DoubleVector.fromArray(LANES, z, q).mul(weight);
            DoubleVector b1 = DoubleVector.fromArray(LANES, z, q + L).mul(weight);
            DoubleVector a0 = DoubleVector.broadcast(LANES, z[p]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            DoubleVector a1 = DoubleVector.broadcast(LANES, z[p + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            DoubleVector a2 = DoubleVector.broadcast(LANES, z[p + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            DoubleVector a3 = DoubleVector.broadcast(LANES, z[p + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            DoubleVector a4 = DoubleVector.broadcast(LANES, z[p + 4]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
            DoubleVector a5 = DoubleVector.broadcast(LANES, z[p + 5]);
            s50 = a5.fma(b0, s50);
            s51 = a5.fma(b1, s51);
            DoubleVector a6 = DoubleVector.broadcast(LANES, z[p + 6]);
            s60 = a6.fma(b0, s60);
            s61 = a6.fma(b1, s61);
            DoubleVector a7 = DoubleVector.broadcast(LANES, z[p + 7]);
            s70 = a7.fma(b0, s70);
            s71 = a7.fma(b1, s71);
        }
        s00.intoArray(sums, at);
        s01.intoArray(sums, at + L);
        s10.intoArray(sums, at + 2 * L);
        s11.intoArray(sums, at + 3 * L);
        s20.intoArray(sums, at + 4 * L);
        s21.intoArray(sums, at + 5 * L);
        s30.intoArray(sums, at + 6 * L);
        s31.intoArray(sums, at + 7 * L);
        s40.intoArray(sums, at + 8 * L);
        s41.intoArray(sums, at + 9 * L);
        s50.intoArray(sums, at + 10 * L);
        s51.intoArray(sums, at + 11 * L);
        s60.intoArray(sums, at + 12 * L);
        s61.intoArray(sums, at + 13 * L);
        s70.intoArray(sums, at + 14 * L);
        s71.intoArray(sums, at + 15 * L);
    }

    /// 4 columns with 2 vectors.
    static void tile4x2(
            int first, int end, long[] from, double[] w, double[] z, int aAt, int bAt, double[] sums, int at) {
        DoubleVector s00 = DoubleVector.fromArray(LANES, sums, at);
        DoubleVector s01 = DoubleVector.fromArray(LANES, sums, at + L);
        DoubleVector s10 = DoubleVector.fromArray(LANES, sums, at + 2 * L);
        DoubleVector s11 = DoubleVector.fromArray(LANES, sums, at + 3 * L);
        DoubleVector s20 = DoubleVector.fromArray(LANES, sums, at + 4 * L);
        DoubleVector s21 = DoubleVector.fromArray(LANES, sums, at + 5 * L);
        DoubleVector s30 = DoubleVector.fromArray(LANES, sums, at + 6 * L);
        DoubleVector s31 = DoubleVector.fromArray(LANES, sums, at + 7 * L);
        for (int n = first; n < end; n++) {
            int p = (int) from[n] + aAt;
            int q = (int) from[n] + bAt;
            DoubleVector weight = DoubleVector.broadcast(LANES, w[n]);
            DoubleVector b0 = DoubleVector.fromArray(LANES, z, q).mul(weight);
            DoubleVector b1 = DoubleVector.fromArray(LANES, z, q + L).mul(weight);
            DoubleVector a0 = DoubleVector.broadcast(LANES, z[p]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            DoubleVector a1 = DoubleVector.broadcast(LANES, z[p + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            DoubleVector a2 = DoubleVector.broadcast(LANES, z[p + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            DoubleVector a3 = DoubleVector.broadcast(LANES, z[p + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
        }
        s00.intoArray(sums, at);
        s01.intoArray(sums, at + L);
        s10.intoArray(sums, at + 2 * L);
        s11.intoArray(sums, at + 3 * L);
        s20.intoArray(sums, at + 4 * L);
        s21.intoArray(sums, at + 5 * L);
        s30.intoArray(sums, at + 6 * L);
        s31.intoArray(sums, at + 7 * L);
    }

    /// The triangle of 8 columns with 2 vectors and of the next 8 columns with the second of them: the last
    /// two vectors of a row, and `aAt` is `bAt`.
    static void corner(int first, int end, long[] from, double[] w, double[] z, int bAt, double[] sums, int at) {
        DoubleVector s00 = DoubleVector.fromArray(LANES, sums, at);
        DoubleVector s01 = DoubleVector.fromArray(LANES, sums, at + L);
        DoubleVector s10 = DoubleVector.fromArray(LANES, sums, at + 2 * L);
        DoubleVector s11 = DoubleVector.fromArray(LANES, sums, at + 3 * L);
        DoubleVector s20 = DoubleVector.fromArray(LANES, sums, at + 4 * L);
        DoubleVector s21 = DoubleVector.fromArray(LANES, sums, at + 5 * L);
        DoubleVector s30 = DoubleVector.fromArray(LANES, sums, at + 6 * L);
        DoubleVector s31 = DoubleVector.fromArray(LANES, sums, at + 7 * L);
        DoubleVector s40 = DoubleVector.fromArray(LANES, sums, at + 8 * L);
        DoubleVector s41 = DoubleVector.fromArray(LANES, sums, at + 9 * L);
        DoubleVector s50 = DoubleVector.fromArray(LANES, sums, at + 10 * L);
        DoubleVector s51 = DoubleVector.fromArray(LANES, sums, at + 11 * L);
        DoubleVector s60 = DoubleVector.fromArray(LANES, sums, at + 12 * L);
        DoubleVector s61 = DoubleVector.fromArray(LANES, sums, at + 13 * L);
        DoubleVector s70 = DoubleVector.fromArray(LANES, sums, at + 14 * L);
        DoubleVector s71 = DoubleVector.fromArray(LANES, sums, at + 15 * L);
        DoubleVector t0 = DoubleVector.fromArray(LANES, sums, at + 16 * L);
        DoubleVector t1 = DoubleVector.fromArray(LANES, sums, at + 17 * L);
        DoubleVector t2 = DoubleVector.fromArray(LANES, sums, at + 18 * L);
        DoubleVector t3 = DoubleVector.fromArray(LANES, sums, at + 19 * L);
        DoubleVector t4 = DoubleVector.fromArray(LANES, sums, at + 20 * L);
        DoubleVector t5 = DoubleVector.fromArray(LANES, sums, at + 21 * L);
        DoubleVector t6 = DoubleVector.fromArray(LANES, sums, at + 22 * L);
        DoubleVector t7 = DoubleVector.fromArray(LANES, sums, at + 23 * L);
        for (int n = first; n < end; n++) {
            int q = (int) from[n] + bAt;
            DoubleVector weight = DoubleVector.broadcast(LANES, w[n]);
            DoubleVector b0 = DoubleVector.fromArray(LANES, z, q).mul(weight);
            DoubleVector b1 = DoubleVector.fromArray(LANES, z, q + L).mul(weight);
            DoubleVector a0 = DoubleVector.broadcast(LANES, z[q]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            DoubleVector a1 = DoubleVector.broadcast(LANES, z[q + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            DoubleVector a2 = DoubleVector.broadcast(LANES, z[q + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            DoubleVector a3 = DoubleVector.broadcast(LANES, z[q + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            DoubleVector a4 = DoubleVector.broadcast(LANES, z[q + 4]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
            DoubleVector a5 = DoubleVector.broadcast(LANES, z[q + 5]);
            s50 = a5.fma(b0, s50);
            s51 = a5.fma(b1, s51);
            DoubleVector a6 = DoubleVector.broadcast(LANES, z[q + 6]);
            s60 = a6.fma(b0, s60);
            s61 = a6.fma(b1, s61);
            DoubleVector a7 = DoubleVector.broadcast(LANES, z[q + 7]);
            s70 = a7.fma(b0, s70);
            s71 = a7.fma(b1, s71);
            DoubleVector d0 = DoubleVector.broadcast(LANES, z[q + 8]);
            t0 = d0.fma(b1, t0);
            DoubleVector d1 = DoubleVector.broadcast(LANES, z[q + 9]);
            t1 = d1.fma(b1, t1);
            DoubleVector d2 = DoubleVector.broadcast(LANES, z[q + 10]);
            t2 = d2.fma(b1, t2);
            DoubleVector d3 = DoubleVector.broadcast(LANES, z[q + 11]);
            t3 = d3.fma(b1, t3);
            DoubleVector d4 = DoubleVector.broadcast(LANES, z[q + 12]);
            t4 = d4.fma(b1, t4);
            DoubleVector d5 = DoubleVector.broadcast(LANES, z[q + 13]);
            t5 = d5.fma(b1, t5);
            DoubleVector d6 = DoubleVector.broadcast(LANES, z[q + 14]);
            t6 = d6.fma(b1, t6);
            DoubleVector d7 = DoubleVector.broadcast(LANES, z[q + 15]);
            t7 = d7.fma(b1, t7);
        }
        s00.intoArray(sums, at);
        s01.intoArray(sums, at + L);
        s10.intoArray(sums, at + 2 * L);
        s11.intoArray(sums, at + 3 * L);
        s20.intoArray(sums, at + 4 * L);
        s21.intoArray(sums, at + 5 * L);
        s30.intoArray(sums, at + 6 * L);
        s31.intoArray(sums, at + 7 * L);
        s40.intoArray(sums, at + 8 * L);
        s41.intoArray(sums, at + 9 * L);
        s50.intoArray(sums, at + 10 * L);
        s51.intoArray(sums, at + 11 * L);
        s60.intoArray(sums, at + 12 * L);
        s61.intoArray(sums, at + 13 * L);
        s70.intoArray(sums, at + 14 * L);
        s71.intoArray(sums, at + 15 * L);
        t0.intoArray(sums, at + 16 * L);
        t1.intoArray(sums, at + 17 * L);
        t2.intoArray(sums, at + 18 * L);
        t3.intoArray(sums, at + 19 * L);
        t4.intoArray(sums, at + 20 * L);
        t5.intoArray(sums, at + 21 * L);
        t6.intoArray(sums, at + 22 * L);
        t7.intoArray(sums, at + 23 * L);
    }

    /// A single column with up to 4 vectors, and before its sums those of the vectors alone. At the edge
    /// there are fewer vectors, of which the last is worked out again.
    static void head(
            int first,
            int end,
            long[] from,
            double[] w,
            double[] z,
            int aAt,
            int bAt,
            int wide,
            double[] sums,
            int at) {
        int v1 = Math.min(1, wide - 1) * L;
        int v2 = Math.min(2, wide - 1) * L;
        int v3 = Math.min(3, wide - 1) * L;
        DoubleVector f0 = DoubleVector.fromArray(LANES, sums, at);
        DoubleVector f1 = DoubleVector.fromArray(LANES, sums, at + L);
        DoubleVector f2 = DoubleVector.fromArray(LANES, sums, at + 2 * L);
        DoubleVector f3 = DoubleVector.fromArray(LANES, sums, at + 3 * L);
        DoubleVector s0 = DoubleVector.fromArray(LANES, sums, at + 4 * L);
        DoubleVector s1 = DoubleVector.fromArray(LANES, sums, at + 5 * L);
        DoubleVector s2 = DoubleVector.fromArray(LANES, sums, at + 6 * L);
        DoubleVector s3 = DoubleVector.fromArray(LANES, sums, at + 7 * L);
        for (int n = first; n < end; n++) {
            int q = (int) from[n] + bAt;
            DoubleVector weight = DoubleVector.broadcast(LANES, w[n]);
            DoubleVector a = DoubleVector.broadcast(LANES, z[(int) from[n] + aAt]);
            DoubleVector b0 = DoubleVector.fromArray(LANES, z, q).mul(weight);
            f0 = f0.add(b0);
            s0 = a.fma(b0, s0);
            DoubleVector b1 = DoubleVector.fromArray(LANES, z, q + v1).mul(weight);
            f1 = f1.add(b1);
            s1 = a.fma(b1, s1);
            DoubleVector b2 = DoubleVector.fromArray(LANES, z, q + v2).mul(weight);
            f2 = f2.add(b2);
            s2 = a.fma(b2, s2);
            DoubleVector b3 = DoubleVector.fromArray(LANES, z, q + v3).mul(weight);
            f3 = f3.add(b3);
            s3 = a.fma(b3, s3);
        }
        f0.intoArray(sums, at);
        f1.intoArray(sums, at + L);
        f2.intoArray(sums, at + 2 * L);
        f3.intoArray(sums, at + 3 * L);
        s0.intoArray(sums, at + 4 * L);
        s1.intoArray(sums, at + 5 * L);
        s2.intoArray(sums, at + 6 * L);
        s3.intoArray(sums, at + 7 * L);
    }
}
