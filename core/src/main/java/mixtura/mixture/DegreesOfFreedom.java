package mixtura.mixture;

/// How the degrees of freedom ν of Student-t components are found: the fewer, the heavier the tails and the less an
/// outlier counts.
public sealed interface DegreesOfFreedom {
    /// Where estimation begins.
    double START = 30;

    /// The least that is estimated: a Cauchy distribution.
    double LEAST = 1;

    /// The most that is estimated: a t distribution that can hardly be told from a normal one.
    double MOST = 200;

    /// Each component has its own, estimated.
    record Estimated() implements DegreesOfFreedom {}

    /// All components share one, estimated.
    record Common() implements DegreesOfFreedom {}

    /// Given.
    ///
    /// @param value  ν, above 0
    record Fixed(double value) implements DegreesOfFreedom {
        public Fixed {
            if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException(
                        "the degrees of freedom are " + value + "; they are a positive number, such as 4");
            }
        }
    }

    /// Estimated for each component.
    static DegreesOfFreedom estimated() {
        return new Estimated();
    }

    /// Estimated, one for all components.
    static DegreesOfFreedom common() {
        return new Common();
    }

    /// Given.
    static DegreesOfFreedom fixed(double value) {
        return new Fixed(value);
    }

    /// What `--dof` says: `estimate`, `common` or a number.
    ///
    /// @throws IllegalArgumentException if it is none of them
    static DegreesOfFreedom parse(String text) {
        if (text.equals("estimate")) return estimated();
        if (text.equals("common")) return common();
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the degrees of freedom are '" + text + "'; they are 'estimate', 'common' or a number", e);
        }
        return fixed(value);
    }

    /// The word for it in model files, which keep the value elsewhere.
    default String word() {
        return switch (this) {
            case Estimated() -> "estimated";
            case Common() -> "common";
            case Fixed ignored -> "fixed";
        };
    }

    /// What [#word] says.
    ///
    /// @param value  of fixed ones
    static DegreesOfFreedom ofWord(String word, double value) {
        return switch (word) {
            case "estimated" -> estimated();
            case "common" -> common();
            case "fixed" -> fixed(value);
            default ->
                throw new IllegalArgumentException(
                        "degrees of freedom are estimated, common or fixed, not '" + word + "'");
        };
    }

    /// What EM begins with.
    default double start() {
        return this instanceof Fixed(double value) ? value : START;
    }

    /// Free parameters among `k` components.
    default long parameterCount(long k) {
        return switch (this) {
            case Estimated() -> k;
            case Common() -> 1;
            case Fixed ignored -> 0;
        };
    }
}
