package mixtura.save;

import java.io.OutputStream;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import mixtura.Certificate;
import mixtura.Step;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Mixture;
import mixtura.mixture.Noise;
import mixtura.mixture.ParameterWriter;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Writes a model as JSON, a key a line and a matrix row a line.
final class ModelWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    /// What a fit by variational Bayes raises.
    private static final String ELBO = "elbo";

    private final OutputStream out;

    ModelWriter(OutputStream out) {
        this.out = out;
    }

    void write(SavedModel saved, Instant created) {
        try (JsonGenerator json = generator(out)) {
            write(json, saved, created);
            json.writeRaw('\n');
        }
    }

    /// Writes the model as one object of what is being written.
    static void write(JsonGenerator json, SavedModel saved, Instant created) {
        json.writeStartObject();
        json.writeStringProperty("schema", ModelFile.SCHEMA);
        json.writeNumberProperty("version", ModelFile.VERSION);
        if (saved.model() instanceof KMeansModel model) writeKMeans(json, model);
        else if (saved.model() instanceof Mixture<?> model) writeMixture(json, model);
        else
            throw new IllegalArgumentException(
                    "no model that can be saved: " + saved.model().getClass());
        writeFit(json, saved);
        writeValue(json, "preparation", saved.preparation());
        writeValue(json, "options", saved.options());
        json.writeStringProperty("created", created.toString());
        if (saved.certificate() != null) {
            number(json, "seconds", saved.certificate().seconds());
            writeCertificate(json, saved.certificate());
        }
        json.writeEndObject();
    }

    static JsonGenerator generator(OutputStream out) {
        var printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        ObjectWriteContext context = new ObjectWriteContext.Base() {
            @Override
            public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
                return printer;
            }

            @Override
            public boolean hasPrettyPrinter() {
                return true;
            }
        };
        JsonGenerator json = FACTORY.createGenerator(context, out, JsonEncoding.UTF8);
        json.configure(tools.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET, false);
        return json;
    }

    private static void writeKMeans(JsonGenerator json, KMeansModel model) {
        json.writeStringProperty("method", model.variant().word());
        json.writeNumberProperty("k", model.k());
        json.writeNumberProperty("dimension", model.dimension());
        strings(json, "columns", model.columnNames());
        matrix(json, "centroids", model.centroids());
        numbers(json, "mass", model.mass());
        if (model.cutoff() < Double.POSITIVE_INFINITY) number(json, "cutoff", model.cutoff());
        if (model.fuzzifier() > 1) number(json, "fuzzifier", model.fuzzifier());
        if (model.hierarchy().length > 0) matrix(json, "hierarchy", model.hierarchy());
        switch (model.missing().treatment()) {
            case REFUSED, INTEGRATED_OUT -> {}
            case PARTIAL -> json.writeStringProperty("missing", model.missing().toString());
            case EXPECTED -> {
                json.writeStringProperty("missing", model.missing().toString());
                numbers(json, "missingMeans", model.missing().means());
                numbers(json, "missingVariances", model.missing().variances());
            }
        }
    }

    private static void writeMixture(JsonGenerator json, Mixture<?> model) {
        json.writeStringProperty("method", model.family().name());
        json.writeNumberProperty("k", model.componentCount());
        json.writeNumberProperty("dimension", model.dimension());
        strings(json, "columns", model.columnNames());
        json.writeName("constantColumns");
        json.writeStartObject();
        model.constantColumns()
                .forEach((column, value) -> number(json, model.columnNames().get(column), value));
        json.writeEndObject();
        if (!model.componentNames().isEmpty()) strings(json, "componentNames", model.componentNames());
        numbers(json, "mixingProportions", model.mixingProportions());
        model.noise().ifPresent(noise -> writeNoise(json, noise));
        if (model.cutoff() > Double.NEGATIVE_INFINITY) number(json, "cutoff", model.cutoff());
        model.writeParameters(new Parameters(json));
    }

    private static void writeNoise(JsonGenerator json, Noise noise) {
        json.writeName("noise");
        json.writeStartObject();
        number(json, "proportion", noise.proportion());
        number(json, "logVolume", noise.logVolume());
        numbers(json, "low", noise.low());
        numbers(json, "high", noise.high());
        json.writeEndObject();
    }

    /// Parameters as keys of the object that is being written.
    private record Parameters(JsonGenerator json) implements ParameterWriter {
        @Override
        public void text(String name, String value) {
            json.writeStringProperty(name, value);
        }

        @Override
        public void number(String name, double value) {
            ModelWriter.number(json, name, value);
        }

        @Override
        public void numbers(String name, double[] values) {
            ModelWriter.numbers(json, name, values);
        }

        @Override
        public void matrix(String name, double[][] rows) {
            ModelWriter.matrix(json, name, rows);
        }

        @Override
        public void matrices(String name, int count, IntFunction<double[][]> matrix) {
            json.writeName(name);
            json.writeStartArray();
            for (int i = 0; i < count; i++) ModelWriter.matrix(json, matrix.apply(i));
            json.writeEndArray();
        }

        @Override
        public void group(String name, Consumer<ParameterWriter> content) {
            json.writeName(name);
            json.writeStartObject();
            content.accept(this);
            json.writeEndObject();
        }
    }

    private static void writeFit(JsonGenerator json, SavedModel saved) {
        double objective = saved.trace().getLast().objective();
        boolean bound =
                saved.certificate() != null && saved.certificate().objective().equals(ELBO);
        if (bound) number(json, ELBO, objective);
        double likelihood = !bound
                ? objective
                : saved.criteria() == null ? Double.NaN : saved.criteria().logLikelihood();
        number(json, saved.model() instanceof KMeansModel ? "distortion" : "logLikelihood", likelihood);
        if (saved.model() instanceof Mixture<?> mixture) {
            json.writeNumberProperty("parameters", mixture.parameterCount());
        }
        if (saved.criteria() != null) {
            number(json, "bic", saved.criteria().bic());
            number(json, "aic", saved.criteria().aic());
            number(json, "icl", saved.criteria().icl());
        }
        json.writeNumberProperty("iterations", saved.iterations());
        json.writeBooleanProperty("converged", saved.converged());
        json.writeNumberProperty("seed", saved.seed());
        if (saved.data() != null) {
            json.writeName("data");
            json.writeStartObject();
            json.writeNumberProperty("rowCount", saved.data().rowCount());
            number(json, "totalWeight", saved.data().totalWeight());
            json.writeStringProperty("fingerprint", saved.data().fingerprint());
            json.writeEndObject();
        }
        numbers(
                json,
                "trace",
                saved.trace().stream().mapToDouble(Step::objective).toArray());
        double[] posterior =
                saved.trace().stream().mapToDouble(Step::logPosterior).toArray();
        if (!Arrays.equals(
                posterior, saved.trace().stream().mapToDouble(Step::objective).toArray())) {
            numbers(json, "logPosteriorTrace", posterior);
        }
        strings(json, "warnings", saved.warnings());
    }

    private static void writeCertificate(JsonGenerator json, Certificate certificate) {
        json.writeName("certificate");
        json.writeStartObject();
        json.writeStringProperty("objective", certificate.objective());
        json.writeBooleanProperty("monotone", certificate.monotone());
        number(json, "largestSetback", certificate.largestSetback());
        numbers(json, "mass", certificate.mass());
        numbers(json, "conditionNumbers", certificate.conditionNumbers());
        numbers(
                json,
                "flagged",
                certificate.flagged().stream().mapToDouble(k -> k).toArray());
        strings(json, "repairs", certificate.repairs());
        json.writeStringProperty("kernels", certificate.kernels());
        numbers(json, "restartObjectives", certificate.restartObjectives());
        json.writeNumberProperty("winner", certificate.winner());
        json.writeBooleanProperty("interrupted", certificate.interrupted());
        number(json, "secondsPerIteration", certificate.secondsPerIteration());
        number(json, "doubtfulRows", certificate.doubtfulRows());
        number(json, "expectedRise", certificate.expectedRise());
        if (!certificate.notes().isEmpty()) strings(json, "notes", certificate.notes());
        json.writeEndObject();
    }

    static void writeValue(JsonGenerator json, String name, Object value) {
        json.writeName(name);
        writeValue(json, value);
    }

    private static void writeValue(JsonGenerator json, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((key, item) -> writeValue(json, String.valueOf(key), item));
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (Object item : list) writeValue(json, item);
                json.writeEndArray();
            }
            case double[] array -> json.writeRawValue(text(array));
            case Boolean bool -> json.writeBoolean(bool);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Number number -> json.writeRawValue(text(number.doubleValue()));
            default -> json.writeString(value.toString());
        }
    }

    static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeName(name);
        json.writeStartArray();
        for (String value : values) json.writeString(value);
        json.writeEndArray();
    }

    static void number(JsonGenerator json, String name, double value) {
        json.writeName(name);
        json.writeRawValue(text(value));
    }

    static void numbers(JsonGenerator json, String name, double[] values) {
        json.writeName(name);
        json.writeRawValue(text(values));
    }

    static void matrix(JsonGenerator json, String name, double[][] rows) {
        json.writeName(name);
        matrix(json, rows);
    }

    private static void matrix(JsonGenerator json, double[][] rows) {
        StringWriter text = new StringWriter();
        text.append('[');
        for (int i = 0; i < rows.length; i++)
            text.append(i == 0 ? "\n    " : ",\n    ").append(text(rows[i]));
        json.writeRawValue(text.append("\n  ]").toString());
    }

    private static String text(double[] values) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < values.length; i++) text.append(i == 0 ? "" : ", ").append(text(values[i]));
        return text.append(']').toString();
    }

    /// The shortest text that reads back as the same bits; what JSON has no number for is a string.
    private static String text(double value) {
        if (!Double.isFinite(value)) return '"' + Double.toString(value) + '"';
        if (value == Math.rint(value) && Math.abs(value) < 1e15 && (value != 0 || 1 / value > 0))
            return Long.toString((long) value);
        return Double.toString(value);
    }
}
