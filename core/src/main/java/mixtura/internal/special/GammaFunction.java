package mixtura.internal.special;

/// The logarithm of the gamma function and its derivative, for positive arguments: moved up by the recurrence to
/// where Stirling's series is exact in double precision.
public final class GammaFunction {
    /// From here on seven terms of the series leave less than 1e-17.
    private static final double SERIES_FROM = 12;

    private static final double HALF_LOG_2_PI = 0.5 * StrictMath.log(2 * Math.PI);

    /// B_2j / (2j (2j − 1)) for j = 1, 2, …: DLMF 5.11.1.
    private static final double[] STIRLING = {
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
    };

    /// B_2j / 2j for j = 1, 2, …: DLMF 5.11.2.
    private static final double[] DIGAMMA = {
        1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12
    };

    /// B_2j for j = 1, 2, …: DLMF 5.15.8.
    private static final double[] TRIGAMMA = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6
    };

    private GammaFunction() {}

    /// log Γ(x), x > 0.
    public static double log(double x) {
        double product = 1;
        double moved = x;
        while (moved < SERIES_FROM) product *= moved++; // at most 12!
        double tail = inverseSquares(moved, STIRLING) / moved;
        return (moved - 0.5) * StrictMath.log(moved) - moved + HALF_LOG_2_PI + tail - StrictMath.log(product);
    }

    /// log(Γ(x + h) / Γ(x)) − h log x for x > 0 and h ≥ 0, which tends to 0 as x grows: without the digits that the
    /// difference of two large logarithms would lose.
    public static double logRatio(double x, double h) {
        if (x < SERIES_FROM) return log(x + h) - log(x) - h * StrictMath.log(x);
        double tails = inverseSquares(x + h, STIRLING) / (x + h) - inverseSquares(x, STIRLING) / x;
        return (x + h - 0.5) * StrictMath.log1p(h / x) - h + tails;
    }

    /// ψ(x) = d log Γ(x) / dx, x > 0.
    public static double digamma(double x) {
        double sum = 0;
        double moved = x;
        while (moved < SERIES_FROM) sum += 1 / moved++;
        return StrictMath.log(moved) - 0.5 / moved - inverseSquares(moved, DIGAMMA) / (moved * moved) - sum;
    }

    /// ψ′(x), x > 0.
    public static double trigamma(double x) {
        double sum = 0;
        double moved = x;
        while (moved < SERIES_FROM) {
            sum += 1 / (moved * moved);
            moved++;
        }
        double y = 1 / moved;
        return sum + y * (1 + 0.5 * y + y * y * inverseSquares(moved, TRIGAMMA));
    }

    /// Σ_j c_j x^(−2j), j from 0.
    private static double inverseSquares(double x, double[] coefficients) {
        double y = 1 / (x * x);
        double sum = 0;
        for (int j = coefficients.length - 1; j >= 0; j--) sum = sum * y + coefficients[j];
        return sum;
    }
}
