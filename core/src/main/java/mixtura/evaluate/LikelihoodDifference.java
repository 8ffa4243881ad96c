package mixtura.evaluate;

import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.Mixture;

/// How much better one mixture describes rows than another, and how sure that is (Vuong 1989): the difference of two
/// log-likelihoods is a sum over rows, so its standard error follows from the spread of the rows' differences.
///
/// @param difference     Σ w_n (log p_B(x_n) − log p_A(x_n)), positive when B is better
/// @param standardError  √n times the standard deviation of the rows' differences
public record LikelihoodDifference(double difference, double standardError) {
    /// @param rows  as both models see them
    public static LikelihoodDifference of(Mixture<?> a, Mixture<?> b, Rows rows, Execution execution) {
        double[] logDensity = new double[Math.toIntExact(rows.rowCount())];
        a.score(rows, execution, (first, count, of, r) -> System.arraycopy(of, 0, logDensity, (int) first, count));
        b.score(rows, execution, (first, count, of, r) -> {
            for (int n = 0; n < count; n++) logDensity[(int) first + n] = of[n] - logDensity[(int) first + n];
        });
        double weight = 0;
        double sum = 0;
        for (int n = 0; n < logDensity.length; n++) {
            double w = rows.weight(n);
            if (w == 0) continue;
            weight += w;
            sum += w * logDensity[n];
        }
        double mean = sum / weight;
        double squares = 0;
        for (int n = 0; n < logDensity.length; n++) {
            double difference = logDensity[n] - mean;
            if (rows.weight(n) > 0) squares += rows.weight(n) * difference * difference;
        }
        return new LikelihoodDifference(sum, Math.sqrt(squares));
    }
}
