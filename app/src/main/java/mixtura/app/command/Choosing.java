package mixtura.app.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import mixtura.app.console.Console;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.app.dataset.RowCheck;
import mixtura.data.DataException;
import mixtura.evaluate.ChooseComponents;
import mixtura.evaluate.Criterion;
import mixtura.evaluate.InformationCriteria;
import mixtura.evaluate.Selection;
import mixtura.mixture.Covariance;
import mixtura.mixture.Family;
import mixtura.mixture.FamilyOption;

/// A choice among sizes and shapes: what is tried, what is said about it.
///
/// @param seconds  that all fits together may take; infinite without a limit
record Choosing(Sizes sizes, List<Covariance> covariances, Criterion criterion, double seconds) {
    /// More structures than this have a line each, not a column each.
    private static final int MOST_ACROSS = 5;

    /// What `fit` has to choose from; with one size and one shape, nothing.
    static Choosing ofFit(FitOptions options) {
        Sizes sizes = options.sizes();
        return new Choosing(
                sizes == null ? new Sizes(1, 1) : sizes,
                options.covariances(List.of(Covariance.FULL)),
                Criterion.BIC,
                options.stopping().timeLimitSeconds());
    }

    /// Whether there is more than one thing to fit.
    boolean isNeeded() {
        return sizes.isRange() || covariances.size() > 1;
    }

    /// Fits everything.
    ///
    /// @param families  the same rows, once for each family
    Selection run(List<FitTask> families, Console console) {
        FitTask task = families.getFirst();
        int perSize = 0;
        List<Family<?, ?>> compared = new ArrayList<>();
        for (FitTask one : families) {
            compared.add(Objects.requireNonNull(one.family(), "k-means is chosen by ClusterChoosing"));
            perSize += one.method().takes(FamilyOption.COVARIANCE) ? covariances.size() : 1;
        }
        int tasks = (sizes.to() - sizes.from() + 1) * perSize;
        int[] done = {0};
        boolean shows = console.isTerminal() && !console.isQuiet() && console.progress() == Console.ProgressMode.AUTO;
        ChooseComponents choose = ChooseComponents.of(sizes.from(), sizes.to())
                .families(compared)
                .covariances(covariances.toArray(Covariance[]::new))
                .by(criterion)
                .listener(entry -> {
                    done[0] = Math.min(done[0] + 1, tasks); // those near the best are fitted twice
                    if (shows) console.errorText("\r\u001b[Kfit " + done[0] + "/" + tasks + "  " + entry.name());
                });
        if (seconds < 1e9) choose = choose.budget(Duration.ofMillis((long) (1000 * seconds)));
        try {
            return choose.run(task.rows(), task.mixtureOptions());
        } catch (DataException e) {
            throw RowCheck.failure(e, task.table().name());
        } finally {
            if (shows) console.errorText("\r\u001b[K");
        }
    }

    /// The fit that was chosen.
    ///
    /// @throws Failure if none can be
    static Selection.Entry best(Selection selection, FitTask task) {
        return selection
                .best()
                .orElseThrow(() -> Failure.of(Trouble.NUMERICAL, selection.reason())
                        .with("file", task.table().name())
                        .with("try", "--ridge 1e-3r   ·   --covariance spherical,diag   ·   a smaller -k"));
    }

    /// Which structure an entry has.
    static Covariance shape(Selection.Entry entry) {
        try {
            return Covariance.ofWord(entry.structure());
        } catch (IllegalArgumentException e) {
            return Covariance.FULL; // the family's name: it has no structures
        }
    }

