package mixtura.app.plot;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mixtura.Fit;
import mixtura.Step;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.evaluate.Confusion;
import mixtura.evaluate.Contingency;
import mixtura.evaluate.Silhouette;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Mixture;

/// Draws any plot of a fitted model. Those that are made of many fits, or of images, are drawn by their own classes:
/// [BicPlot], [ElbowPlot], [IndexPlot], [AurocPlot], [SegmentsPlot].
public final class Plots {
    /// Rows among which `samples` looks for the nearest and the most doubtful.
    private static final int SAMPLES_ROWS = 10_000;
    /// Scores of more rows than these are drawn from a sample.
    private static final int SCORED_ROWS = 200_000;

    private static final Pattern RUN = Pattern.compile("[0-9]+|[^0-9]+");

    private Plots() {}

    /// The method and the shape of a model in words, as captions have it.
    public static String method(Object model) {
        return Subjects.method(model);
    }

    /// A plot that needs the model alone.
    ///
    /// @throws IllegalArgumentException if this one needs rows, or does not suit the model
    public static Drawing draw(String name, Fit<?> fit, PlotOptions options) {
        return draw(Plot.ofWord(name), fit, Optional.empty(), Optional.empty(), options);
    }

    /// A plot of a model and rows; those that need the model alone look at the rows' number only.
    ///
    /// @param rows  with the columns of the model
    /// @throws IllegalArgumentException if the plot does not suit the model or the rows
    public static Drawing draw(String name, Fit<?> fit, Rows rows, PlotOptions options) {
        return draw(Plot.ofWord(name), fit, Optional.of(rows), Optional.empty(), options);
    }

    /// `roc` or `scores`, of rows and of strangers.
    public static Drawing draw(String name, Fit<?> fit, Rows rows, Rows strangers, PlotOptions options) {
        return draw(Plot.ofWord(name), fit, Optional.of(rows), Optional.of(strangers), options);
    }

    private static Drawing draw(
            Plot plot, Fit<?> fit, Optional<Rows> given, Optional<Rows> strangers, PlotOptions options) {
        if (plot.needs() == Plot.Needs.MODEL) return ofModel(plot, fit, given, options);
        Rows rows = given.orElseThrow(() -> new IllegalArgumentException(
                "plot " + plot.word() + " needs data; try: mixtura plot " + plot.word() + " MODEL DATA"));
        return switch (plot) {
            case CLASSIFICATION -> ClassificationPlot.draw(subject(fit, rows, options), options);
            case UNCERTAINTY -> UncertaintyPlot.draw(subject(fit, rows, options), options);
            case DENSITY -> DensityPlot.draw(subject(fit, rows, options), options);
            case PAIRS -> PairsPlot.draw(subject(fit, rows, options), options);
            case PARALLEL -> ParallelPlot.draw(subject(fit, rows, options), options);
            case RESPONSIBILITIES -> ResponsibilitiesPlot.draw(subject(fit, rows, options), options);
            case QQ -> QqPlot.draw(subject(fit, rows, options), options);
            case SAMPLES -> SamplesPlot.draw(Subjects.of(fit, rows, SAMPLES_ROWS, options), options);
            case SILHOUETTE -> silhouette(fit, rows, options);
            case CONFUSION -> confusion(fit, rows, options);
            case SCORES -> scores(fit, rows, strangers, options);
            case ROC -> roc(fit, rows, strangers, options);
            case CENTROIDS, LEVELS, TRACE, STARTS -> ofModel(plot, fit, given, options);
            case BIC, ELBOW, INDEX, GAP, AUROC_BY_K, SEGMENTS ->
                throw new IllegalArgumentException("plot " + plot.word() + " is not made of one model");
        };
    }

    private static Drawing ofModel(Plot plot, Fit<?> fit, Optional<Rows> given, PlotOptions options) {
        Object model = fit.model();
        Caption caption = Subjects.caption(fit, given.map(Rows::rowCount).orElse(0L), options);
        String objective = Subjects.objective(model);
        return switch (plot) {
            case TRACE -> trace(fit, objective, caption, options);
            case LEVELS -> {
                if (model instanceof Mixture<?> mixture) {
                    yield LevelsPlot.draw(mixture, options.levelNames(), caption, options);
                }
                throw new IllegalArgumentException("plot levels needs a mixture of columns of levels");
            }
            case STARTS ->
                StartsPlot.draw(
                        startObjectives(fit),
                        startObjectives(fit).length > 1 ? fit.certificate().winner() : 0,
                        isPenalised(fit) ? "log posterior" : objective,
                        !(model instanceof KMeansModel),
                        caption,
                        options);
            default ->
                CentroidsPlot.draw(
                        Subjects.clusters(model),
                        model instanceof KMeansModel ? "cluster" : "component",
                        caption,
                        options);
        };
    }

    /// What the fit promises not to worsen: with a prior the log-likelihood alone may fall, its sum with the log prior
    /// may not.
    private static Drawing trace(Fit<?> fit, String objective, Caption caption, PlotOptions options) {
        double[] trace = fit.trace().stream().mapToDouble(Step::objective).toArray();
        double[] posterior =
                fit.trace().stream().mapToDouble(Step::logPosterior).toArray();
        if (Arrays.equals(trace, posterior)) {
            return TracePlot.draw(trace, objective, fit.converged(), caption, options);
        }
        Caption explained = caption.remark("Drawn is the log-likelihood with the log prior added, which never falls;"
                + " the log-likelihood alone may.");
        return TracePlot.draw(posterior, "log posterior", fit.converged(), explained, options);
    }

