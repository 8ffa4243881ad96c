package mixtura.uncertainty;

/// Quantiles of the standard normal distribution.
final class NormalQuantile {
    private NormalQuantile() {}

    /// Φ⁻¹(p) by bisection of Φ, whose tail is a continued fraction or a series (Abramowitz and Stegun 1964,
    /// 26.2.11 and
    /// 26.2.14): a few dozen steps, and no table of coefficients.
    ///
    /// @param p  in (0, 1)
    static double of(double p) {
        if (p < 0.5) return -of(1 - p);
        double low = 0;
        double high = 40;
        for (int i = 0; i < 200 && high - low > Math.ulp(high); i++) {
            double middle = (low + high) / 2;
            if (upperTail(middle) > 1 - p) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    /// 1 − Φ(x) for x ≥ 0.
    private static double upperTail(double x) {
        double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        if (x > 3) {
            double fraction = x;
            for (int i = 200; i >= 1; i--) fraction = x + i / fraction;
            return density / fraction;
        }
        double term = x;
        double sum = x;
        for (int i = 1; Math.abs(term) > 1e-18 && i < 500; i++) {
            term *= x * x / (2 * i + 1);
            sum += term;
        }
        return 0.5 - density * sum;
    }
}
