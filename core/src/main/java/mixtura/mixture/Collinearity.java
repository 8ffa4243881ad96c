package mixtura.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// Columns that follow from those before them: duplicates, and linear combinations. A full covariance over
/// them is singular whatever the number of components.
final class Collinearity {
    /// More columns than this are not looked at.
    private static final int MOST_COLUMNS = 300;

    /// A column of which less than this share of its variance is left given the others follows from them.
    private static final double RESIDUAL = 1e-9;

    /// A standardised coefficient below this is rounding.
    private static final double COEFFICIENT = 1e-5;

    private static final int MOST_SENTENCES = 3;

    private Collinearity() {}

    /// A sentence for each of the first columns that follow from others; none when none does, or when there
    /// are too many columns or missing cells to say.
    static List<String> sentences(Rows rows, ColumnSummary summary, Execution execution) {
        int d = rows.dimension();
        if (d > MOST_COLUMNS || summary.missing() > 0) return List.of();
        if (summary.positiveRows() <= d) {
            return List.of(summary.positiveRows() + " rows in " + d + " columns lie in a flat, in which every full"
                    + " covariance is singular; take --covariance diag or spherical, fewer columns or --prior");
        }
        double[] deviation = new double[d];
        for (int j = 0; j < d; j++) deviation[j] = Math.sqrt(summary.variance(j));
        double[] correlation = CentredScatter.of(rows, summary, deviation, execution);
        return new Reduction(rows.columnNames(), correlation, d).sentences();
    }

    /// The Cholesky factor of the correlations, column by column, with columns that follow from earlier ones
    /// passed over.
    private static final class Reduction {
        private final List<String> names;
        private final double[] correlation;
        private final int d;
        private final List<Integer> kept = new ArrayList<>();
        private final List<double[]> factor = new ArrayList<>(); // of kept columns, one entry for each before

        Reduction(List<String> names, double[] correlation, int d) {
            this.names = names;
            this.correlation = correlation;
            this.d = d;
        }

        List<String> sentences() {
            List<String> sentences = new ArrayList<>();
            int more = 0;
            for (int j = 0; j < d; j++) {
                double[] row = new double[kept.size() + 1];
                double left = correlation[j * d + j];
                for (int i = 0; i < kept.size(); i++) {
                    double value = correlation[j * d + kept.get(i)];
                    for (int l = 0; l < i; l++) value -= row[l] * factor.get(i)[l];
                    row[i] = value / factor.get(i)[i];
                    left -= row[i] * row[i];
                }
                if (left > RESIDUAL) {
                    row[kept.size()] = Math.sqrt(left);
                    kept.add(j);
                    factor.add(row);
                } else if (sentences.size() < MOST_SENTENCES) {
                    sentences.add(sentence(j, row));
                } else {
                    more++;
                }
            }
            if (more > 0) sentences.add(more + " more columns follow from others");
            return sentences;
        }

        private String sentence(int j, double[] row) {
            double[] coefficient = new double[kept.size()];
            for (int i = kept.size() - 1; i >= 0; i--) {
                coefficient[i] = row[i];
                for (int l = i + 1; l < kept.size(); l++) coefficient[i] -= factor.get(l)[i] * coefficient[l];
                coefficient[i] /= factor.get(i)[i];
            }
            List<String> sources = new ArrayList<>();
            for (int i = 0; i < coefficient.length; i++) {
                if (Math.abs(coefficient[i]) > COEFFICIENT) sources.add("'" + names.get(kept.get(i)) + "'");
            }
            String from = sources.size() <= 4
                    ? String.join(", ", sources)
                    : String.join(", ", sources.subList(0, 3)) + " and " + (sources.size() - 3) + " others";
            return String.format(
                    Locale.ROOT,
                    "column '%s' follows from %s, so every full covariance is singular; leave it out with --columns"
                            + " '!%s', or take --covariance diag",
                    names.get(j),
                    from,
                    names.get(j));
        }
    }
}
