package mixtura.mixture.directional;

import mixtura.internal.special.ModifiedBessel;

/// What ties the concentration κ of a von Mises–Fisher distribution in d dimensions to its normaliser and to
/// the length of its mean, `A_d(κ) = I_{d/2}(κ) / I_{d/2−1}(κ)` (Banerjee, Dhillon, Ghosh and Sra 2005,
/// section 2).
final class Concentration {
    /// Means longer than this count as this long: κ grows as (d − 1) / 2 over what is missing to 1, and rows that are
    /// numbers of double precision do not say more.
    static final double LONGEST_MEAN = 1 - 1e-9;

    /// From κ = this times d on, the slope is taken from its expansion: the exact form is a difference of ones.
    private static final double FAR = 1e4;

    private static final int MOST_STEPS = 200;

    private Concentration() {}

    /// A_d(κ), the length of the mean: 0 at κ = 0, towards 1 as κ grows.
    static double meanLength(int d, double concentration) {
        return ModifiedBessel.ratio(0.5 * d - 1, concentration);
    }

    /// A_d′(κ) = 1 − A² − (d − 1) A / κ (Sra 2012, eq. 5).
    static double slope(int d, double concentration) {
        if (concentration == 0) return 1.0 / d;
        if (concentration > FAR * d) {
            return (d - 1) / (2 * concentration * concentration) * (1 - (d - 3) / (2 * concentration));
        }
        double length = meanLength(d, concentration);
        return 1 - length * length - (d - 1) * length / concentration;
    }

    /// log c_d(κ) + κ: the log density at the direction itself.
    static double logDensityAtMode(int d, double concentration) {
        return -0.5 * d * Math.log(2 * Math.PI) - ModifiedBessel.logScaled(0.5 * d - 1, concentration);
    }

    /// The κ with A_d(κ) = `length`, by Newton's method (Sra 2012, eq. 4). A_d is concave, so that the steps rise to
    /// the root once they are below it; a step that would pass 0 halves κ.
    ///
    /// @param length  0 … 1; from [#LONGEST_MEAN] on the κ of that
    static double ofMeanLength(int d, double length) {
        double r = Math.min(length, LONGEST_MEAN);
        if (!(r > 0)) return 0;
        double k = r * (d - r * r) / ((1 - r) * (1 + r)); // Banerjee and others' approximation
        for (int step = 0; step < MOST_STEPS; step++) {
            double change = (meanLength(d, k) - r) / slope(d, k);
            double next = change < k ? k - change : k / 2;
            if (Math.abs(next - k) <= 1e-15 * k) return next;
            k = next;
        }
        return k;
    }
}
