package mixtura.app.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mixtura.app.console.Console;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.app.dataset.RowCheck;
import mixtura.data.DataException;
import mixtura.evaluate.ChooseClusters;
import mixtura.evaluate.ClusterCriterion;
import mixtura.evaluate.ClusterSelection;
import mixtura.evaluate.GapStatistic;
import mixtura.kmeans.KMeansOptions;

/// A choice among sizes of k-means and its relatives: what is tried, what is said about it.
///
/// @param seconds  that all fits together may take; infinite without a limit
record ClusterChoosing(Sizes sizes, ClusterCriterion criterion, GapOptions gap, double seconds) {
    /// The words of the criteria.
    static String[] words() {
        ClusterCriterion[] all = ClusterCriterion.values();
        String[] words = new String[all.length];
        for (int i = 0; i < words.length; i++) words[i] = all[i].word();
        return words;
    }

    /// The criterion of that word.
    static ClusterCriterion criterion(String word) {
        Choice.of("--criterion", word, words());
        for (ClusterCriterion criterion : ClusterCriterion.values())
            if (criterion.word().equals(word)) return criterion;
        throw new IllegalStateException(word);
    }

    /// Fits everything.
    ClusterSelection run(FitTask task, Console console) {
        KMeansOptions options = task.kMeansOptions();
        criterion.obstacle(options).ifPresent(obstacle -> {
            throw Failure.of(Trouble.CONFLICTING_OPTIONS, obstacle)
                    .with(
                            "try",
                            "mixtura select " + task.table().name() + " -m "
                                    + task.method().word() + " --criterion elbow");
        });
        int[] done = {0};
        int tasks = sizes.to() - sizes.from() + 1 + (criterion == ClusterCriterion.GAP ? gap.sets() : 0);
        boolean shows = console.isTerminal() && !console.isQuiet() && console.progress() == Console.ProgressMode.AUTO;
        ChooseClusters choose = ChooseClusters.of(sizes.from(), sizes.to())
                .by(criterion)
                .references(gap.sets(), gap.box())
                .listener(what -> {
                    done[0]++;
                    if (shows) console.errorText("\r\u001b[Kfit " + done[0] + "/" + tasks + "  " + what);
                });
        if (seconds < 1e9) choose = choose.budget(Duration.ofMillis((long) (1000 * seconds)));
        try {
            return choose.run(task.rows(), options);
        } catch (DataException e) {
            throw RowCheck.failure(e, task.table().name());
        } finally {
            if (shows) console.errorText("\r\u001b[K");
        }
    }

    /// The fit that was chosen.
    ///
    /// @throws Failure if none can be
    static ClusterSelection.Entry best(ClusterSelection selection, FitTask task) {
        String other = selection.criterion() == ClusterCriterion.SILHOUETTE ? "elbow" : "silhouette";
        return selection
                .best()
                .orElseThrow(() -> Failure.of(Trouble.NUMERICAL, selection.reason())
                        .with("file", task.table().name())
                        .with("try", "--criterion " + other + "   ·   another range, such as -k 2..12"));
    }

    /// The table: a line a k.
    static void print(ClusterSelection selection, Console console) {
        boolean gaps = selection.criterion() == ClusterCriterion.GAP;
        console.say("tried", heading(selection.criterion()));
        String head = String.format("%4s%16s%12s%14s%12s", "k", "distortion", "silhouette", "CH", "DB");
        console.say("", gaps ? head + String.format("%10s%10s", "gap", "s.e.") : head);
        int chosen = selection.best().map(ClusterSelection.Entry::k).orElse(0);
        for (ClusterSelection.Entry entry : selection.table()) {
            StringBuilder line = new StringBuilder(String.format(
                    "%4d%16s%12s%14s%12s",
                    entry.k(),
                    cell("%.6g", entry.distortion()),
                    cell("%.4f", entry.silhouette()),
                    cell("%.2f", entry.calinskiHarabasz()),
                    cell("%.4f", entry.daviesBouldin())));
            if (gaps) {
                double error = entry.gap().map(GapStatistic::standardError).orElse(Double.NaN);
                line.append(String.format(
                        "%10s%10s", cell("%.4f", entry.value(ClusterCriterion.GAP)), cell("%.4f", error)));
            }
            if (entry.k() == chosen) line.append("  <");
            if (!entry.trouble().isEmpty()) line.append("  ").append(entry.trouble());
            console.say("", line.toString());
        }
        console.say("chose", selection.reason());
    }

    private static String heading(ClusterCriterion criterion) {
        return switch (criterion) {
            case SILHOUETTE, CALINSKI_HARABASZ -> "by " + criterion.title() + ", higher is better";
            case DAVIES_BOULDIN -> "by " + criterion.title() + ", lower is better";
            case ELBOW -> "by the knee of the distortion";
            case GAP -> "by the gap statistic: the smallest k within one standard error of the next";
        };
    }

    private static String cell(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    /// The table in the words of `--json`.
    static List<Map<String, Object>> words(ClusterSelection selection, FitTask task) {
        return selection.table().stream()
                .map(entry -> words(entry, selection, task))
                .toList();
    }

    /// One fit in the words of `--json`.
    static Map<String, Object> words(ClusterSelection.Entry entry, ClusterSelection selection, FitTask task) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("k", entry.k());
        words.put("method", task.method().word());
        words.put("distortion", entry.distortion());
        words.put("silhouette", entry.silhouette());
        words.put("calinskiHarabasz", entry.calinskiHarabasz());
        words.put("daviesBouldin", entry.daviesBouldin());
        entry.gap().ifPresent(gap -> {
            words.put("gap", gap.gap());
            words.put("gapStandardError", gap.standardError());
            words.put("logDistortion", gap.logDistortion());
            words.put("expectedLogDistortion", gap.expected());
        });
        words.put("value", entry.value(selection.criterion()));
        entry.fit().ifPresent(fit -> {
            words.put("converged", fit.converged());
            words.put("seconds_fit", fit.certificate().seconds());
        });
        words.put("eligible", entry.trouble().isEmpty());
        if (!entry.trouble().isEmpty()) words.put("trouble", entry.trouble());
        return words;
    }
}
