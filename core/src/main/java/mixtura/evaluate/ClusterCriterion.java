package mixtura.evaluate;

import java.util.Optional;
import mixtura.data.Missing;
import mixtura.kmeans.Geometry;
import mixtura.kmeans.KMeansOptions;

/// What k-means of different sizes are compared by. A clustering has no likelihood, so these are rules that have proved
/// useful, each with a blind side: look at two of them.
public enum ClusterCriterion {
    /// The mean silhouette width (Rousseeuw 1987), highest is best; says nothing about k = 1.
    SILHOUETTE("silhouette", "silhouette"),
    /// The gap statistic (Tibshirani, Walther and Hastie 2001): how far log W lies below that of rows without
    /// clusters; the smallest k within one standard error of the next. The only one that can say k = 1.
    GAP("gap", "gap"),
    /// The knee of the distortion over k: the point furthest below the chord (Satopää et al. 2011, "Kneedle").
    ELBOW("elbow", "distortion"),
    /// The variance ratio of Caliński and Harabasz (1974), highest is best.
    CALINSKI_HARABASZ("ch", "Calinski-Harabasz index"),
    /// The index of Davies and Bouldin (1979), lowest is best.
    DAVIES_BOULDIN("db", "Davies-Bouldin index");

    private final String word;
    private final String title;

    ClusterCriterion(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /// The name on the command line.
    public String word() {
        return word;
    }

    /// The name in a sentence.
    public String title() {
        return title;
    }

    /// Why a method cannot be judged so, as a sentence without a full stop; empty when it can.
    public Optional<String> obstacle(KMeansOptions options) {
        if (this == ELBOW) return Optional.empty();
        if (options.missing().treatment() != Missing.Treatment.REFUSED) {
            return Optional.of("the " + title + " needs every cell of a row, and cells may be missing");
        }
        if (this == GAP) {
            if (options.geometry() == Geometry.COSINE)
                return Optional.of("the reference rows of the gap are spread in a box, where there are no directions");
            if (options.fuzzifier() > 1)
                return Optional.of("the gap compares clusters that share no rows, and memberships share them");
            return Optional.empty();
        }
        return options.geometry() == Geometry.MANHATTAN
                ? Optional.of("the " + title + " is made of Euclidean distances, and k-medians of Manhattan ones")
                : Optional.empty();
    }
}
