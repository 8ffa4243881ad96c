package mixtura.mixture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How the covariances of a Gaussian mixture are restricted: Σ_k = λ_k D_k A_k D_kᵀ has a volume λ_k =
/// |Σ_k|^(1/d), a shape A_k (the eigenvalues over λ_k) and an orientation D_k (the axes), each of them equal
/// for all components (E), variable (V) or, for shape and orientation, the identity (I). The three letters are
/// mclust's name of a structure (Banfield and Raftery 1993; Celeux and Govaert 1995).
///
/// In one dimension there are volumes alone: every structure is E or V.
public enum Covariance {
    /// Balls of one size.
    EII("EII", "EII"),
    /// Balls: each component has one variance for all columns (VII).
    SPHERICAL("VII", "spherical"),
    /// All components share their variances, and have no covariances.
    EEI("EEI", "EEI"),
    /// Axes along the columns, one shape, sizes of their own.
    VEI("VEI", "VEI"),
    /// Axes along the columns, one size, shapes of their own.
    EVI("EVI", "EVI"),
    /// Each component has its own variances and no covariances (VVI).
    DIAGONAL("VVI", "diag"),
    /// All components share one covariance matrix (EEE).
    TIED("EEE", "tied"),
    /// One matrix up to a factor for each component.
    VEE("VEE", "VEE"),
    /// One size and one set of axes, shapes of their own.
    EVE("EVE", "EVE"),
    /// One set of axes; sizes and shapes of their own (common principal components: Flury 1984).
    VVE("VVE", "VVE"),
    /// One size and shape, turned differently.
    EEV("EEV", "EEV"),
    /// One shape, of its own size and turned differently.
    VEV("VEV", "VEV"),
    /// One size; shapes and axes of their own.
    EVV("EVV", "EVV"),
    /// Each component has a covariance matrix of its own (VVV).
    FULL("VVV", "full");

    /// How one aspect of the covariances varies among the components.
    public enum Aspect {
        /// It is that of the unit matrix.
        IDENTITY,
        /// All components share it.
        EQUAL,
        /// Each component has its own.
        VARIABLE
    }

    private final String code;
    private final String word;

    Covariance(String code, String word) {
        this.code = code;
        this.word = word;
    }

    /// The structure of that word or of mclust's name, in capitals or not; `E` and `V` are the two of one dimension.
    ///
    /// @throws IllegalArgumentException if there is none, naming those that there are
    public static Covariance ofWord(String word) {
        for (Covariance structure : values()) {
            if (structure.word.equalsIgnoreCase(word) || structure.code.equalsIgnoreCase(word)) return structure;
        }
        if (word.equalsIgnoreCase("E")) return EII;
        if (word.equalsIgnoreCase("V")) return SPHERICAL;
        throw new IllegalArgumentException("there is no covariance structure '" + word + "'; it is one of "
                + Arrays.stream(values()).map(Covariance::title).collect(Collectors.joining(", ")));
    }

    /// The structures that differ in `d` dimensions: all of them, but of one dimension the two that stand for E and V.
    public static List<Covariance> distinct(int d) {
        return d == 1 ? List.of(EII, SPHERICAL) : List.of(values());
    }

    /// The word for it on the command line and in model files: scikit-learn's where that has one.
    public String word() {
        return word;
    }

    /// mclust's name: volume, shape and orientation, such as `VEV`.
    public String code() {
        return code;
    }

    /// mclust's name of it in `d` dimensions.
    public String code(int d) {
        return d == 1 ? code.substring(0, 1) : code;
    }

    /// Both names where they differ, such as `VVV (full)`.
    public String title() {
        return code.equals(word) ? code : code + " (" + word + ")";
    }

    /// Whether the components' volumes are equal.
    public Aspect volume() {
        return aspect(0);
    }

    /// Whether the components' shapes are equal, or spheres.
    public Aspect shape() {
        return aspect(1);
    }

    /// Whether the components' axes are the same, or those of the columns.
    public Aspect orientation() {
        return aspect(2);
    }

    private Aspect aspect(int letter) {
        return switch (code.charAt(letter)) {
            case 'I' -> Aspect.IDENTITY;
            case 'E' -> Aspect.EQUAL;
            default -> Aspect.VARIABLE;
        };
    }

    /// Whether all covariances of `other` are among those of this structure: each aspect is as free or freer.
    public boolean contains(Covariance other) {
        for (int letter = 0; letter < 3; letter++) {
            if (aspect(letter).compareTo(other.aspect(letter)) < 0) return false;
        }
        return true;
    }

    /// Whether components share anything, so that they cannot be estimated one by one.
    public boolean isShared() {
        return code.indexOf('E') >= 0;
    }

    /// Whether components share their covariances wholly in `d` dimensions: what one has, all have.
    public boolean isWhollyShared(int d) {
        return parameterCount(2, d) == parameterCount(1, d);
    }

    /// Whether covariances stay in the structure when a column is given in other units. Balls stay none, and neither do
    /// axes or shapes in common of ellipsoids that lie aslant.
    public boolean isTheSameInAllUnits() {
        return switch (this) {
            case EEI, VEI, EVI, DIAGONAL, TIED, VEE, EVV, FULL -> true;
            case EII, SPHERICAL, EVE, VVE, EEV, VEV -> false;
        };
    }

    /// Free parameters of `k` covariances in `d` dimensions: volumes, shapes (d − 1 each) and orientations (d
    /// (d − 1) / 2 each).
    public long parameterCount(long k, long d) {
        return count(volume(), k) + count(shape(), k) * (d - 1) + count(orientation(), k) * (d * (d - 1) / 2);
    }

    private static long count(Aspect aspect, long k) {
        return switch (aspect) {
            case IDENTITY -> 0;
            case EQUAL -> 1;
            case VARIABLE -> k;
        };
    }
}
