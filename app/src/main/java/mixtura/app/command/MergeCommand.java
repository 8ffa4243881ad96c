package mixtura.app.command;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mixtura.app.console.Console;
import mixtura.app.console.CsvText;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Failure;
import mixtura.app.console.Json;
import mixtura.app.console.Numbers;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.console.Version;
import mixtura.app.dataset.DataOptions;
import mixtura.app.plot.Caption;
import mixtura.app.plot.Drawing;
import mixtura.app.plot.EntropyPlot;
import mixtura.app.plot.PlotOptions;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.evaluate.ComponentMerging;
import mixtura.mixture.Mixture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura merge MODEL DATA`: clusters that are made of several components.
@Command(
        name = "merge",
        header = "Put components together that make one cluster",
        footer = {
            "mixtura merge my.model.json my.csv                          which components belong together, and how many",
            "mixtura merge my.model.json my.csv -o clusters.csv          the merged cluster of each row",
            "mixtura merge my.model.json my.csv --clusters 3 --plot entropy.svg"
        },
        description = {
            "A mixture may need several normal components for one cluster that is not normal. Step by step the two"
                    + " clusters are united that rows hesitate between most (Baudry et al. 2010; mclust's clustCombi);"
                    + " the number is where the entropy of the classification bends. See 'mixtura help merge'."
        })
final class MergeCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "A mixture written by fit.")
    private @Nullable String model;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DATA", description = "The rows to classify.")
    private @Nullable String data;

    @Option(names = "--clusters", paramLabel = "N", description = "So many clusters, instead of those at the bend.")
    private @Nullable Integer clusters;

    @Option(names = "--plot", paramLabel = "FILE", description = "Entropy over the number of clusters, .svg or .png.")
    private @Nullable String plotName;

    @Mixin
    @Section(value = "Data", order = 1)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Run", order = 2)
    private RunOptions running = new RunOptions();

    @Mixin
    @Section(value = "Output", order = 3)
    private OutputOptions output = new OutputOptions();

    MergeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String out = output.given();
        OutputFile table = out == null ? null : output.file(session, out);
        OutputFile plot = plotName == null ? null : output.file(session, plotName);
        Drawing.Format format = plotName == null ? Drawing.Format.SVG : format(plotName);
        Console console = session.console();
        Execution execution = Execution.of(running.threads(session));
        ModelUse use = ModelUse.of(session, "merge", model, data, reading, execution);
        if (!(use.saved().model() instanceof Mixture<?> mixture)) {
            throw Failure.of(Trouble.WRONG_MODEL, "merge needs a mixture; k-means has no row in doubt to go by")
                    .with("file", use.saved().file())
                    .with("try", "mixtura fit " + data + " -m gmm -k auto");
        }
        int k = mixture.componentCount();
        if (clusters != null && (clusters < 1 || clusters > k)) {
            throw Failure.of(
                            Trouble.INVALID_VALUE,
                            "--clusters is " + clusters + "; " + k + " components make 1 to " + k + " clusters")
                    .with("try", "--clusters " + Math.max(1, Math.min(k, clusters)));
        }
        FitSummary.read(console, use.table());
        ComponentMerging merging = ComponentMerging.of(mixture, use.rows(), execution);
        int wanted = clusters == null ? merging.chosen() : clusters;
        int[] labels = merging.labels(mixture, use.rows(), wanted, execution);
        if (plot != null) {
            Drawing drawing = draw(merging, use, mixture);
            plot.write(stream -> drawing.write(stream, format));
        }
        if (table != null) {
            int[] components = Predictions.of(mixture, use.rows(), execution).cluster();
            table.write(stream -> writeCsv(stream, use, labels, components));
        }
        if (console.isJson()) {
            console.result(Json.text(words(merging, wanted, labels, use.rows(), out)));
        } else {
            lines(merging, wanted, labels, use.rows()).forEach(console::result);
        }
        if (out != null) console.say("wrote", out);
        if (plotName != null) console.say("wrote", plotName);
        return ExitCode.DONE;
    }

    private static Drawing.Format format(String name) {
        try {
            return Drawing.Format.of(name);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, String.valueOf(e.getMessage()))
                    .because(e);
        }
    }

    private static Drawing draw(ComponentMerging merging, ModelUse use, Mixture<?> mixture) {
        int k = merging.stages().size();
        Caption caption = new Caption(
                Outputs.fileName(use.table().name()),
                use.rows().rowCount(),
                mixture.family().title(),
                k,
                "",
                Double.NaN);
        return EntropyPlot.draw(merging, caption, PlotOptions.defaults());
    }

    private static void writeCsv(OutputStream stream, ModelUse use, int[] labels, int[] components) throws IOException {
        RowHeads heads = RowHeads.of(use.table(), false);
        CsvText csv = new CsvText(stream);
        List<String> line = new ArrayList<>(heads.header());
        line.add("cluster");
        line.add("component");
        csv.write(line);
        for (int n = 0; n < labels.length; n++) {
            line.clear();
            heads.add(n, line);
            line.add(String.valueOf(labels[n] + 1));
            line.add(String.valueOf(components[n] + 1));
            csv.write(line);
        }
        csv.flush();
    }

    private static List<String> lines(ComponentMerging merging, int wanted, int[] labels, Rows rows) {
        List<String> lines = new ArrayList<>();
        lines.add("clusters     entropy   united");
        int[] before = {};
        for (ComponentMerging.Stage stage : merging.stages()) {
            String united = stage.merged().length == 0
                    ? ""
                    : members(before, stage.merged()[0]) + " with " + members(before, stage.merged()[1]);
            lines.add(String.format(
                    Locale.ROOT,
                    "%8d%12.4f   %s%s",
                    stage.clusters(),
                    Math.max(0, stage.entropy()),
                    united,
                    stage.clusters() == wanted ? "  <" : ""));
            before = stage.clusterOf();
        }
        lines.add(reason(merging, wanted));
        double[] mass = mass(labels, rows, wanted);
        double total = Arrays.stream(mass).sum();
        for (int c = 0; c < wanted; c++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%4d %6.1f %%   %s",
                    c + 1,
                    100 * mass[c] / total,
                    members(merging.stage(wanted).clusterOf(), c)));
        }
        return lines;
    }

    private static String reason(ComponentMerging merging, int wanted) {
        int k = merging.stages().size();
        String why = switch (merging.ending()) {
            case BEND ->
                "the entropy bends at " + merging.chosen()
                        + " clusters: two straight lines through it, over the rows put together, fit best there";
            case EVEN ->
                "the entropy falls evenly, so no union is better than the next: nothing is merged; look at --plot";
            case CLEAR -> "rows do not hesitate between any two components: there is nothing to merge";
            case FEW ->
                Numbers.count(k, "component") + (k == 1 ? " is" : " are")
                        + " too few for a bend: nothing is merged"
                        + (k == 2 ? "; --clusters 1 unites them" : "");
        };
        return wanted == merging.chosen() ? why : wanted + " clusters, as asked; " + why;
    }

    private static String members(int[] clusterOf, int cluster) {
        List<String> members = IntStream.range(0, clusterOf.length)
                .filter(k -> clusterOf[k] == cluster)
                .mapToObj(k -> String.valueOf(k + 1))
                .toList();
        return (members.size() == 1 ? "component " : "components ")
                + members.stream().collect(Collectors.joining(", "));
    }

    private static double[] mass(int[] labels, Rows rows, int clusters) {
        double[] mass = new double[clusters];
        for (int n = 0; n < labels.length; n++) mass[labels[n]] += rows.weight(n);
        return mass;
    }

    private static Map<String, Object> words(
            ComponentMerging merging, int wanted, int[] labels, Rows rows, @Nullable String out) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "mixtura-merge/1");
        json.put("version", Version.text());
        json.put("rowCount", rows.rowCount());
        json.put("clusters", wanted);
        json.put("chosen", merging.chosen());
        json.put("ending", merging.ending().name().toLowerCase(Locale.ROOT));
        json.put("reason", reason(merging, wanted));
        json.put("clusterOfComponent", fromOne(merging.stage(wanted).clusterOf()));
        json.put("mass", mass(labels, rows, wanted));
        List<Map<String, Object>> table = new ArrayList<>();
        for (ComponentMerging.Stage stage : merging.stages()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("clusters", stage.clusters());
            entry.put("entropy", Math.max(0, stage.entropy()));
            entry.put("clusterOfComponent", fromOne(stage.clusterOf()));
            entry.put("united", fromOne(stage.merged()));
            entry.put("unitedWeight", stage.united());
            table.add(entry);
        }
        json.put("table", table);
        json.put("out", out);
        json.put("warnings", List.of());
        return json;
    }

    private static int[] fromOne(int[] numbers) {
        return Arrays.stream(numbers).map(k -> k + 1).toArray();
    }
}
