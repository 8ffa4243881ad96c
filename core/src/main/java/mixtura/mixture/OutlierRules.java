package mixtura.mixture;

import java.util.Arrays;
import mixtura.data.ColumnSummary;
import mixtura.data.DataException;
import mixtura.data.Execution;
import mixtura.data.Rows;
import org.jspecify.annotations.Nullable;

/// What a fit needs to know of rows that belong to no component before it begins.
final class OutlierRules {
    private OutlierRules() {}

    /// The noise that a fit begins with, or null without noise.
    ///
    /// @throws IllegalArgumentException  if the family's columns have no volume
    /// @throws DataException             if cells are missing
    static @Nullable Noise noise(
            Rows rows, ColumnSummary summary, Family<?, ?> family, MixtureOptions options, Execution execution) {
        if (!(options.outliers() instanceof Outliers.None)
                && family.options().contains(FamilyOption.VARIATIONAL_PRIOR)) {
            throw new IllegalArgumentException(
                    "variational Bayes has no noise component and leaves no rows out; take -m gmm or student");
        }
        if (options.outliers() instanceof Outliers.Trimmed) checkTrimmed(rows, summary);
        if (!(options.outliers() instanceof Outliers.Noise(double share, boolean[] begins))) return null;
        if (!family.options().contains(FamilyOption.COVARIANCE) || family.columnKind() != ColumnKind.NUMERIC) {
            throw new IllegalArgumentException("a noise component is for columns of numbers, which a " + family.title()
                    + " does not describe; leave it out, or take -m gmm or student");
        }
        if (begins.length > 0 && begins.length != rows.rowCount()) {
            throw new IllegalArgumentException("the noise is marked in " + begins.length + " rows, but there are "
                    + rows.rowCount() + "; give one mark for each row");
        }
        return NoiseVolume.of(rows, summary, begin(rows, options, share), execution);
    }

    private static void checkTrimmed(Rows rows, ColumnSummary summary) {
        if (summary.missing() > 0) {
            throw new DataException(
                    "rows with missing cells cannot be told from rows of low density: fewer cells have a higher one",
                    "--missing drop leaves such rows out; or leave out --trim");
        }
        if (rows.rowCount() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    rows.rowCount() + " rows are too many to keep a density of each; leave out --trim");
        }
    }

    /// Labels that leave rows without one say themselves how much of the weight is noise.
    private static double begin(Rows rows, MixtureOptions options, double share) {
        if (options.start() instanceof Start.Model(Mixture<?> mixture)
                && mixture.noise().isPresent()) {
            return mixture.noise().orElseThrow().proportion();
        }
        if (!(options.start() instanceof Start.Labels(int[] labels))) return share;
        double without = 0;
        double total = 0;
        for (int n = 0; n < labels.length; n++) {
            total += rows.weight(n);
            if (labels[n] < 0) without += rows.weight(n);
        }
        return without > 0 && without < total ? without / total : share;
    }

    /// Proportions of components, and behind them that of the noise, adding up to 1.
    static double[] joined(double[] clusters, double noise) {
        double[] all = Arrays.copyOf(clusters, clusters.length + 1);
        for (int k = 0; k < clusters.length; k++) all[k] *= 1 - noise;
        all[clusters.length] = noise;
        return all;
    }

    /// The proportions of the components among themselves.
    static double[] clusters(double[] joined) {
        double[] clusters = Arrays.copyOf(joined, joined.length - 1);
        double sum = Arrays.stream(clusters).sum();
        for (int k = 0; k < clusters.length; k++) clusters[k] = sum > 0 ? clusters[k] / sum : 1.0 / clusters.length;
        return clusters;
    }
}
