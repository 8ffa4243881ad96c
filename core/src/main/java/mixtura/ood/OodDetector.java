package mixtura.ood;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.evaluate.DetectionScores;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.gaussian.GaussianMixture;
import org.jspecify.annotations.Nullable;

/// Tells rows of a kind that it was fitted to from strangers. Immutable; share it freely between threads.
///
/// A column that was constant in the fit counts as one whose variance is the ridge alone: rows with another value there
/// are strangers, by each rule but [RelativeMahalanobis], where that cancels.
///
/// ```java
/// OodDetector ood = OodDetector.fit(net.penultimate(digits), OodOptions.of(labels))
///         .calibrated(net.penultimate(rest), 0.01);
/// OodReport report = ood.evaluate(net.penultimate(mnistTest), net.penultimate(fashionTest));
/// ```
public final class OodDetector {
    private final Detector detector;
    private final List<String> columnNames;
    private final double[] centre; // empty: rows are used as they are
    private final double[] deviation;
    private final RowSketch training;
    private final @Nullable Calibration calibration;
    private final @Nullable Fit<GaussianMixture> fit;

    /// @param centre     one number a column, or none when columns are used as they are
    /// @param deviation  what columns are divided by
    /// @param training   of the rows that it was fitted to, in the units of the caller
    public OodDetector(
            Detector detector,
            List<String> columnNames,
            double[] centre,
            double[] deviation,
            RowSketch training,
            @Nullable Calibration calibration) {
        this(detector, columnNames, centre, deviation, training, calibration, null);
    }

    private OodDetector(
            Detector detector,
            List<String> columnNames,
            double[] centre,
            double[] deviation,
            RowSketch training,
            @Nullable Calibration calibration,
            @Nullable Fit<GaussianMixture> fit) {
        this.detector = detector;
        this.columnNames = List.copyOf(columnNames);
        this.centre = centre.clone();
        this.deviation = deviation.clone();
        this.training = training;
        this.calibration = calibration;
        this.fit = fit;
    }

    /// Fits a mixture of k Gaussians.
    public static OodDetector fit(Rows features, MixtureOptions options) {
        return fit(
                features,
                OodOptions.of(options.k())
                        .withCovariance(options.covariance())
                        .withRidge(options.ridge())
                        .withTolerance(options.tolerance())
                        .withSeed(options.seed())
                        .withThreads(options.threads())
                        .withKernels(options.kernels()));
    }

    /// Fits a detector to features of familiar rows.
    ///
    /// @throws DataException if classes are needed and missing, or a cell cannot be used
    public static OodDetector fit(Rows features, OodOptions options) {
        return fit(features, options, Progress.silent());
    }

    /// Fits a detector and tells `progress` of every iteration.
    public static OodDetector fit(Rows features, OodOptions options, Progress progress) {
        Execution execution = Execution.of(options.threads());
        ColumnSummary summary = ColumnSummary.of(features, execution);
        check(features, summary);
        Standardisation standardisation = options.kind() == OodOptions.Kind.NEIGHBOURS
                ? Standardisation.NONE
                : Standardisation.of(summary, options);
        Rows rows = standardisation.apply(features);
        DetectorFit.Fitted fitted = new DetectorFit(rows, options, progress).fit();
        return new OodDetector(
                fitted.detector(),
                features.columnNames(),
                standardisation.centre(),
                standardisation.deviation(),
                RowSketch.of(features, execution),
                null,
                fitted.mixture());
    }

    private static void check(Rows features, ColumnSummary summary) {
        for (int j = 0; j < features.dimension(); j++) {
            long first = summary.firstMissing(j) >= 0 ? summary.firstMissing(j) : summary.firstInfinite(j);
            if (first < 0) continue;
            throw new DataException(
                    "row " + (first + 1) + ", column '" + features.columnNames().get(j) + "' "
                            + (summary.firstMissing(j) >= 0 ? "is missing" : "is infinite"),
                    "--missing drop   or   --missing mean",
                    first + 1,
                    features.columnNames().get(j));
        }
    }

