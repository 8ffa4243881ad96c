package mixtura.app.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mixtura.kmeans.Variant;
import mixtura.mixture.ColumnKind;
import mixtura.mixture.Covariance;
import mixtura.mixture.Family;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.families.Families;
import mixtura.mixture.gaussian.GaussianFamily;
import org.jspecify.annotations.Nullable;

/// What can be fitted: k-means with its relatives, and a mixture of every family that the library lists.
///
/// @param word     on the command line and in model files
/// @param title    in a sentence
/// @param part     what its parts are called
/// @param family   of a mixture; null for k-means
/// @param variant  of k-means; null for mixtures
record Method(
        String word,
        String title,
        String part,
        @Nullable Family<?, ?> family,
        @Nullable Variant variant) {
    /// What is fitted when nothing else is asked for.
    static final Method GAUSSIAN = of(GaussianFamily.of(Covariance.FULL));

    private static final List<Method> ALL = Stream.concat(
                    Stream.concat(
                            Stream.of(GAUSSIAN), Arrays.stream(Variant.values()).map(Method::of)),
                    Families.all().stream()
                            .filter(family -> !family.name().equals(GAUSSIAN.word))
                            .map(Method::of))
            .toList();

    private static Method of(Family<?, ?> family) {
        return new Method(family.name(), family.title(), "component", family, null);
    }

    private static Method of(Variant variant) {
        return new Method(variant.word(), variant.title(), "cluster", null, variant);
    }

    /// All methods, in the order in which they are offered.
    static List<Method> all() {
        return ALL;
    }

    /// Their words.
    static List<String> words() {
        return ALL.stream().map(Method::word).toList();
    }

    /// The method of that word.
    ///
    /// @throws mixtura.app.console.Failure that names what exists
    static Method ofWord(String word) {
        Choice.of("--method", word, words().toArray(String[]::new));
        return ALL.stream()
                .filter(method -> method.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    /// Whether it has densities and proportions.
    boolean isMixture() {
        return family != null;
    }

    /// Whether it follows an option that is not for every method.
    boolean takes(FamilyOption option) {
        return family != null && family.options().contains(option);
    }

    /// What its columns have to hold.
    ColumnKind columnKind() {
        return family == null ? ColumnKind.NUMERIC : family.columnKind();
    }

    /// The words of the methods that follow an option.
    static List<String> taking(FamilyOption option) {
        return ALL.stream()
                .filter(method -> method.takes(option))
                .map(Method::word)
                .toList();
    }
}
