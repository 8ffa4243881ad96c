package mixtura.mixture;

import java.util.Arrays;
import java.util.stream.Collectors;

/// How the covariances of a Gaussian mixture are restricted.
public enum Covariance {
    /// Each component has a covariance matrix of its own (mclust: VVV).
    FULL("full"),
    /// All components share one covariance matrix (EEE).
    TIED("tied"),
    /// Each component has its own variances and no covariances (VVI).
    DIAGONAL("diag"),
    /// Each component has one variance for all columns (VII).
    SPHERICAL("spherical");

    private final String word;

    Covariance(String word) {
        this.word = word;
    }

    /// The structure of that word.
    ///
    /// @throws IllegalArgumentException if there is none, naming those that there are
    public static Covariance ofWord(String word) {
        for (Covariance structure : values()) if (structure.word.equals(word)) return structure;
        throw new IllegalArgumentException("there is no covariance structure '" + word + "'; it is one of "
                + Arrays.stream(values()).map(Covariance::word).collect(Collectors.joining(", ")));
    }

    /// The word for it on the command line and in model files.
    public String word() {
        return word;
    }

    /// Free parameters of `k` covariances in `d` dimensions.
    public long parameterCount(long k, long d) {
        return switch (this) {
            case FULL -> k * d * (d + 1) / 2;
            case TIED -> d * (d + 1) / 2;
            case DIAGONAL -> k * d;
            case SPHERICAL -> k;
        };
    }
}
