package mixtura.app.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mixtura.app.console.Console;
import mixtura.app.console.ExitCode;
import mixtura.app.console.Failure;
import mixtura.app.console.Json;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.console.Version;
import mixtura.app.dataset.DataOptions;
import mixtura.app.dataset.Dataset;
import mixtura.app.model.ModelStore;
import mixtura.app.plot.Drawing;
import mixtura.app.plot.Plot;
import mixtura.app.plot.PlotOptions;
import mixtura.app.plot.Plots;
import mixtura.data.Execution;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura plot NAME MODEL [DATA]`: a picture of a model, as SVG or PNG.
@Command(
        name = "plot",
        header = "A picture of a model and its data, as SVG or PNG",
        footer = {
            "mixtura plot --list                                                 the plots there are",
            "mixtura plot classification faithful.model.json faithful.csv        faithful.classification.svg",
            "mixtura plot trace faithful.model.json -o trace.png                 the model alone",
            "mixtura plot samples m.model.json train-images-idx3-ubyte.gz        rows that are pictures",
            "mixtura plot confusion iris.model.json iris.csv --label Species",
            "mixtura plot bic selection.json               written by: mixtura select DATA --json > selection.json",
            "mixtura plot segments photo.jpg labels.png    written by: mixtura segment photo.jpg -k 5 --labels labels.png"
        },
        description = {
            "Writes to MODEL's name with the plot's and .svg in the current folder, or to -o FILE; the ending says the"
                    + " format.",
            "bic, elbow, index and gap draw the table of 'select --json', auroc-by-k those of one or more 'ood run"
                    + " --json', segments a photograph and label maps.",
            "Rows are drawn as the model sees them, after --scale and the like."
        })
final class PlotCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})x([0-9]{1,5})");

    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Which plot; --list lists them.")
    private @Nullable String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "MODEL",
            description = "A model file written by fit; a table or a photograph for some plots.")
    private @Nullable String model;

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = "[DATA]",
            description = "The rows; trace, starts and centroids do without. For auroc-by-k further tables, for"
                    + " segments label maps.")
    private List<String> more = new ArrayList<>();

    @Option(names = "--list", description = "List the plots.")
    private boolean list;

    @Option(
            names = "--dims",
            paramLabel = "A,B",
            split = ",",
            description = "Columns to show, by name or by number from 1.")
    private List<String> dims = new ArrayList<>();

    @Option(
            names = "--level",
            paramLabel = "P",
            split = ",",
            description = "Probability within an ellipse: 0.95. Without: one and two standard deviations.")
    private List<Double> levels = new ArrayList<>();

    @Option(names = "--size", paramLabel = "WxH", description = "In pixels (900x620); a PNG has twice as many dots.")
    private @Nullable String size;

    @Option(
            names = "--image",
            paramLabel = "WxH",
            description = "Rows are pictures of this shape; known from IDX files, else a square is tried.")
    private @Nullable String image;

    @Option(names = "--per-cluster", paramLabel = "N", description = "Rows of each cluster in 'samples' (8).")
    private @Nullable Integer perCluster;

    @Option(
            names = "--strangers",
            paramLabel = "FILE",
            description = "Rows that are not of the model's kind, for 'scores' and 'roc'.")
    private @Nullable String strangers;

    @Option(names = "--seed", paramLabel = "N", description = "Which rows are drawn when there are too many (0).")
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

    PlotCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (list) return listAll();
        if (name == null || model == null) {
            throw Failure.of(Trouble.MISSING_ARGUMENT, "plot needs the name of a plot and a model")
                    .with("example", "mixtura plot classification my.model.json my.csv")
                    .with("names", String.join(" · ", Plot.words()));
        }
        Plot plot = Plot.ofWord(Choice.of("plot", name, Plot.words().toArray(new String[0])));
        String out = output.given() == null ? Outputs.stem(model) + "." + plot.word() + ".svg" : output.given();
        Drawing.Format format = format(out);
        OutputFile file = out.equals(OutputOptions.STANDARD_OUTPUT) ? null : output.file(session, out);
        if (file == null) session.console().keepStandardOutputForData();

        Drawing drawing = plot.needs().isModel() ? draw(plot, model) : saved(plot, model);
        OutputFile.Writer writer = stream -> drawing.write(stream, format);
        Console console = session.console();
        if (file == null) {
            console.write(writer);
            return ExitCode.DONE;
        }
        file.write(writer);
        console.say("wrote", out);
        if (console.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "mixtura-plot/1");
            json.put("version", Version.text());
            json.put("plot", plot.word());
            json.put("title", drawing.title());
            json.put("description", drawing.description());
            json.put("out", out);
            json.put("warnings", List.of());
            console.result(Json.text(json));
        }
        return ExitCode.DONE;
    }

    private int listAll() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Plot plot : Plot.values()) all.put(plot.word(), plot.answer());
        Console console = session.console();
        if (console.isJson()) console.result(Json.text(all));
        else all.forEach((word, answer) -> console.result(String.format("%-18s%s", word, answer)));
        return ExitCode.DONE;
    }

    private Drawing.Format format(String out) {
        if (out.equals(OutputOptions.STANDARD_OUTPUT)) {
            if (!session.console().isJson()) return Drawing.Format.SVG;
            throw Failure.of(Trouble.CONFLICTING_OPTIONS, "--json and -o - both want standard output")
                    .with("try", "-o FILE");
        }
        try {
            return Drawing.Format.of(out);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, String.valueOf(e.getMessage()))
                    .because(e);
        }
    }

    /// A plot of what other verbs wrote.
    private Drawing saved(Plot plot, String first) {
        try {
            return switch (plot) {
                case SEGMENTS -> SegmentsPicture.read(session, first, more);
                case AUROC_BY_K -> {
                    List<String> tables = new ArrayList<>(List.of(first));
                    tables.addAll(more);
                    yield AurocPicture.read(session, tables, options(first, null));
                }
                default -> {
                    refuse(plot, more);
                    yield SelectionPicture.read(plot, session, first, options(first, null));
                }
            };
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.CONFLICTING_OPTIONS, String.valueOf(e.getMessage()))
                    .because(e);
        }
    }

    private static void refuse(Plot plot, List<String> tooMany) {
        if (tooMany.isEmpty()) return;
        throw Failure.of(
                        Trouble.CONFLICTING_OPTIONS,
                        "plot " + plot.word() + " has no use for '" + tooMany.getFirst() + "'")
                .with("try", "one plot after the other");
    }

    private Drawing draw(Plot plot, String modelName) {
        refuse(plot, more.subList(Math.min(1, more.size()), more.size()));
        String data = more.isEmpty() ? null : more.getFirst();
        try {
            if (data == null) {
                ModelStore.Saved saved = ModelStore.read(session, modelName);
                return Plots.draw(plot.word(), saved.fit(), named(options(modelName, null), saved));
            }
            Execution execution = Execution.of(running.threads(session));
            ModelUse use = ModelUse.of(session, "plot", modelName, data, reading, execution);
            PlotOptions options = named(options(data, use.table()), use.saved());
            if (strangers == null) return Plots.draw(plot.word(), use.saved().fit(), use.rows(), options);
            ModelUse others = ModelUse.of(session, "plot", modelName, strangers, new DataOptions(), execution);
            return Plots.draw(plot.word(), use.saved().fit(), use.rows(), others.rows(), options);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.CONFLICTING_OPTIONS, String.valueOf(e.getMessage()))
                    .with("help", "mixtura plot --help")
                    .because(e);
        }
    }

    private static PlotOptions named(PlotOptions options, ModelStore.Saved saved) {
        return options.withLevelNames((column, level) -> saved.preparation().text(level, column));
    }

    private PlotOptions options(String shownName, @Nullable Dataset table) {
        PlotOptions options = PlotOptions.defaults()
                .withDataName(table == null ? "" : Outputs.fileName(shownName))
                .withColumns(dims)
                .withLevels(levels)
                .withSeed(RunOptions.seed(seed));
        if (perCluster != null) options = options.withPerCluster(perCluster);
        if (size != null) {
            int[] pixels = size("--size", size);
            options = options.withSize(pixels[0], pixels[1]);
        }
        if (image != null) {
            int[] pixels = size("--image", image);
            options = options.withImageSize(pixels[0], pixels[1]);
        } else if (table != null && table.imageShape() != null) {
            options = options.withImageSize(
                    table.imageShape().width(), table.imageShape().height());
        }
        Dataset.Classes classes = table == null ? null : table.classes();
        if (classes == null) return options;
        List<String> words = classes.words();
        return options.withLabels(Arrays.stream(classes.codes())
                .mapToObj(code -> code < 0 ? "" : words.get(code))
                .toList());
    }

    private static int[] size(String option, String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw Failure.of(
                    Trouble.INVALID_VALUE, option + " is '" + text + "'; it is width x height, such as 900x620");
        }
        return new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))};
    }
}
