package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/// Innermost loops of C = A · Bᵀ: dot products of a few rows of A with four rows of B, each in its own vector, which are
/// summed across lanes at the end. Benchmark: `ProductBenchmark`.
///
/// A tile at an edge has fewer `rows` or `columns` than its name says; it reads its last row again and writes only what
/// is asked for. There must be four lanes or more.
final class DotTiles {
    private DotTiles() {}

    private static void put(
            DoubleVector sums, double[] c, int at, VectorMask<Double> used, boolean accumulate) {
        DoubleVector value = accumulate ? sums.add(DoubleVector.fromArray(LANES, c, at, used)) : sums;
        value.intoArray(c, at, used);
    }

    /// 4 rows of A with four of B.
    static void tile4x4(
            int k, double[] a, int aAt, int aStride, int rows, double[] b, int bAt, int bStride, int columns,
            double[] c, int cAt, int cStride, boolean accumulate) {
        int p0 = aAt;
        int p1 = aAt + Math.min(1, rows - 1) * aStride;
        int p2 = aAt + Math.min(2, rows - 1) * aStride;
        int p3 = aAt + Math.min(3, rows - 1) * aStride;
        int q0 = bAt;
        int q1 = bAt + Math.min(1, columns - 1) * bStride;
        int q2 = bAt + Math.min(2, columns - 1) * bStride;
        int q3 = bAt + Math.min(3, columns - 1) * bStride;
        DoubleVector s00 = DoubleVector.zero(LANES);
        DoubleVector s01 = DoubleVector.zero(LANES);
        DoubleVector s02 = DoubleVector.zero(LANES);
        DoubleVector s03 = DoubleVector.zero(LANES);
        DoubleVector s10 = DoubleVector.zero(LANES);
        DoubleVector s11 = DoubleVector.zero(LANES);
        DoubleVector s12 = DoubleVector.zero(LANES);
        DoubleVector s13 = DoubleVector.zero(LANES);
        DoubleVector s20 = DoubleVector.zero(LANES);
        DoubleVector s21 = DoubleVector.zero(LANES);
        DoubleVector s22 = DoubleVector.zero(LANES);
        DoubleVector s23 = DoubleVector.zero(LANES);
        DoubleVector s30 = DoubleVector.zero(LANES);
        DoubleVector s31 = DoubleVector.zero(LANES);
        DoubleVector s32 = DoubleVector.zero(LANES);
        DoubleVector s33 = DoubleVector.zero(LANES);
        int l = 0;
        for (int end = LANES.loopBound(k); l < end; l += L) {
            DoubleVector a0 = DoubleVector.fromArray(LANES, a, p0 + l);
            DoubleVector a1 = DoubleVector.fromArray(LANES, a, p1 + l);
            DoubleVector a2 = DoubleVector.fromArray(LANES, a, p2 + l);
            DoubleVector a3 = DoubleVector.fromArray(LANES, a, p3 + l);
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, q0 + l);
            s00 = a0.fma(b0, s00);
            s10 = a1.fma(b0, s10);
            s20 = a2.fma(b0, s20);
            s30 = a3.fma(b0, s30);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, q1 + l);
            s01 = a0.fma(b1, s01);
            s11 = a1.fma(b1, s11);
            s21 = a2.fma(b1, s21);
            s31 = a3.fma(b1, s31);
            DoubleVector b2 = DoubleVector.fromArray(LANES, b, q2 + l);
            s02 = a0.fma(b2, s02);
            s12 = a1.fma(b2, s12);
            s22 = a2.fma(b2, s22);
            s32 = a3.fma(b2, s32);
            DoubleVector b3 = DoubleVector.fromArray(LANES, b, q3 + l);
            s03 = a0.fma(b3, s03);
            s13 = a1.fma(b3, s13);
            s23 = a2.fma(b3, s23);
            s33 = a3.fma(b3, s33);
        }
        if (l < k) {
            VectorMask<Double> tail = LANES.indexInRange(l, k);
            DoubleVector a0 = DoubleVector.fromArray(LANES, a, p0 + l, tail);
            DoubleVector a1 = DoubleVector.fromArray(LANES, a, p1 + l, tail);
            DoubleVector a2 = DoubleVector.fromArray(LANES, a, p2 + l, tail);
            DoubleVector a3 = DoubleVector.fromArray(LANES, a, p3 + l, tail);
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, q0 + l, tail);
            s00 = a0.fma(b0, s00);
            s10 = a1.fma(b0, s10);
            s20 = a2.fma(b0, s20);
            s30 = a3.fma(b0, s30);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, q1 + l, tail);
            s01 = a0.fma(b1, s01);
            s11 = a1.fma(b1, s11);
            s21 = a2.fma(b1, s21);
            s31 = a3.fma(b1, s31);
            DoubleVector b2 = DoubleVector.fromArray(LANES, b, q2 + l, tail);
            s02 = a0.fma(b2, s02);
            s12 = a1.fma(b2, s12);
            s22 = a2.fma(b2, s22);
            s32 = a3.fma(b2, s32);
            DoubleVector b3 = DoubleVector.fromArray(LANES, b, q3 + l, tail);
            s03 = a0.fma(b3, s03);
            s13 = a1.fma(b3, s13);
            s23 = a2.fma(b3, s23);
            s33 = a3.fma(b3, s33);
        }
        VectorMask<Double> used = LANES.indexInRange(0, columns);
        put(Lanes.sums(s00, s01, s02, s03), c, cAt, used, accumulate);
        if (rows > 1) put(Lanes.sums(s10, s11, s12, s13), c, cAt + cStride, used, accumulate);
        if (rows > 2) put(Lanes.sums(s20, s21, s22, s23), c, cAt + 2 * cStride, used, accumulate);
        if (rows > 3) put(Lanes.sums(s30, s31, s32, s33), c, cAt + 3 * cStride, used, accumulate);
    }

    /// 5 rows of A with four of B.
    static void tile5x4(
            int k, double[] a, int aAt, int aStride, int rows, double[] b, int bAt, int bStride, int columns,
            double[] c, int cAt, int cStride, boolean accumulate) {
        int p0 = aAt;
        int p1 = aAt + Math.min(1, rows - 1) * aStride;
        int p2 = aAt + Math.min(2, rows - 1) * aStride;
        int p3 = aAt + Math.min(3, rows - 1) * aStride;
        int p4 = aAt + Math.min(4, rows - 1) * aStride;
        int q0 = bAt;
        int q1 = bAt + Math.min(1, columns - 1) * bStride;
        int q2 = bAt + Math.min(2, columns - 1) * bStride;
        int q3 = bAt + Math.min(3, columns - 1) * bStride;
        DoubleVector s00 = DoubleVector.zero(LANES);
        DoubleVector s01 = DoubleVector.zero(LANES);
        DoubleVector s02 = DoubleVector.zero(LANES);
        DoubleVector s03 = DoubleVector.zero(LANES);
        DoubleVector s10 = DoubleVector.zero(LANES);
        DoubleVector s11 = DoubleVector.zero(LANES);
        DoubleVector s12 = DoubleVector.zero(LANES);
        DoubleVector s13 = DoubleVector.zero(LANES);
        DoubleVector s20 = DoubleVector.zero(LANES);
        DoubleVector s21 = DoubleVector.zero(LANES);
        DoubleVector s22 = DoubleVector.zero(LANES);
        DoubleVector s23 = DoubleVector.zero(LANES);
        DoubleVector s30 = DoubleVector.zero(LANES);
        DoubleVector s31 = DoubleVector.zero(LANES);
        DoubleVector s32 = DoubleVector.zero(LANES);
        DoubleVector s33 = DoubleVector.zero(LANES);
        DoubleVector s40 = DoubleVector.zero(LANES);
        DoubleVector s41 = DoubleVector.zero(LANES);
        DoubleVector s42 = DoubleVector.zero(LANES);
        DoubleVector s43 = DoubleVector.zero(LANES);
        int l = 0;
        for (int end = LANES.loopBound(k); l < end; l += L) {
            DoubleVector a0 = DoubleVector.fromArray(LANES, a, p0 + l);
            DoubleVector a1 = DoubleVector.fromArray(LANES, a, p1 + l);
            DoubleVector a2 = DoubleVector.fromArray(LANES, a, p2 + l);
            DoubleVector a3 = DoubleVector.fromArray(LANES, a, p3 + l);
            DoubleVector a4 = DoubleVector.fromArray(LANES, a, p4 + l);
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, q0 + l);
            s00 = a0.fma(b0, s00);
            s10 = a1.fma(b0, s10);
            s20 = a2.fma(b0, s20);
            s30 = a3.fma(b0, s30);
            s40 = a4.fma(b0, s40);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, q1 + l);
            s01 = a0.fma(b1, s01);
            s11 = a1.fma(b1, s11);
            s21 = a2.fma(b1, s21);
            s31 = a3.fma(b1, s31);
            s41 = a4.fma(b1, s41);
            DoubleVector b2 = DoubleVector.fromArray(LANES, b, q2 + l);
            s02 = a0.fma(b2, s02);
            s12 = a1.fma(b2, s12);
            s22 = a2.fma(b2, s22);
            s32 = a3.fma(b2, s32);
            s42 = a4.fma(b2, s42);
            DoubleVector b3 = DoubleVector.fromArray(LANES, b, q3 + l);
            s03 = a0.fma(b3, s03);
            s13 = a1.fma(b3, s13);
            s23 = a2.fma(b3, s23);
            s33 = a3.fma(b3, s33);
            s43 = a4.fma(b3, s43);
        }
        if (l < k) {
            VectorMask<Double> tail = LANES.indexInRange(l, k);
            DoubleVector a0 = DoubleVector.fromArray(LANES, a, p0 + l, tail);
            DoubleVector a1 = DoubleVector.fromArray(LANES, a, p1 + l, tail);
            DoubleVector a2 = DoubleVector.fromArray(LANES, a, p2 + l, tail);
            DoubleVector a3 = DoubleVector.fromArray(LANES, a, p3 + l, tail);
            DoubleVector a4 = DoubleVector.fromArray(LANES, a, p4 + l, tail);
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, q0 + l, tail);
            s00 = a0.fma(b0, s00);
            s10 = a1.fma(b0, s10);
            s20 = a2.fma(b0, s20);
            s30 = a3.fma(b0, s30);
            s40 = a4.fma(b0, s40);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, q1 + l, tail);
            s01 = a0.fma(b1, s01);
            s11 = a1.fma(b1, s11);
            s21 = a2.fma(b1, s21);
            s31 = a3.fma(b1, s31);
            s41 = a4.fma(b1, s41);
            DoubleVector b2 = DoubleVector.fromArray(LANES, b, q2 + l, tail);
            s02 = a0.fma(b2, s02);
            s12 = a1.fma(b2, s12);
            s22 = a2.fma(b2, s22);
            s32 = a3.fma(b2, s32);
            s42 = a4.fma(b2, s42);
            DoubleVector b3 = DoubleVector.fromArray(LANES, b, q3 + l, tail);
            s03 = a0.fma(b3, s03);
            s13 = a1.fma(b3, s13);
            s23 = a2.fma(b3, s23);
            s33 = a3.fma(b3, s33);
            s43 = a4.fma(b3, s43);
        }
        VectorMask<Double> used = LANES.indexInRange(0, columns);
        put(Lanes.sums(s00, s01, s02, s03), c, cAt, used, accumulate);
        if (rows > 1) put(Lanes.sums(s10, s11, s12, s13), c, cAt + cStride, used, accumulate);
        if (rows > 2) put(Lanes.sums(s20, s21, s22, s23), c, cAt + 2 * cStride, used, accumulate);
        if (rows > 3) put(Lanes.sums(s30, s31, s32, s33), c, cAt + 3 * cStride, used, accumulate);
        if (rows > 4) put(Lanes.sums(s40, s41, s42, s43), c, cAt + 4 * cStride, used, accumulate);
    }

    /// 6 rows of A with four of B.
    static void tile6x4(
            int k, double[] a, int aAt, int aStride, int rows, double[] b, int bAt, int bStride, int columns,
            double[] c, int cAt, int cStride, boolean accumulate) {
        int p0 = aAt;
        int p1 = aAt + Math.min(1, rows - 1) * aStride;
        int p2 = aAt + Math.min(2, rows - 1) * aStride;
        int p3 = aAt + Math.min(3, rows - 1) * aStride;
        int p4 = aAt + Math.min(4, rows - 1) * aStride;
        int p5 = aAt + Math.min(5, rows - 1) * aStride;
        int q0 = bAt;
        int q1 = bAt + Math.min(1, columns - 1) * bStride;
        int q2 = bAt + Math.min(2, columns - 1) * bStride;
        int q3 = bAt + Math.min(3, columns - 1) * bStride;
        DoubleVector s00 = DoubleVector.zero(LANES);
        DoubleVector s01 = DoubleVector.zero(LANES);
        DoubleVector s02 = DoubleVector.zero(LANES);
        DoubleVector s03 = DoubleVector.zero(LANES);
        DoubleVector s10 = DoubleVector.zero(LANES);
        DoubleVector s11 = DoubleVector.zero(LANES);
        DoubleVector s12 = DoubleVector.zero(LANES);
        DoubleVector s13 = DoubleVector.zero(LANES);
        DoubleVector s20 = DoubleVector.zero(LANES);
        DoubleVector s21 = DoubleVector.zero(LANES);
        DoubleVector s22 = DoubleVector.zero(LANES);
        DoubleVector s23 = DoubleVector.zero(LANES);
        DoubleVector s30 = DoubleVector.zero(LANES);
        DoubleVector s31 = DoubleVector.zero(LANES);
        DoubleVector s32 = DoubleVector.zero(LANES);
        DoubleVector s33 = DoubleVector.zero(LANES);
        DoubleVector s40 = DoubleVector.zero(LANES);
        DoubleVector s41 = DoubleVector.zero(LANES);
        DoubleVector s42 = DoubleVector.zero(LANES);
        DoubleVector s43 = DoubleVector.zero(LANES);
        DoubleVector s50 = DoubleVector.zero(LANES);
        DoubleVector s51 = DoubleVector.zero(LANES);
        DoubleVector s52 = DoubleVector.zero(LANES);
        DoubleVector s53 = DoubleVector.zero(LANES);
        int l = 0;
        for (int end = LANES.loopBound(k); l < end; l += L) {
            DoubleVector a0 = DoubleVector.fromArray(LANES, a, p0 + l);
            DoubleVector a1 = DoubleVector.fromArray(LANES, a, p1 + l);
            DoubleVector a2 = DoubleVector.fromArray(LANES, a, p2 + l);
            DoubleVector a3 = DoubleVector.fromArray(LANES, a, p3 + l);
            DoubleVector a4 = DoubleVector.fromArray(LANES, a, p4 + l);
            DoubleVector a5 = DoubleVector.fromArray(LANES, a, p5 + l);
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, q0 + l);
            s00 = a0.fma(b0, s00);
            s10 = a1.fma(b0, s10);
            s20 = a2.fma(b0, s20);
            s30 = a3.fma(b0, s30);
            s40 = a4.fma(b0, s40);
            s50 = a5.fma(b0, s50);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, q1 + l);
            s01 = a0.fma(b1, s01);
            s11 = a1.fma(b1, s11);
            s21 = a2.fma(b1, s21);
            s31 = a3.fma(b1, s31);
            s41 = a4.fma(b1, s41);
            s51 = a5.fma(b1, s51);
            DoubleVector b2 = DoubleVector.fromArray(LANES, b, q2 + l);
            s02 = a0.fma(b2, s02);
            s12 = a1.fma(b2, s12);
            s22 = a2.fma(b2, s22);
            s32 = a3.fma(b2, s32);
            s42 = a4.fma(b2, s42);
            s52 = a5.fma(b2, s52);
            DoubleVector b3 = DoubleVector.fromArray(LANES, b, q3 + l);
            s03 = a0.fma(b3, s03);
            s13 = a1.fma(b3, s13);
            s23 = a2.fma(b3, s23);
            s33 = a3.fma(b3, s33);
            s43 = a4.fma(b3, s43);
            s53 = a5.fma(b3, s53);
        }
        if (l < k) {
            VectorMask<Double> tail = LANES.indexInRange(l, k);
            DoubleVector a0 = DoubleVector.fromArray(LANES, a, p0 + l, tail);
            DoubleVector a1 = DoubleVector.fromArray(LANES, a, p1 + l, tail);
            DoubleVector a2 = DoubleVector.fromArray(LANES, a, p2 + l, tail);
            DoubleVector a3 = DoubleVector.fromArray(LANES, a, p3 + l, tail);
            DoubleVector a4 = DoubleVector.fromArray(LANES, a, p4 + l, tail);
            DoubleVector a5 = DoubleVector.fromArray(LANES, a, p5 + l, tail);
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, q0 + l, tail);
            s00 = a0.fma(b0, s00);
            s10 = a1.fma(b0, s10);
            s20 = a2.fma(b0, s20);
            s30 = a3.fma(b0, s30);
            s40 = a4.fma(b0, s40);
            s50 = a5.fma(b0, s50);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, q1 + l, tail);
            s01 = a0.fma(b1, s01);
            s11 = a1.fma(b1, s11);
            s21 = a2.fma(b1, s21);
            s31 = a3.fma(b1, s31);
            s41 = a4.fma(b1, s41);
            s51 = a5.fma(b1, s51);
            DoubleVector b2 = DoubleVector.fromArray(LANES, b, q2 + l, tail);
            s02 = a0.fma(b2, s02);
            s12 = a1.fma(b2, s12);
            s22 = a2.fma(b2, s22);
            s32 = a3.fma(b2, s32);
            s42 = a4.fma(b2, s42);
            s52 = a5.fma(b2, s52);
            DoubleVector b3 = DoubleVector.fromArray(LANES, b, q3 + l, tail);
            s03 = a0.fma(b3, s03);
            s13 = a1.fma(b3, s13);
            s23 = a2.fma(b3, s23);
            s33 = a3.fma(b3, s33);
            s43 = a4.fma(b3, s43);
            s53 = a5.fma(b3, s53);
        }
        VectorMask<Double> used = LANES.indexInRange(0, columns);
        put(Lanes.sums(s00, s01, s02, s03), c, cAt, used, accumulate);
        if (rows > 1) put(Lanes.sums(s10, s11, s12, s13), c, cAt + cStride, used, accumulate);
        if (rows > 2) put(Lanes.sums(s20, s21, s22, s23), c, cAt + 2 * cStride, used, accumulate);
        if (rows > 3) put(Lanes.sums(s30, s31, s32, s33), c, cAt + 3 * cStride, used, accumulate);
        if (rows > 4) put(Lanes.sums(s40, s41, s42, s43), c, cAt + 4 * cStride, used, accumulate);
        if (rows > 5) put(Lanes.sums(s50, s51, s52, s53), c, cAt + 5 * cStride, used, accumulate);
    }
}
