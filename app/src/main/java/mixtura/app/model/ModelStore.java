package mixtura.app.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mixtura.Certificate;
import mixtura.Fit;
import mixtura.Step;
import mixtura.app.console.Failure;
import mixtura.app.console.OutputFile;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.dataset.Preparation;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.evaluate.InformationCriteria;
import mixtura.io.Npz;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Mixture;
import mixtura.mixture.bayes.BayesianMixture;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.mixture.robust.StudentMixture;
import mixtura.save.Fingerprint;
import mixtura.save.ModelFile;
import mixtura.save.ModelFileException;
import mixtura.save.SavedModel;
import mixtura.save.ScikitLearn;
import org.jspecify.annotations.Nullable;

/// The one place where the command line reads and writes model files.
public final class ModelStore {
    /// Bytes that are looked at to tell a model from data.
    private static final int HEAD = 4096;

    private ModelStore() {}

    /// Where a model comes from.
    ///
    /// @param fileRows     the rows in the file's units
    /// @param totalWeight  Σ w
    /// @param criteria     null for k-means
    /// @param preparation  from the file's units to the model's
    /// @param options      what was asked for
    public record Provenance(
            Rows fileRows,
            double totalWeight,
            Execution execution,
            @Nullable InformationCriteria criteria,
            Preparation preparation,
            long seed,
            Map<String, Object> options) {}

    /// A model that was read.
    ///
    /// @param file  as the user typed it
    public record Saved(String file, SavedModel saved) {
        /// A [KMeansModel] or a [Mixture].
        public Object model() {
            return saved.model();
        }

        /// The fit that the file tells of.
        public Fit<Object> fit() {
            Certificate certificate = saved.certificate();
            if (certificate == null) {
                certificate = new Certificate(
                        saved.model() instanceof KMeansModel ? "distortion" : "logLikelihood",
                        true,
                        0,
                        mass(),
                        new double[0],
                        List.of(),
                        List.of(),
                        "",
                        new double[0],
                        0,
                        false,
                        0,
                        Double.NaN,
                        0,
                        0);
            }
            return new Fit<>(
                    saved.model(), saved.trace(), saved.converged(), saved.iterations(), saved.warnings(), certificate);
        }

        /// What is done to data before the model sees them.
        public Preparation preparation() {
            return Preparation.fromMap(saved.preparation());
        }

        /// N_k: as the fit left it, else the proportions.
        public double[] mass() {
            Certificate certificate = saved.certificate();
            if (certificate != null) return certificate.mass();
            return saved.model() instanceof KMeansModel parts
                    ? parts.mass()
                    : ((Mixture<?>) saved.model()).mixingProportions();
        }

        /// What `inspect` lists, by the names of the model file.
        public Map<String, Object> facts() {
            Map<String, Object> facts = new LinkedHashMap<>();
            Object model = saved.model();
            facts.put("method", method(model));
            facts.put("k", model instanceof Mixture<?> mixture ? mixture.componentCount() : ((KMeansModel) model).k());
            facts.put("dimension", dimension(model));
            facts.put("columns", columnNames(model));
            if (model instanceof GaussianMixture mixture)
                facts.put("covariance", mixture.covariance().word());
            if (model instanceof BayesianMixture mixture)
                facts.put("covariance", mixture.plugIn().covariance().word());
            if (model instanceof StudentMixture mixture) {
                facts.put("covariance", mixture.structure().word());
                facts.put(
                        "degreesOfFreedom",
                        Arrays.stream(mixture.degreesOfFreedom()).boxed().toList());
            }
            if (model instanceof Mixture<?> mixture) {
                mixture.noise().ifPresent(noise -> {
                    facts.put("noise", noise.proportion());
                    facts.put("logVolume", noise.logVolume());
                });
                if (mixture.cutoff() > Double.NEGATIVE_INFINITY) facts.put("cutoff", mixture.cutoff());
            }
            if (model instanceof KMeansModel parts) {
                if (parts.cutoff() < Double.POSITIVE_INFINITY) facts.put("cutoff", parts.cutoff());
                if (parts.fuzzifier() > 1) facts.put("fuzzifier", parts.fuzzifier());
                if (parts.hierarchy().length > 0) facts.put("hierarchy", parts.hierarchy());
            }
            SavedModel.DataSummary data = saved.data();
            if (data != null) {
                facts.put("rowCount", data.rowCount());
                facts.put("totalWeight", data.totalWeight());
                facts.put("fingerprint", data.fingerprint());
            }
            double objective = saved.trace().getLast().objective();
            // A mixture of scikit-learn comes without the story of its fit.
            if (Double.isNaN(objective)) return facts;
            InformationCriteria criteria = saved.criteria();
            if (model instanceof BayesianMixture) facts.put("elbo", objective);
            if (!(model instanceof BayesianMixture)) {
                facts.put(model instanceof KMeansModel ? "distortion" : "logLikelihood", objective);
            } else if (criteria != null) {
                facts.put("logLikelihood", criteria.logLikelihood());
            }
            if (criteria != null) {
                facts.put("parameters", criteria.parameters());
                facts.put("bic", criteria.bic());
                facts.put("aic", criteria.aic());
                facts.put("icl", criteria.icl());
            }
            facts.put("iterations", saved.iterations());
            facts.put("converged", saved.converged());
            facts.put("seed", saved.seed());
            facts.put("warnings", saved.warnings());
            if (!saved.preparation().isEmpty()) facts.put("preparation", saved.preparation());
            if (!saved.options().isEmpty()) facts.put("options", saved.options());
            return facts;
        }
    }