    /// The rule that scores.
    public Detector detector() {
        return detector;
    }

    /// Of the features.
    public List<String> columnNames() {
        return columnNames;
    }

    /// What columns are moved by, empty when they are used as they are.
    public double[] centre() {
        return centre.clone();
    }

    /// What columns are divided by then.
    public double[] deviation() {
        return deviation.clone();
    }

    /// Of the rows that it was fitted to.
    public RowSketch training() {
        return training;
    }

    /// Its threshold, when it has one.
    public Optional<Calibration> calibration() {
        return Optional.ofNullable(calibration);
    }

    /// How the mixture was fitted, when it just was.
    public Optional<Fit<GaussianMixture>> mixtureFit() {
        return Optional.ofNullable(fit);
    }

    /// How strange each row is; higher means stranger.
    ///
    /// @throws DataException if the rows have another width than those of the fit, or a cell is missing or
    ///                     infinite
    public double[] scores(Rows features) {
        return scores(features, Execution.onAllProcessors());
    }

    /// The same on that many threads.
    public double[] scores(Rows features, Execution execution) {
        if (features.dimension() != columnNames.size()) {
            throw new DataException(
                    "the rows have " + features.dimension() + " columns; the detector was fitted to "
                            + columnNames.size() + ", so the model has " + columnNames.size(),
                    "give features of the same layers of the same network");
        }
        Rows rows = centre.length == 0 ? features : features.standardised(centre, deviation);
        double[] scores = detector.scores(rows, execution);
        for (int n = 0; n < scores.length; n++) {
            if (Double.isNaN(scores[n])) {
                throw new DataException(
                        "row " + (n + 1) + " has no score: a cell is missing or infinite",
                        "--missing drop",
                        n + 1,
                        null);
            }
        }
        return scores;
    }

    /// The same with a threshold at which that share of familiar rows is called strange.
    ///
    /// @param heldOut         features of familiar rows that neither the network nor the detector was
    ///                     fitted to
    /// @param falseAlarmRate  such as 0.01
    /// @throws DataException if they were the rows of the fit
    public OodDetector calibrated(Rows heldOut, double falseAlarmRate) {
        refuseTraining(heldOut, "a threshold", Execution.onAllProcessors());
        return calibrated(scores(heldOut), falseAlarmRate);
    }

    /// The same from scores.
    public OodDetector calibrated(double[] heldOutScores, double falseAlarmRate) {
        return new OodDetector(
                detector, columnNames, centre, deviation, training, Calibration.of(heldOutScores, falseAlarmRate), fit);
    }

    /// Judges the detector.
    ///
    /// @param familiar   features of rows of the kind that it was fitted to, but not the same rows
    /// @param strangers  features of others
    /// @throws DataException if the familiar rows are those of the fit
    public OodReport evaluate(Rows familiar, Rows strangers) {
        Execution execution = Execution.onAllProcessors();
        refuseTraining(familiar, "an evaluation", execution);
        return report(scores(familiar, execution), scores(strangers, execution));
    }

    /// Judges scores of this detector.
    public OodReport report(double[] familiar, double[] strangers) {
        return new OodReport(
                detector.word(),
                familiar.length,
                strangers.length,
                DetectionScores.of(familiar, strangers),
                calibration,
                calibration == null ? 0 : calibration.strangers(familiar),
                calibration == null ? 0 : calibration.strangers(strangers));
    }

    /// Refuses rows that the detector was fitted to.
    ///
    /// @throws DataException if at least half of them were
    public void refuseTraining(Rows rows, String purpose, Execution execution) {
        double share = training.shareKnown(rows, execution);
        if (share < 0.5) return;
        throw new DataException(
                "the detector was fitted to "
                        + (share > 0.99 ? "these rows" : "about " + Math.round(100 * share) + " % of these rows") + ": "
                        + purpose + " on them would promise too much",
                "rows that the detector has not seen, a test set for instance");
    }

    @Override
    public String toString() {
        return detector.title() + ", columns " + Arrays.toString(columnNames.toArray());
    }
}
