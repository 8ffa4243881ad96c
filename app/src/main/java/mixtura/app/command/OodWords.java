package mixtura.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mixtura.app.console.Console;
import mixtura.app.console.Numbers;
import mixtura.ood.Calibration;
import mixtura.ood.OodDetector;
import mixtura.ood.OodReport;

/// Detectors and how well they do, in sentences and in the words of `--json`.
final class OodWords {
    private OodWords() {}

    /// The threshold of a detector.
    static void sayThreshold(Console console, OodDetector detector) {
        Optional<Calibration> calibration = detector.calibration();
        if (calibration.isEmpty()) return;
        Calibration c = calibration.get();
        console.say(
                "",
                "threshold " + Numbers.plain(c.threshold()) + " · " + rate(c.falseAlarmRate())
                        + " false alarms asked for · from " + Numbers.count(c.rowCount(), "withheld row"));
    }

    /// A report of an evaluation.
    static void say(Console console, OodReport report) {
        var scores = report.scores();
        console.say(
                "judge",
                report.familiarCount() + " familiar rows, " + Numbers.count(report.strangerCount(), "stranger")
                        + " · higher score means stranger");
        console.say(
                "",
                String.format(
                        Locale.ROOT,
                        "AUROC %.4f · AUPR %.4f (strangers), %.4f (familiar) · FPR at 95 %% TPR %.4f",
                        scores.auroc(),
                        scores.auprOut(),
                        scores.auprIn(),
                        scores.fpr95()));
        Calibration calibration = report.calibration();
        if (calibration != null) {
            int[] interval = calibration.falseAlarmsAmong(report.familiarCount());
            console.say(
                    "",
                    "false alarms " + report.falseAlarms() + " of " + report.familiarCount() + " ("
                            + rate(report.falseAlarmRate()) + ") · expected with 99 % probability " + interval[0]
                            + " to "
                            + interval[1] + (report.keepsItsPromise() ? "" : ": they are outside"));
            console.say(
                    "",
                    "strangers found " + report.found() + " of " + report.strangerCount() + " ("
                            + Numbers.percent(report.foundRate()) + ")");
            if (!report.keepsItsPromise()) {
                console.hint("the false alarms are not those that the threshold promises: the familiar rows are not of"
                        + " the same kind as the withheld ones, or the features were learned from the withheld rows");
            }
        }
        if (!report.warning().isEmpty()) console.hint(report.warning());
    }

    /// Two files for a caption, with their folders when their names are the same.
    static String pair(String familiar, String strangers) {
        if (!Outputs.fileName(familiar).equals(Outputs.fileName(strangers))) {
            return Outputs.fileName(familiar) + " against " + Outputs.fileName(strangers);
        }
        return withFolder(familiar) + " against " + withFolder(strangers);
    }

    private static String withFolder(String name) {
        Path folder = Path.of(name).getParent();
        return folder == null ? name : Outputs.fileName(folder.toString()) + "/" + Outputs.fileName(name);
    }

    static String rate(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /// The threshold's keys.
    static void put(Map<String, Object> json, OodDetector detector) {
        Calibration calibration = detector.calibration().orElse(null);
        json.put("threshold", calibration == null ? null : calibration.threshold());
        if (calibration == null) return;
        json.put("false_alarm_rate_asked", calibration.falseAlarmRate());
        json.put("withheld_rows", calibration.rowCount());
    }

    /// The report's keys.
    static void put(Map<String, Object> json, OodReport report) {
        json.putAll(judged(report));
        Calibration calibration = report.calibration();
        if (calibration == null) return;
        json.put("threshold", calibration.threshold());
        json.put("false_alarm_rate_asked", calibration.falseAlarmRate());
        json.put("withheld_rows", calibration.rowCount());
        json.put("false_alarms", report.falseAlarms());
        json.put("false_alarm_rate", report.falseAlarmRate());
        json.put("false_alarms_expected", calibration.falseAlarmsAmong(report.familiarCount()));
        json.put("within_expected", report.keepsItsPromise());
        json.put("found", report.found());
        json.put("found_rate", report.foundRate());
    }

    /// The keys that any score has.
    static Map<String, Object> judged(OodReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("detector", report.detector());
        json.put("rows_in", report.familiarCount());
        json.put("rows_out", report.strangerCount());
        json.put("auroc", report.auroc());
        json.put("aupr_in", report.scores().auprIn());
        json.put("aupr_out", report.scores().auprOut());
        json.put("fpr95", report.scores().fpr95());
        json.put("fpr95_in", report.scores().fpr95In());
        return json;
    }
}
