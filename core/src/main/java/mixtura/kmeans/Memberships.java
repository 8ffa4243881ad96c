package mixtura.kmeans;

/// Memberships of fuzzy c-means (Bezdek 1981, theorem 11.1): `u_k = d_k^(−1/(m−1)) / Σ_i d_i^(−1/(m−1))`
/// from squared distances d. They minimise Σ_k u_k^m d_k among all that add up to 1.
final class Memberships {
    private Memberships() {}

    /// Turns k squared distances into memberships, in place. A row that lies on centroids belongs to them alone, in
    /// equal parts.
    ///
    /// @return Σ_k u_k^m d_k
    static double of(double[] values, int from, int k, double fuzzifier) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = from; i < from + k; i++) nearest = Math.min(nearest, values[i]);
        double exponent = 1 / (fuzzifier - 1);
        double sum = 0;
        for (int i = from; i < from + k; i++) {
            // Relative to the nearest: nothing overflows, and the nearest gets exactly 1.
            double ratio = values[i] == nearest ? 1 : nearest / values[i];
            values[i] = exponent == 1 ? ratio : Math.pow(ratio, exponent);
            sum += values[i];
        }
        for (int i = from; i < from + k; i++) values[i] /= sum;
        // With these memberships every u_k^(m−1) d_k is the same number, nearest / sum^(m−1); and the u_k add up to 1.
        return nearest * Math.pow(sum, 1 - fuzzifier);
    }
}
