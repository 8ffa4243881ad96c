package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Both steps of EM about each component's own mean: whitened norms of a block by columns, and the rows of a
/// block that have a share, gathered for a product of that matrix with itself. Benchmark: `KernelBenchmark`.
final class VectorWhitening implements Whitener {
    /// Vectors of rows that are whitened at once.
    private static final int VECTORS = L < 8 ? 2 : 4; // sixteen registers hold twelve sums

    private static final int WIDTH = VECTORS * L;

    private static final VectorSpecies<Long> LONGS = LANES.withLanes(long.class);

    private static final LongVector NUMBERS = LongVector.zero(LONGS).addIndex(1);

    private static final VectorMask<Double> ALL = VectorMask.fromLong(LANES, -1L);

    /// All components see a few rows before the next ones, which stay in the first-level
    /// cache.
    @Override
    public void norms(
            int rows,
            double[] z,
            int zOffset,
            int zStride,
            Whitening whitening,
            double[] out,
            int outOffset,
            int outStride) {
        double[] sums = new double[WIDTH];
        int n = 0;
        for (; n + WIDTH <= rows; n += WIDTH) {
            for (int k = 0; k < whitening.componentCount(); k++) {
                squares(whitening, k, z, zOffset + n, zStride, sums);
                finish(whitening.constant(k), sums, WIDTH, out, outOffset + k * outStride + n);
            }
        }
        if (n == rows) return;
        // the last rows go through the same arithmetic in a scratch block: a row's bits do not depend on its place
        int d = whitening.dimension();
        int last = rows - n;
        double[] block = new double[d * WIDTH];
        for (int j = 0; j < d; j++) System.arraycopy(z, zOffset + j * zStride + n, block, j * WIDTH, last);
        for (int k = 0; k < whitening.componentCount(); k++) {
            squares(whitening, k, block, 0, WIDTH, sums);
            finish(whitening.constant(k), sums, last, out, outOffset + k * outStride + n);
        }
    }

    private static void finish(double constant, double[] sums, int count, double[] out, int to) {
        if (count < WIDTH) {
            for (int n = 0; n < count; n++) out[to + n] = constant - 0.5 * sums[n];
            return;
        }
        for (int n = 0; n < WIDTH; n += L) {
            DoubleVector.fromArray(LANES, sums, n).mul(-0.5).add(constant).intoArray(out, to + n);
        }
    }

    /// ‖U_kᵀ z_n − b_k‖² of a strip of rows.
    private static void squares(Whitening whitening, int k, double[] z, int zAt, int zStride, double[] sums) {
        Arrays.fill(sums, 0);
        int at = whitening.panel(k);
        for (int g = 0; g < whitening.groups(); g++) {
            int depth = whitening.depth(g);
            if (VECTORS == 4) tile6x4(depth, whitening.panels(), at, z, zAt, zStride, sums);
            else tile6x2(depth, whitening.panels(), at, z, zAt, zStride, sums);
            at += Whitening.HEIGHT * (1 + depth);
        }
    }

