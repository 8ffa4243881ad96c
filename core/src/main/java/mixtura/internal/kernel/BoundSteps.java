package mixtura.internal.kernel;

import static mixtura.internal.kernel.FloatLanes.L;
import static mixtura.internal.kernel.FloatLanes.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Loosens bounds of distances by how far centroids have moved, a vector at a time: blocks of rows of many
/// columns are short, and of a plain loop over so few the compiler's vectors do the smaller part.
public final class BoundSteps {
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, LANES.vectorShape());

    private BoundSteps() {}

    /// Lower bounds from `first` on become `bound * down − drift`, and `least` no larger than they are.
    public static void lower(float[] bounds, int first, int count, float down, float drift, float[] least) {
        for (int i = 0; i < count; i += L) {
            VectorMask<Float> here = LANES.indexInRange(i, count);
            FloatVector bound = FloatVector.fromArray(LANES, bounds, first + i, here)
                    .mul(down)
                    .sub(drift);
            bound.intoArray(bounds, first + i, here);
            FloatVector.fromArray(LANES, least, i, here).min(bound).intoArray(least, i, here);
        }
    }

    /// Upper bounds from `first` on become `(bound + drift of the row's centroid) * up`; those that are not
    /// below `least` are listed.
    ///
    /// @param labels  of all rows, −1 before they have one
    /// @return        how many there are in `open`
    public static int upper(
            float[] bounds, int first, int count, int[] labels, float[] drift, float up, float[] least, int[] open) {
        int found = 0;
        for (int i = 0; i < count; i += L) {
            VectorMask<Float> here = LANES.indexInRange(i, count);
            IntVector.fromArray(INTS, labels, first + i, here.cast(INTS)).max(0).intoArray(open, found);
            FloatVector way = FloatVector.fromArray(LANES, drift, 0, open, found, here);
            FloatVector bound = FloatVector.fromArray(LANES, bounds, first + i, here)
                    .add(way)
                    .mul(up);
            bound.intoArray(bounds, first + i, here);
            VectorMask<Float> below = bound.compare(VectorOperators.LT, FloatVector.fromArray(LANES, least, i, here));
            for (long bits = here.andNot(below).toLong(); bits != 0; bits &= bits - 1) {
                open[found++] = i + Long.numberOfTrailingZeros(bits);
            }
        }
        return found;
    }
}
