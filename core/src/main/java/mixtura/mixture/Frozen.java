package mixtura.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Parameters that a fit leaves as its start gives them: they are known, so they are no free parameters.
///
/// EM stays monotone: the M-step maximises over what is free. A Gaussian with a fixed mean μ⁰ has the covariance
/// Σ_n r_nk (x_n − μ⁰)(x_n − μ⁰)ᵀ / N_k.
///
/// @param means        the means of all components (families with [Part#MEANS])
/// @param covariances  the covariances of all components (families with [Part#COVARIANCES])
/// @param proportions  the mixing proportions
/// @param components   components, from 0, whose θ_k stays whole; their proportions are learned all the same
public record Frozen(boolean means, boolean covariances, boolean proportions, Set<Integer> components) {
    /// Parts of every component that some families can hold fixed.
    public enum Part {
        /// The means.
        MEANS,
        /// The covariances.
        COVARIANCES
    }

    private static final Frozen NONE = new Frozen(false, false, false, Set.of());
    private static final String COMPONENT = "component:";

    public Frozen {
        components = Collections.unmodifiableSet(new TreeSet<>(components));
        for (int k : components) {
            if (k < 0) throw new IllegalArgumentException("component " + (k + 1) + " cannot be frozen; the first is 1");
        }
    }

    /// Nothing is fixed.
    public static Frozen none() {
        return NONE;
    }

    /// Whole components (from 0) are fixed.
    public static Frozen components(int... components) {
        return new Frozen(false, false, false, Arrays.stream(components).boxed().collect(Collectors.toSet()));
    }

    /// The same with the means of all components fixed.
    public Frozen withMeans() {
        return new Frozen(true, covariances, proportions, components);
    }

    /// The same with the covariances of all components fixed.
    public Frozen withCovariances() {
        return new Frozen(means, true, proportions, components);
    }

    /// The same with the mixing proportions fixed.
    public Frozen withProportions() {
        return new Frozen(means, covariances, true, components);
    }

    /// Reads `means`, `covariances`, `proportions` and `component:1,3` (components from 1), in any order, between
    /// commas.
    ///
    /// @throws IllegalArgumentException naming the word that is none of them
    public static Frozen parse(String text) {
        Frozen frozen = NONE;
        Set<Integer> components = new TreeSet<>();
        boolean listing = false;
        for (String part : text.split(",", -1)) {
            String word = part.strip();
            if (word.startsWith(COMPONENT)) {
                listing = true;
                word = word.substring(COMPONENT.length());
            }
            if (listing && word.matches("[1-9][0-9]{0,8}")) {
                components.add(Integer.parseInt(word) - 1);
                continue;
            }
            frozen = switch (word) {
                case "means" -> frozen.withMeans();
                case "covariances" -> frozen.withCovariances();
                case "proportions" -> frozen.withProportions();
                default ->
                    throw new IllegalArgumentException("nothing called '" + part.strip()
                            + "' can be frozen; it is means, covariances, proportions or component:1,3");
            };
        }
        return new Frozen(frozen.means, frozen.covariances, frozen.proportions, components);
    }

    /// The words that [#parse] reads.
    public String words() {
        List<String> words = new ArrayList<>();
        if (means) words.add("means");
        if (covariances) words.add("covariances");
        if (proportions) words.add("proportions");
        if (!components.isEmpty()) {
            words.add(components.stream()
                    .map(k -> String.valueOf(k + 1))
                    .collect(Collectors.joining(",", COMPONENT, "")));
        }
        return String.join(",", words);
    }

    /// Whether everything is free.
    public boolean isNone() {
        // not by equals: a record's is linked when first called, which takes 5 ms of a start
        return !means && !covariances && !proportions && components.isEmpty();
    }

    /// Whether component `k` (from 0) stays whole.
    public boolean isWhole(int k) {
        return components.contains(k);
    }

    /// Refuses what a fit of this family from this start cannot keep fixed.
    ///
    /// @throws IllegalArgumentException saying why, and what to do
    void check(Family<?, ?> family, MixtureOptions options) {
        if (isNone()) return;
        boolean fromModel = options.start() instanceof Start.Model;
        boolean meansAlone = means && !covariances && !proportions && components.isEmpty();
        if (!fromModel && !(meansAlone && options.start() instanceof Start.Means)) {
            throw new IllegalArgumentException("frozen parameters stay as the start gives them, and this start draws"
                    + " its own; start from a model: --start model:FILE"
                    + (meansAlone ? ", or from means: --start file:FILE" : ""));
        }
        for (int k : components) {
            if (k >= options.k()) {
                throw new IllegalArgumentException("component " + (k + 1) + " is to be frozen, but the last one is "
                        + options.k() + "; components count from 1");
            }
        }
        refuseWithout(Part.MEANS, means, family);
        refuseWithout(Part.COVARIANCES, covariances, family);
        family.checkFrozen(this);
    }

    private static void refuseWithout(Part part, boolean wanted, Family<?, ?> family) {
        if (!wanted || family.freezable().contains(part)) return;
        throw new IllegalArgumentException("components of the family " + family.name() + " have no "
                + part.name().toLowerCase(java.util.Locale.ROOT)
                + " that can be frozen alone; freeze whole components (component:1,3) or proportions");
    }
}
