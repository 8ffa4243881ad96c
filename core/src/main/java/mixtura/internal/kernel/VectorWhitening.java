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
            if (VECTORS == 4) WhiteningTiles.tile6x4(depth, whitening.panels(), at, z, zAt, zStride, sums);
            else WhiteningTiles.tile6x2(depth, whitening.panels(), at, z, zAt, zStride, sums);
            at += Whitening.HEIGHT * (1 + depth);
        }
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
