package mixtura.internal.kernel;

import static mixtura.internal.kernel.Lanes.L;
import static mixtura.internal.kernel.Lanes.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// [FixedPoint] on the Vector API: several columns at a time, the same bits as the scalar one.
final class VectorFixedPoint implements FixedPoint {
    private static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, VectorShape.forBitSize(32 * L));
    private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, LANES.vectorShape());
    private static final double MAGIC = 0x1.8p52;

    @Override
    public void move(
            float[] x, int offset, double weight, double[] origin, double[] scale, long[] sums, int from, int to) {
        int d = origin.length;
        int j = 0;
        for (int end = LANES.loopBound(d); j < end; j += L) {
            DoubleVector v = (DoubleVector)
                    FloatVector.fromArray(FLOATS, x, offset + j).convertShape(VectorOperators.F2D, LANES, 0);
            put(v, j, weight, origin, scale, sums, from, to);
        }
        for (; j < d; j++) {
            Scalar.put(Scalar.fixed(x[offset + j], weight, origin[j], scale[j]), sums, from, to, j);
        }
    }

    @Override
    public void move(
            double[] x, int offset, double weight, double[] origin, double[] scale, long[] sums, int from, int to) {
        int d = origin.length;
        int j = 0;
        for (int end = LANES.loopBound(d); j < end; j += L) {
            put(DoubleVector.fromArray(LANES, x, offset + j), j, weight, origin, scale, sums, from, to);
        }
        for (; j < d; j++) {
            Scalar.put(Scalar.fixed(x[offset + j], weight, origin[j], scale[j]), sums, from, to, j);
        }
    }

    private static void put(
            DoubleVector v, int j, double weight, double[] origin, double[] scale, long[] sums, int from, int to) {
        LongVector term = v.sub(DoubleVector.fromArray(LANES, origin, j))
                .mul(weight)
                .mul(DoubleVector.fromArray(LANES, scale, j))
                .add(MAGIC)
                .reinterpretAsLongs();
        if (from >= 0) LongVector.fromArray(LONGS, sums, from + j).sub(term).intoArray(sums, from + j);
        if (to >= 0) LongVector.fromArray(LONGS, sums, to + j).add(term).intoArray(sums, to + j);
    }
}
