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

    private static final VectorShuffle<Double> SWAP_1 = VectorShuffle.fromOp(LANES, i -> i ^ 1);
    private static final VectorShuffle<Double> SWAP_2 = VectorShuffle.fromOp(LANES, i -> (i ^ 2) % L);
    private static final VectorShuffle<Double> SWAP_4 = VectorShuffle.fromOp(LANES, i -> (i ^ 4) % L);

    static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;
    static final VectorShuffle<Double> SWAP_ONES = VectorShuffle.fromOp(FOUR, i -> i ^ 1);
    static final VectorShuffle<Double> SWAP_PAIRS = VectorShuffle.fromOp(FOUR, i -> i ^ 2);
    static final VectorMask<Double> ODD_ONES = VectorMask.fromLong(FOUR, 0b1010);
    static final VectorMask<Double> ODD_PAIRS = VectorMask.fromLong(FOUR, 0b1100);

    private Lanes() {}

    /// The sum of all lanes: halves first.
    static double sum(DoubleVector v) {
        DoubleVector s = v;
        if (L >= 8) s = s.add(s.rearrange(SWAP_4));
        if (L >= 4) s = s.add(s.rearrange(SWAP_2));
        if (L >= 2) s = s.add(s.rearrange(SWAP_1));
        return s.lane(0);
    }

    /// The four sums across the lanes of four vectors that lie in `parts` one behind the other from `at` on. There
    /// must be four lanes or more.
    static DoubleVector sums(double[] parts, int at) {
        DoubleVector a = folded(parts, at);
        DoubleVector b = folded(parts, at + L);
        DoubleVector c = folded(parts, at + 2 * L);
        DoubleVector d = folded(parts, at + 3 * L);
        DoubleVector ab = a.blend(b, ODD_ONES).add(b.blend(a, ODD_ONES).rearrange(SWAP_ONES));
        DoubleVector cd = c.blend(d, ODD_ONES).add(d.blend(c, ODD_ONES).rearrange(SWAP_ONES));
        return ab.blend(cd, ODD_PAIRS).add(cd.blend(ab, ODD_PAIRS).rearrange(SWAP_PAIRS));
    }

    /// One vector folded to four lanes: a shorter vector costs half as much where 512 bits take two turns.
    private static DoubleVector folded(double[] parts, int at) {
        DoubleVector low = DoubleVector.fromArray(FOUR, parts, at);
        return L >= 8 ? low.add(DoubleVector.fromArray(FOUR, parts, at + 4)) : low;
    }
}
