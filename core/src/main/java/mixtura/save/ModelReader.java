package mixtura.save;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mixtura.Certificate;
import mixtura.Step;
import mixtura.data.Missing;
import mixtura.evaluate.InformationCriteria;
import mixtura.kmeans.KMeansModel;
import mixtura.kmeans.Variant;
import mixtura.mixture.Family;
import mixtura.mixture.Mixture;
import mixtura.mixture.Noise;
import mixtura.mixture.Outline;
import mixtura.mixture.ParameterReader;
import mixtura.mixture.families.Families;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Reads what [ModelWriter] writes, and says what is wrong with anything else.
final class ModelReader {
    private final String name;

    ModelReader(String name) {
        this.name = name;
    }

    SavedModel read(InputStream in) throws IOException {
        Object content;
        try {
            content = JsonTree.read(in);
        } catch (JacksonException e) {
            throw damaged(sentence(e.getOriginalMessage()) + at(e)).causedBy(e);
        }
        return read(content);
    }

    /// The model in a value that was read already.
    SavedModel read(Object content) {
        if (content instanceof Map<?, ?> map && DetectorFile.SCHEMA.equals(map.get("schema"))) {
            throw new ModelFileException(
                    "'" + name + "' is a detector of strangers, not a model",
                    "mixtura ood score and mixtura ood evaluate read it");
        }
        if (!(content instanceof Map<?, ?> map) || !ModelFile.SCHEMA.equals(map.get("schema"))) {
            throw new ModelFileException(
                    "'" + name + "' is not a model of Mixtura (it has no \"schema\": \"" + ModelFile.SCHEMA + "\")",
                    "give a file that mixtura fit wrote; the model comes before the data");
        }
        Node file = new Node(map, "");
        checkVersion(file);
        try {
            return saved(file);
        } catch (IllegalArgumentException e) {
            throw damaged(String.valueOf(e.getMessage())).causedBy(e);
        }
    }

    /// The parser's sentence without its remarks on where something began, which name no line of the file.
    private static String sentence(String message) {
        int remark = message.indexOf(" (start marker");
        return remark < 0 ? message : message.substring(0, remark);
    }

    private static String at(JacksonException e) {
        return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
    }

    private ModelFileException damaged(String what) {
        return new ModelFileException(
                "'" + name + "' is damaged or cut short: " + what, "fit again, or take the file from a backup");
    }

    private void checkVersion(Node file) {
        double version = file.number("version");
        if (version > ModelFile.VERSION) {
            throw new ModelFileException(
                    "'" + name + "' is of version " + (long) version + "; this Mixtura reads versions up to "
                            + ModelFile.VERSION,
                    "use a newer Mixtura");
        }
        if (version != ModelFile.VERSION) {
            throw new ModelFileException("'" + name + "' has the unknown version " + version, "fit again");
        }
    }

    private SavedModel saved(Node file) {
        String method = file.text("method");
        Optional<Variant> variant = Variant.ofWord(method);
        Object model = variant.isPresent() ? kMeans(file, variant.get()) : mixture(file, method);
        return new SavedModel(
                model instanceof Mixture<?> mixture ? described(mixture, file) : model,
                (long) file.number("seed"),
                trace(file),
                file.bool("converged"),
                (int) file.number("iterations"),
                file.strings("warnings"),
                data(file),
                criteria(file),
                file.child("preparation").values(),
                file.child("options").values(),
                certificate(file));
    }

    private static KMeansModel kMeans(Node file, Variant variant) {
        KMeansModel model = KMeansModel.of(file.matrix("centroids"), file.numbers("mass"), file.strings("columns"))
                .withGeometry(variant.geometry());
        if (file.has("cutoff")) model = model.withCutoff(file.number("cutoff"));
        if (file.has("fuzzifier")) model = model.withFuzzifier(file.number("fuzzifier"));
        if (file.has("hierarchy")) model = model.withHierarchy(file.matrix("hierarchy"));
        if (file.has("missing")) {
            boolean partial = file.text("missing").equals(Missing.PARTIAL.toString());
            model = model.withMissing(
                    partial
                            ? Missing.PARTIAL
                            : Missing.expected(file.numbers("missingMeans"), file.numbers("missingVariances")));
        }
        return model;
    }

    private Mixture<?> mixture(Node file, String method) {
        Family<?, ?> family = Families.named(method)
                .orElseThrow(() -> new ModelFileException(
                        "'" + name + "' holds a model of the unknown method '" + method + "'", "use a newer Mixtura"));
        Outline outline = new Outline(file.numbers("mixingProportions"), file.strings("columns"), constants(file));
        return family.read(outline, file);
    }

    private static Mixture<?> described(Mixture<?> read, Node file) {
        Mixture<?> mixture = file.has("cutoff") ? read.withCutoff(file.number("cutoff")) : read;
        if (file.has("noise")) mixture = mixture.withNoise(noise(file.child("noise")));
        return mixture.describedBy(
                file.has("componentNames") ? file.strings("componentNames") : List.of(),
                file.has("parameters") ? (long) file.number("parameters") : mixture.parameterCount());
    }