    /// 6 directions of 4 vectors of rows.
    private static void tile6x4(int depth, double[] u, int at, double[] z, int zAt, int zStride, double[] sums) {
        DoubleVector s00 = DoubleVector.broadcast(LANES, -u[at]);
        DoubleVector s01 = s00;
        DoubleVector s02 = s00;
        DoubleVector s03 = s00;
        DoubleVector s10 = DoubleVector.broadcast(LANES, -u[at + 1]);
        DoubleVector s11 = s10;
        DoubleVector s12 = s10;
        DoubleVector s13 = s10;
        DoubleVector s20 = DoubleVector.broadcast(LANES, -u[at + 2]);
        DoubleVector s21 = s20;
        DoubleVector s22 = s20;
        DoubleVector s23 = s20;
        DoubleVector s30 = DoubleVector.broadcast(LANES, -u[at + 3]);
        DoubleVector s31 = s30;
        DoubleVector s32 = s30;
        DoubleVector s33 = s30;
        DoubleVector s40 = DoubleVector.broadcast(LANES, -u[at + 4]);
        DoubleVector s41 = s40;
        DoubleVector s42 = s40;
        DoubleVector s43 = s40;
        DoubleVector s50 = DoubleVector.broadcast(LANES, -u[at + 5]);
        DoubleVector s51 = s50;
        DoubleVector s52 = s50;
        DoubleVector s53 = s50;
        int last = depth - Whitening.TAIL;
        int p = at + 6;
        int q = zAt;
        for (int l = 0; l < last; l++, p += 6, q += zStride) {
            DoubleVector z0 = DoubleVector.fromArray(LANES, z, q);
            DoubleVector z1 = DoubleVector.fromArray(LANES, z, q + L);
            DoubleVector z2 = DoubleVector.fromArray(LANES, z, q + 2 * L);
            DoubleVector z3 = DoubleVector.fromArray(LANES, z, q + 3 * L);
            DoubleVector u0 = DoubleVector.broadcast(LANES, u[p]);
            s00 = u0.fma(z0, s00);
            s01 = u0.fma(z1, s01);
            s02 = u0.fma(z2, s02);
            s03 = u0.fma(z3, s03);
            DoubleVector u1 = DoubleVector.broadcast(LANES, u[p + 1]);
            s10 = u1.fma(z0, s10);
            s11 = u1.fma(z1, s11);
            s12 = u1.fma(z2, s12);
            s13 = u1.fma(z3, s13);
            DoubleVector u2 = DoubleVector.broadcast(LANES, u[p + 2]);
            s20 = u2.fma(z0, s20);
            s21 = u2.fma(z1, s21);
            s22 = u2.fma(z2, s22);
            s23 = u2.fma(z3, s23);
            DoubleVector u3 = DoubleVector.broadcast(LANES, u[p + 3]);
            s30 = u3.fma(z0, s30);
            s31 = u3.fma(z1, s31);
            s32 = u3.fma(z2, s32);
            s33 = u3.fma(z3, s33);
            DoubleVector u4 = DoubleVector.broadcast(LANES, u[p + 4]);
            s40 = u4.fma(z0, s40);
            s41 = u4.fma(z1, s41);
            s42 = u4.fma(z2, s42);
            s43 = u4.fma(z3, s43);
            DoubleVector u5 = DoubleVector.broadcast(LANES, u[p + 5]);
            s50 = u5.fma(z0, s50);
            s51 = u5.fma(z1, s51);
            s52 = u5.fma(z2, s52);
            s53 = u5.fma(z3, s53);
        }
        // the triangle has left three directions behind, then four, then five
        DoubleVector x0 = DoubleVector.fromArray(LANES, z, q);
        DoubleVector x1 = DoubleVector.fromArray(LANES, z, q + L);
        DoubleVector x2 = DoubleVector.fromArray(LANES, z, q + 2 * L);
        DoubleVector x3 = DoubleVector.fromArray(LANES, z, q + 3 * L);
        DoubleVector v03 = DoubleVector.broadcast(LANES, u[p + 3]);
        s30 = v03.fma(x0, s30);
        s31 = v03.fma(x1, s31);
        s32 = v03.fma(x2, s32);
        s33 = v03.fma(x3, s33);
        DoubleVector v04 = DoubleVector.broadcast(LANES, u[p + 4]);
        s40 = v04.fma(x0, s40);
        s41 = v04.fma(x1, s41);
        s42 = v04.fma(x2, s42);
        s43 = v04.fma(x3, s43);
        DoubleVector v05 = DoubleVector.broadcast(LANES, u[p + 5]);
        s50 = v05.fma(x0, s50);
        s51 = v05.fma(x1, s51);
        s52 = v05.fma(x2, s52);
        s53 = v05.fma(x3, s53);
        DoubleVector y0 = DoubleVector.fromArray(LANES, z, q + zStride);
        DoubleVector y1 = DoubleVector.fromArray(LANES, z, q + zStride + L);
        DoubleVector y2 = DoubleVector.fromArray(LANES, z, q + zStride + 2 * L);
        DoubleVector y3 = DoubleVector.fromArray(LANES, z, q + zStride + 3 * L);
        DoubleVector v14 = DoubleVector.broadcast(LANES, u[p + 10]);
        s40 = v14.fma(y0, s40);
        s41 = v14.fma(y1, s41);
        s42 = v14.fma(y2, s42);
        s43 = v14.fma(y3, s43);
        DoubleVector v15 = DoubleVector.broadcast(LANES, u[p + 11]);
        s50 = v15.fma(y0, s50);
        s51 = v15.fma(y1, s51);
        s52 = v15.fma(y2, s52);
        s53 = v15.fma(y3, s53);
        DoubleVector w0 = DoubleVector.fromArray(LANES, z, q + 2 * zStride);
        DoubleVector w1 = DoubleVector.fromArray(LANES, z, q + 2 * zStride + L);
        DoubleVector w2 = DoubleVector.fromArray(LANES, z, q + 2 * zStride + 2 * L);
        DoubleVector w3 = DoubleVector.fromArray(LANES, z, q + 2 * zStride + 3 * L);
        DoubleVector v25 = DoubleVector.broadcast(LANES, u[p + 17]);
        s50 = v25.fma(w0, s50);
        s51 = v25.fma(w1, s51);
        s52 = v25.fma(w2, s52);
        s53 = v25.fma(w3, s53);
        DoubleVector t0 = DoubleVector.fromArray(LANES, sums, 0);
        t0 = s00.fma(s00, t0);
        t0 = s10.fma(s10, t0);
        t0 = s20.fma(s20, t0);
        t0 = s30.fma(s30, t0);
        t0 = s40.fma(s40, t0);
        t0 = s50.fma(s50, t0);
        t0.intoArray(sums, 0);
        DoubleVector t1 = DoubleVector.fromArray(LANES, sums, L);
        t1 = s01.fma(s01, t1);
        t1 = s11.fma(s11, t1);
        t1 = s21.fma(s21, t1);
        t1 = s31.fma(s31, t1);
        t1 = s41.fma(s41, t1);
        t1 = s51.fma(s51, t1);
        t1.intoArray(sums, L);
        DoubleVector t2 = DoubleVector.fromArray(LANES, sums, 2 * L);
        t2 = s02.fma(s02, t2);
        t2 = s12.fma(s12, t2);
        t2 = s22.fma(s22, t2);
        t2 = s32.fma(s32, t2);
        t2 = s42.fma(s42, t2);
        t2 = s52.fma(s52, t2);
        t2.intoArray(sums, 2 * L);
        DoubleVector t3 = DoubleVector.fromArray(LANES, sums, 3 * L);
        t3 = s03.fma(s03, t3);
        t3 = s13.fma(s13, t3);
        t3 = s23.fma(s23, t3);
        t3 = s33.fma(s33, t3);
        t3 = s43.fma(s43, t3);
        t3 = s53.fma(s53, t3);
        t3.intoArray(sums, 3 * L);
    }