    /// The table: how far each fit is above the best, a line a k and a column a structure.
    static void print(Selection selection, Console console) {
        List<String> structures = new ArrayList<>();
        TreeSet<Integer> sizes = new TreeSet<>();
        for (Selection.Entry entry : selection.table()) {
            String label = selection.label(entry);
            if (!structures.contains(label)) structures.add(label);
            sizes.add(entry.k());
        }
        double best = selection.best().map(Selection.Entry::value).orElse(Double.NaN);
        boolean estimates = selection.table().stream().anyMatch(Selection.Entry::estimated);
        boolean bounds = selection.table().stream().anyMatch(Choosing::isBound);
        console.say(
                "tried",
                "Δ" + selection.criterion().title() + " above the best; (…) a component rests on too little"
                        + (bounds ? "; < stopped early, at most so far" : "")
                        + (estimates ? "; ~ estimated from a sample of the rows" : ""));
        List<String> ks = sizes.stream().map(String::valueOf).toList();
        Map<String, String> cells = new HashMap<>();
        for (Selection.Entry entry : selection.table()) {
            cells.put(selection.label(entry) + " " + entry.k(), cell(entry, best));
        }
        BinaryOperator<String> cell = (structure, k) -> cells.getOrDefault(structure + " " + k, "");
        if (structures.size() <= MOST_ACROSS) print(console, "k", 4, ks, 14, structures, (k, s) -> cell.apply(s, k));
        else print(console, "k", -width(structures), structures, 10, ks, cell);
        console.say("chose", selection.reason());
    }

    private static int width(List<String> heads) {
        return heads.stream().mapToInt(head -> title(head).length()).max().orElse(0) + 1;
    }

    /// A table with heads on the left and above.
    private static void print(
            Console console,
            String corner,
            int headWidth,
            List<String> lines,
            int width,
            List<String> columns,
            BinaryOperator<String> cell) {
        StringBuilder head = new StringBuilder(padded(corner, headWidth));
        for (String column : columns) head.append(padded(column, width));
        console.say("", head.toString());
        for (String line : lines) {
            StringBuilder text = new StringBuilder(padded(title(line), headWidth));
            for (String column : columns) text.append(padded(cell.apply(line, column), width));
            console.say("", text.toString());
        }
    }

    /// A text at the right of so many columns, or at the left of them where the width is negative.
    private static String padded(String text, int width) {
        String blanks = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
        return width < 0 ? text + blanks : blanks + text;
    }

    private static String title(String line) {
        for (Covariance structure : Covariance.values()) if (structure.word().equals(line)) return structure.title();
        return line;
    }

    private static String cell(Selection.Entry entry, double best) {
        if (Double.isNaN(entry.value())) return "-";
        String mark = entry.estimated() ? "~" : isBound(entry) ? "<" : "";
        String number = mark + String.format(Locale.ROOT, "%.1f", entry.value() - best);
        return entry.isEligible() ? number : "(" + number + ")";
    }

    /// Whether the fit was left before it arrived: its criterion would fall further.
    private static boolean isBound(Selection.Entry entry) {
        return entry.screened()
                && !entry.estimated()
                && entry.fit().filter(fit -> !fit.converged()).isPresent();
    }

    /// The table in the words of `--json`.
    static List<Map<String, Object>> words(Selection selection) {
        return selection.table().stream().map(Choosing::words).toList();
    }

    /// One fit in the words of `--json`.
    static Map<String, Object> words(Selection.Entry entry) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("k", entry.k());
        words.put("method", entry.family());
        if (!entry.structure().equals(entry.family())) words.put("covariance", entry.structure());
        InformationCriteria criteria = entry.criteria().orElse(null);
        if (criteria != null) {
            words.put("logLikelihood", criteria.logLikelihood());
            words.put("parameters", criteria.parameters());
            words.put("bic", criteria.bic());
            words.put("icl", criteria.icl());
            words.put("aic", criteria.aic());
        }
        words.put("value", entry.value());
        entry.fit().ifPresent(fit -> {
            words.put("converged", fit.converged());
            words.put("flagged", fit.certificate().flagged());
            words.put("seconds_fit", fit.certificate().seconds());
        });
        words.put("screened", entry.screened());
        words.put("estimated", entry.estimated());
        words.put("eligible", entry.isEligible());
        if (!entry.trouble().isEmpty()) words.put("trouble", entry.trouble());
        return words;
    }
}
