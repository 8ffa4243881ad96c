package mixtura.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
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
import mixtura.app.dataset.Dataset;
import mixtura.data.Rows;
import mixtura.io.Npy;
import mixtura.mixture.ColumnKind;
import mixtura.network.Network;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mixtura ood features DATA --onnx NET --layer NAME`: activations as a table.
@Command(
        name = "features",
        header = "The activations of a network's layers, as a table",
        footer = {
            "mixtura ood features --onnx net.onnx --list                                      the layers",
            "mixtura ood features images.npy --onnx net.onnx --layer penultimate -o f.npy",
            "mixtura ood features t10k-images-idx3-ubyte.gz --onnx net.onnx --layer all -o f.csv",
            "mixtura ood features images.npy --torchscript net.pt --input-shape 3x32x32 --layer output -o f.npy"
        },
        description = {
            "NPY keeps single precision, which is what networks compute in; CSV names the columns by layer and number.",
            "A network that 'ood train' wrote scales its inputs itself."
        })
final class OodFeaturesCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DATA", description = "Rows in the network's units.")
    private @Nullable String data;

    @Option(names = "--list", description = "List the layers and leave.")
    private boolean list;

    @Mixin
    @Section(value = "Network", order = 1)
    private NetworkOptions choice = new NetworkOptions();

    @Mixin
    @Section(value = "Data", order = 2)
    private DataOptions reading = new DataOptions();

    @Mixin
    @Section(value = "Output", order = 3)
    private OutputOptions output = new OutputOptions();

    OodFeaturesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String name = data;
        try (Network network = choice.open(session)) {
            if (list) return listLayers(network);
            if (name == null) {
                throw Failure.of(Trouble.MISSING_ARGUMENT, "ood features needs data")
                        .with("example", "mixtura ood features images.npy --onnx net.onnx -o features.npy");
            }
            return write(network, name);
        }
    }

    private int listLayers(Network network) {
        Console console = session.console();
        if (console.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "mixtura-ood-layers/1");
            json.put("version", Version.text());
            json.put(
                    "layers",
                    network.layers().stream()
                            .map(layer -> Map.of("name", layer.name(), "operation", layer.operation()))
                            .toList());
            json.put("output", network.output());
            json.put("warnings", List.of());
            console.result(Json.text(json));
            return ExitCode.DONE;
        }
        for (Network.Layer layer : network.layers()) {
            console.result(String.format("%-32s%s", layer.name(), layer.operation()));
        }
        return ExitCode.DONE;
    }

    private int write(Network network, String name) {
        Console console = session.console();
        String out = output.given() == null ? Outputs.stem(name) + ".features.npy" : output.given();
        boolean csv = out.toLowerCase(Locale.ROOT).endsWith(".csv");
        if (!csv && !out.toLowerCase(Locale.ROOT).endsWith(".npy")) {
            throw Failure.of(Trouble.INVALID_VALUE, "features go to .npy or .csv, not to '" + out + "'")
                    .with("try", "-o features.npy");
        }
        OutputFile file = output.file(session, out);
        List<String> layers = network.resolve(choice.layers());
        Dataset table = reading.read(session, name, ColumnKind.NUMERIC);
        FitSummary.read(console, table);
        long began = System.nanoTime();
        Rows features = network.features(reading.preparation().apply(table.rows()), layers);
        double seconds = (System.nanoTime() - began) * 1e-9;
        if (csv) file.write(stream -> writeCsv(features, new CsvText(stream)));
        else file.writePath(path -> Npy.write(path, floats(features), (int) features.rowCount(), features.dimension()));
        console.say(
                "layers",
                String.join(", ", layers) + " · " + Numbers.count(features.dimension(), "column") + " · "
                        + Numbers.seconds(seconds));
        console.say("wrote", out);
        if (console.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", "mixtura-ood-features/1");
            json.put("version", Version.text());
            json.put("rowCount", features.rowCount());
            json.put("dimension", features.dimension());
            json.put("layers", layers);
            json.put("seconds", seconds);
            json.put("out", out);
            json.put("warnings", List.of());
            console.result(Json.text(json));
        }
        return ExitCode.DONE;
    }

    private static void writeCsv(Rows rows, CsvText csv) throws java.io.IOException {
        csv.write(rows.columnNames());
        double[] row = new double[rows.dimension()];
        for (long n = 0; n < rows.rowCount(); n++) {
            rows.copyRow(n, row);
            csv.write(java.util.Arrays.stream(row)
                    .mapToObj(value -> Float.toString((float) value))
                    .toList());
        }
        csv.flush();
    }

    private static float[] floats(Rows rows) {
        int dimension = rows.dimension();
        float[] values = new float[Math.multiplyExact(Math.toIntExact(rows.rowCount()), dimension)];
        double[] row = new double[dimension];
        for (int n = 0; n < rows.rowCount(); n++) {
            rows.copyRow(n, row);
            for (int j = 0; j < dimension; j++) values[n * dimension + j] = (float) row[j];
        }
        return values;
    }
}
