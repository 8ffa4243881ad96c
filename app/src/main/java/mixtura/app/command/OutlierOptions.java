package mixtura.app.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mixtura.app.console.Failure;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.app.dataset.RowCheck;
import mixtura.data.DataException;
import mixtura.data.Labels;
import mixtura.io.DataFile;
import mixtura.io.ReadOptions;
import mixtura.kmeans.Variant;
import mixtura.mixture.ColumnKind;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.Outliers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Rows that belong to no component.
final class OutlierOptions {
    private static final double NOISE = 0.05;

    /// Of trimmed k-means, when nothing else is said.
    private static final double TRIM = 0.05;

    private static final Set<String> MARKS = Set.of("1", "true", "noise", "yes");

    @Option(
            names = "--noise",
            paramLabel = "WHAT",
            description =
                    "A component of even density takes the rows that belong to no cluster: auto, a share to begin"
                            + " with (0.05), or a file that marks rows to begin with (1 or 0 a row). See 'mixtura help outliers'.")
    private @Nullable String noise;

    @Option(
            names = "--trim",
            paramLabel = "SHARE",
            description =
                    "Of the rows' weight that is left out: of mixtures the least likely rows (0), of trimmed (0.05),"
                            + " kmedians and spherical (0) the farthest.")
    private @Nullable String trim;

    /// The share of the weight that is left out.
    double trim(Method method) {
        String text = trim;
        Variant variant = method.variant();
        if (text == null) return variant == Variant.TRIMMED ? TRIM : 0;
        if (!method.isMixture()
                && variant != Variant.TRIMMED
                && variant != Variant.K_MEDIANS
                && variant != Variant.SPHERICAL) {
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS,
                            "--trim belongs to mixtures, trimmed, kmedians and spherical, not to -m " + method.word())
                    .with("try", "-m trimmed   is k-means with rows left out");
        }
        try {
            boolean percent = text.endsWith("%");
            double share = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
            if (percent) share /= 100;
            if (share >= 0 && share < 1) return share;
        } catch (NumberFormatException e) {
            throw Failure.of(Trouble.INVALID_VALUE, "--trim is '" + text + "'; it is a share such as 0.05 or 5%")
                    .because(e);
        }
        throw Failure.of(Trouble.INVALID_VALUE, "--trim is " + text + "; it is from 0 to below 1, such as 0.05");
    }

    /// Refuses what makes no sense, before any work.
    void check(Method method) {
        double trimmed = trim(method);
        if (noise == null) return;
        if (!method.takes(FamilyOption.COLLAPSE) || method.columnKind() != ColumnKind.NUMERIC) {
            throw Failure.of(
                    Trouble.CONFLICTING_OPTIONS,
                    "--noise is for mixtures of numbers (-m gmm, student, lognormal), not for -m " + method.word());
        }
        if (trimmed > 0) {
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS, "--noise and --trim both deal with outliers; give one of them")
                    .with("try", "--noise " + noise + "   or   --trim " + trim);
        }
        if (isNumber(noise) && !(share(noise) > 0 && share(noise) < 1)) {
            throw Failure.of(
                    Trouble.INVALID_VALUE,
                    "--noise is " + noise + "; it is a share above 0 and below 1, such as 0.05, auto, or a file");
        }
    }

    /// What a mixture is to do about outliers.
    Outliers outliers(Session session, double trimmed, long rowCount) {
        if (trimmed > 0) return Outliers.trimmed(trimmed);
        String text = noise;
        if (text == null) return Outliers.none();
        if (text.equals("auto")) return Outliers.noise(NOISE);
        return isNumber(text) ? Outliers.noise(share(text)) : Outliers.noise(marked(session, text, rowCount));
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?%?");
    }

    private static double share(String text) {
        boolean percent = text.endsWith("%");
        double share = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
        return percent ? share / 100 : share;
    }

    private static boolean[] marked(Session session, String name, long rowCount) {
        Labels marks;
        try {
            marks = DataFile.readLabels(session.resolve(name), ReadOptions.auto());
        } catch (DataException e) {
            throw RowCheck.failure(e, name);
        }
        if (marks.rowCount() != rowCount) {
            throw Failure.of(
                    Trouble.BAD_LABELS,
                    "there are " + marks.rowCount() + " marks in '" + name + "' for " + rowCount + " rows");
        }
        List<String> levels = marks.levels();
        boolean[] rows = new boolean[(int) rowCount];
        int count = 0;
        for (int n = 0; n < rows.length; n++) {
            int code = marks.code(n);
            rows[n] = code >= 0 && MARKS.contains(levels.get(code).toLowerCase(Locale.ROOT));
            if (rows[n]) count++;
        }
        if (count == 0 || count == rows.length) {
            throw Failure.of(
                            Trouble.BAD_LABELS,
                            count + " of " + rows.length + " rows in '" + name
                                    + "' are marked as noise (1, true, yes or" + " noise); mark some, and not all")
                    .with("try", "--noise auto");
        }
        return rows;
    }

    /// What the model file says of them.
    void describe(Map<String, Object> words) {
        if (noise != null) words.put("noise", noise);
    }
}
