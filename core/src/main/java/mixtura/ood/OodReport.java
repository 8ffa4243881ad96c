package mixtura.ood;

import mixtura.evaluate.DetectionScores;
import org.jspecify.annotations.Nullable;

/// How well a detector tells strangers from familiar rows.
///
/// @param detector       its word
/// @param familiarCount  familiar rows that were scored
/// @param strangerCount  strangers that were scored
/// @param scores         over all thresholds
/// @param calibration    the threshold, or null when there is none
/// @param falseAlarms    familiar rows at or above it
/// @param found          strangers at or above it
public record OodReport(
        String detector,
        int familiarCount,
        int strangerCount,
        DetectionScores scores,
        @Nullable Calibration calibration,
        int falseAlarms,
        int found) {
    /// Probability that a stranger scores higher than a familiar row.
    public double auroc() {
        return scores.auroc();
    }

    /// Share of the familiar rows called strange where 95 % of the strangers are found.
    public double falsePositiveRateAt95() {
        return scores.fpr95();
    }

    /// Share of the familiar rows that the threshold calls strange; NaN without a threshold.
    public double falseAlarmRate() {
        return calibration == null ? Double.NaN : falseAlarms / (double) familiarCount;
    }

    /// Share of the strangers that the threshold finds; NaN without a threshold.
    public double foundRate() {
        return calibration == null ? Double.NaN : found / (double) strangerCount;
    }

    /// Whether the false alarms are as many as the threshold promises: within the 99 % prediction interval.
    public boolean keepsItsPromise() {
        if (calibration == null) return false;
        int[] interval = calibration.falseAlarmsAmong(familiarCount);
        return falseAlarms >= interval[0] && falseAlarms <= interval[1];
    }

    /// What an AUROC below ½ means, empty above.
    public String warning() {
        if (!scores.isUpsideDown()) return "";
        return "the AUROC is below 0.5: strangers look more familiar than the familiar rows. Here higher means stranger;"
                + " a log density given as a score is upside down (its AUROC is 1 − this one), and so is exchanging the"
                + " two files. If both are right, these features do not show what is strange about the strangers";
    }
}
