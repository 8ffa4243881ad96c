package mixtura.mixture.positive;

/// A grid over (0, ∞)², dense near 0: `x = e^u`, so that dx = x du.
final class Integral {
    private static final double FROM = -24;
    private static final double TO = 6;
    private static final int STEPS = 1200;

    private Integral() {}

    static double[][] grid() {
        double[][] grid = new double[STEPS * STEPS][2];
        for (int i = 0; i < STEPS; i++) {
            for (int j = 0; j < STEPS; j++) {
                grid[i * STEPS + j][0] = Math.exp(at(i));
                grid[i * STEPS + j][1] = Math.exp(at(j));
            }
        }
        return grid;
    }

    private static double at(int i) {
        return FROM + (TO - FROM) * (i + 0.5) / STEPS;
    }

    /// ∫ e^f over the grid.
    static double of(double[][] grid, double[][] logDensity) {
        double step = (TO - FROM) / STEPS;
        double sum = 0;
        for (int n = 0; n < grid.length; n++) sum += Math.exp(logDensity[n][0]) * grid[n][0] * grid[n][1] * step * step;
        return sum;
    }
}
