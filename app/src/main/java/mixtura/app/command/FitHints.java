package mixtura.app.command;

import java.util.Locale;
import mixtura.app.console.Console;
import mixtura.data.ColumnSummary;
import mixtura.data.Rows;

/// Advice that is worth a line before a fit.
final class FitHints {
    private static final double SCALES_APART = 100;

    /// Bounds and priors compare variances: these are a hundredfold apart.
    private static final double SCALES_UNLIKE = 10;

    private FitHints() {}

    static void give(Console console, Method method, Rows rows, ColumnSummary summary, int k) {
        if (rows.isWeighted() && summary.totalWeight() < summary.positiveRows()) {
            console.hint(String.format(
                    Locale.ROOT,
                    "the weights add up to %.4g, less than the %d rows; they count as frequencies, so BIC takes the"
                            + " data for smaller than they are",
                    summary.totalWeight(),
                    summary.positiveRows()));
        }
        if (method.equals(Method.GAUSSIAN) && isBinary(rows, summary)) {
            console.hint("all " + rows.dimension() + " columns are 0/1, try -m bernoulli");
        }
        if (!method.isMixture()) scales(console, rows, summary, SCALES_APART, "decides the clusters");
        if (k > 1 && 2L * k > summary.positiveRows()) {
            console.hint("k is " + k + " and there are " + summary.positiveRows() + " rows: hardly two for each "
                    + method.part() + "; fewer say more");
        }
    }

    /// What keeps components from collapsing may be in the units of the columns, and then is for one of them.
    ///
    /// @param what  the units decide
    static void giveForUnits(Console console, Rows rows, ColumnSummary summary, String what) {
        scales(console, rows, summary, SCALES_UNLIKE, what);
    }

    /// Whether every column is 0/1 without being constant.
    private static boolean isBinary(Rows rows, ColumnSummary summary) {
        for (int j = 0; j < rows.dimension(); j++) {
            if (summary.minimum(j) != 0 || summary.maximum(j) != 1 || !isTwoValued(summary, j)) return false;
        }
        return true;
    }

    /// Whether column j has two values: exactly then its variance reaches (max − mean)(mean − min), the most that its
    /// range and mean allow (Bhatia and Davis 2000, theorem 1).
    static boolean isTwoValued(ColumnSummary summary, int j) {
        double most = (summary.maximum(j) - summary.mean(j)) * (summary.mean(j) - summary.minimum(j));
        return !summary.isConstant(j) && Math.abs(summary.variance(j) - most) <= 1e-9 * most;
    }

    private static void scales(Console console, Rows rows, ColumnSummary summary, double apart, String what) {
        int widest = -1;
        int narrowest = -1;
        for (int j = 0; j < rows.dimension(); j++) {
            if (summary.isConstant(j)) continue;
            if (widest < 0 || summary.variance(j) > summary.variance(widest)) widest = j;
            if (narrowest < 0 || summary.variance(j) < summary.variance(narrowest)) narrowest = j;
        }
        if (widest < 0) return;
        double ratio = Math.sqrt(summary.variance(widest) / summary.variance(narrowest));
        // Pictures and other tables of one kind of value have narrow columns too; there the scale is the meaning.
        if (ratio < apart || rows.dimension() > 50) return;
        console.hint(String.format(
                Locale.ROOT,
                "column '%s' is spread %.0f times as widely as '%s' and %s, try --scale standard",
                rows.columnNames().get(widest),
                ratio,
                rows.columnNames().get(narrowest),
                what));
    }
}
