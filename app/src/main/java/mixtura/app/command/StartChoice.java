package mixtura.app.command;

import java.util.List;
import mixtura.app.console.Failure;
import mixtura.app.console.Numbers;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.dataset.DataOptions;
import mixtura.app.dataset.Dataset;
import mixtura.app.dataset.Preparation;
import mixtura.app.model.ModelStore;
import mixtura.data.Rows;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Mixture;
import mixtura.mixture.Start;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.seeding.KMeansPlusPlus;
import mixtura.seeding.Seeding;
import org.jspecify.annotations.Nullable;

/// Where a fit begins: `--start` with what it names read in.
///
/// @param word     the option as it was typed
/// @param labels   classes, with `labels`
/// @param centres  k × d in the units that the model sees, with `file:`, and with `model:` of a k-means model
/// @param mixture  with `model:`
record StartChoice(
        String word,
        Dataset.@Nullable Classes labels,
        double @Nullable [][] centres,
        @Nullable Mixture<?> mixture) {
    /// Means of the classes that rows stay with.
    static final StartChoice OF_CLASSES = new StartChoice("classes", null, null, null);

    /// A kind of its own for each restart.
    static final StartChoice VARIED = new StartChoice("varied", null, null, null);

    /// One merging of the rows, which every size is cut from.
    static final StartChoice AGGLOMERATED = new StartChoice("hc", null, null, null);

    /// What the literature calls short runs.
    private static final String EM_EM = "em-EM";

    private static final String FILE = "file:";
    private static final String MODEL = "model:";

    static StartChoice of(
            Session session, String word, Method method, Dataset table, Preparation preparation, int dimension) {
        if (method.isMixture() && word.equalsIgnoreCase(EM_EM)) return new StartChoice("short-runs", null, null, null);
        if (word.startsWith(FILE)) {
            return new StartChoice(
                    word, null, centres(session, word.substring(FILE.length()), table, preparation, dimension), null);
        }
        if (word.startsWith(MODEL)) return model(session, word, method, dimension);
        if (word.equals("labels")) return new StartChoice(word, table.requireClasses(), null, null);
        if (!method.isMixture()) {
            Choice.of(
                    "--start",
                    word,
                    "kmeans++",
                    "kmeans||",
                    "rows",
                    "partition",
                    "labels",
                    "file:CENTRES",
                    "model:MODEL");
        } else {
            Choice.of(
                    "--start",
                    word,
                    "kmeans",
                    "kmeans++",
                    "hc",
                    "short-runs",
                    "rows",
                    "partition",
                    "labels",
                    "file:MEANS",
                    "model:MODEL");
        }
        if (word.contains(":")) {
            throw Failure.of(
                    Trouble.INVALID_VALUE,
                    "--start " + word + " needs the name of a file, such as --start file:centres.csv");
        }
        return new StartChoice(word, null, null, null);
    }

    private static double[][] centres(
            Session session, String name, Dataset table, Preparation preparation, int dimension) {
        Dataset file = DataOptions.plain(session, name);
        Rows rows = file.rows();
        if (file.named()
                && table.named()
                && rows.columnNames().containsAll(table.rows().columnNames())) {
            List<String> names = rows.columnNames();
            rows = rows.select(
                    table.rows().columnNames().stream().mapToInt(names::indexOf).toArray());
        }
        if (rows.dimension() != dimension) {
            throw Failure.of(
                            Trouble.COLUMNS_DIFFER,
                            "the centres have " + rows.dimension() + " columns, the data " + dimension
                                    + ": they must be k x d")
                    .with("file", name);
        }
        Rows prepared = preparation.apply(rows);
        double[][] centres = new double[Math.toIntExact(prepared.rowCount())][dimension];
        for (int c = 0; c < centres.length; c++) prepared.copyRow(c, centres[c]);
        return centres;
    }

    private static StartChoice model(Session session, String word, Method method, int dimension) {
        String name = word.substring(MODEL.length());
        Object model = ModelStore.read(session, name).model();
        switch (model) {
            case KMeansModel parts
            when parts.dimension() == dimension -> {
                return new StartChoice(word, null, parts.centroids(), null);
            }
            case GaussianMixture parts
            when !method.isMixture() && parts.dimension() == dimension -> {
                return new StartChoice(word, null, parts.means(), null);
            }
            case Mixture<?> mixture
            when method.isMixture() && mixture.dimension() == dimension -> {
                return new StartChoice(word, null, null, mixture);
            }
            default -> {
                int columns = ModelStore.dimension(model);
                throw columns == dimension
                        ? Failure.of(
                                        Trouble.WRONG_MODEL,
                                        "the model '" + name
                                                + "' cannot start k-means: it has no centres to begin with")
                                .with("try", "--start kmeans++")
                        : Failure.of(
                                        Trouble.WRONG_MODEL,
                                        "the model '" + name + "' cannot start this fit: it has "
                                                + Numbers.count(columns, "column") + ", the data " + dimension)
                                .with("columns", String.join(", ", ModelStore.columnNames(model)))
                                .with("try", "--columns   to choose the model's columns");
            }
        }
    }

    /// Whether restarts would all begin at the same place.
    boolean isFixed() {
        return labels != null || centres != null || mixture != null || word.equals("hc");
    }

    /// Components that the start itself has, 0 when it takes any number.
    int k() {
        if (labels != null) return labels.words().size();
        if (centres != null) return centres.length;
        return mixture == null ? 0 : mixture.componentCount();
    }

    /// For a sentence on the number of components.
    String description() {
        if (labels != null) return "the label column '" + labels.name() + "'";
        return "the start '" + word + "'";
    }

    /// For k-means.
    Seeding seeding(int trials) {
        if (labels != null) return Seeding.labelMeans(labels.codes());
        if (centres != null) return Seeding.given(centres);
        return switch (word) {
            case "kmeans||" -> Seeding.kMeansParallel();
            case "rows" -> Seeding.randomRows();
            case "partition" -> Seeding.randomPartition();
            default -> trials == 0 ? Seeding.kMeansPlusPlus() : new KMeansPlusPlus(trials);
        };
    }

    /// For mixtures.
    Start mixtureStart() {
        if (labels != null) return Start.labels(labels.codes());
        if (centres != null) return Start.means(centres);
        if (mixture != null) return Start.from(mixture);
        return switch (word) {
            case "classes" -> Start.classMeans();
            case "kmeans++" -> Start.kMeansPlusPlus();
            case "varied" -> Start.varied();
            case "hc" -> Start.agglomerative();
            case "short-runs" -> Start.shortRuns();
            case "rows" -> Start.rows();
            case "partition" -> Start.partition();
            default -> Start.kMeans();
        };
    }
}
