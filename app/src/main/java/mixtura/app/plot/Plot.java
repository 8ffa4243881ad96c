package mixtura.app.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The plots by name, as `mixtura plot NAME` knows them.
public enum Plot {
    CLASSIFICATION("classification", Needs.ROWS, "which row belongs where, with ellipses or centroids"),
    UNCERTAINTY("uncertainty", Needs.ROWS, "where a mixture doubts"),
    DENSITY("density", Needs.ROWS, "the density of a Gaussian mixture, as contours or curves"),
    PAIRS("pairs", Needs.ROWS, "up to six columns against each other"),
    PARALLEL("parallel", Needs.ROWS, "what differs between clusters, column by column"),
    RESPONSIBILITIES("responsibilities", Needs.ROWS, "whether the assignment is soft or hard"),
    SILHOUETTE("silhouette", Needs.ROWS, "how tight the clusters are"),
    QQ("qq", Needs.ROWS, "whether the components are Gaussian"),
    LEVELS("levels", Needs.MODEL, "how often each component has each level, for columns of levels"),
    CENTROIDS("centroids", Needs.MODEL, "the centres as images"),
    SAMPLES("samples", Needs.ROWS, "rows of each cluster as images"),
    CONFUSION("confusion", Needs.LABELS, "clusters against known classes"),
    TRACE("trace", Needs.MODEL, "the objective per iteration"),
    STARTS("starts", Needs.MODEL, "the final objective of every start"),
    SCORES("scores", Needs.ROWS, "histogram of −log density, beside that of strangers if given"),
    ROC("roc", Needs.STRANGERS, "strangers found against false alarms"),
    BIC("bic", Needs.TABLE, "k and shape of a mixture, from what select --json printed"),
    ELBOW("elbow", Needs.TABLE, "k of k-means by its distortion, from select -m kmeans --json"),
    INDEX("index", Needs.TABLE, "k of k-means by the index it was chosen by, from select -m kmeans --json"),
    GAP("gap", Needs.TABLE, "whether there are clusters, from select -m kmeans --criterion gap --json"),
    AUROC_BY_K("auroc-by-k", Needs.TABLE, "how well strangers are told by each k, from ood run -k 1..20 --json"),
    SEGMENTS("segments", Needs.IMAGES, "a photograph beside its segmentations, from segment --labels");

    private final String word;
    private final Needs needs;
    private final String answer;

    Plot(String word, Needs needs, String answer) {
        this.word = word;
        this.needs = needs;
        this.answer = answer;
    }

    /// What a plot is made of, besides the options.
    public enum Needs {
        /// A model file.
        MODEL,
        /// A model file and rows.
        ROWS,
        /// A model file, rows and their classes.
        LABELS,
        /// A model file, rows and rows of strangers.
        STRANGERS,
        /// A table of many fits, as `--json` prints it.
        TABLE,
        /// A photograph and maps of labels.
        IMAGES;

        /// Whether it is drawn from a model.
        public boolean isModel() {
            return this != TABLE && this != IMAGES;
        }
    }

    /// The name on the command line.
    public String word() {
        return word;
    }

    public Needs needs() {
        return needs;
    }

    /// What the plot answers, in a few words for a list.
    public String answer() {
        return answer;
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Plot::word).toList();
    }

    /// The plot of this name.
    ///
    /// @throws IllegalArgumentException if there is none; the message lists those that there are
    public static Plot ofWord(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        for (Plot plot : values()) if (plot.word.equals(wanted)) return plot;
        throw new IllegalArgumentException("no plot '" + word + "'; there are " + String.join(", ", words()));
    }
}
