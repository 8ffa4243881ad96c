package mixtura.internal.kernel;

/// How far rounding can move the difference of two scores ‖c‖²/2 − x·c that were computed in single
/// precision, and how far two distances in double must differ to be told apart by their definition.
///
/// With u = 2⁻²⁴, r the norm of the row, C the largest norm of a centroid and H the largest |‖c‖²/2|,
/// all as the screen sees them, a score is off by no more than (γ_p + 4u) r C + h H: p roundings of the product
/// (Higham 2002, eq. 3.5), one each for x and c to float, and h for the half norm: 2u when the product is taken
/// from it at the end, γ_(p + 3) when the sum begins with it. The definition itself, Σ_j (x_j − c_j)² in
/// double, is off by no more than (d + 3) 2⁻⁵³ (r + C)².
record ScoreRounding(double perNorm, double constant, double perSquare, double rowGap) {
    private static final double U = 0x1p-24;
    private static final double DOUBLE_U = 0x1p-53;

    /// Products of rows longer than this, seen through the frame, might overflow: they are never certain.
    private static final double LONGEST_ROW = 0x1p50;

    /// @param depth            p
    /// @param beginsWithHalf   whether sums begin with the half norm
    static ScoreRounding of(ScreenCentroids prepared, int depth, boolean beginsWithHalf) {
        double c = prepared.largestNorm();
        double p = depth;
        double half = beginsWithHalf ? gamma(p + 3) : 2 * U;
        double inDouble = (prepared.dimension() + 4) * DOUBLE_U * c * (c + prepared.largestRowGap() + c);
        return new ScoreRounding(
                2 * (gamma(p) + 4 * U) * c * (1 + 1e-6),
                2 * (half * prepared.largestHalf() + inDouble + prepared.dimension() * 0x1p-140 * (1 + c)),
                (prepared.dimension() + 6) * DOUBLE_U * 1.01,
                prepared.largestRowGap());
    }

    private static double gamma(double p) {
        return p * U / (1 - p * U);
    }

    /// The gap of two scores that is certain for a row of this norm.
    double of(double norm) {
        if (!(norm <= LONGEST_ROW)) return Double.POSITIVE_INFINITY;
        double far = norm + rowGap;
        return (perNorm * norm + constant + perSquare * far * far) * (1 + 1e-6);
    }

    /// The same as a float, no smaller.
    float up(double norm) {
        return Math.nextUp(Math.nextUp((float) of(norm))); // infinite stays infinite: nothing is certain
    }
}
