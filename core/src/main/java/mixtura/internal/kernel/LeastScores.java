package mixtura.internal.kernel;

import static mixtura.internal.kernel.FloatLanes.L;
import static mixtura.internal.kernel.FloatLanes.LANES;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Chooses among scores that lie centroid by centroid, rows side by side, as [PackedProduct] writes them.
///
/// A score is made positive by adding a constant, and then its bits as a whole number are in the order of the scores:
/// the lowest bits give way to the centroid's index, so that one minimum of whole numbers keeps score and label
/// together. Minima and maxima more keep the second and third. Minima of floats mind NaN and take six
/// instructions each.
final class LeastScores {
    /// Rows of a panel are a multiple of this: four vectors.
    static final int STRIP = 4 * L;

    /// Centroids at most: their index leaves nine bits of a score.
    static final int MOST_CENTROIDS = 1 << 14;

    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final long VECTOR = (long) L * Float.BYTES;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private final int k;
    private final int indexBits;

    LeastScores(int k) {
        this.k = k;
        indexBits = 32 - Integer.numberOfLeadingZeros(Math.max(1, k - 1));
    }

    /// A score read back from a key is no larger than the score itself, and the score no larger than so many times
    /// that.
    double inflation() {
        return 1 + Math.scalb(1.0, indexBits - 23);
    }

    int label(int key) {
        return key & (1 << indexBits) - 1;
    }

    float score(int key) {
        return Float.intBitsToFloat(key & -1 << indexBits);
    }

    /// Writes each row's three least keys.
    ///
    /// @param scores  `k × rowCount`
    /// @param bases   added to the scores of each centroid: no sum may be negative
    void choose(MemorySegment scores, int rowCount, float[] bases, int[] best, int[] second, int[] third) {
        for (int at = 0; at < rowCount; at += STRIP) strip(scores, rowCount, at, bases, best, second, third);
    }

    private void strip(
            MemorySegment scores, int rowCount, int at, float[] bases, int[] best, int[] second, int[] third) {
        int mask = -1 << indexBits;
        IntVector b0 = IntVector.broadcast(INTS, Integer.MAX_VALUE);
        IntVector b1 = b0, b2 = b0, b3 = b0;
        IntVector s0 = b0, s1 = b0, s2 = b0, s3 = b0;
        IntVector t0 = b0, t1 = b0, t2 = b0, t3 = b0;
        long from = (long) at * Float.BYTES;
        for (int c = 0; c < k; c++, from += (long) rowCount * Float.BYTES) {
            FloatVector base = FloatVector.broadcast(LANES, bases[c]);
            IntVector index = IntVector.broadcast(INTS, c);
            IntVector key = key(scores, from, base, mask, index);
            IntVector loser = key.max(b0);
            b0 = key.min(b0);
            t0 = t0.min(loser.max(s0));
            s0 = s0.min(loser);
            key = key(scores, from + VECTOR, base, mask, index);
            loser = key.max(b1);
            b1 = key.min(b1);
            t1 = t1.min(loser.max(s1));
            s1 = s1.min(loser);
            key = key(scores, from + 2 * VECTOR, base, mask, index);
            loser = key.max(b2);
            b2 = key.min(b2);
            t2 = t2.min(loser.max(s2));
            s2 = s2.min(loser);
            key = key(scores, from + 3 * VECTOR, base, mask, index);
            loser = key.max(b3);
            b3 = key.min(b3);
            t3 = t3.min(loser.max(s3));
            s3 = s3.min(loser);
        }
        b0.intoArray(best, at);
        b1.intoArray(best, at + L);
        b2.intoArray(best, at + 2 * L);
        b3.intoArray(best, at + 3 * L);
        s0.intoArray(second, at);
        s1.intoArray(second, at + L);
        s2.intoArray(second, at + 2 * L);
        s3.intoArray(second, at + 3 * L);
        t0.intoArray(third, at);
        t1.intoArray(third, at + L);
        t2.intoArray(third, at + 2 * L);
        t3.intoArray(third, at + 3 * L);
    }

    private static IntVector key(MemorySegment scores, long from, FloatVector base, int mask, IntVector index) {
        return FloatVector.fromMemorySegment(LANES, scores, from, ORDER)
                .add(base)
                .reinterpretAsInts()
                .and(mask)
                .or(index);
    }

    /// Centroids within reach of a panel's rows: `of[n * room + i]` with i below `count[n]`, ascending. A row
    /// with more than
    /// `room` has a larger count.
    static final class Reach {
        static final int ROOM = 16;

        final int[] count;
        final int[] of;

        Reach(int rowsAtMost) {
            count = new int[rowsAtMost];
            of = new int[rowsAtMost * ROOM];
        }

        /// Row n has these two.
        void two(int n, int a, int b) {
            count[n] = 2;
            of[n * ROOM] = Math.min(a, b);
            of[n * ROOM + 1] = Math.max(a, b);
        }

        /// Whether row n has more than are kept.
        boolean isCrowded(int n) {
            return count[n] > ROOM;
        }

        private void add(VectorMask<Float> rows, int at, int c) {
            for (long bits = rows.toLong(); bits != 0; bits &= bits - 1) {
                int n = at + Long.numberOfTrailingZeros(bits);
                int have = count[n]++;
                if (have < ROOM) of[n * ROOM + have] = c;
            }
        }
    }

    /// Finds the centroids whose score with a row is not above the row's limit.
    ///
    /// @param limits  one a row; negative: what is known of the row stays
    void reach(MemorySegment scores, int rowCount, float[] bases, float[] limits, Reach found) {
        for (int n = 0; n < rowCount; n++) if (limits[n] >= 0) found.count[n] = 0;
        for (int at = 0; at < rowCount; at += STRIP) {
            boolean any = false;
            for (int n = at; n < at + STRIP; n++) any |= limits[n] >= 0;
            if (any) reachOfStrip(scores, rowCount, at, bases, limits, found);
        }
    }

    private void reachOfStrip(MemorySegment scores, int rowCount, int at, float[] bases, float[] limits, Reach found) {
        FloatVector l0 = FloatVector.fromArray(LANES, limits, at);
        FloatVector l1 = FloatVector.fromArray(LANES, limits, at + L);
        FloatVector l2 = FloatVector.fromArray(LANES, limits, at + 2 * L);
        FloatVector l3 = FloatVector.fromArray(LANES, limits, at + 3 * L);
        long from = (long) at * Float.BYTES;
        for (int c = 0; c < k; c++, from += (long) rowCount * Float.BYTES) {
            FloatVector base = FloatVector.broadcast(LANES, bases[c]);
            VectorMask<Float> m0 = within(scores, from, base, l0);
            VectorMask<Float> m1 = within(scores, from + VECTOR, base, l1);
            VectorMask<Float> m2 = within(scores, from + 2 * VECTOR, base, l2);
            VectorMask<Float> m3 = within(scores, from + 3 * VECTOR, base, l3);
            if (m0.or(m1).or(m2).or(m3).anyTrue()) {
                found.add(m0, at, c);
                found.add(m1, at + L, c);
                found.add(m2, at + 2 * L, c);
                found.add(m3, at + 3 * L, c);
            }
        }
    }

    private static VectorMask<Float> within(MemorySegment scores, long from, FloatVector base, FloatVector limit) {
        return FloatVector.fromMemorySegment(LANES, scores, from, ORDER)
                .add(base)
                .compare(VectorOperators.LE, limit);
    }
}