    private static Noise noise(Node noise) {
        return new Noise(
                noise.number("proportion"), noise.number("logVolume"), noise.numbers("low"), noise.numbers("high"));
    }

    private static SortedMap<Integer, Double> constants(Node file) {
        SortedMap<Integer, Double> constants = new TreeMap<>();
        List<String> columns = file.strings("columns");
        Node node = file.child("constantColumns");
        for (String column : node.values().keySet()) {
            int index = columns.indexOf(column);
            if (index < 0)
                throw new IllegalArgumentException("the constant column '" + column + "' is not among the columns");
            constants.put(index, node.number(column));
        }
        return constants;
    }

    private static List<Step> trace(Node file) {
        double[] objective = file.numbers("trace");
        double[] posterior = file.has("logPosteriorTrace") ? file.numbers("logPosteriorTrace") : objective;
        return IntStream.range(0, objective.length)
                .mapToObj(t -> new Step(t, objective[t], posterior[t]))
                .toList();
    }

    private static SavedModel.@Nullable DataSummary data(Node file) {
        if (!file.has("data")) return null;
        Node data = file.child("data");
        return new SavedModel.DataSummary(
                (long) data.number("rowCount"), data.number("totalWeight"), data.text("fingerprint"));
    }

    private static @Nullable InformationCriteria criteria(Node file) {
        if (!file.has("bic") || !file.has("data")) return null;
        return new InformationCriteria(
                file.number("logLikelihood"),
                (long) file.number("parameters"),
                file.child("data").number("totalWeight"),
                file.number("bic"),
                file.number("aic"),
                file.number("icl"));
    }

    private static @Nullable Certificate certificate(Node file) {
        if (!file.has("certificate")) return null;
        Node node = file.child("certificate");
        return new Certificate(
                node.text("objective"),
                node.bool("monotone"),
                node.number("largestSetback"),
                node.numbers("mass"),
                node.numbers("conditionNumbers"),
                java.util.Arrays.stream(node.numbers("flagged"))
                        .mapToObj(k -> (int) k)
                        .toList(),
                node.strings("repairs"),
                node.text("kernels"),
                node.numbers("restartObjectives"),
                (int) node.number("winner"),
                node.bool("interrupted"),
                file.number("seconds"),
                node.number("secondsPerIteration"),
                node.number("doubtfulRows"),
                node.has("expectedRise") ? node.number("expectedRise") : 0,
                node.has("notes") ? node.strings("notes") : List.of());
    }

    /// An object of the file, whose keys are there and of the right kind, or a message says which is not.
    record Node(Map<?, ?> map, String path) implements ParameterReader {
        @Override
        public boolean has(String key) {
            return map.containsKey(key);
        }

        private Object get(String key) {
            Object value = map.get(key);
            if (value == null) throw new IllegalArgumentException("the key \"" + path + key + "\" is missing");
            return value;
        }

        private IllegalArgumentException wrong(String key, String expected) {
            return new IllegalArgumentException("the key \"" + path + key + "\" is not " + expected);
        }

        @Override
        public String text(String key) {
            if (get(key) instanceof String text) return text;
            throw wrong(key, "a string");
        }

        boolean bool(String key) {
            if (get(key) instanceof Boolean bool) return bool;
            throw wrong(key, "true or false");
        }

        @Override
        public double number(String key) {
            return JsonTree.number(get(key)).orElseThrow(() -> wrong(key, "a number"));
        }

        @Override
        public double[] numbers(String key) {
            return JsonTree.numbers(get(key)).orElseThrow(() -> wrong(key, "a list of numbers"));
        }

        @Override
        public double[][] matrix(String key) {
            return JsonTree.matrix(get(key))
                    .orElseThrow(() -> wrong(key, "a list of rows of numbers, all of one length"));
        }

        @Override
        public double[][] raggedMatrix(String key) {
            return JsonTree.raggedMatrix(get(key)).orElseThrow(() -> wrong(key, "a list of rows of numbers"));
        }

        @Override
        public List<double[][]> matrices(String key) {
            if (!(get(key) instanceof List<?> list)) throw wrong(key, "a list of matrices");
            List<double[][]> matrices = new ArrayList<>();
            for (Object item : list)
                matrices.add(JsonTree.raggedMatrix(item).orElseThrow(() -> wrong(key, "a list of matrices")));
            return matrices;
        }

        @Override
        public Node group(String key) {
            return child(key);
        }

        List<String> strings(String key) {
            if (JsonTree.asLists(get(key)) instanceof List<?> list)
                return list.stream().map(String::valueOf).toList();
            throw wrong(key, "a list");
        }

        Node child(String key) {
            if (get(key) instanceof Map<?, ?> child) return new Node(child, path + key + ".");
            throw wrong(key, "an object");
        }

        Map<String, Object> values() {
            Map<String, Object> values = new LinkedHashMap<>();
            map.forEach((key, value) -> values.put(String.valueOf(key), JsonTree.asLists(value)));
            return values;
        }
    }
}
