package mixtura.bench.peers;

/// A library on the JVM that clusters: k-means, or a Gaussian mixture with full covariances.
interface Peer {
    /// Name and version, as the table shows them.
    String version();

    /// Whether [#fit] begins at the start it is given; else it draws its own, always the same.
    default boolean takesStart() {
        return true;
    }

    /// Moves the library's own kind of table into place, once for all fits; its time is no part of an iteration.
    void load(double[][] data, int threads) throws Exception;

    /// Runs exactly so many iterations where the library allows it.
    Answer fit(double[][] start, int iterations) throws Exception;

    /// What a fit found.
    ///
    /// @param means        centroids or means, `k × d`
    /// @param proportions  of a mixture; empty for k-means
    /// @param covariances  of a mixture, `k × d × d`; empty for k-means
    /// @param iterations   as the library tells them, or as it was told
    record Answer(double[][] means, double[] proportions, double[][][] covariances, int iterations) {
        static Answer centroids(double[][] means, int iterations) {
            return new Answer(means, new double[0], new double[0][][], iterations);
        }

        boolean isMixture() {
            return proportions.length > 0;
        }

        double objective(double[][] data) {
            return proportions.length == 0
                    ? Check.distortion(data, means)
                    : Check.logLikelihood(data, proportions, means, covariances);
        }
    }
}
