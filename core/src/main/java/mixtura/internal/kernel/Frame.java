package mixtura.internal.kernel;

/// Where rows are seen from when they are screened in single precision: less a centre, times a power of two.
///
/// @param centre         one value a column; may be any point near the rows
/// @param rawFloats      whether rows stored as float may be read as they are: their distance from 0 is no more than a
///                       few times that from the centre, so that nothing is lost by leaving them where they are
/// @param largestNorm    no row is farther from 0 (`rawFloats`) or from the centre than this, before scaling; infinite
///                       when that is not known
public record Frame(double[] centre, boolean rawFloats, double largestNorm) {
    /// A frame about the mean of the centroids, for rows of which nothing is known.
    public static Frame about(double[] centroids, int k, int dimension) {
        double[] centre = new double[dimension];
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < dimension; j++) centre[j] += centroids[c * dimension + j] / k;
        }
        return new Frame(centre, false, Double.POSITIVE_INFINITY);
    }
}
