package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;

import jdk.incubator.vector.DoubleVector;

/// Innermost loops of C = A · Bᵀ: dot products of a few rows of A with four rows of B, each in its own vector, which
/// are summed across lanes at the end. Benchmark: `KernelBenchmark`.
///
/// A tile multiplies whole vectors only and leaves the vector of its row `i` and column `j` in `parts`, from `(4 i +
/// j) L` on: masks or sums across lanes in here would exceed what C2 inlines into one method, and then every vector
/// is boxed. At an edge a tile has fewer `rows` or `columns` than its name says, and works out its last one again.
final class DotTiles {
    /// Rows of the tallest tile.
    static final int TALLEST = 6;

    private DotTiles() {}

    /// Sums up what a tile left in `parts` and puts it into C, or adds it there.
    static void put(int rows, int columns, double[] parts, double[] c, int cAt, int cStride, boolean accumulate) {
        if (columns == 4) {
            for (int i = 0, at = 0, to = cAt; i < rows; i++, at += 4 * L, to += cStride) {
                DoubleVector sums = Lanes.sums(parts, at);
                if (accumulate) sums = sums.add(DoubleVector.fromArray(LANES, c, to, Lanes.FOUR));
                sums.intoArray(c, to, Lanes.FOUR);
            }
        } else {
            for (int i = 0, at = 0, to = cAt; i < rows; i++, at += 4 * L, to += cStride) {
                Lanes.sums(parts, at).intoArray(parts, at);
                for (int j = 0; j < columns; j++) c[to + j] = (accumulate ? c[to + j] : 0) + parts[at + j];
            }
        }
    }

    /// 4 rows of A with four of B.
    static void tile4x4(
            int k,
            double[] a,
            int aAt,
            int aStride,
            int rows,
            double[] b,
            int bAt,
            int bStride,
            int columns,
            double[] parts) {
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
        for (int l = 0, end = LANES.loopBound(k); l < end; l += L) {
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
        s00.intoArray(parts, 0);
        s01.intoArray(parts, L);
        s02.intoArray(parts, 2 * L);
        s03.intoArray(parts, 3 * L);
        s10.intoArray(parts, 4 * L);
        s11.intoArray(parts, 5 * L);
        s12.intoArray(parts, 6 * L);
        s13.intoArray(parts, 7 * L);
        s20.intoArray(parts, 8 * L);
        s21.intoArray(parts, 9 * L);
        s22.intoArray(parts, 10 * L);
        s23.intoArray(parts, 11 * L);
        s30.intoArray(parts, 12 * L);
        s31.intoArray(parts, 13 * L);
        s32.intoArray(parts, 14 * L);
        s33.intoArray(parts, 15 * L);
    }

    /// 5 rows of A with four of B.
    static void tile5x4(
            int k,
            double[] a,
            int aAt,
            int aStride,
            int rows,
            double[] b,
            int bAt,
            int bStride,
            int columns,
            double[] parts) {
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
        for (int l = 0, end = LANES.loopBound(k); l < end; l += L) {
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
        s00.intoArray(parts, 0);
        s01.intoArray(parts, L);
        s02.intoArray(parts, 2 * L);
        s03.intoArray(parts, 3 * L);
        s10.intoArray(parts, 4 * L);
        s11.intoArray(parts, 5 * L);
        s12.intoArray(parts, 6 * L);
        s13.intoArray(parts, 7 * L);
        s20.intoArray(parts, 8 * L);
        s21.intoArray(parts, 9 * L);
        s22.intoArray(parts, 10 * L);
        s23.intoArray(parts, 11 * L);
        s30.intoArray(parts, 12 * L);
        s31.intoArray(parts, 13 * L);
        s32.intoArray(parts, 14 * L);
        s33.intoArray(parts, 15 * L);
        s40.intoArray(parts, 16 * L);
        s41.intoArray(parts, 17 * L);
        s42.intoArray(parts, 18 * L);
        s43.intoArray(parts, 19 * L);
    }

    /// 6 rows of A with four of B.
    static void tile6x4(
            int k,
            double[] a,
            int aAt,
            int aStride,
            int rows,
            double[] b,
            int bAt,
            int bStride,
            int columns,
            double[] parts) {
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
        for (int l = 0, end = LANES.loopBound(k); l < end; l += L) {
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
        s00.intoArray(parts, 0);
        s01.intoArray(parts, L);
        s02.intoArray(parts, 2 * L);
        s03.intoArray(parts, 3 * L);
        s10.intoArray(parts, 4 * L);
        s11.intoArray(parts, 5 * L);
        s12.intoArray(parts, 6 * L);
        s13.intoArray(parts, 7 * L);
        s20.intoArray(parts, 8 * L);
        s21.intoArray(parts, 9 * L);
        s22.intoArray(parts, 10 * L);
        s23.intoArray(parts, 11 * L);
        s30.intoArray(parts, 12 * L);
        s31.intoArray(parts, 13 * L);
        s32.intoArray(parts, 14 * L);
        s33.intoArray(parts, 15 * L);
        s40.intoArray(parts, 16 * L);
        s41.intoArray(parts, 17 * L);
        s42.intoArray(parts, 18 * L);
        s43.intoArray(parts, 19 * L);
        s50.intoArray(parts, 20 * L);
        s51.intoArray(parts, 21 * L);
        s52.intoArray(parts, 22 * L);
        s53.intoArray(parts, 23 * L);
    }
}
