package mixtura.app.plot;

/// Shapes of points, all of about the same area, told apart at a radius of 3 pixels.
enum Symbol {
    CIRCLE(),
    TRIANGLE(0, -1.4, 1.25, 0.8, -1.25, 0.8),
    SQUARE(-0.9, -0.9, 0.9, -0.9, 0.9, 0.9, -0.9, 0.9),
    DIAMOND(0, -1.35, 1.35, 0, 0, 1.35, -1.35, 0),
    TRIANGLE_DOWN(0, 1.4, 1.25, -0.8, -1.25, -0.8),
    PLUS(
            -0.4, -1.35, 0.4, -1.35, 0.4, -0.4, 1.35, -0.4, 1.35, 0.4, 0.4, 0.4, 0.4, 1.35, -0.4, 1.35, -0.4, 0.4,
            -1.35, 0.4, -1.35, -0.4, -0.4, -0.4),
    CROSS(
            -1.2, -0.7, -0.7, -1.2, 0, -0.5, 0.7, -1.2, 1.2, -0.7, 0.5, 0, 1.2, 0.7, 0.7, 1.2, 0, 0.5, -0.7, 1.2, -1.2,
            0.7, -0.5, 0);

    @SuppressWarnings("ImmutableEnumChecker") // never written, never handed out
    private final double[] corners;

    Symbol(double... corners) {
        this.corners = corners;
    }

    /// Whether this is the round one, which has no corners.
    boolean isRound() {
        return corners.length == 0;
    }

    int cornerCount() {
        return corners.length / 2;
    }

    /// Horizontal place of a corner, in radii from the centre.
    double cornerX(int corner) {
        return corners[2 * corner];
    }

    /// Vertical place of a corner, in radii from the centre, downwards.
    double cornerY(int corner) {
        return corners[2 * corner + 1];
    }
}
