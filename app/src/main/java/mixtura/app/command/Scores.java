package mixtura.app.command;

import java.util.Arrays;
import java.util.Map;
import mixtura.app.console.Numbers;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.evaluate.InformationCriteria;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Mixture;
import org.jspecify.annotations.Nullable;

/// How a model scores rows: log-densities of a mixture, squared distances of k-means.
///
/// @param values       of each row; not to be changed
/// @param total        Σ w log p(x), or Σ w ‖x − c‖²
/// @param totalWeight  Σ w
/// @param criteria     null for k-means
record Scores(
        double[] values,
        double total,
        double totalWeight,
        @Nullable InformationCriteria criteria) {
    static Scores of(Object model, Rows rows, Execution execution) {
        double[] values = new double[Math.toIntExact(rows.rowCount())];
        double weight = 0;
        for (int n = 0; n < values.length; n++) weight += rows.weight(n);
        if (model instanceof Mixture<?> mixture) {
            mixture.score(
                    rows,
                    execution,
                    (first, count, logDensity, r) -> System.arraycopy(logDensity, 0, values, (int) first, count));
            InformationCriteria criteria = InformationCriteria.of(mixture, rows);
            return new Scores(values, criteria.logLikelihood(), weight, criteria);
        }
        if (!(model instanceof KMeansModel parts)) throw new IllegalArgumentException("no model: " + model);
        int[] cluster = parts.predict(rows);
        double[][] centroids = parts.centroids();
        double[] row = new double[rows.dimension()];
        for (int n = 0; n < values.length; n++) {
            rows.copyRow(n, row);
            double[] centroid = centroids[cluster[n]];
            for (int j = 0; j < row.length; j++) values[n] += (row[j] - centroid[j]) * (row[j] - centroid[j]);
        }
        return new Scores(values, parts.distortion(rows), weight, null);
    }

    /// Whether a larger value means a likelier row.
    boolean isDensity() {
        return criteria != null;
    }

    /// The column's name in tables.
    String column() {
        return isDensity() ? "logDensity" : "squaredDistance";
    }

    /// Whether row `n` lies beyond the limit.
    boolean isOutlier(int n, double limit) {
        return isDensity() ? values[n] < limit : values[n] > limit;
    }

    /// Rows beyond the limit.
    long outliers(double limit) {
        return Arrays.stream(values)
                .filter(value -> isDensity() ? value < limit : value > limit)
                .count();
    }

    /// The totals in words.
    String sentence() {
        if (criteria == null)
            return "distortion " + Numbers.sum(total) + "   mean " + Numbers.plain(total / totalWeight);
        return "log-likelihood " + Numbers.sum(total) + "   mean log-density " + Numbers.plain(total / totalWeight)
                + "   BIC " + Numbers.sum(criteria.bic()) + " (lower is better)";
    }

    /// The totals for a script.
    void addTotals(Map<String, Object> json) {
        if (criteria == null) {
            json.put("distortion", total);
            json.put("meanSquaredDistance", total / totalWeight);
            return;
        }
        json.put("logLikelihood", total);
        json.put("meanLogDensity", total / totalWeight);
        json.put("parameters", criteria.parameters());
        json.put("bic", criteria.bic());
        json.put("aic", criteria.aic());
        json.put("icl", criteria.icl());
    }
}
