package mixtura.app.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
import mixtura.app.dataset.Dataset;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.evaluate.Agreement;
import mixtura.evaluate.CalinskiHarabasz;
import mixtura.evaluate.DaviesBouldin;
import mixtura.evaluate.Silhouette;
import mixtura.mixture.Mixture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `mixtura evaluate MODEL DATA`: how good the clusters are, by themselves and against known classes.
@Command(
        name = "evaluate",
        header = "How good the clusters are, by themselves and against known classes",
        footer = {
            "mixtura evaluate iris.model.json iris.csv                        silhouette, Davies-Bouldin,"
                    + " Calinski-Harabasz",
            "mixtura evaluate iris.model.json iris.csv --label Species        also ARI, NMI, AMI, purity, confusion",
            "mixtura evaluate iris.model.json iris.csv --label Species -o iris.json",
            "mixtura evaluate m.model.json images-idx3-ubyte.gz --labels labels-idx1-ubyte.gz --json"
        },
        description = {
            "Rows without a label do not count against the classes. The silhouette of more than 10 000 rows is that of"
                    + " a sample.",
            "Distances are taken between the rows as the model sees them.",
            "The numbers go to standard output; -o FILE writes them to a file instead, as JSON if its name ends in .json."
        })
final class EvaluateCommand implements Callable<Integer> {
    /// Classes that a table has columns for.
    private static final int MOST_CLASSES = 12;

