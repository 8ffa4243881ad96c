package mixtura.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.Step;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.io.Npy;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.Covariance;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.Start;
import mixtura.mixture.discrete.Bernoulli;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.seeding.Given;

/// Times fits in one warm process, as the peers' programs do: the long run again and again until everything is
/// compiled, then pairs of a short and a long run. Prints one line of JSON: seconds, and the objective of every
/// iteration.
public final class FitTime {
    private static final int PAIRS = 5;

    private final Map<String, String> asked;
    private final Rows rows;
    private final double[][] start;
    private final int threads;

    private FitTime(Map<String, String> asked) {
        this.asked = asked;
        this.rows = Npy.read(Path.of(need("--data")));
        Rows given = Npy.read(Path.of(need("--start")));
        this.start = new double[Math.toIntExact(given.rowCount())][given.dimension()];
        for (int k = 0; k < start.length; k++) given.copyRow(k, start[k]);
        this.threads = Integer.parseInt(need("--threads"));
    }

    /// @param arguments  `--method kmeans|gmm|bernoulli --covariance WORD --data NPY --start NPY --short S --long L
    ///     --threads T --warm SECONDS --pairs SECONDS`; S = 0: whole fits of L iterations at most are timed
    public static void main(String[] arguments) {
        Map<String, String> asked = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) asked.put(arguments[i], arguments[i + 1]);
        new FitTime(asked).run();
    }

    private String need(String name) {
        return Objects.requireNonNull(asked.get(name), name + " is missing");
    }

    private void run() {
        int few = Integer.parseInt(need("--short"));
        int many = Integer.parseInt(need("--long"));
        long warm = System.nanoTime();
        Fit<?> fit;
        do fit = fit(many);
        while (secondsSince(warm) < Double.parseDouble(need("--warm")));
        List<Double> wholes = new ArrayList<>();
        List<Double> iterations = new ArrayList<>();
        long pairs = System.nanoTime();
        for (int i = 0; i < PAIRS && (i == 0 || secondsSince(pairs) < Double.parseDouble(need("--pairs"))); i++) {
            long began = System.nanoTime();
            int done = few == 0 ? 0 : fit(few).iterations();
            double between = secondsSince(began);
            began = System.nanoTime();
            fit = fit(many);
            double whole = secondsSince(began);
            wholes.add(whole);
            if (few > 0) iterations.add((whole - between) / (fit.iterations() - done));
        }
        String objectives =
                fit.trace().stream().map(Step::objective).map(String::valueOf).collect(Collectors.joining(", "));
        System.out.printf(
                Locale.ROOT,
                "{\"seconds_long\": %s, \"seconds_per_iteration\": %s, \"pairs\": %s, \"iterations_long\": %d, "
                        + "\"trace\": [%s], \"kernels\": \"%s\"}%n",
                median(wholes),
                few > 0 ? String.valueOf(median(iterations)) : "null",
                few > 0 ? iterations : wholes,
                fit.iterations(),
                objectives,
                fit.certificate().kernels());
    }

    private Fit<?> fit(int iterations) {
        int k = start.length;
        MixtureOptions options = MixtureOptions.of(k)
                .withStart(Start.means(start))
                .withMaxIterations(iterations)
                .withTolerance(0)
                .withThreads(threads);
        return switch (need("--method")) {
            case "kmeans" ->
                KMeans.fit(
                        rows,
                        KMeansOptions.of(k)
                                .withStart(new Given(start))
                                .withMaxIterations(iterations)
                                .withTolerance(0)
                                .withThreads(threads));
            case "gmm" ->
                GaussianMixture.fit(
                        rows, options.withRidge(Ridge.none()).withCovariance(Covariance.ofWord(need("--covariance"))));
            case "bernoulli" -> Mixture.fit(rows, Bernoulli.family(), options.withStart(Start.from(bernoulli())));
            default -> throw new IllegalArgumentException(need("--method"));
        };
    }

    /// θ as it stands in the file, where a start from means would draw it towards the columns' means.
    private Mixture<Bernoulli> bernoulli() {
        double[] proportions = new double[start.length];
        Arrays.fill(proportions, 1.0 / start.length);
        ColumnSummary summary = ColumnSummary.of(rows, Execution.of(threads));
        SortedMap<Integer, Double> constant = new TreeMap<>();
        for (int j = 0; j < rows.dimension(); j++) if (summary.isConstant(j)) constant.put(j, summary.minimum(j));
        List<Bernoulli> components = Arrays.stream(start)
                .map(theta -> new Bernoulli(IntStream.range(0, theta.length)
                        .filter(j -> !constant.containsKey(j))
                        .mapToDouble(j -> theta[j])
                        .toArray()))
                .toList();
        return new Mixture<>(Bernoulli.family(), proportions, components, rows.columnNames(), constant);
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
