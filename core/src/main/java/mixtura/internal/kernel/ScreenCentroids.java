package mixtura.internal.kernel;

/// Centroids as a screen wants them: less the frame's centre, times a power of two that brings the largest coordinate
/// near 1, with what bounds the rounding of scores.
///
/// @param values         c − centre, scaled, `k × dimension`
/// @param raw            whether rows in float are read as they are, neither centred nor scaled
/// @param halfNorms      what x·c is taken from, rounded to float
/// @param centre         of the frame; zeros when rows are read as they are
/// @param scale          a power of two; 1 when rows are read as they are
/// @param largestNorm    max ‖c − centre‖, scaled
/// @param largestHalf    max |halfNorms|
/// @param largestRowGap  max ‖c‖ seen from where the rows are: a row of norm r is no farther than r plus this from any
///                       centroid
record ScreenCentroids(
        double[] values,
        int k,
        int dimension,
        boolean raw,
        float[] halfNorms,
        double[] centre,
        double scale,
        double largestNorm,
        double largestHalf,
        double largestRowGap) {
    /// @param raw  whether rows are read as they are, neither centred nor scaled
    static ScreenCentroids of(double[] centroids, int k, int dimension, Frame frame, boolean raw) {
        double[] centre = frame.centre();
        double largest = 0;
        for (int i = 0; i < k * dimension; i++) {
            largest = Math.max(largest, Math.abs(centroids[i] - centre[i % dimension]));
        }
        double scale = raw || largest == 0 || !Double.isFinite(largest)
                ? 1
                : Math.scalb(1.0, Math.clamp(-Math.getExponent(largest), -1000, 1000));
        double[] values = new double[k * dimension];
        float[] halfNorms = new float[k];
        double largestNorm = 0;
        double largestHalf = 0;
        double largestRowGap = 0;
        for (int c = 0; c < k; c++) {
            double norm = 0;
            double product = 0; // with the centre: what rows that are not centred need
            double full = 0;
            for (int j = 0; j < dimension; j++) {
                double value = (centroids[c * dimension + j] - centre[j]) * scale;
                values[c * dimension + j] = value;
                norm += value * value;
                product += value * centre[j];
                full += centroids[c * dimension + j] * centroids[c * dimension + j];
            }
            double half = raw ? norm / 2 + product : norm / 2;
            halfNorms[c] = (float) half;
            largestNorm = Math.max(largestNorm, Math.sqrt(norm));
            largestHalf = Math.max(largestHalf, Math.abs(half));
            largestRowGap = Math.max(largestRowGap, Math.sqrt(raw ? full : norm));
        }
        double[] subtracted = raw ? new double[dimension] : centre;
        return new ScreenCentroids(
                values, k, dimension, raw, halfNorms, subtracted, scale, largestNorm, largestHalf, largestRowGap);
    }
}
