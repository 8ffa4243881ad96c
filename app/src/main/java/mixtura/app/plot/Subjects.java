package mixtura.app.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import mixtura.Fit;
import mixtura.data.Rows;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Component;
import mixtura.mixture.Covariance;
import mixtura.mixture.Mixture;
import mixtura.mixture.bayes.BayesianMixture;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.mixture.robust.StudentMixture;

/// Turns models and rows into what plots draw: a sample of the rows, what the model says of it, and the
/// clusters.
final class Subjects {
    /// Covariances of all components together have at most so many entries here; beyond, only the columns
    /// that tell the clusters apart are kept.
    private static final long MOST_COVARIANCES = 25_000_000;

    private static final int COLUMNS_KEPT = 40;

    /// What a caption says of weighted rows.
    static final String WEIGHTED = "Weighted: rows are drawn as often as their weights say.";

    private Subjects() {}

    static Caption caption(Fit<?> fit, long rowCount, PlotOptions options) {
        return new Caption(
                options.dataName(),
                rowCount,
                method(fit.model()),
                k(fit.model()),
                objective(fit.model()),
                fit.objective());
    }

    /// `log-likelihood` or `distortion`.
    static String objective(Object model) {
        return model instanceof KMeansModel ? "distortion" : "log-likelihood";
    }

    static int k(Object model) {
        return switch (model) {
            case KMeansModel parts -> parts.k();
            case Mixture<?> mixture -> mixture.componentCount();
            default -> throw unknown(model);
        };
    }

    static List<String> columnNames(Object model) {
        return switch (model) {
            case KMeansModel parts -> parts.columnNames();
            case Mixture<?> mixture -> mixture.columnNames();
            default -> throw unknown(model);
        };
    }

    static String method(Object model) {
        return switch (model) {
            case KMeansModel parts -> parts.variant().title();
            case GaussianMixture mixture -> "Gaussian mixture, " + structure(mixture.covariance(), "covariance");
            case StudentMixture mixture -> "Student-t mixture, " + structure(mixture.structure(), "scale");
            case Mixture<?> mixture -> mixture.family().title();
            default -> throw unknown(model);
        };
    }

    private static String structure(Covariance structure, String what) {
        return switch (structure) {
            case FULL -> "full " + what + "s";
            case TIED -> "tied " + what;
            case DIAGONAL -> "diagonal " + what + "s";
            case SPHERICAL -> "spherical " + what + "s";
            default -> structure.code() + " " + what + "s";
        };
    }

    /// Clusters without covariances.
    static List<Cluster> clusters(Object model) {
        return switch (model) {
            case KMeansModel parts -> {
                double total = Arrays.stream(parts.mass()).sum();
                double[][] centroids = parts.centroids();
                yield IntStream.range(0, parts.k())
                        .mapToObj(k -> Cluster.of(total > 0 ? parts.mass()[k] / total : 0, centroids[k]))
                        .toList();
            }
            case Mixture<?> mixture ->
                IntStream.range(0, mixture.componentCount())
                        .mapToObj(k -> Cluster.of(mixture.mixingProportions()[k], mean(mixture, k)))
                        .toList();
            default -> throw unknown(model);
        };
    }

    /// The mean of a component; in a column of three levels or more, whose codes have no mean, the most
    /// frequent level.
    private static double[] mean(Mixture<?> mixture, int k) {
        Component component = mixture.components().get(k);
        double[] mean = component.mean();
        for (int j = 0; j < mean.length; j++) {
            double[] probabilities = component.levelProbabilities(j);
            if (probabilities.length > 2) mean[j] = largest(probabilities);
        }
        return mixture.overAllColumns(mean);
    }

    private static int largest(double[] probabilities) {
        int best = 0;
        for (int l = 1; l < probabilities.length; l++) if (probabilities[l] > probabilities[best]) best = l;
        return best;
    }

    /// What the levels of each column are called, none for numbers.
    private static List<List<String>> levels(Object model, PlotOptions options) {
        List<List<String>> names =
                new ArrayList<>(Collections.nCopies(columnNames(model).size(), List.of()));
        if (!(model instanceof Mixture<?> mixture)) return names;
        int[] modelled = mixture.modelledColumns();
        for (int j = 0; j < modelled.length; j++) {
            int column = modelled[j];
            int count = LevelsPlot.levels(mixture, 0, j).length;
            names.set(
                    column,
                    IntStream.range(0, count)
                            .mapToObj(level -> options.levelNames().of(column, level))
                            .toList());
        }
        return names;
    }

    static int[] predict(Object model, Rows rows) {
        return switch (model) {
            case KMeansModel parts -> parts.predict(rows);
            case Mixture<?> mixture -> mixture.predict(rows);
            default -> throw unknown(model);
        };
    }