    /// Characters of a line of largest classes, without what is left over.
    private static final int LINE = 84;

    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "A model file written by fit.")
    private @Nullable String model;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = "CSV, TSV, NPY, NPZ or IDX, also in gzip; - is standard input.")
    private @Nullable String data;

    @Mixin
    @Section(value = "Data", order = 1)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Run", order = 2)
    private RunOptions running = new RunOptions();

    @Mixin
    @Section(value = "Output", order = 3)
    private OutputOptions output = new OutputOptions();

    EvaluateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Console console = session.console();
        String name = output.given();
        OutputFile file =
                name == null || name.equals(OutputOptions.STANDARD_OUTPUT) ? null : output.file(session, name);
        Execution execution = Execution.of(running.threads(session));
        ModelUse use = ModelUse.of(session, "evaluate", model, data, reading, execution);
        FitSummary.read(console, use.table());
        Rows rows = use.rows();
        Predictions predictions = Predictions.of(use.saved().model(), rows, execution);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "mixtura-evaluate/1");
        json.put("version", Version.text());
        json.put("rowCount", rows.rowCount());
        json.put("k", predictions.k());
        List<String> lines = new ArrayList<>();
        Dataset.Classes labels = use.table().classes();
        if (labels != null) {
            List<String> names =
                    use.saved().model() instanceof Mixture<?> mixture ? mixture.componentNames() : List.<String>of();
            if (!names.isEmpty()) classify(names, labels, predictions, rows, json, lines);
            agree(labels, predictions, rows, json, lines);
        }
        separate(predictions, rows, execution, json, lines);
        json.put("warnings", List.of());
        if (file != null) {
            boolean asJson = file.name().endsWith(".json");
            String text = asJson ? Json.text(json) : String.join("\n", lines);
            file.write(out -> out.write((text + "\n").getBytes(StandardCharsets.UTF_8)));
            console.say("wrote", file.name());
        }
        if (console.isJson()) console.result(Json.text(json));
        else if (file == null) lines.forEach(console::result);
        return ExitCode.DONE;
    }

    /// The share of the labelled rows, by weight, whose component stands for their class.
    private static void classify(
            List<String> names,
            Dataset.Classes labels,
            Predictions predictions,
            Rows rows,
            Map<String, Object> json,
            List<String> lines) {
        int[] codes = labels.codes();
        double right = 0;
        double total = 0;
        for (int n = 0; n < codes.length; n++) {
            if (codes[n] < 0) continue;
            int component = predictions.cluster()[n];
            boolean same = component >= 0
                    && component < names.size()
                    && names.get(component).equals(labels.words().get(codes[n]));
            total += rows.weight(n);
            if (same) right += rows.weight(n);
        }
        if (total == 0) return;
        json.put("accuracy", right / total);
        lines.add(String.format(
                Locale.ROOT,
                "accuracy %.4f   (%s of %s rows get their class of '%s')",
                right / total,
                weight(right),
                weight(total),
                labels.name()));
    }

    private static String weight(double weight) {
        return weight == Math.rint(weight) ? String.valueOf((long) weight) : Numbers.plain(weight);
    }

    private static void agree(
            Dataset.Classes labels, Predictions predictions, Rows rows, Map<String, Object> json, List<String> lines) {
        if (Arrays.stream(labels.codes()).allMatch(code -> code < 0)) {
            throw Failure.of(Trouble.BAD_LABELS, "no row has a label in '" + labels.name() + "'");
        }
        Agreement agreement = rows.isWeighted()
                ? Agreement.of(predictions.cluster(), labels.codes(), weights(rows))
                : Agreement.of(predictions.cluster(), labels.codes());
        json.put("ari", agreement.ari());
        json.put("nmi", agreement.nmi());
        json.put("ami", agreement.ami());
        json.put("purity", agreement.purity());
        double[][] confusion = confusion(labels, predictions, rows);
        json.put("classes", labels.words());
        json.put("confusion", confusion);
        lines.add(String.format(
                Locale.ROOT,
                "ARI %.4f   NMI %.4f   AMI %.4f   purity %.4f   (against '%s')",
                agreement.ari(),
                agreement.nmi(),
                agreement.ami(),
                agreement.purity(),
                labels.name()));
        addTable(labels.words(), confusion, lines);
    }

    private static double[] weights(Rows rows) {
        double[] weights = new double[Math.toIntExact(rows.rowCount())];
        for (int n = 0; n < weights.length; n++) weights[n] = rows.weight(n);
        return weights;
    }

    /// Weight of the rows of each cluster (rows) and class (columns).
    private static double[][] confusion(Dataset.Classes labels, Predictions predictions, Rows rows) {
        double[][] mass = new double[predictions.k()][labels.words().size()];
        int[] codes = labels.codes();
        for (int n = 0; n < codes.length; n++)
            if (codes[n] >= 0 && predictions.cluster()[n] >= 0)
                mass[predictions.cluster()[n]][codes[n]] += rows.weight(n);
        return mass;
    }

    private static void addTable(List<String> classes, double[][] mass, List<String> lines) {
        if (classes.size() > MOST_CLASSES) {
            addLargest(classes, mass, lines);
            return;
        }
        int width = Math.max(8, classes.stream().mapToInt(String::length).max().orElse(0) + 2);
        StringBuilder head = new StringBuilder("cluster");
        for (String word : classes) head.append(String.format("%" + width + "s", word));
        lines.add(head.toString());
        for (int k = 0; k < mass.length; k++) {
            StringBuilder line = new StringBuilder(String.format("%-7d", k + 1));
            for (double cell : mass[k]) {
                line.append(String.format("%" + width + "s", weight(cell)));
            }
            lines.add(line.toString());
        }
    }

    /// The largest classes of each cluster: a table of many classes fits no screen.
    private static void addLargest(List<String> classes, double[][] mass, List<String> lines) {
        lines.add("cluster    rows   its largest classes, of " + classes.size() + " (all of them: --json)");
        for (int k = 0; k < mass.length; k++) {
            double[] row = mass[k];
            double total = Arrays.stream(row).sum();
            int[] order = IntStream.range(0, row.length)
                    .filter(c -> row[c] > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble(c -> -row[c]))
                    .mapToInt(c -> c)
                    .toArray();
            StringBuilder line = new StringBuilder(String.format("%-7d%8s  ", k + 1, weight(total)));
            double rest = total;
            int shown = 0;
            for (; shown < order.length; shown++) {
                String entry = " " + classes.get(order[shown]) + ": " + weight(row[order[shown]]);
                if (shown > 0 && line.length() + entry.length() > LINE) break;
                line.append(shown == 0 ? "" : " ").append(entry);
                rest -= row[order[shown]];
            }
            if (shown < order.length) {
                line.append("   ")
                        .append(order.length - shown)
                        .append(" more: ")
                        .append(weight(rest));
            }
            lines.add(line.toString());
        }
    }

    private static void separate(
            Predictions predictions, Rows rows, Execution execution, Map<String, Object> json, List<String> lines) {
        int[] cluster = predictions.cluster();
        long used = Arrays.stream(cluster).filter(c -> c >= 0).distinct().count();
        String obstacle = used < 2 || used >= rows.rowCount()
                ? "at least two clusters and more rows than clusters; there " + (used == 1 ? "is 1" : "are " + used)
                : hasGaps(rows, execution) ? "the distances between whole rows, and cells are missing" : "";
        if (!obstacle.isEmpty()) {
            json.put("silhouette", null);
            json.put("calinskiHarabasz", null);
            json.put("daviesBouldin", null);
            lines.add("silhouette, Calinski-Harabasz and Davies-Bouldin need " + obstacle);
            return;
        }
        Silhouette silhouette = Silhouette.of(rows, cluster, predictions.k(), execution);
        double calinskiHarabasz = CalinskiHarabasz.of(rows, cluster, predictions.k(), execution);
        double daviesBouldin = DaviesBouldin.of(rows, cluster, predictions.k(), execution);
        json.put("silhouette", silhouette.mean());
        json.put("silhouetteMethod", silhouette.method().name().toLowerCase(Locale.ROOT));
        json.put("calinskiHarabasz", calinskiHarabasz);
        json.put("daviesBouldin", daviesBouldin);
        boolean sampled = rows.rowCount() > Silhouette.SAMPLE_ROWS;
        lines.add(String.format(
                Locale.ROOT,
                "silhouette %.4f%s   Calinski-Harabasz %s   Davies-Bouldin %.4f (lower is better)",
                silhouette.mean(),
                sampled ? " (" + Silhouette.SAMPLE_ROWS + " rows)" : "",
                Numbers.plain(calinskiHarabasz),
                daviesBouldin));
    }

    private static boolean hasGaps(Rows rows, Execution execution) {
        ColumnSummary summary = ColumnSummary.of(rows, execution);
        return IntStream.range(0, rows.dimension()).anyMatch(j -> summary.missing(j) > 0);
    }
}
