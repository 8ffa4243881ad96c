package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;

import jdk.incubator.vector.DoubleVector;

/// As [WideTiles], for strips of C that are one or two vectors wide, and for single rows.
final class NarrowTiles {
    private NarrowTiles() {}

    private static DoubleVector start(double[] c, int at, boolean accumulate) {
        return accumulate ? DoubleVector.fromArray(LANES, c, at) : DoubleVector.zero(LANES);
    }

    /// 8 rows of C, 2 vectors wide.
    static void tile8x2(
            int k,
            double[] a,
            int aAt,
            int aRow,
            int aStep,
            int rows,
            double[] b,
            int bAt,
            int bStep,
            double[] c,
            int cAt,
            int cRow,
            boolean accumulate) {
        int i1 = Math.min(1, rows - 1);
        int i2 = Math.min(2, rows - 1);
        int i3 = Math.min(3, rows - 1);
        int i4 = Math.min(4, rows - 1);
        int i5 = Math.min(5, rows - 1);
        int i6 = Math.min(6, rows - 1);
        int i7 = Math.min(7, rows - 1);
        DoubleVector s00 = start(c, cAt, accumulate);
        DoubleVector s01 = start(c, cAt + L, accumulate);
        DoubleVector s10 = start(c, cAt + i1 * cRow, accumulate);
        DoubleVector s11 = start(c, cAt + i1 * cRow + L, accumulate);
        DoubleVector s20 = start(c, cAt + i2 * cRow, accumulate);
        DoubleVector s21 = start(c, cAt + i2 * cRow + L, accumulate);
        DoubleVector s30 = start(c, cAt + i3 * cRow, accumulate);
        DoubleVector s31 = start(c, cAt + i3 * cRow + L, accumulate);
        DoubleVector s40 = start(c, cAt + i4 * cRow, accumulate);
        DoubleVector s41 = start(c, cAt + i4 * cRow + L, accumulate);
        DoubleVector s50 = start(c, cAt + i5 * cRow, accumulate);
        DoubleVector s51 = start(c, cAt + i5 * cRow + L, accumulate);
        DoubleVector s60 = start(c, cAt + i6 * cRow, accumulate);
        DoubleVector s61 = start(c, cAt + i6 * cRow + L, accumulate);
        DoubleVector s70 = start(c, cAt + i7 * cRow, accumulate);
        DoubleVector s71 = start(c, cAt + i7 * cRow + L, accumulate);
        int p0 = aAt;
        int p1 = aAt + i1 * aRow;
        int p2 = aAt + i2 * aRow;
        int p3 = aAt + i3 * aRow;
        int p4 = aAt + i4 * aRow;
        int p5 = aAt + i5 * aRow;
        int p6 = aAt + i6 * aRow;
        int p7 = aAt + i7 * aRow;
        for (int l = 0, q = bAt, s = 0; l < k; l++, q += bStep, s += aStep) {
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, q);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, q + L);
            DoubleVector a0 = DoubleVector.broadcast(LANES, a[p0 + s]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            DoubleVector a1 = DoubleVector.broadcast(LANES, a[p1 + s]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            DoubleVector a2 = DoubleVector.broadcast(LANES, a[p2 + s]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            DoubleVector a3 = DoubleVector.broadcast(LANES, a[p3 + s]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            DoubleVector a4 = DoubleVector.broadcast(LANES, a[p4 + s]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
            DoubleVector a5 = DoubleVector.broadcast(LANES, a[p5 + s]);
            s50 = a5.fma(b0, s50);
            s51 = a5.fma(b1, s51);
            DoubleVector a6 = DoubleVector.broadcast(LANES, a[p6 + s]);
            s60 = a6.fma(b0, s60);
            s61 = a6.fma(b1, s61);
            DoubleVector a7 = DoubleVector.broadcast(LANES, a[p7 + s]);
            s70 = a7.fma(b0, s70);
            s71 = a7.fma(b1, s71);
        }
        s00.intoArray(c, cAt);
        s01.intoArray(c, cAt + L);
        s10.intoArray(c, cAt + i1 * cRow);
        s11.intoArray(c, cAt + i1 * cRow + L);
        s20.intoArray(c, cAt + i2 * cRow);
        s21.intoArray(c, cAt + i2 * cRow + L);
        s30.intoArray(c, cAt + i3 * cRow);
        s31.intoArray(c, cAt + i3 * cRow + L);
        s40.intoArray(c, cAt + i4 * cRow);
        s41.intoArray(c, cAt + i4 * cRow + L);
        s50.intoArray(c, cAt + i5 * cRow);
        s51.intoArray(c, cAt + i5 * cRow + L);
        s60.intoArray(c, cAt + i6 * cRow);
        s61.intoArray(c, cAt + i6 * cRow + L);
        s70.intoArray(c, cAt + i7 * cRow);
        s71.intoArray(c, cAt + i7 * cRow + L);
    }

    /// 6 rows of C, 2 vectors wide.
    static void tile6x2(
            int k,
            double[] a,
            int aAt,
            int aRow,
            int aStep,
            int rows,
            double[] b,
            int bAt,
            int bStep,
            double[] c,
            int cAt,
            int cRow,
            boolean accumulate) {
        int i1 = Math.min(1, rows - 1);
        int i2 = Math.min(2, rows - 1);
        int i3 = Math.min(3, rows - 1);
        int i4 = Math.min(4, rows - 1);
        int i5 = Math.min(5, rows - 1);
        DoubleVector s00 = start(c, cAt, accumulate);
        DoubleVector s01 = start(c, cAt + L, accumulate);
        DoubleVector s10 = start(c, cAt + i1 * cRow, accumulate);
        DoubleVector s11 = start(c, cAt + i1 * cRow + L, accumulate);
        DoubleVector s20 = start(c, cAt + i2 * cRow, accumulate);
        DoubleVector s21 = start(c, cAt + i2 * cRow + L, accumulate);
        DoubleVector s30 = start(c, cAt + i3 * cRow, accumulate);
        DoubleVector s31 = start(c, cAt + i3 * cRow + L, accumulate);
        DoubleVector s40 = start(c, cAt + i4 * cRow, accumulate);
        DoubleVector s41 = start(c, cAt + i4 * cRow + L, accumulate);
        DoubleVector s50 = start(c, cAt + i5 * cRow, accumulate);
        DoubleVector s51 = start(c, cAt + i5 * cRow + L, accumulate);
        int p0 = aAt;
        int p1 = aAt + i1 * aRow;
        int p2 = aAt + i2 * aRow;
        int p3 = aAt + i3 * aRow;
        int p4 = aAt + i4 * aRow;
        int p5 = aAt + i5 * aRow;
        for (int l = 0, q = bAt, s = 0; l < k; l++, q += bStep, s += aStep) {
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, q);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, q + L);
            DoubleVector a0 = DoubleVector.broadcast(LANES, a[p0 + s]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            DoubleVector a1 = DoubleVector.broadcast(LANES, a[p1 + s]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            DoubleVector a2 = DoubleVector.broadcast(LANES, a[p2 + s]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            DoubleVector a3 = DoubleVector.broadcast(LANES, a[p3 + s]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            DoubleVector a4 = DoubleVector.broadcast(LANES, a[p4 + s]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
            DoubleVector a5 = DoubleVector.broadcast(LANES, a[p5 + s]);
            s50 = a5.fma(b0, s50);
            s51 = a5.fma(b1, s51);
        }
        s00.intoArray(c, cAt);
        s01.intoArray(c, cAt + L);
        s10.intoArray(c, cAt + i1 * cRow);
        s11.intoArray(c, cAt + i1 * cRow + L);
        s20.intoArray(c, cAt + i2 * cRow);
        s21.intoArray(c, cAt + i2 * cRow + L);
        s30.intoArray(c, cAt + i3 * cRow);
        s31.intoArray(c, cAt + i3 * cRow + L);
        s40.intoArray(c, cAt + i4 * cRow);
        s41.intoArray(c, cAt + i4 * cRow + L);
        s50.intoArray(c, cAt + i5 * cRow);
        s51.intoArray(c, cAt + i5 * cRow + L);
    }

    /// 5 rows of C, 2 vectors wide.
    static void tile5x2(
            int k,
            double[] a,
            int aAt,
            int aRow,
            int aStep,
            int rows,
            double[] b,
            int bAt,
            int bStep,
            double[] c,
            int cAt,
            int cRow,
            boolean accumulate) {
        int i1 = Math.min(1, rows - 1);
        int i2 = Math.min(2, rows - 1);
        int i3 = Math.min(3, rows - 1);
        int i4 = Math.min(4, rows - 1);
        DoubleVector s00 = start(c, cAt, accumulate);
        DoubleVector s01 = start(c, cAt + L, accumulate);
        DoubleVector s10 = start(c, cAt + i1 * cRow, accumulate);
        DoubleVector s11 = start(c, cAt + i1 * cRow + L, accumulate);
        DoubleVector s20 = start(c, cAt + i2 * cRow, accumulate);
        DoubleVector s21 = start(c, cAt + i2 * cRow + L, accumulate);
        DoubleVector s30 = start(c, cAt + i3 * cRow, accumulate);
        DoubleVector s31 = start(c, cAt + i3 * cRow + L, accumulate);
        DoubleVector s40 = start(c, cAt + i4 * cRow, accumulate);
        DoubleVector s41 = start(c, cAt + i4 * cRow + L, accumulate);
        int p0 = aAt;
        int p1 = aAt + i1 * aRow;
        int p2 = aAt + i2 * aRow;
        int p3 = aAt + i3 * aRow;
        int p4 = aAt + i4 * aRow;
        for (int l = 0, q = bAt, s = 0; l < k; l++, q += bStep, s += aStep) {
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, q);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, q + L);
            DoubleVector a0 = DoubleVector.broadcast(LANES, a[p0 + s]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            DoubleVector a1 = DoubleVector.broadcast(LANES, a[p1 + s]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            DoubleVector a2 = DoubleVector.broadcast(LANES, a[p2 + s]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            DoubleVector a3 = DoubleVector.broadcast(LANES, a[p3 + s]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            DoubleVector a4 = DoubleVector.broadcast(LANES, a[p4 + s]);
            s40 = a4.fma(b0, s40);
            s41 = a4.fma(b1, s41);
        }
        s00.intoArray(c, cAt);
        s01.intoArray(c, cAt + L);
        s10.intoArray(c, cAt + i1 * cRow);
        s11.intoArray(c, cAt + i1 * cRow + L);
        s20.intoArray(c, cAt + i2 * cRow);
        s21.intoArray(c, cAt + i2 * cRow + L);
        s30.intoArray(c, cAt + i3 * cRow);
        s31.intoArray(c, cAt + i3 * cRow + L);
        s40.intoArray(c, cAt + i4 * cRow);
        s41.intoArray(c, cAt + i4 * cRow + L);
    }

    /// 4 rows of C, 2 vectors wide.
    static void tile4x2(
            int k,
            double[] a,
            int aAt,
            int aRow,
            int aStep,
            int rows,
            double[] b,
            int bAt,
            int bStep,
            double[] c,
            int cAt,
            int cRow,
            boolean accumulate) {
        int i1 = Math.min(1, rows - 1);
        int i2 = Math.min(2, rows - 1);
        int i3 = Math.min(3, rows - 1);
        DoubleVector s00 = start(c, cAt, accumulate);
        DoubleVector s01 = start(c, cAt + L, accumulate);
        DoubleVector s10 = start(c, cAt + i1 * cRow, accumulate);
        DoubleVector s11 = start(c, cAt + i1 * cRow + L, accumulate);
        DoubleVector s20 = start(c, cAt + i2 * cRow, accumulate);
        DoubleVector s21 = start(c, cAt + i2 * cRow + L, accumulate);
        DoubleVector s30 = start(c, cAt + i3 * cRow, accumulate);
        DoubleVector s31 = start(c, cAt + i3 * cRow + L, accumulate);
        int p0 = aAt;
        int p1 = aAt + i1 * aRow;
        int p2 = aAt + i2 * aRow;
        int p3 = aAt + i3 * aRow;
        for (int l = 0, q = bAt, s = 0; l < k; l++, q += bStep, s += aStep) {
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, q);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, q + L);
            DoubleVector a0 = DoubleVector.broadcast(LANES, a[p0 + s]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            DoubleVector a1 = DoubleVector.broadcast(LANES, a[p1 + s]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            DoubleVector a2 = DoubleVector.broadcast(LANES, a[p2 + s]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            DoubleVector a3 = DoubleVector.broadcast(LANES, a[p3 + s]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
        }
        s00.intoArray(c, cAt);
        s01.intoArray(c, cAt + L);
        s10.intoArray(c, cAt + i1 * cRow);
        s11.intoArray(c, cAt + i1 * cRow + L);
        s20.intoArray(c, cAt + i2 * cRow);
        s21.intoArray(c, cAt + i2 * cRow + L);
        s30.intoArray(c, cAt + i3 * cRow);
        s31.intoArray(c, cAt + i3 * cRow + L);
    }

    /// 8 rows of C, 1 vector wide.
    static void tile8x1(
            int k,
            double[] a,
            int aAt,
            int aRow,
            int aStep,
            int rows,
            double[] b,
            int bAt,
            int bStep,
            double[] c,
            int cAt,
            int cRow,
            boolean accumulate) {
        int i1 = Math.min(1, rows - 1);
        int i2 = Math.min(2, rows - 1);
        int i3 = Math.min(3, rows - 1);
        int i4 = Math.min(4, rows - 1);
        int i5 = Math.min(5, rows - 1);
        int i6 = Math.min(6, rows - 1);
        int i7 = Math.min(7, rows - 1);
        DoubleVector s00 = start(c, cAt, accumulate);
        DoubleVector s10 = start(c, cAt + i1 * cRow, accumulate);
        DoubleVector s20 = start(c, cAt + i2 * cRow, accumulate);
        DoubleVector s30 = start(c, cAt + i3 * cRow, accumulate);
        DoubleVector s40 = start(c, cAt + i4 * cRow, accumulate);
        DoubleVector s50 = start(c, cAt + i5 * cRow, accumulate);
        DoubleVector s60 = start(c, cAt + i6 * cRow, accumulate);
        DoubleVector s70 = start(c, cAt + i7 * cRow, accumulate);
        int p0 = aAt;
        int p1 = aAt + i1 * aRow;
        int p2 = aAt + i2 * aRow;
        int p3 = aAt + i3 * aRow;
        int p4 = aAt + i4 * aRow;
        int p5 = aAt + i5 * aRow;
        int p6 = aAt + i6 * aRow;
        int p7 = aAt + i7 * aRow;
        for (int l = 0, q = bAt, s = 0; l < k; l++, q += bStep, s += aStep) {
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, q);
            DoubleVector a0 = DoubleVector.broadcast(LANES, a[p0 + s]);
            s00 = a0.fma(b0, s00);
            DoubleVector a1 = DoubleVector.broadcast(LANES, a[p1 + s]);
            s10 = a1.fma(b0, s10);
            DoubleVector a2 = DoubleVector.broadcast(LANES, a[p2 + s]);
            s20 = a2.fma(b0, s20);
            DoubleVector a3 = DoubleVector.broadcast(LANES, a[p3 + s]);
            s30 = a3.fma(b0, s30);
            DoubleVector a4 = DoubleVector.broadcast(LANES, a[p4 + s]);
            s40 = a4.fma(b0, s40);
            DoubleVector a5 = DoubleVector.broadcast(LANES, a[p5 + s]);
            s50 = a5.fma(b0, s50);
            DoubleVector a6 = DoubleVector.broadcast(LANES, a[p6 + s]);
            s60 = a6.fma(b0, s60);
            DoubleVector a7 = DoubleVector.broadcast(LANES, a[p7 + s]);
            s70 = a7.fma(b0, s70);
        }
        s00.intoArray(c, cAt);
        s10.intoArray(c, cAt + i1 * cRow);
        s20.intoArray(c, cAt + i2 * cRow);
        s30.intoArray(c, cAt + i3 * cRow);
        s40.intoArray(c, cAt + i4 * cRow);
        s50.intoArray(c, cAt + i5 * cRow);
        s60.intoArray(c, cAt + i6 * cRow);
        s70.intoArray(c, cAt + i7 * cRow);
    }

    /// 1 row of C, 4 vectors wide: as many sums as an addition has to wait for.
    static void tile1x4(
            int k,
            double[] a,
            int aAt,
            int aStep,
            double[] b,
            int bAt,
            int bStep,
            double[] c,
            int cAt,
            boolean accumulate) {
        DoubleVector s0 = start(c, cAt, accumulate);
        DoubleVector s1 = start(c, cAt + L, accumulate);
        DoubleVector s2 = start(c, cAt + 2 * L, accumulate);
        DoubleVector s3 = start(c, cAt + 3 * L, accumulate);
        for (int l = 0, p = aAt, q = bAt; l < k; l++, p += aStep, q += bStep) {
            DoubleVector of = DoubleVector.broadcast(LANES, a[p]);
            s0 = of.fma(DoubleVector.fromArray(LANES, b, q), s0);
            s1 = of.fma(DoubleVector.fromArray(LANES, b, q + L), s1);
            s2 = of.fma(DoubleVector.fromArray(LANES, b, q + 2 * L), s2);
            s3 = of.fma(DoubleVector.fromArray(LANES, b, q + 3 * L), s3);
        }
        s0.intoArray(c, cAt);
        s1.intoArray(c, cAt + L);
        s2.intoArray(c, cAt + 2 * L);
        s3.intoArray(c, cAt + 3 * L);
    }
}