    /// A sample of at most `limit` rows with everything that plots of rows need.
    static Subject of(Fit<?> fit, Rows rows, int limit, PlotOptions options) {
        Object model = fit.model();
        int dimension = columnNames(model).size();
        if (rows.dimension() != dimension) {
            throw new IllegalArgumentException("the data have " + rows.dimension()
                    + " columns, but the model was fitted to " + dimension + ": "
                    + String.join(", ", columnNames(model).subList(0, Math.min(8, dimension))));
        }
        double[][] drawn = sample(rows, limit, options.seed());
        Rows kept = Rows.of(drawn).named(columnNames(model));
        double[][] responsibilities = new double[0][];
        int[] cluster;
        if (model instanceof Mixture<?> mixture) {
            responsibilities = mixture.responsibilities(kept);
            cluster = mixture.predict(kept);
        } else {
            cluster = predict(model, kept);
            if (model instanceof KMeansModel parts && parts.fuzzifier() > 1) responsibilities = parts.memberships(kept);
        }
        Caption caption = caption(fit, rows.rowCount(), options);
        if (rows.isWeighted()) caption = caption.remark(WEIGHTED);
        Subject subject = new Subject(
                caption,
                columnNames(model),
                drawn,
                cluster,
                responsibilities,
                clusters(model),
                rows.rowCount(),
                levels(model, options));
        return switch (model) {
            case GaussianMixture mixture -> withCovariances(subject, options, mixture::covariance, normal(mixture));
            case BayesianMixture mixture ->
                withCovariances(subject, options, mixture.plugIn()::covariance, normal(mixture.plugIn()));
            case StudentMixture mixture ->
                withCovariances(subject, options, mixture::scale, mixture.degreesOfFreedom());
            default -> subject;
        };
    }

    private static double[] normal(GaussianMixture mixture) {
        double[] endless = new double[mixture.componentCount()];
        Arrays.fill(endless, Double.POSITIVE_INFINITY);
        return endless;
    }

    private static Subject withCovariances(
            Subject subject, PlotOptions options, IntFunction<double[][]> matrix, double[] degreesOfFreedom) {
        long d = subject.dimension();
        boolean all = d * d * subject.k() <= MOST_COVARIANCES;
        int[] columns = all
                ? IntStream.range(0, subject.dimension()).toArray()
                : Columns.choose(subject, options, COLUMNS_KEPT);
        List<Cluster> clusters = new ArrayList<>();
        for (int k = 0; k < subject.k(); k++) {
            Cluster whole = subject.clusters().get(k);
            // one d × d matrix at a time
            clusters.add(
                    new Cluster(whole.share(), whole.centre(), matrix.apply(k), degreesOfFreedom[k]).marginal(columns));
        }
        if (all) {
            return new Subject(
                    subject.caption(),
                    subject.columnNames(),
                    subject.rows(),
                    subject.cluster(),
                    subject.responsibilities(),
                    clusters,
                    subject.total());
        }
        double[][] rows = Arrays.stream(subject.rows())
                .map(row -> Arrays.stream(columns).mapToDouble(j -> row[j]).toArray())
                .toArray(double[][]::new);
        return new Subject(
                subject.caption().remark("Of the " + d + " columns, " + columns.length + " are looked at here."),
                Arrays.stream(columns).mapToObj(subject.columnNames()::get).toList(),
                rows,
                subject.cluster(),
                subject.responsibilities(),
                clusters,
                subject.total());
    }

    /// Rows as often as their weights say: a row of weight 2 twice, if all weights are whole and the limit
    /// allows. Else so many draws in proportion to the weights, spread evenly over their sum (systematic
    /// sampling), which gives shares right to one part in `limit`. Plots of a weighted table are those of the
    /// table of repeated rows.
    private static double[][] weightedSample(Rows rows, int limit, long seed) {
        double total = 0;
        boolean whole = true;
        for (long n = 0; n < rows.rowCount(); n++) {
            total += rows.weight(n);
            whole &= rows.weight(n) == Math.rint(rows.weight(n));
        }
        boolean exact = whole && total <= limit;
        int count = exact ? (int) total : limit;
        double step = total / count;
        double next = exact ? 0.5 : new SplittableRandom(seed).nextDouble() * step;
        double[][] drawn = new double[count][rows.dimension()];
        double passed = 0;
        int found = 0;
        for (long n = 0; n < rows.rowCount() && found < count; n++) {
            passed += rows.weight(n);
            while (next < passed && found < count) {
                rows.copyRow(n, drawn[found++]);
                next += step;
            }
        }
        return found == count ? drawn : Arrays.copyOf(drawn, found);
    }

    /// All rows, or `limit` of them drawn without replacement (Floyd's algorithm), in their order.
    static double[][] sample(Rows rows, int limit, long seed) {
        if (rows.isWeighted()) return weightedSample(rows, limit, seed);
        long rowCount = rows.rowCount();
        int count = (int) Math.min(limit, rowCount);
        double[][] drawn = new double[count][rows.dimension()];
        if (count == rowCount) {
            for (int n = 0; n < count; n++) rows.copyRow(n, drawn[n]);
            return drawn;
        }
        var random = new SplittableRandom(seed);
        TreeSet<Long> chosen = new TreeSet<>();
        for (long last = rowCount - count; last < rowCount; last++) {
            long lot = random.nextLong(last + 1);
            if (!chosen.add(lot)) chosen.add(last);
        }
        int n = 0;
        for (long row : chosen) rows.copyRow(row, drawn[n++]);
        return drawn;
    }

    static IllegalArgumentException unknown(Object model) {
        return new IllegalArgumentException(
                "there is no plot of a " + model.getClass().getSimpleName());
    }
}