    private static double[] startObjectives(Fit<?> fit) {
        double[] objectives = fit.certificate().restartObjectives();
        return objectives.length > 0
                ? objectives
                : new double[] {fit.trace().getLast().logPosterior()};
    }

    /// Whether a prior is part of what the fit made large.
    private static boolean isPenalised(Fit<?> fit) {
        return fit.trace().getLast().logPosterior() != fit.objective();
    }

    private static Subject subject(Fit<?> fit, Rows rows, PlotOptions options) {
        return Subjects.of(fit, rows, options.pointLimit(), options);
    }

    private static Drawing silhouette(Fit<?> fit, Rows given, PlotOptions options) {
        int k = Subjects.k(fit.model());
        Caption caption = Subjects.caption(fit, given.rowCount(), options);
        Rows rows = given;
        if (given.isWeighted()) {
            rows = Rows.of(Subjects.sample(given, Silhouette.SAMPLE_ROWS, options.seed()))
                    .named(given.columnNames());
            caption = caption.remark(Subjects.WEIGHTED);
        }
        int[] labels = Subjects.predict(fit.model(), rows);
        Silhouette silhouette = Silhouette.of(rows, labels, k, Execution.onAllProcessors());
        if (Double.isNaN(silhouette.mean())) {
            throw new IllegalArgumentException(
                    "all rows lie in one cluster, so there is no silhouette; fit with -k 2 or more");
        }
        int[] shown = Arrays.stream(silhouette.rows()).map(n -> labels[n]).toArray();
        return SilhouettePlot.draw(silhouette.widths(), shown, k, rows.rowCount(), caption, options);
    }

    private static Drawing confusion(Fit<?> fit, Rows rows, PlotOptions options) {
        List<String> labels = options.labels();
        if (labels.isEmpty()) {
            throw new IllegalArgumentException(
                    "plot confusion needs known classes; name their column with --label COL");
        }
        if (labels.size() != rows.rowCount()) {
            throw new IllegalArgumentException(
                    labels.size() + " labels for " + rows.rowCount() + " rows; there must be one a row");
        }
        List<String> classes = labels.stream()
                .filter(label -> !label.isEmpty())
                .distinct()
                .sorted(Plots::compare)
                .toList();
        int[] classOf = labels.stream().mapToInt(classes::indexOf).toArray(); // −1 for a row without a label
        int[] clusters = Subjects.predict(fit.model(), rows);
        double[] weights = new double[clusters.length];
        for (int n = 0; n < weights.length; n++) weights[n] = rows.weight(n);
        Confusion confusion = Confusion.of(Contingency.of(clusters, classOf, weights));
        String word = fit.model() instanceof KMeansModel ? "cluster" : "component";
        return ConfusionPlot.draw(confusion, classes, word, Subjects.caption(fit, rows.rowCount(), options), options);
    }

    /// Runs of digits by their value, everything else by its letters: class 2 before class 10.
    private static int compare(String a, String b) {
        boolean numbers = a.matches("-?[0-9]{1,15}") && b.matches("-?[0-9]{1,15}");
        if (numbers) return Long.compare(Long.parseLong(a), Long.parseLong(b));
        Matcher left = RUN.matcher(a);
        Matcher right = RUN.matcher(b);
        while (left.find() && right.find()) {
            boolean digits =
                    isDigit(left.group().charAt(0)) && isDigit(right.group().charAt(0));
            int order = digits
                    ? new BigInteger(left.group()).compareTo(new BigInteger(right.group()))
                    : left.group().compareTo(right.group());
            if (order != 0) return order;
        }
        return a.compareTo(b);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static Drawing scores(Fit<?> fit, Rows rows, Optional<Rows> strangers, PlotOptions options) {
        double[] in = scoresOf(fit, rows, options);
        double[] out = strangers.map(others -> scoresOf(fit, others, options)).orElse(new double[0]);
        return ScoresPlot.draw(in, out, Double.NaN, scoreCaption(fit, rows, options), options);
    }

    private static Drawing roc(Fit<?> fit, Rows rows, Optional<Rows> strangers, PlotOptions options) {
        Rows others = strangers.orElseThrow(() -> new IllegalArgumentException(
                "plot roc needs rows of strangers beside the data; give their file with --strangers FILE"));
        return RocPlot.draw(
                scoresOf(fit, rows, options),
                scoresOf(fit, others, options),
                scoreCaption(fit, rows, options),
                options);
    }

    private static Caption scoreCaption(Fit<?> fit, Rows rows, PlotOptions options) {
        Caption caption = Subjects.caption(fit, rows.rowCount(), options);
        if (rows.isWeighted()) return caption.remark(Subjects.WEIGHTED);
        return rows.rowCount() <= SCORED_ROWS
                ? caption
                : caption.remark("Scores of a sample of " + Numbers.count(SCORED_ROWS) + " rows.");
    }

    /// −log p(x), for mixtures alone.
    private static double[] scoresOf(Fit<?> fit, Rows rows, PlotOptions options) {
        Rows sample = rows.rowCount() <= SCORED_ROWS && !rows.isWeighted()
                ? rows
                : Rows.of(Subjects.sample(rows, SCORED_ROWS, options.seed())).named(rows.columnNames());
        return switch (fit.model()) {
            case Mixture<?> mixture ->
                Arrays.stream(mixture.logDensity(sample)).map(value -> -value).toArray();
            default ->
                throw new IllegalArgumentException("k-means has no density to score with; fit a mixture with -m gmm");
        };
    }
}
