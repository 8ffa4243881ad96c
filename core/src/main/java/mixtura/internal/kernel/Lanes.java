package mixtura.internal.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The widest vectors of doubles that this processor prefers, and sums across their lanes in one fixed order.
///
/// `reduceLanes` is not used for sums: its order is unspecified, and compiled code does add in another order than the
/// interpreter, so that the same call would give other bits once it is warm.
final class Lanes {
    static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    static final int L = LANES.length();

    private static final VectorShuffle<Double> SWAP_1 = VectorShuffle.fromOp(LANES, i -> i ^ 1);
    private static final VectorShuffle<Double> SWAP_2 = VectorShuffle.fromOp(LANES, i -> (i ^ 2) % L);
    private static final VectorShuffle<Double> SWAP_4 = VectorShuffle.fromOp(LANES, i -> (i ^ 4) % L);
    private static final VectorMask<Double> ODD_1 = VectorMask.fromLong(LANES, 0xAA);
    private static final VectorMask<Double> ODD_2 = VectorMask.fromLong(LANES, 0xCC);

    private Lanes() {}

    /// The sum of all lanes: halves first.
    static double sum(DoubleVector v) {
        DoubleVector s = v;
        if (L >= 8) s = s.add(s.rearrange(SWAP_4));
        if (L >= 4) s = s.add(s.rearrange(SWAP_2));
        if (L >= 2) s = s.add(s.rearrange(SWAP_1));
        return s.lane(0);
    }

    /// The sums of all lanes of `a`, `b`, `c` and `d` in lanes 0 to 3; there must be four lanes or more.
    static DoubleVector sums(DoubleVector a, DoubleVector b, DoubleVector c, DoubleVector d) {
        DoubleVector ab = a.blend(b, ODD_1).add(b.blend(a, ODD_1).rearrange(SWAP_1));
        DoubleVector cd = c.blend(d, ODD_1).add(d.blend(c, ODD_1).rearrange(SWAP_1));
        DoubleVector abcd = ab.blend(cd, ODD_2).add(cd.blend(ab, ODD_2).rearrange(SWAP_2));
        return L >= 8 ? abcd.add(abcd.rearrange(SWAP_4)) : abcd;
    }
}
