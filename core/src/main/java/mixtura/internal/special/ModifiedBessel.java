package mixtura.internal.special;

/// The modified Bessel function of the first kind, I_ν(x), for orders ν ≥ 0 of any size: logarithm and ratio of
/// neighbours, neither of which overflows.
///
/// Orders of [#UNIFORM_FROM] and more by Olver's uniform expansions (DLMF 10.41.3 and 10.41.5), which hold for every
/// x > 0; lower ones by the recurrence in the ratio, downwards, where it is stable (DLMF 10.29.1).
public final class ModifiedBessel {
    /// Twelve terms of the expansions are exact in double precision from this order on.
    private static final double UNIFORM_FROM = 40;

    private static final int TERMS = 12;

    /// Terms of the continued fraction: an error shrinks by at least 0.17 a term above ν = 40, and x < 40 below it.
    private static final int FRACTION_TERMS = 80;

    /// u_k and v_k as polynomials in p: coefficient of p^i at `[k][i]`.
    private static final double[][] U = new double[TERMS][];

    private static final double[][] V = new double[TERMS][];

    static {
        U[0] = new double[] {1};
        V[0] = new double[] {1};
        for (int k = 0; k + 1 < TERMS; k++) {
            U[k + 1] = nextU(U[k]);
            V[k + 1] = v(U[k + 1], U[k]);
        }
    }

    private ModifiedBessel() {}

    /// DLMF 10.41.9: u_{k+1} = ½ p² (1 − p²) u_k′ + ⅛ ∫_0^p (1 − 5t²) u_k dt.
    private static double[] nextU(double[] u) {
        double[] next = new double[u.length + 3];
        for (int i = 0; i < u.length; i++) {
            next[i + 1] += u[i] * (0.5 * i + 0.125 / (i + 1));
            next[i + 3] -= u[i] * (0.5 * i + 0.625 / (i + 3));
        }
        return next;
    }

    /// DLMF 10.41.11: v_{k+1} = u_{k+1} − ½ p (1 − p²) u_k − p² (1 − p²) u_k′.
    private static double[] v(double[] next, double[] u) {
        double[] v = next.clone();
        for (int i = 0; i < u.length; i++) {
            v[i + 1] -= u[i] * (0.5 + i);
            v[i + 3] += u[i] * (0.5 + i);
        }
        return v;
    }

    /// log(I_ν(x) x^(−ν) e^(−x)), finite at x = 0 too: what the normaliser of a density on a sphere needs.
    ///
    /// @param order  ν ≥ 0
    /// @param x      ≥ 0
    public static double logScaled(double order, double x) {
        if (x * x <= 4 * (order + 1)) return logByPowerSeries(order, x);
        int steps = (int) Math.max(0, Math.ceil(UNIFORM_FROM - order));
        double high = order + steps;
        double ratio = uniformRatio(high, x); // I_{high+1} / I_high
        double product = 1; // I_high / I_order, never too small: x is larger than 2 √(order + 1)
        double logProduct = 0;
        for (double lower = high - 1; lower >= order - 0.25; lower--) {
            ratio = 1 / (2 * (lower + 1) / x + ratio);
            product *= ratio;
            if (product < 1e-100) {
                logProduct += StrictMath.log(product);
                product = 1;
            }
        }
        return logUniform(high, x) - logProduct - StrictMath.log(product) - order * StrictMath.log(x);
    }

    /// I_{ν+1}(x) / I_ν(x), between 0 and 1, increasing in x.
    ///
    /// @param order  ν ≥ 0
    /// @param x      ≥ 0
    public static double ratio(double order, double x) {
        if (x == 0) return 0;
        double high = Math.max(order, order + Math.ceil(UNIFORM_FROM - order));
        if (x < high) return ratioByFraction(order, x);
        double ratio = uniformRatio(high, x);
        for (double lower = high - 1; lower >= order - 0.25; lower--) ratio = 1 / (2 * (lower + 1) / x + ratio);
        return ratio;
    }

    /// Gauss's continued fraction (DLMF 10.33.1), from the end; for x < ν, where the expansions lose digits to a
    /// difference.
    private static double ratioByFraction(double order, double x) {
        double ratio = 0;
        for (int j = FRACTION_TERMS; j >= 1; j--) ratio = 1 / (2 * (order + j) / x + ratio);
        return ratio;
    }

    /// DLMF 10.25.2: Σ_j (x²/4)^j / (j! Γ(ν + j + 1)), all terms positive.
    private static double logByPowerSeries(double order, double x) {
        double y = 0.25 * x * x;
        double term = 1;
        double sum = 1;
        for (int j = 1; term > 0x1p-60 * sum; j++) {
            term *= y / (j * (order + j));
            sum += term;
        }
        return StrictMath.log(sum) - order * StrictMath.log(2) - GammaFunction.log(order + 1) - x;
    }

    /// log(I_ν(x) e^(−x)) by DLMF 10.41.3.
    private static double logUniform(double order, double x) {
        double z = x / order;
        double root = Math.sqrt(1 + z * z);
        double exponent = order * (1 / (root + z) + StrictMath.log(z / (1 + root))); // √(1 + z²) − z without loss
        return exponent
                - 0.5 * StrictMath.log(2 * Math.PI * order)
                - 0.5 * StrictMath.log(root)
                + StrictMath.log(series(U, order, 1 / root));
    }

    /// I_{ν+1} / I_ν = I_ν′ / I_ν − ν / x (DLMF 10.29.2), by 10.41.3 and 10.41.5.
    private static double uniformRatio(double order, double x) {
        double z = x / order;
        double root = Math.sqrt(1 + z * z);
        double p = 1 / root;
        double correction = series(V, order, p) / series(U, order, p) - 1;
        double leading = z / (1 + root); // (√(1 + z²) − 1) / z
        return leading + correction * root / z;
    }

    /// Σ_k c_k(p) / ν^k.
    private static double series(double[][] polynomials, double order, double p) {
        double sum = 0;
        for (int k = TERMS - 1; k >= 0; k--) {
            double[] c = polynomials[k];
            double value = 0;
            for (int i = c.length - 1; i >= 0; i--) value = value * p + c[i];
            sum = sum / order + value;
        }
        return sum;
    }
}
