package mixtura.neural;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.network.Network;

/// A network in an ONNX file, run by ONNX Runtime: any value that it computes on the way can be read.
final class OnnxNetwork implements Network {
    private static final int BATCH = 1024;

    private final byte[] file;
    private final String name;
    private final OnnxGraph graph;
    private final int threads;
    private final String input;
    private final long[] inputShape; // the rows first

    private OnnxNetwork(byte[] file, String name, int threads, int... rowShape) {
        this.file = file;
        this.name = name;
        this.threads = threads;
        graph = OnnxGraph.read(file, name);
        if (graph.inputs().size() != 1) {
            throw new DataException(
                    "'" + name + "' has " + graph.inputs().size() + " inputs: " + String.join(", ", graph.inputs()),
                    "give a network that takes one array");
        }
        input = graph.inputs().getFirst();
        inputShape = session(List.of(), session -> shape(session, rowShape));
    }

    /// @param rowShape  of one row; empty: what the file says
    static OnnxNetwork open(Path path, int threads, int... rowShape) throws IOException {
        Path last = path.getFileName();
        return of(Files.readAllBytes(path), last == null ? path.toString() : last.toString(), threads, rowShape);
    }

    static OnnxNetwork of(byte[] file, String name, int threads, int... rowShape) {
        return new OnnxNetwork(file, name, threads, rowShape);
    }

    private interface Work<T> {
        T with(OrtSession session) throws OrtException;
    }

