package mixtura.kmeans;

import java.util.Arrays;
import java.util.Optional;

/// The relatives of k-means, by the words of the command line and of model files.
public enum Variant {
    K_MEANS("kmeans", "k-means"),
    /// In [Geometry#MANHATTAN].
    K_MEDIANS("kmedians", "k-medians"),
    /// In [Geometry#COSINE].
    SPHERICAL("spherical", "spherical k-means"),
    /// k-means with rows left out.
    TRIMMED("trimmed", "trimmed k-means"),
    /// k-means with memberships.
    FUZZY("fuzzy", "fuzzy c-means"),
    /// k-means by splitting.
    BISECTING("bisecting", "bisecting k-means");

    private final String word;
    private final String title;

    Variant(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /// The variant of that word, if there is one.
    public static Optional<Variant> ofWord(String word) {
        return Arrays.stream(values())
                .filter(variant -> variant.word.equals(word))
                .findFirst();
    }

    /// What is near.
    public Geometry geometry() {
        return switch (this) {
            case K_MEDIANS -> Geometry.MANHATTAN;
            case SPHERICAL -> Geometry.COSINE;
            case K_MEANS, TRIMMED, FUZZY, BISECTING -> Geometry.EUCLIDEAN;
        };
    }

    /// On the command line and in model files.
    public String word() {
        return word;
    }

    /// In a sentence.
    public String title() {
        return title;
    }
}
