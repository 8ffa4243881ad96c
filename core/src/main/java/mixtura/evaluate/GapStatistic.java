package mixtura.evaluate;

/// How much better rows cluster into k than rows without clusters do (Tibshirani, Walther and Hastie 2001).
///
/// @param logDistortion  log W_k of the rows
/// @param expected       mean of log W_k over the reference sets
/// @param standardError  s_k = √(1 + 1/B) · the standard deviation of log W_k over the reference sets (divisor B)
public record GapStatistic(double logDistortion, double expected, double standardError) {
    /// From the distortions of B reference sets.
    ///
    /// @param references  log W_k of each
    static GapStatistic of(double logDistortion, double[] references) {
        double mean = 0;
        for (double value : references) mean += value / references.length;
        double squares = 0;
        for (double value : references) squares += (value - mean) * (value - mean);
        double deviation = Math.sqrt(squares / references.length);
        return new GapStatistic(logDistortion, mean, deviation * Math.sqrt(1 + 1.0 / references.length));
    }

    /// Gap(k) = mean of log W_k over the reference sets − log W_k. Higher means clearer clusters.
    public double gap() {
        return expected - logDistortion;
    }
}
