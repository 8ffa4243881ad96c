package mixtura.save;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mixtura.Fit;
import mixtura.Step;
import mixtura.mixture.Mixture;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.ood.Calibration;
import mixtura.ood.Detector;
import mixtura.ood.LogitScore;
import mixtura.ood.MahalanobisDistance;
import mixtura.ood.MixtureDensity;
import mixtura.ood.NearestNeighbours;
import mixtura.ood.OodDetector;
import mixtura.ood.RelativeMahalanobis;
import mixtura.ood.RowSketch;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/// Detectors of strangers in files: JSON, in which each mixture is a whole model of [ModelFile]. Equal fits give
/// equal files, byte for byte, except under `created`, `seconds`, `options` and `certificate`.
public final class DetectorFile {
    /// What the key `schema` says.
    public static final String SCHEMA = "mixtura-ood";

    private static final int VERSION = 1;

    private DetectorFile() {}

    /// Writes a detector beside `file` and moves it there whole.
    public static void write(SavedDetector saved, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(folder == null ? Path.of(".") : folder, ".mixtura-", ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
                write(saved, out);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// Writes a detector to a stream, which is flushed and left open.
    public static void write(SavedDetector saved, OutputStream out) throws IOException {
        try (JsonGenerator json = ModelWriter.generator(out)) {
            write(saved, json);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
        out.flush();
    }

    private static void write(SavedDetector saved, JsonGenerator json) {
        OodDetector detector = saved.detector();
        json.writeStartObject();
        json.writeStringProperty("schema", SCHEMA);
        json.writeNumberProperty("version", VERSION);
        json.writeStringProperty("detector", detector.detector().word());
        json.writeNumberProperty("dimension", detector.columnNames().size());
        ModelWriter.strings(json, "columns", detector.columnNames());
        if (detector.centre().length > 0) {
            ModelWriter.numbers(json, "centre", detector.centre());
            ModelWriter.numbers(json, "deviation", detector.deviation());
        }
        detector.calibration().ifPresent(calibration -> {
            ModelWriter.number(json, "threshold", calibration.threshold());
            ModelWriter.number(json, "falseAlarmRate", calibration.falseAlarmRate());
            json.writeNumberProperty("heldOutRows", calibration.rowCount());
            json.writeNumberProperty("rank", calibration.rank());
        });
        json.writeName("training");
        json.writeStartObject();
        json.writeNumberProperty("rowCount", detector.training().rowCount());
        ModelWriter.strings(
                json,
                "sketch",
                Arrays.stream(detector.training().hashes())
                        .mapToObj(hash -> String.format("%016x", hash))
                        .toList());
        json.writeEndObject();
        json.writeNumberProperty("seed", saved.seed());
        ModelWriter.writeValue(json, "source", saved.source());
        ModelWriter.writeValue(json, "options", saved.options());
        writeParameters(saved, json);
        json.writeStringProperty("created", Instant.now().toString());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static void writeParameters(SavedDetector saved, JsonGenerator json) {
        switch (saved.detector().detector()) {
            case MixtureDensity(Mixture<?> mixture) -> writeMixtures(saved, json, mixture);
            case MahalanobisDistance(GaussianMixture classes) -> writeMixtures(saved, json, classes);
            case RelativeMahalanobis(GaussianMixture classes, GaussianMixture background) ->
                writeMixtures(saved, json, classes, background);
            case NearestNeighbours neighbours -> {
                json.writeNumberProperty("neighbour", neighbours.k());
                float[] rows = neighbours.unitRows();
                int dimension = saved.detector().columnNames().size();
                double[][] matrix = new double[rows.length / dimension][dimension];
                for (int i = 0; i < rows.length; i++) matrix[i / dimension][i % dimension] = rows[i];
                ModelWriter.matrix(json, "unitRows", matrix);
            }
            case LogitScore ignored -> {}
        }
    }

    private static void writeMixtures(SavedDetector saved, JsonGenerator json, Mixture<?>... mixtures) {
        json.writeName("models");
        json.writeStartArray();
        for (Mixture<?> mixture : mixtures) {
            Optional<Fit<GaussianMixture>> fit = saved.detector().mixtureFit();
            SavedModel told = fit.isPresent() && fit.get().model() == mixture
                    ? SavedModel.of(fit.get(), saved.seed())
                    : untold(mixture, saved.seed());
            ModelWriter.write(json, told, Instant.now());
        }
        json.writeEndArray();
    }

    /// A mixture of which only the parameters are known.
    private static SavedModel untold(Mixture<?> mixture, long seed) {
        List<Step> trace = List.of(new Step(0, Double.NaN));
        return new SavedModel(mixture, seed, trace, false, 0, List.of(), null, null, Map.of(), Map.of(), null);
    }

    /// Whether a file says that it is a detector.
    public static boolean isDetector(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(256), java.nio.charset.StandardCharsets.UTF_8);
            return head.stripLeading().startsWith("{") && head.contains('"' + SCHEMA + '"');
        }
    }

    /// Reads a detector.
    ///
    /// @throws ModelFileException if it is none, is cut short, or comes from a newer version
    public static SavedDetector read(Path file) throws IOException {
        String name = file.toString();
        Object content;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            content = JsonTree.read(in);
        } catch (JacksonException e) {
            throw damaged(name, String.valueOf(e.getOriginalMessage())).causedBy(e);
        }
        if (content instanceof Map<?, ?> map && ModelFile.SCHEMA.equals(map.get("schema"))) {
            throw new ModelFileException(
                    "'" + name + "' is a model, not a detector of strangers",
                    "mixtura score MODEL DATA gives log densities; mixtura ood fit FEATURES writes a detector");
        }
        if (!(content instanceof Map<?, ?> map) || !SCHEMA.equals(map.get("schema"))) {
            throw new ModelFileException(
                    "'" + name + "' is not a detector of Mixtura (it has no \"schema\": \"" + SCHEMA + "\")",
                    "give a file that mixtura ood fit or ood run wrote");
        }
        ModelReader.Node node = new ModelReader.Node(map, "");
        try {
            if (node.number("version") != VERSION) {
                throw new ModelFileException(
                        "'" + name + "' is of another version than this Mixtura reads", "use a newer Mixtura");
            }
            return saved(node, map, name);
        } catch (IllegalArgumentException e) {
            throw damaged(name, String.valueOf(e.getMessage())).causedBy(e);
        }
    }

    private static ModelFileException damaged(String name, String what) {
        return new ModelFileException(
                "'" + name + "' is damaged or cut short: " + what, "fit again, or take the file from a backup");
    }

    private static SavedDetector saved(ModelReader.Node node, Map<?, ?> map, String name) {
        List<Mixture<?>> mixtures = new ArrayList<>();
        if (map.get("models") instanceof List<?> models) {
            for (Object model : models) {
                if (new ModelReader(name).read(model).model() instanceof Mixture<?> mixture) mixtures.add(mixture);
                else throw new IllegalArgumentException("the key \"models\" holds something that is no mixture");
            }
        }
        ModelReader.Node training = node.child("training");
        RowSketch sketch = new RowSketch(
                (long) training.number("rowCount"),
                training.strings("sketch").stream()
                        .mapToLong(hash -> Long.parseUnsignedLong(hash, 16))
                        .toArray());
        OodDetector detector = new OodDetector(
                detector(node, mixtures),
                node.strings("columns"),
                node.has("centre") ? node.numbers("centre") : new double[0],
                node.has("deviation") ? node.numbers("deviation") : new double[0],
                sketch,
                calibration(node));
        return new SavedDetector(
                detector,
                (long) node.number("seed"),
                node.child("source").values(),
                node.child("options").values());
    }

    private static @Nullable Calibration calibration(ModelReader.Node node) {
        if (!node.has("threshold")) return null;
        return new Calibration(
                node.number("threshold"), node.number("falseAlarmRate"), (int) node.number("heldOutRows"), (int)
                        node.number("rank"));
    }

    private static Detector detector(ModelReader.Node node, List<Mixture<?>> mixtures) {
        String word = node.text("detector");
        return switch (word) {
            case "mixture" -> new MixtureDensity(mixtures.getFirst());
            case "mahalanobis", "mahalanobis-classwise" -> new MahalanobisDistance(gaussian(mixtures, 0));
            case "relative-mahalanobis" -> new RelativeMahalanobis(gaussian(mixtures, 0), gaussian(mixtures, 1));
            case "neighbours" -> neighbours(node);
            case "softmax" -> LogitScore.MAXIMUM_SOFTMAX;
            case "energy" -> LogitScore.ENERGY;
            default -> throw new IllegalArgumentException("the detector '" + word + "' is unknown");
        };
    }

    private static GaussianMixture gaussian(List<Mixture<?>> mixtures, int index) {
        if (index < mixtures.size() && mixtures.get(index) instanceof GaussianMixture gaussian) return gaussian;
        throw new IllegalArgumentException("the key \"models\" lacks a Gaussian mixture");
    }

    private static NearestNeighbours neighbours(ModelReader.Node node) {
        double[][] matrix = node.matrix("unitRows");
        int dimension = matrix[0].length;
        float[] rows = new float[matrix.length * dimension];
        for (int i = 0; i < rows.length; i++) rows[i] = (float) matrix[i / dimension][i % dimension];
        return new NearestNeighbours((int) node.number("neighbour"), dimension, rows);
    }
}
