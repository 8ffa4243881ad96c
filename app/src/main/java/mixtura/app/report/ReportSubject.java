package mixtura.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mixtura.Fit;
import mixtura.app.console.Numbers;
import mixtura.app.dataset.Dataset;
import mixtura.app.model.ModelStore;
import mixtura.app.plot.PlotOptions;
import mixtura.app.plot.Plots;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.evaluate.Agreement;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Mixture;
import mixtura.save.Fingerprint;
import org.jspecify.annotations.Nullable;

/// What a report tells of: a model, the rows it is shown on, and what the one says of the other.
///
/// @param table         the data in the file's units
/// @param rows          as the model sees them
/// @param summary       of these rows
/// @param mass          weight of the rows of each component
/// @param unsureRows    rows whose largest responsibility is below [#SURE]; −1 where there are no
///                      responsibilities
/// @param sameRows      whether these are the rows that the model was fitted to; null when the model does not
///                      say
/// @param agreement     with known classes, or null
/// @param plotOptions   how plots are drawn
/// @param command       that makes this report
public record ReportSubject(
        ModelStore.Saved saved,
        Fit<?> fit,
        Dataset table,
        Rows rows,
        ColumnSummary summary,
        double[] mass,
        long unsureRows,
        @Nullable Boolean sameRows,
        @Nullable Agreement agreement,
        PlotOptions plotOptions,
        String command) {
    /// Rows below this responsibility in every component are called unsure.
    public static final double SURE = 0.9;

    /// Looks at all rows.
    public static ReportSubject of(
            ModelStore.Saved saved,
            Dataset table,
            Rows rows,
            PlotOptions plotOptions,
            String command,
            Execution execution) {
        Fit<?> fit = saved.fit();
        int[] cluster = new int[Math.toIntExact(rows.rowCount())];
        long unsure = -1;
        if (fit.model() instanceof Mixture<?> mixture) {
            long[] found = {0};
            int k = mixture.componentCount();
            mixture.score(rows, execution, (first, count, logDensity, r) -> {
                for (int n = 0; n < count; n++) {
                    int best = mixture.cluster(logDensity[n], r, n * k);
                    cluster[(int) first + n] = best;
                    if (best >= 0 && r[n * k + best] < SURE) {
                        synchronized (found) {
                            found[0]++;
                        }
                    }
                }
            });
            unsure = found[0];
        } else if (fit.model() instanceof KMeansModel parts) {
            System.arraycopy(parts.predict(rows), 0, cluster, 0, cluster.length);
        }
        double[] mass = new double[saved.mass().length];
        for (int n = 0; n < cluster.length; n++) if (cluster[n] >= 0) mass[cluster[n]] += rows.weight(n);
        String print =
                saved.saved().data() == null ? null : saved.saved().data().fingerprint();
        Dataset.Classes classes = table.classes();
        return new ReportSubject(
                saved,
                fit,
                table,
                rows,
                ColumnSummary.of(rows, execution),
                mass,
                unsure,
                print == null ? null : print.equals(Fingerprint.of(table.rows(), execution)),
                classes == null ? null : Agreement.of(cluster, classes.codes(), weights(rows)),
                plotOptions,
                command);
    }

    private static double[] weights(Rows rows) {
        double[] weights = new double[Math.toIntExact(rows.rowCount())];
        for (int n = 0; n < weights.length; n++) weights[n] = rows.weight(n);
        return weights;
    }

    int k() {
        return mass.length;
    }

    boolean isMixture() {
        return fit.model() instanceof Mixture<?>;
    }

    /// `component` or `cluster`.
    String word() {
        return isMixture() ? "component" : "cluster";
    }

    /// The data's name without its folder.
    String dataName() {
        return plotOptions.dataName();
    }

    /// The method, its size and its shape as the beginning of a sentence: `A Gaussian mixture of 3 components
    /// (full covariances)`.
    String methodTitle() {
        String method = Plots.method(fit.model());
        int comma = method.indexOf(", ");
        String name = comma < 0 ? method : method.substring(0, comma);
        String shape = comma < 0 ? "" : " (" + method.substring(comma + 2) + ")";
        String size = (isMixture() ? " of " : " with ") + Numbers.count(k(), word());
        return (isMixture() ? article(name) + name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                + size
                + shape;
    }

    private static String article(String noun) {
        boolean vowel = "aeiou".indexOf(noun.toLowerCase(Locale.ROOT).charAt(0)) >= 0;
        return vowel ? "An " : "A ";
    }

    /// What the file says was asked for, by name.
    List<Html.Fact> asked() {
        List<Html.Fact> facts = new ArrayList<>();
        saved.saved().options().forEach((name, value) -> facts.add(new Html.Fact(name, plain(value))));
        facts.add(new Html.Fact("seed", String.valueOf(saved.saved().seed())));
        return facts;
    }

    private static String plain(Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15)
            return String.valueOf(number.longValue());
        return String.valueOf(value);
    }
}
