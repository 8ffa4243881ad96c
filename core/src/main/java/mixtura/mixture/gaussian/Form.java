package mixtura.mixture.gaussian;

import mixtura.mixture.Covariance;

/// How one component's covariance is stored, and which moments of the rows its estimate needs.
enum Form {
    /// `d × d`, and a scatter matrix of each component.
    FULL,
    /// `d × d`, and one scatter matrix of all components together.
    TIED,
    /// `d` variances, and as many sums of squares.
    DIAGONAL,
    /// One variance, and one sum of squares.
    SPHERICAL;

    static Form of(Covariance structure) {
        if (structure == Covariance.TIED) return TIED;
        if (structure.orientation() != Covariance.Aspect.IDENTITY) return FULL;
        return structure.shape() == Covariance.Aspect.IDENTITY ? SPHERICAL : DIAGONAL;
    }

    boolean isMatrix() {
        return this == FULL || this == TIED;
    }

    /// Numbers that are stored for one component in `d` dimensions.
    int length(int d) {
        return switch (this) {
            case FULL, TIED -> Math.multiplyExact(d, d);
            case DIAGONAL -> d;
            case SPHERICAL -> 1;
        };
    }
}
