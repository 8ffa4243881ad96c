package mixtura.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import mixtura.Progress;
import mixtura.app.console.Console;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Failure;
import mixtura.app.console.Json;
import mixtura.app.console.Numbers;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.console.Version;
import mixtura.app.dataset.DataOptions;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.kmeans.KMeans;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.KMeansOptions;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.families.Families;
import mixtura.uncertainty.Bootstrap;
import mixtura.uncertainty.BootstrapOptions;
import mixtura.uncertainty.Estimate;
import mixtura.uncertainty.InformationMatrix;
import mixtura.uncertainty.LikelihoodRatioTest;
import mixtura.uncertainty.Resampling;
import mixtura.uncertainty.Stability;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura bootstrap MODEL DATA`: how sure a fit is.
@Command(
        name = "bootstrap",
        header = "How sure a fit is: standard errors, intervals, number of components, stability",
        footer = {
            "mixtura bootstrap faithful.model.json faithful.csv                  standard errors, 95 % intervals",
            "mixtura bootstrap faithful.model.json faithful.csv --information    from one fit, without refits",
            "mixtura bootstrap faithful.model.json faithful.csv --lrt            do 2 components do, or are 3 needed?",
            "mixtura bootstrap iris.model.json iris.csv --stability              which clusters come back?",
            "mixtura bootstrap my.model.json my.csv --replicates 1000 -o errors.csv"
        },
        description = {
            "Fits the model again to the rows drawn again, and aligns the components. DATA are the rows that the model"
                    + " was fitted to. See 'mixtura help bootstrap'."
        })
final class BootstrapCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "A model file written by fit.")
    private @Nullable String model;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DATA", description = "The rows that it was fitted to.")
    private @Nullable String data;

    @Option(names = "--replicates", paramLabel = "N", description = "Refits (200; 100 for --lrt and --stability).")
    private @Nullable Integer replicates;

    @Option(
            names = "--resample",
            paramLabel = "HOW",
            description =
                    "weighted (default): rows with weights from a Dirichlet distribution; nonparametric: rows drawn"
                            + " with replacement.")
    private String resample = "weighted";

    @Option(names = "--level", paramLabel = "P", description = "Of the intervals (0.95).")
    private double level = 0.95;

    @Option(names = "--information", description = "Standard errors from the information matrix instead: no refits.")
    private boolean information;

    @Option(
            names = "--lrt",
            description = "Likelihood-ratio test of k components against k + 1, by rows drawn from the model.")
    private boolean test;

    @Option(names = "--stability", description = "Whether the clusters come back when the rows are drawn again.")
    private boolean stability;

    @Option(names = "--seed", paramLabel = "N", description = "0; 'random' draws one. Always printed.")
    private String seed = "0";

    @Mixin
    @Section(value = "Data", order = 1)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Run", order = 2)
    private RunOptions running = new RunOptions();

    @Mixin
    @Section(value = "Output", order = 3)
    private OutputOptions output = new OutputOptions();

    BootstrapCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        long began = System.nanoTime();
        check();
        long chosenSeed = RunOptions.seed(seed);
        String out = output.given();
        OutputFile table = out == null ? null : output.file(session, out);
        Console console = session.console();
        Execution execution = Execution.of(running.threads(session));
        ModelUse use = ModelUse.of(session, "bootstrap", model, data, reading, execution);
        Refitting refitting = Refitting.of(use.saved());
        FitSummary.read(console, use.table());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "mixtura-bootstrap/1");
        json.put("version", Version.text());
        json.put("rowCount", use.rows().rowCount());
        json.put("seed", chosenSeed);
        List<String> lines = new ArrayList<>();
        Object fitted = use.saved().model();
        try {
            if (stability) stability(fitted, use.rows(), refitting, chosenSeed, execution, json, lines);
            if (test) test(mixture(fitted), use.rows(), refitting, chosenSeed, execution, json, lines);
            if (!stability && !test)
                intervals(mixture(fitted), use, refitting, chosenSeed, execution, table, json, lines);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.NUMERICAL, String.valueOf(e.getMessage()))
                    .with("file", use.table().name())
                    .with("try", "fewer components   ·   --resample weighted")
                    .because(e);
        } finally {
            if (shows()) console.errorText("\r\u001b[K");
        }
        json.put("seconds", (System.nanoTime() - began) / 1e9);
        json.put("warnings", List.of());
        if (console.isJson()) console.result(Json.text(json));
        else lines.forEach(console::result);
        if (out != null) console.say("wrote", out);
        return ExitCode.DONE;
    }

    private void check() {
        Choice.of("--resample", resample, "weighted", "nonparametric");
        if (replicates != null && replicates < 2)
            throw Failure.of(Trouble.INVALID_VALUE, "--replicates is " + replicates + "; two at least have a spread")
                    .with("try", "--replicates 200");
        if (!(level > 0 && level < 1))
            throw Failure.of(Trouble.INVALID_VALUE, "--level is " + level + "; it is between 0 and 1, such as 0.95");
        if (information && (test || stability))
            throw Failure.of(
                    Trouble.CONFLICTING_OPTIONS,
                    "--information is about standard errors; leave out --lrt and --stability");
        if (output.given() != null && (test || stability))
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS,
                            "-o writes the table of intervals; --lrt and --stability have none")
                    .with("try", "--json");
    }

    private Mixture<?> mixture(Object fitted) {
        if (fitted instanceof Mixture<?> mixture) return mixture;
        throw Failure.of(Trouble.WRONG_MODEL, "k-means has no likelihood, and so no standard errors and no such test")
                .with("try", "mixtura bootstrap " + model + " " + data + " --stability");
    }

    private BootstrapOptions options(int usual, long chosenSeed, Execution execution) {
        int count = replicates == null ? usual : replicates;
        int[] done = {0};
        Console console = session.console();
        return BootstrapOptions.of(count)
                .withResampling(resample.equals("weighted") ? Resampling.WEIGHTED_LIKELIHOOD : Resampling.NONPARAMETRIC)
                .withLevel(level)
                .withSeed(chosenSeed)
                .withThreads(execution.threads())
                .withListener(() -> {
                    done[0]++;
                    if (shows()) console.errorText("\r\u001b[Kreplicate " + done[0] + "/" + count);
                });
    }

    private boolean shows() {
        Console console = session.console();
        return console.isTerminal() && !console.isQuiet() && console.progress() == Console.ProgressMode.AUTO;
    }

    private void intervals(
            Mixture<?> mixture,
            ModelUse use,
            Refitting refitting,
            long chosenSeed,
            Execution execution,
            @Nullable OutputFile table,
            Map<String, Object> json,
            List<String> lines) {
        List<Estimate> estimates;
        String how;
        if (information) {
            estimates = InformationMatrix.estimates(mixture, use.rows(), level, execution)
                    .orElseThrow(() -> Failure.of(
                                    Trouble.WRONG_MODEL,
                                    "a " + mixture.family().title() + " has no coordinates to differentiate in")
                            .with("try", "without --information"));
            how = "from the information matrix";
            json.put("method", "information");
        } else {
            Bootstrap bootstrap = Bootstrap.of(
                    mixture,
                    use.rows(),
                    refitting.mixture(mixture, chosenSeed, running.kernels()),
                    options(200, chosenSeed, execution));
            estimates = bootstrap.estimates();
            how = bootstrap.replicates() + " replicates, " + resample
                    + (bootstrap.failed() > 0 ? ", " + bootstrap.failed() + " more could not be fitted" : "");
            json.put("method", resample);
            json.put("replicates", bootstrap.replicates());
            json.put("failed", bootstrap.failed());
        }
        json.put("level", level);
        EstimateTable shown = EstimateTable.of(estimates, mixture, use.saved().preparation());
        json.put("estimates", shown.words());
        Map<String, Object> preparation = use.saved().preparation().toMap();
        boolean scales = preparation.containsKey("scale") || preparation.containsKey("scaleBy");
        String scaled = scales || preparation.containsKey("unit") ? ", in the units that the model sees" : "";
        lines.add(String.format(Locale.ROOT, "value ± standard error   [%.0f %% interval]   ", 100 * level) + how
                + scaled + ", seed " + chosenSeed);
        lines.addAll(shown.lines());
        if (table != null) table.write(shown::writeCsv);
    }

    private void test(
            Mixture<?> mixture,
            Rows rows,
            Refitting refitting,
            long chosenSeed,
            Execution execution,
            Map<String, Object> json,
            List<String> lines) {
        checkLikelihood(mixture);
        MixtureOptions fitting = refitting.mixture(mixture, chosenSeed, running.kernels());
        LikelihoodRatioTest result =
                LikelihoodRatioTest.of(mixture, rows, fitting, options(100, chosenSeed, execution));
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("k", result.k());
        words.put("statistic", result.statistic());
        words.put("pValue", result.pValue());
        words.put("replicates", result.replicates());
        words.put("leftOut", result.leftOut());
        words.put("statistics", result.statistics());
        json.put("lrt", words);
        int more = result.k() + 1;
        lines.add(String.format(
                Locale.ROOT,
                "%d components against %d: 2 (L%d − L%d) = %s, p = %.3f (%d replicates drawn from the model%s, seed %d)",
                result.k(),
                more,
                more,
                result.k(),
                Numbers.plain(result.statistic()),
                result.pValue(),
                result.replicates(),
                result.leftOut() == 0
                        ? ""
                        : ", " + result.leftOut() + " more left out: a component rests on too little",
                chosenSeed));
        lines.add(
                result.pValue() <= 1 - level
                        ? "rows of " + Numbers.count(result.k(), "component") + " seldom gain that much: try " + more
                        : "rows of " + Numbers.count(result.k(), "component")
                                + " gain that much by chance: no evidence for " + more);
    }

    /// Refuses models whose log-likelihood is not that of all rows.
    private static void checkLikelihood(Mixture<?> mixture) {
        boolean isBound = !mixture.family().objective().equals("logLikelihood");
        if (!isBound && mixture.cutoff() == Double.NEGATIVE_INFINITY) return;
        throw Failure.of(
                        Trouble.WRONG_MODEL,
                        isBound
                                ? "a " + mixture.family().title()
                                        + " is not fitted by its likelihood, so there is no ratio to test"
                                : "rows were left out of the fit (--trim), and rows drawn from the model have none to leave"
                                        + " out: the two likelihoods are not of one kind")
                .with(
                        "try",
                        isBound
                                ? "mixtura fit -m gmm   and --lrt of that"
                                : "mixtura fit --noise auto   in place of --trim");
    }

    private void stability(
            Object fitted,
            Rows rows,
            Refitting refitting,
            long chosenSeed,
            Execution execution,
            Map<String, Object> json,
            List<String> lines) {
        Predictions labels = Predictions.of(fitted, rows, execution);
        Stability result = Stability.of(
                rows,
                labels.cluster(),
                labels.k(),
                (drawn, one) -> clustered(fitted, drawn, refitting, one),
                options(100, chosenSeed, execution));
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("replicates", result.replicates());
        words.put("meanAri", result.meanAri());
        words.put("ari", result.ari());
        words.put("jaccard", result.jaccard());
        words.put("dissolved", result.dissolved());
        json.put("stability", words);
        lines.add(String.format(
                Locale.ROOT,
                "rows drawn with replacement and clustered from scratch, %d times: mean ARI %.3f with this clustering"
                        + " (seed %d)",
                result.replicates(),
                result.meanAri(),
                chosenSeed));
        for (int k = 0; k < labels.k(); k++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%4d   mean Jaccard %.3f   dissolved in %.0f %%   %s",
                    k + 1,
                    result.jaccard()[k],
                    100 * result.dissolved()[k],
                    Stability.verdict(result.jaccard()[k])));
        }
    }

    private int[] clustered(Object fitted, Rows drawn, Refitting refitting, long one) {
        if (fitted instanceof KMeansModel parts) {
            KMeansOptions again = refitting.kMeans(parts, one).withThreads(1);
            return KMeans.fit(drawn, again).model().predict(drawn);
        }
        Mixture<?> mixture = (Mixture<?>) fitted;
        MixtureOptions again =
                refitting.mixture(mixture, one, running.kernels()).withThreads(1);
        return Families.fit(drawn, mixture.family(), again, Progress.silent())
                .model()
                .predict(drawn);
    }
}
