package mixtura.app.command;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import mixtura.app.console.Numbers;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.evaluate.InformationCriteria;
import mixtura.kmeans.Geometry;
import mixtura.kmeans.KMeansModel;
import mixtura.mixture.Mixture;
import org.jspecify.annotations.Nullable;

/// How a model scores rows: log-densities of a mixture, distances of k-means and its relatives to the nearest centroid.
///
/// @param values       of each row; not to be changed
/// @param total        Σ w log p(x), or the distortion
/// @param totalWeight  Σ w
/// @param criteria     null for k-means
/// @param squared      whether distances are squared
record Scores(
        double[] values,
        double total,
        double totalWeight,
        @Nullable InformationCriteria criteria,
        boolean squared) {
    static Scores of(Object model, Rows rows, Execution execution) {
        double weight = 0;
        for (long n = 0; n < rows.rowCount(); n++) weight += rows.weight(n);
        if (model instanceof Mixture<?> mixture) {
            double[] values = new double[Math.toIntExact(rows.rowCount())];
            mixture.score(
                    rows,
                    execution,
                    (first, count, logDensity, r) -> System.arraycopy(logDensity, 0, values, (int) first, count));
            InformationCriteria criteria = InformationCriteria.of(mixture, rows);
            return new Scores(values, criteria.logLikelihood(), weight, criteria, false);
        }
        if (!(model instanceof KMeansModel parts)) throw new IllegalArgumentException("no model: " + model);
        boolean squared = parts.geometry() == Geometry.EUCLIDEAN;
        return new Scores(parts.distances(rows), parts.distortion(rows), weight, null, squared);
    }

    /// Whether a larger value means a likelier row.
    boolean isDensity() {
        return criteria != null;
    }

    /// The column's name in tables.
    String column() {
        if (isDensity()) return "logDensity";
        return squared ? "squaredDistance" : "distance";
    }

    /// Whether row `n` lies beyond the limit.
    boolean isOutlier(int n, double limit) {
        return isDensity() ? values[n] < limit : values[n] > limit;
    }

    /// The score beyond which the strangest rows lie that make up this share of the weight: of whole weights, as many
    /// as if each row stood there that often.
    double limitOf(double share, Rows rows) {
        Integer[] order = new Integer[values.length];
        boolean whole = true;
        for (int n = 0; n < order.length; n++) {
            order[n] = n;
            whole &= rows.weight(n) == Math.rint(rows.weight(n));
        }
        Comparator<Integer> likelier = Comparator.comparingDouble(n -> values[n]);
        Arrays.sort(order, isDensity() ? likelier : likelier.reversed());
        double wanted = whole ? Math.round(share * totalWeight) : share * totalWeight;
        double passed = 0;
        for (int n : order) {
            passed += rows.weight(n);
            if (passed > wanted) return values[n];
        }
        return isDensity() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
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
            json.put(squared ? "meanSquaredDistance" : "meanDistance", total / totalWeight);
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