    /// 6 directions of 2 vectors of rows.
    private static void tile6x2(int depth, double[] u, int at, double[] z, int zAt, int zStride, double[] sums) {
        DoubleVector s00 = DoubleVector.broadcast(LANES, -u[at]);
        DoubleVector s01 = s00;
        DoubleVector s10 = DoubleVector.broadcast(LANES, -u[at + 1]);
        DoubleVector s11 = s10;
        DoubleVector s20 = DoubleVector.broadcast(LANES, -u[at + 2]);
        DoubleVector s21 = s20;
        DoubleVector s30 = DoubleVector.broadcast(LANES, -u[at + 3]);
        DoubleVector s31 = s30;
        DoubleVector s40 = DoubleVector.broadcast(LANES, -u[at + 4]);
        DoubleVector s41 = s40;
        DoubleVector s50 = DoubleVector.broadcast(LANES, -u[at + 5]);
        DoubleVector s51 = s50;
        int last = depth - Whitening.TAIL;
        int p = at + 6;
        int q = zAt;
        for (int l = 0; l < last; l++, p += 6, q += zStride) {
            DoubleVector z0 = DoubleVector.fromArray(LANES, z, q);
            DoubleVector z1 = DoubleVector.fromArray(LANES, z, q + L);
            DoubleVector u0 = DoubleVector.broadcast(LANES, u[p]);
            s00 = u0.fma(z0, s00);
            s01 = u0.fma(z1, s01);
            DoubleVector u1 = DoubleVector.broadcast(LANES, u[p + 1]);
            s10 = u1.fma(z0, s10);
            s11 = u1.fma(z1, s11);
            DoubleVector u2 = DoubleVector.broadcast(LANES, u[p + 2]);
            s20 = u2.fma(z0, s20);
            s21 = u2.fma(z1, s21);
            DoubleVector u3 = DoubleVector.broadcast(LANES, u[p + 3]);
            s30 = u3.fma(z0, s30);
            s31 = u3.fma(z1, s31);
            DoubleVector u4 = DoubleVector.broadcast(LANES, u[p + 4]);
            s40 = u4.fma(z0, s40);
            s41 = u4.fma(z1, s41);
            DoubleVector u5 = DoubleVector.broadcast(LANES, u[p + 5]);
            s50 = u5.fma(z0, s50);
            s51 = u5.fma(z1, s51);
        }
        // the triangle has left three directions behind, then four, then five
        DoubleVector x0 = DoubleVector.fromArray(LANES, z, q);
        DoubleVector x1 = DoubleVector.fromArray(LANES, z, q + L);
        DoubleVector v03 = DoubleVector.broadcast(LANES, u[p + 3]);
        s30 = v03.fma(x0, s30);
        s31 = v03.fma(x1, s31);
        DoubleVector v04 = DoubleVector.broadcast(LANES, u[p + 4]);
        s40 = v04.fma(x0, s40);
        s41 = v04.fma(x1, s41);
        DoubleVector v05 = DoubleVector.broadcast(LANES, u[p + 5]);
        s50 = v05.fma(x0, s50);
        s51 = v05.fma(x1, s51);
        DoubleVector y0 = DoubleVector.fromArray(LANES, z, q + zStride);
        DoubleVector y1 = DoubleVector.fromArray(LANES, z, q + zStride + L);
        DoubleVector v14 = DoubleVector.broadcast(LANES, u[p + 10]);
        s40 = v14.fma(y0, s40);
        s41 = v14.fma(y1, s41);
        DoubleVector v15 = DoubleVector.broadcast(LANES, u[p + 11]);
        s50 = v15.fma(y0, s50);
        s51 = v15.fma(y1, s51);
        DoubleVector w0 = DoubleVector.fromArray(LANES, z, q + 2 * zStride);
        DoubleVector w1 = DoubleVector.fromArray(LANES, z, q + 2 * zStride + L);
        DoubleVector v25 = DoubleVector.broadcast(LANES, u[p + 17]);
        s50 = v25.fma(w0, s50);
        s51 = v25.fma(w1, s51);
        DoubleVector t0 = DoubleVector.fromArray(LANES, sums, 0);
        t0 = s00.fma(s00, t0);
        t0 = s10.fma(s10, t0);
        t0 = s20.fma(s20, t0);
        t0 = s30.fma(s30, t0);
        t0 = s40.fma(s40, t0);
        t0 = s50.fma(s50, t0);
        t0.intoArray(sums, 0);
        DoubleVector t1 = DoubleVector.fromArray(LANES, sums, L);
        t1 = s01.fma(s01, t1);
        t1 = s11.fma(s11, t1);
        t1 = s21.fma(s21, t1);
        t1 = s31.fma(s31, t1);
        t1 = s41.fma(s41, t1);
        t1 = s51.fma(s51, t1);
        t1.intoArray(sums, L);
    }

