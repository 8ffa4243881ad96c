package mixtura.uncertainty;

/// Quantiles of a sample, interpolated linearly (Hyndman and Fan 1996, type 7; the default of R and NumPy).
final class Quantile {
    private Quantile() {}

    /// @param sorted  ascending, not empty
    /// @param share   0 … 1
    static double of(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        if (below >= sorted.length - 1) return sorted[sorted.length - 1];
        return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }
}
