package mixtura.kmeans;

/// A distance together with its centre: what "near" means, and where a cluster's centroid then belongs. The sum of the
/// distances of all rows to their centroids is the distortion; each centre is what minimises it for the rows of a
/// cluster.
public enum Geometry {
    /// Squared Euclidean distance ‖x − c‖²; the centre is the mean: k-means (MacQueen 1967; Lloyd 1982).
    EUCLIDEAN("euclidean"),

    /// Σ_j |x_j − c_j|; the centre is the median of each column: k-medians (Jain and Dubes 1988, section 3.3).
    /// Between the two middle values of an even number of rows every point is as good; the midpoint is taken.
    MANHATTAN("manhattan"),

    /// 1 − cos(x, c); the centre is the mean of the rows' directions, brought to length 1: spherical k-means (Dhillon
    /// and Modha 2001). Lengths of rows do not matter; a row of zeros has no direction and is refused.
    COSINE("cosine");

    private final String word;

    Geometry(String word) {
        this.word = word;
    }

    /// The word in model files.
    public String word() {
        return word;
    }

    /// The geometry of that word.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Geometry ofWord(String word) {
        for (Geometry geometry : values()) if (geometry.word.equals(word)) return geometry;
        throw new IllegalArgumentException(
                "there is no geometry '" + word + "'; there are euclidean, manhattan and cosine");
    }
}