    /// Where the rows that count begin and the roots of their weights, eight rows at a time; then up to three
    /// vectors of columns of all these rows at once, so that what is common to them stays in registers.
    @Override
    public int gather(
            int rows,
            int dimension,
            double[] x,
            int xOffset,
            double[] shift,
            double[] scale,
            double[] centre,
            double[] weights,
            int weightsOffset,
            double[] threshold,
            int thresholdOffset,
            double[] out,
            int outOffset,
            int outStride,
            double[] first,
            int firstOffset) {
        long[] from = new long[rows + L];
        double[] roots = new double[rows + L];
        int pad = outStride - dimension;
        LongVector places = NUMBERS.mul(dimension).add(xOffset - pad);
        int count = 0;
        DoubleVector mass = DoubleVector.zero(LANES);
        for (int n = 0; n < rows; n += L) {
            VectorMask<Double> there = LANES.indexInRange(n, rows);
            DoubleVector weight = DoubleVector.fromArray(LANES, weights, weightsOffset + n, there);
            DoubleVector least = DoubleVector.fromArray(LANES, threshold, thresholdOffset + n, there);
            VectorMask<Double> sharing = weight.compare(VectorOperators.GT, least);
            DoubleVector kept = weight.compress(sharing);
            mass = mass.add(kept);
            kept.sqrt().intoArray(roots, count);
            places.add((long) n * dimension).compress(sharing.cast(LONGS)).intoArray(from, count);
            count += sharing.trueCount();
        }
        if (count == 0) return 0;
        first[firstOffset + outStride] += Lanes.sum(mass);
        int j = pad / L * L;
        VectorMask<Double> there = VectorMask.fromLong(LANES, -1L << (pad - j));
        append1(count, from, roots, x, there, shift, scale, centre, j, out, outOffset, outStride, first, firstOffset);
        for (j += L; j + 3 * L <= outStride; j += 3 * L) {
            append3(count, from, roots, x, shift, scale, centre, j, out, outOffset, outStride, first, firstOffset);
        }
        for (; j < outStride; j += L) {
            append1(count, from, roots, x, ALL, shift, scale, centre, j, out, outOffset, outStride, first, firstOffset);
        }
        return count;
    }

