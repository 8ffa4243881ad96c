package mixtura.internal.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The widest vectors of doubles that this processor prefers, and sums across their lanes in one fixed order.
///
/// `reduceLanes` is not used for sums: its order is unspecified, and compiled code does add in another order than
/// the interpreter, so that the same call would give other bits once it is warm.
final class Lanes {
    static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    static final int L = LANES.length();

    static final VectorShuffle<Double> SWAP_1 = VectorShuffle.fromOp(LANES, i -> i ^ 1);
    static final VectorShuffle<Double> SWAP_2 = VectorShuffle.fromOp(LANES, i -> (i ^ 2) % L);
    private static final VectorShuffle<Double> SWAP_4 = VectorShuffle.fromOp(LANES, i -> (i ^ 4) % L);

    static final VectorMask<Double> ODD_ONES = VectorMask.fromLong(LANES, 0b10101010);
    static final VectorMask<Double> ODD_PAIRS = VectorMask.fromLong(LANES, 0b11001100);

    /// The first four lanes.
    static final VectorMask<Double> FOUR = VectorMask.fromLong(LANES, 0b1111);

    private Lanes() {}

    /// The sum of all lanes: halves first.
    static double sum(DoubleVector v) {
        DoubleVector s = v;
        if (L >= 8) s = s.add(s.rearrange(SWAP_4));
        if (L >= 4) s = s.add(s.rearrange(SWAP_2));
        if (L >= 2) s = s.add(s.rearrange(SWAP_1));
        return s.lane(0);
    }

    /// The four sums across the lanes of four vectors that lie in `parts` one behind the other from `at` on, in the
    /// first four lanes. There must be four lanes or more.
    ///
    /// Vectors of four lanes would cost half as much where 512 bits take two turns. But methods of the Vector API
    /// that have met two lengths are compiled for both, and then a kernel may keep its sums in memory instead of
    /// registers: mixtures of 60 000 rows of 25 columns took 23 ms an iteration in one process and 43 in the next.
    static DoubleVector sums(double[] parts, int at) {
        DoubleVector a = DoubleVector.fromArray(LANES, parts, at);
        DoubleVector b = DoubleVector.fromArray(LANES, parts, at + L);
        DoubleVector c = DoubleVector.fromArray(LANES, parts, at + 2 * L);
        DoubleVector d = DoubleVector.fromArray(LANES, parts, at + 3 * L);
        DoubleVector ab = a.blend(b, ODD_ONES).add(b.blend(a, ODD_ONES).rearrange(SWAP_1));
        DoubleVector cd = c.blend(d, ODD_ONES).add(d.blend(c, ODD_ONES).rearrange(SWAP_1));
        DoubleVector sums = ab.blend(cd, ODD_PAIRS).add(cd.blend(ab, ODD_PAIRS).rearrange(SWAP_2));
        return L >= 8 ? sums.add(sums.rearrange(SWAP_4)) : sums;
    }
}