    /// Opens the network with more outputs and closes it again: which layers are wanted is not known
    /// before.
    private <T> T session(List<String> layers, Work<T> work) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            try (OrtSession session = environment.createSession(graph.withOutputs(file, layers), options)) {
                return work.with(session);
            }
        } catch (OrtException e) {
            throw new DataException(
                            "'" + name + "' cannot be run: " + e.getMessage(),
                            "export it again, with an operator set that ONNX Runtime knows")
                    .causedBy(e);
        }
    }

    private long[] shape(OrtSession session, int... rowShape) throws OrtException {
        NodeInfo info = session.getInputInfo().get(input);
        if (info == null || !(info.getInfo() instanceof TensorInfo tensor)) {
            throw new DataException("the input '" + input + "' of '" + name + "' is no array", "give another network");
        }
        if (tensor.type != ai.onnxruntime.OnnxJavaType.FLOAT) {
            throw new DataException(
                    "the input '" + input + "' of '" + name + "' takes " + tensor.type + ", not FLOAT",
                    "export the network with inputs in single precision");
        }
        long[] declared = tensor.getShape();
        long[] shape = declared.clone();
        if (rowShape.length > 0) {
            shape = new long[rowShape.length + 1];
            shape[0] = declared.length > 0 ? declared[0] : -1;
            for (int i = 0; i < rowShape.length; i++) shape[i + 1] = rowShape[i];
        }
        if (shape.length < 2 || Arrays.stream(shape).skip(1).anyMatch(length -> length < 1)) {
            throw new DataException(
                    "'" + name + "' does not say what shape a row has: its input is " + Arrays.toString(declared),
                    "--input-shape 1x28x28");
        }
        return shape;
    }

    @Override
    public List<Layer> layers() {
        return graph.layers();
    }

    @Override
    public List<String> resolve(String words) {
        List<String> hidden = graph.hiddenLayers();
        if (hidden.isEmpty() && (words.equals(PENULTIMATE) || words.equals(ALL))) {
            throw new DataException("'" + name + "' has no hidden layer", listed());
        }
        if (words.equals(PENULTIMATE)) return List.of(hidden.getLast());
        if (words.equals(ALL)) return hidden;
        LinkedHashSet<String> wanted = new LinkedHashSet<>();
        for (String word : words.split(",", -1)) {
            String layer = word.strip();
            if (layers().stream().noneMatch(known -> known.name().equals(layer))) {
                throw new DataException("'" + name + "' has no layer '" + layer + "'", listed());
            }
            wanted.add(layer);
        }
        return List.copyOf(wanted);
    }

    private String listed() {
        int most = 40;
        List<String> names = layers().stream().map(Layer::name).toList();
        return "penultimate, all, or " + String.join(", ", names.subList(0, Math.min(most, names.size())))
                + (names.size() > most ? ", … (" + names.size() + " in all)" : "");
    }

    @Override
    public String output() {
        return graph.outputs().getFirst();
    }

    @Override
    public int inputDimension() {
        return Math.toIntExact(Arrays.stream(inputShape).skip(1).reduce(1, Math::multiplyExact));
    }

    @Override
    public Rows features(Rows inputs, List<String> layers) {
        for (String layer : layers) {
            if (layers().stream().noneMatch(known -> known.name().equals(layer))) {
                throw new DataException("'" + name + "' has no layer '" + layer + "'", listed());
            }
        }
        if (inputs.dimension() != inputDimension()) {
            throw new DataException(
                    "the rows have " + inputs.dimension() + " values; '" + name + "' takes " + inputDimension()
                            + shapeText(),
                    "give the data that the network was trained for, or --input-shape");
        }
        return session(layers, session -> run(session, inputs, layers));
    }

    /// The lengths of the axes, when there are several.
    private String shapeText() {
        if (inputShape.length < 3) return "";
        List<String> lengths =
                Arrays.stream(inputShape).skip(1).mapToObj(Long::toString).toList();
        return " (" + String.join(" x ", lengths) + ")";
    }

    private Rows run(OrtSession session, Rows inputs, List<String> layers) throws OrtException {
        int rowCount = Math.toIntExact(inputs.rowCount());
        int batch = inputShape[0] > 0 ? Math.toIntExact(inputShape[0]) : BATCH;
        Map<String, float[]> values = new LinkedHashMap<>();
        Map<String, Integer> widths = new LinkedHashMap<>();
        double[] row = new double[inputs.dimension()];
        for (int first = 0; first < rowCount; first += batch) {
            int count = Math.min(batch, rowCount - first);
            // a file that fixes the number of rows gets that many, the last ones empty
            int sent = inputShape[0] > 0 ? batch : count;
            float[] block = new float[Math.multiplyExact(sent, row.length)];
            for (int n = 0; n < count; n++) {
                inputs.copyRow(first + n, row);
                for (int j = 0; j < row.length; j++) block[n * row.length + j] = (float) row[j];
            }
            long[] shape = inputShape.clone();
            shape[0] = sent;
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(block), shape);
                    OrtSession.Result result = session.run(Map.of(input, tensor), new LinkedHashSet<>(layers))) {
                for (String layer : layers) {
                    FloatBuffer numbers = numbers(result, layer);
                    int width = numbers.remaining() / sent;
                    if (numbers.remaining() != (long) width * sent || width == 0) {
                        throw new DataException(
                                "the layer '" + layer + "' does not have the same number of values for each row",
                                listed());
                    }
                    widths.put(layer, width);
                    float[] all = values.computeIfAbsent(layer, key -> new float[Math.multiplyExact(rowCount, width)]);
                    numbers.get(all, first * width, count * width);
                }
            }
        }
        return joined(rowCount, layers, values, widths);
    }

    private static FloatBuffer numbers(OrtSession.Result result, String layer) {
        Optional<ai.onnxruntime.OnnxValue> value = result.get(layer);
        if (value.isPresent() && value.get() instanceof OnnxTensor tensor) {
            FloatBuffer floats = tensor.getFloatBuffer();
            if (floats != null) return floats;
        }
        throw new DataException(
                "the layer '" + layer + "' does not hold numbers in single precision", "another --layer");
    }

    private static Rows joined(
            int rowCount, List<String> layers, Map<String, float[]> values, Map<String, Integer> widths) {
        int dimension = widths.values().stream().mapToInt(Integer::intValue).sum();
        float[] all = new float[Math.multiplyExact(rowCount, dimension)];
        List<String> columns = new ArrayList<>();
        int offset = 0;
        for (String layer : layers) {
            float[] part = values.getOrDefault(layer, new float[0]);
            int width = widths.getOrDefault(layer, 0);
            for (int j = 1; j <= width; j++) columns.add(layer + "." + j);
            for (int n = 0; n < rowCount; n++) System.arraycopy(part, n * width, all, n * dimension + offset, width);
            offset += width;
        }
        return Rows.wrap(all, rowCount, dimension).named(columns);
    }

    @Override
    public void save(Path path) throws IOException {
        Files.write(path, file);
    }

    @Override
    public void close() {
        // A session lives as long as one call.
    }
}
