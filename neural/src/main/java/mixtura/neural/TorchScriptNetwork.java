package mixtura.neural;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mixtura.data.DataException;
import mixtura.data.Rows;
import mixtura.network.Network;

/// A network in a TorchScript file. A script is closed: only what it returns can be read, as `output`, or
/// as `output1`,
/// `output2` and so on when it returns several arrays. To reach inner layers, let the script return them,
/// or export ONNX.
final class TorchScriptNetwork implements Network {
    private static final int BATCH = 1024;

    private final Path path;
    private final String name;
    private final Model model;
    private final int[] rowShape;

    private TorchScriptNetwork(Path path, String name, Model model, int... rowShape) {
        this.path = path;
        this.name = name;
        this.model = model;
        this.rowShape = rowShape;
    }

    /// @param rowShape  of one row; a script does not say it
    static TorchScriptNetwork open(Path path, int threads, int... rowShape) throws IOException {
        PyTorch.engine(threads);
        Path file = path.toAbsolutePath();
        Path last = file.getFileName();
        String name = last == null ? file.toString() : last.toString();
        if (rowShape.length == 0) {
            throw new DataException(
                    "'" + name + "' is TorchScript, which does not say what shape a row has",
                    "--input-shape 784   or   --input-shape 1x28x28");
        }
        Model model = Model.newInstance(name, "PyTorch");
        try {
            model.load(file.getParent(), name);
        } catch (MalformedModelException | RuntimeException e) {
            model.close();
            throw new DataException(
                            "'" + name + "' is no TorchScript network that PyTorch can read: " + e.getMessage(),
                            "write it with torch.jit.script(model).save('net.pt')")
                    .causedBy(e);
        }
        return new TorchScriptNetwork(file, name, model, rowShape);
    }

    @Override
    public List<Layer> layers() {
        int count = outputs(new float[inputDimension()], 1).size();
        if (count == 1) return List.of(new Layer("output", "TorchScript"));
        List<Layer> layers = new ArrayList<>();
        for (int i = 1; i <= count; i++) layers.add(new Layer("output" + i, "TorchScript"));
        return layers;
    }

    @Override
    public List<String> resolve(String words) {
        List<String> known = layers().stream().map(Layer::name).toList();
        if (words.equals(ALL)) return known;
        Set<String> wanted = new LinkedHashSet<>();
        for (String word : words.split(",", -1)) {
            if (!known.contains(word.strip())) {
                throw new DataException(
                        "'" + name + "' has no layer '" + word.strip() + "'",
                        "all, or " + String.join(", ", known) + "; a script shows what it returns alone");
            }
            wanted.add(word.strip());
        }
        return List.copyOf(wanted);
    }

    @Override
    public String output() {
        return layers().getFirst().name();
    }

    @Override
    public int inputDimension() {
        return Arrays.stream(rowShape).reduce(1, Math::multiplyExact);
    }

    @Override
    public Rows features(Rows inputs, List<String> layers) {
        List<String> wanted = resolve(String.join(",", layers));
        if (inputs.dimension() != inputDimension()) {
            throw new DataException(
                    "the rows have " + inputs.dimension() + " values; '" + name + "' is to take " + inputDimension(),
                    "another --input-shape");
        }
        List<String> known = layers().stream().map(Layer::name).toList();
        int rowCount = Math.toIntExact(inputs.rowCount());
        double[] row = new double[inputs.dimension()];
        List<float[]> blocks = new ArrayList<>();
        int dimension = 0;
        List<String> columns = new ArrayList<>();
        for (int first = 0; first < rowCount; first += BATCH) {
            int count = Math.min(BATCH, rowCount - first);
            float[] block = new float[count * row.length];
            for (int n = 0; n < count; n++) {
                inputs.copyRow(first + n, row);
                for (int j = 0; j < row.length; j++) block[n * row.length + j] = (float) row[j];
            }
            List<float[]> outputs = outputs(block, count);
            List<float[]> parts = wanted.stream()
                    .map(layer -> outputs.get(known.indexOf(layer)))
                    .toList();
            if (first == 0) {
                for (int i = 0; i < parts.size(); i++) {
                    int width = parts.get(i).length / count;
                    dimension += width;
                    for (int j = 1; j <= width; j++) columns.add(wanted.get(i) + "." + j);
                }
            }
            blocks.add(sideBySide(parts, count, dimension));
        }
        float[] all = new float[Math.multiplyExact(rowCount, dimension)];
        int offset = 0;
        for (float[] block : blocks) {
            System.arraycopy(block, 0, all, offset, block.length);
            offset += block.length;
        }
        return Rows.wrap(all, rowCount, dimension).named(columns);
    }

    private static float[] sideBySide(List<float[]> parts, int count, int dimension) {
        float[] joined = new float[count * dimension];
        int offset = 0;
        for (float[] part : parts) {
            int width = part.length / count;
            for (int n = 0; n < count; n++) System.arraycopy(part, n * width, joined, n * dimension + offset, width);
            offset += width;
        }
        return joined;
    }

    private List<float[]> outputs(float[] block, int count) {
        long[] shape = new long[rowShape.length + 1];
        shape[0] = count;
        for (int i = 0; i < rowShape.length; i++) shape[i + 1] = rowShape[i];
        try (NDManager manager = model.getNDManager().newSubManager();
                Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator())) {
            NDList result = predictor.predict(new NDList(manager.create(block, new Shape(shape))));
            List<float[]> outputs = new ArrayList<>();
            for (NDArray array : result) {
                outputs.add(array.toType(DataType.FLOAT32, false).toFloatArray());
            }
            result.close();
            return outputs;
        } catch (TranslateException | RuntimeException e) {
            throw new DataException(
                            "'" + name + "' cannot be run on rows of shape " + Arrays.toString(rowShape) + ": "
                                    + e.getMessage(),
                            "--input-shape as the network was trained with")
                    .causedBy(e);
        }
    }

    @Override
    public void save(Path file) throws IOException {
        Files.copy(path, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        model.close();
    }
}
