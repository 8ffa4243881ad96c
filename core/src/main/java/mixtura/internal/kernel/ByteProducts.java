package mixtura.internal.kernel;

import static mixtura.internal.kernel.FloatLanes.L;
import static mixtura.internal.kernel.FloatLanes.LANES;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Products in float of rows of [ByteRows], which become floats on their way from memory.
final class ByteProducts {
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(LANES.vectorBitSize() / 4));
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, LANES.vectorShape());

    private ByteProducts() {}

    private static FloatVector floats(byte[] a, int at) {
        return (FloatVector) ByteVector.fromArray(BYTES, a, at)
                .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                .convertShape(VectorOperators.I2F, LANES, 0);
    }

    /// The product of a row with a centroid, in the order in which [GroupedScores] sums that of floats: the
    /// same bits.
    static float dot(int dimension, byte[] a, int p, float[] b, int q) {
        int j = 0;
        float sum = 0;
        if (dimension >= L) {
            FloatVector s0 = FloatVector.zero(LANES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int end = dimension - 4 * L; j <= end; j += 4 * L) {
                s0 = floats(a, p + j).fma(FloatVector.fromArray(LANES, b, q + j), s0);
                s1 = floats(a, p + j + L).fma(FloatVector.fromArray(LANES, b, q + j + L), s1);
                s2 = floats(a, p + j + 2 * L).fma(FloatVector.fromArray(LANES, b, q + j + 2 * L), s2);
                s3 = floats(a, p + j + 3 * L).fma(FloatVector.fromArray(LANES, b, q + j + 3 * L), s3);
            }
            for (int end = dimension - L; j <= end; j += L) {
                s0 = floats(a, p + j).fma(FloatVector.fromArray(LANES, b, q + j), s0);
            }
            sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
        }
        for (; j < dimension; j++) sum += (a[p + j] & 0xff) * b[q + j];
        return sum;
    }

    /// Writes a row's values to `out`.
    static void unpack(int dimension, byte[] a, int p, float[] out) {
        int j = 0;
        for (int end = dimension - L; j <= end; j += L) floats(a, p + j).intoArray(out, j);
        for (; j < dimension; j++) out[j] = a[p + j] & 0xff;
    }
}
