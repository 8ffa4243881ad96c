package mixtura.internal.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The widest vectors of floats that this processor prefers.
final class FloatLanes {
    static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    static final int L = LANES.length();

    private FloatLanes() {}
}
