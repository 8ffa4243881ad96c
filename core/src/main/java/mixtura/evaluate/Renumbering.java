package mixtura.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mixtura.Certificate;
import mixtura.Fit;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Component;
import mixtura.mixture.Mixture;
import mixtura.mixture.Outline;

/// Other numbers for the components of a model, so that they continue those of an earlier one. The model stays the same
/// in all else.
public final class Renumbering {
    /// Components in the sentences of a fit, counted from 1: `component 3`, `components 1, 4`.
    private static final Pattern NAMED = Pattern.compile("(components?|clusters?) ([0-9]+(?:, [0-9]+)*)");

    private final int[] order; // new number → old number
    private final int[] number; // old number → new number

    private Renumbering(int[] order) {
        this.order = order;
        number = new int[order.length];
        for (int k = 0; k < order.length; k++) number[order[k]] = k;
    }

    /// Numbers by counterparts: a component with one takes its number; those without one take what is left, in their
    /// order. Where there are fewer components than numbers, they keep the order of their counterparts.
    ///
    /// @param counterpart  for each component its number in the earlier model, −1 for none; no number twice
    public static Renumbering of(int[] counterpart) {
        int k = counterpart.length;
        int[] order = new int[k];
        Arrays.fill(order, -1);
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            if (counterpart[i] >= 0 && counterpart[i] < k) order[counterpart[i]] = i;
            else rest.add(i);
        }
        rest.sort(Comparator.comparingInt(i -> counterpart[i] < 0 ? Integer.MAX_VALUE : counterpart[i]));
        int next = 0;
        for (int position = 0; position < k; position++) if (order[position] < 0) order[position] = rest.get(next++);
        return new Renumbering(order);
    }

    /// The old number (from 0) of each new one.
    public int[] order() {
        return order.clone();
    }

    /// Whether every component keeps its number.
    public boolean isIdentity() {
        return IntStream.range(0, order.length).allMatch(k -> order[k] == k);
    }

    /// A fit with its model, its certificate and what its sentences say of components renumbered.
    public <M> Fit<M> apply(Fit<M> fit) {
        if (isIdentity()) return fit;
        Certificate old = fit.certificate();
        Certificate certificate = new Certificate(
                old.objective(),
                old.monotone(),
                old.largestSetback(),
                apply(old.mass()),
                apply(old.conditionNumbers()),
                old.flagged().stream().map(k -> number[k]).sorted().toList(),
                apply(old.repairs()),
                old.kernels(),
                old.restartObjectives(),
                old.winner(),
                old.interrupted(),
                old.seconds(),
                old.secondsPerIteration(),
                old.doubtfulRows(),
                old.expectedRise(),
                apply(old.notes()));
        return new Fit<>(
                apply(fit.model()), fit.trace(), fit.converged(), fit.iterations(), apply(fit.warnings()), certificate);
    }

    /// A [KMeansModel] or a [Mixture] with its parts renumbered.
    ///
    /// @throws IllegalArgumentException if it has another number of components
    @SuppressWarnings("unchecked") // a permuted model is of the class of the model
    public <M> M apply(M model) {
        int k = model instanceof KMeansModel parts ? parts.k() : ((Mixture<?>) model).componentCount();
        if (k != order.length)
            throw new IllegalArgumentException("there are " + order.length + " numbers for " + k + " components");
        if (isIdentity()) return model;
        return (M) (model instanceof KMeansModel parts ? permuted(parts) : permuted((Mixture<?>) model));
    }

    private KMeansModel permuted(KMeansModel parts) {
        double[][] centroids = parts.centroids();
        KMeansModel plain = KMeansModel.of(
                        IntStream.of(order).mapToObj(i -> centroids[i]).toArray(double[][]::new),
                        apply(parts.mass()),
                        parts.columnNames())
                .withGeometry(parts.geometry())
                .withCutoff(parts.cutoff())
                .withFuzzifier(parts.fuzzifier())
                .withMissing(parts.missing());
        double[][] merges = parts.hierarchy();
        if (merges.length == 0) return plain;
        for (double[] merge : merges) {
            // the first k nodes of a hierarchy are the clusters
            for (int side = 0; side < 2; side++)
                if (merge[side] < order.length) merge[side] = number[(int) merge[side]];
        }
        return plain.withHierarchy(merges);
    }

    private <C extends Component> Mixture<C> permuted(Mixture<C> mixture) {
        List<C> components =
                IntStream.of(order).mapToObj(mixture.components()::get).toList();
        Outline outline =
                new Outline(apply(mixture.mixingProportions()), mixture.columnNames(), mixture.constantColumns());
        return mixture.family()
                .mixture(outline, components)
                .describedBy(names(mixture.componentNames()), mixture.parameterCount())
                .withNoise(mixture.noise().orElse(null))
                .withCutoff(mixture.cutoff());
    }

    /// Names go with their components where all have one.
    private List<String> names(List<String> names) {
        return names.size() == order.length
                ? IntStream.of(order).mapToObj(names::get).toList()
                : names;
    }

    private double[] apply(double[] values) {
        if (values.length != order.length) return values;
        return IntStream.of(order).mapToDouble(i -> values[i]).toArray();
    }

    private List<String> apply(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> NAMED.matcher(sentence).replaceAll(this::renamed))
                .toList();
    }

    private String renamed(MatchResult match) {
        String numbers = Arrays.stream(match.group(2).split(", "))
                .mapToInt(Integer::parseInt)
                .map(n -> n >= 1 && n <= number.length ? number[n - 1] + 1 : n)
                .sorted()
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
        return Matcher.quoteReplacement(match.group(1) + " " + numbers);
    }
}