    private static void append1(
            int count,
            long[] from,
            double[] roots,
            double[] x,
            VectorMask<Double> there,
            double[] shift,
            double[] scale,
            double[] centre,
            int j,
            double[] out,
            int outOffset,
            int outStride,
            double[] first,
            int firstOffset) {
        DoubleVector a0 = DoubleVector.fromArray(LANES, shift, j);
        DoubleVector f0 = DoubleVector.fromArray(LANES, scale, j);
        DoubleVector c0 = DoubleVector.fromArray(LANES, centre, j);
        DoubleVector s0 = DoubleVector.fromArray(LANES, first, firstOffset + j);
        for (int i = 0, to = outOffset + j; i < count; i++, to += outStride) {
            DoubleVector root = DoubleVector.broadcast(LANES, roots[i]);
            DoubleVector y0 = DoubleVector.fromArray(LANES, x, (int) from[i] + j, there)
                    .sub(a0)
                    .mul(f0)
                    .sub(c0)
                    .mul(root);
            y0.intoArray(out, to);
            s0 = y0.fma(root, s0);
        }
        s0.intoArray(first, firstOffset + j);
    }

    private static void append3(
            int count,
            long[] from,
            double[] roots,
            double[] x,
            double[] shift,
            double[] scale,
            double[] centre,
            int j,
            double[] out,
            int outOffset,
            int outStride,
            double[] first,
            int firstOffset) {
        DoubleVector a0 = DoubleVector.fromArray(LANES, shift, j);
        DoubleVector f0 = DoubleVector.fromArray(LANES, scale, j);
        DoubleVector c0 = DoubleVector.fromArray(LANES, centre, j);
        DoubleVector s0 = DoubleVector.fromArray(LANES, first, firstOffset + j);
        DoubleVector a1 = DoubleVector.fromArray(LANES, shift, j + L);
        DoubleVector f1 = DoubleVector.fromArray(LANES, scale, j + L);
        DoubleVector c1 = DoubleVector.fromArray(LANES, centre, j + L);
        DoubleVector s1 = DoubleVector.fromArray(LANES, first, firstOffset + j + L);
        DoubleVector a2 = DoubleVector.fromArray(LANES, shift, j + 2 * L);
        DoubleVector f2 = DoubleVector.fromArray(LANES, scale, j + 2 * L);
        DoubleVector c2 = DoubleVector.fromArray(LANES, centre, j + 2 * L);
        DoubleVector s2 = DoubleVector.fromArray(LANES, first, firstOffset + j + 2 * L);
        for (int i = 0, to = outOffset + j; i < count; i++, to += outStride) {
            int at = (int) from[i] + j;
            DoubleVector root = DoubleVector.broadcast(LANES, roots[i]);
            DoubleVector y0 =
                    DoubleVector.fromArray(LANES, x, at).sub(a0).mul(f0).sub(c0).mul(root);
            DoubleVector y1 = DoubleVector.fromArray(LANES, x, at + L)
                    .sub(a1)
                    .mul(f1)
                    .sub(c1)
                    .mul(root);
            DoubleVector y2 = DoubleVector.fromArray(LANES, x, at + 2 * L)
                    .sub(a2)
                    .mul(f2)
                    .sub(c2)
                    .mul(root);
            y0.intoArray(out, to);
            y1.intoArray(out, to + L);
            y2.intoArray(out, to + 2 * L);
            s0 = y0.fma(root, s0);
            s1 = y1.fma(root, s1);
            s2 = y2.fma(root, s2);
        }
        s0.intoArray(first, firstOffset + j);
        s1.intoArray(first, firstOffset + j + L);
        s2.intoArray(first, firstOffset + j + 2 * L);
    }

    @Override
    public WeightedMoments moments(int componentCount, int columns) {
        return new VectorMoments(componentCount, columns);
    }
}