    /// Reads a model file.
    ///
    /// @throws Failure if there is none of that name, or it is no model
    public static Saved read(Session session, String name) {
        Path file = session.resolve(name);
        if (Files.isDirectory(file))
            throw Failure.of(Trouble.UNREADABLE, "'" + name + "' is a folder, not a model file");
        if (Files.isRegularFile(file) && !isModel(session, name) && !name.endsWith(".npz")) {
            throw Failure.of(Trouble.BAD_MODEL_FILE, "'" + name + "' is not a model file of Mixtura")
                    .with("try", "the model before the data: mixtura COMMAND my.model.json my.csv");
        }
        try {
            return new Saved(name, isArchive(file) ? scikitLearn(file) : ModelFile.read(file));
        } catch (DataException e) {
            throw Failure.of(Trouble.BAD_MODEL_FILE, String.valueOf(e.getMessage()))
                    .with("file", name)
                    .with("try", e.hint())
                    .because(e);
        } catch (ModelFileException e) {
            throw Failure.of(Trouble.BAD_MODEL_FILE, String.valueOf(e.getMessage()))
                    .with("file", name)
                    .with("try", e.hint())
                    .because(e);
        } catch (NoSuchFileException e) {
            throw Failure.of(Trouble.UNREADABLE, "there is no model file '" + name + "'")
                    .with("try", "mixtura fit DATA -k N   writes one")
                    .because(e);
        } catch (IOException e) {
            throw Failure.of(Trouble.UNREADABLE, "the model file '" + name + "' cannot be read: " + e.getMessage())
                    .because(e);
        }
    }

    private static boolean isArchive(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 'P' && in.read() == 'K';
        }
    }

    /// A mixture of scikit-learn, of which nothing is known but its parameters.
    private static SavedModel scikitLearn(Path file) {
        List<Step> trace = List.of(new Step(0, Double.NaN));
        return new SavedModel(
                ScikitLearn.read(file), 0, trace, false, 0, List.of(), null, null, Map.of(), Map.of(), null);
    }

    /// Whether a file begins like a model file, or holds the arrays of a mixture of scikit-learn.
    public static boolean isModel(Session session, String name) {
        Path file = session.resolve(name);
        if (!Files.isRegularFile(file)) return false;
        try {
            if (isArchive(file)) return Npz.members(file).containsAll(List.of("weights_", "means_"));
        } catch (IOException | DataException e) {
            // Whoever reads it next says why it cannot be read.
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).stripLeading();
            return head.startsWith("{");
        } catch (IOException e) {
            // Whoever reads it next says why it cannot be read.
            return false;
        }
    }

    /// Writes a model file.
    public static void write(SavedModel model, OutputFile file) {
        file.write(out -> ModelFile.write(model, out));
    }

    /// Writes a model file, or keeps the model in the folder for temporary files when that fails: the fit may
    /// have taken hours, and the disk may have filled up meanwhile.
    ///
    /// @throws Failure if the file cannot be written; it says where the model is kept
    public static void writeOrRescue(SavedModel model, OutputFile file) {
        try {
            write(model, file);
        } catch (Failure e) {
            Path kept = rescue(model);
            throw kept == null ? e : e.with("kept", kept.toString());
        }
    }

    private static @Nullable Path rescue(SavedModel model) {
        try {
            Path kept = Files.createTempFile("mixtura-rescued-", ".model.json");
            try {
                ModelFile.write(model, kept);
                return kept;
            } catch (IOException e) {
                Files.deleteIfExists(kept);
                return null;
            }
        } catch (IOException e) {
            // There is no room there either; the first failure says what matters.
            return null;
        }
    }

    /// Writes a model to a stream.
    public static void stream(SavedModel model, OutputStream out) throws IOException {
        ModelFile.write(model, out);
    }

    /// A fit with all that its file says of it.
    public static SavedModel describe(Fit<?> fit, Provenance provenance) {
        Rows rows = provenance.fileRows();
        SavedModel.DataSummary data = new SavedModel.DataSummary(
                rows.rowCount(), provenance.totalWeight(), Fingerprint.of(rows, provenance.execution()));
        SavedModel saved = SavedModel.of(fit, provenance.seed())
                .withData(data)
                .withPreparation(provenance.preparation().toMap())
                .withOptions(provenance.options());
        return provenance.criteria() == null ? saved : saved.withCriteria(provenance.criteria());
    }

    private static String method(Object model) {
        if (model instanceof KMeansModel parts) return parts.variant().word();
        return ((Mixture<?>) model).family().name();
    }

    /// The columns that the model describes.
    public static List<String> columnNames(Object model) {
        if (model instanceof KMeansModel parts) return parts.columnNames();
        return ((Mixture<?>) model).columnNames();
    }

    /// Their number.
    public static int dimension(Object model) {
        return columnNames(model).size();
    }
}
