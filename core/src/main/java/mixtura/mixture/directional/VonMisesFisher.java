package mixtura.mixture.directional;

import java.util.Locale;
import java.util.random.RandomGenerator;
import mixtura.internal.special.GammaVariates;
import mixtura.mixture.Component;

/// A von Mises–Fisher distribution on the unit sphere: `p(x) = c_d(κ) exp(κ μᵀx)`, about the direction μ with the
/// concentration κ; uniform for κ = 0.
public final class VonMisesFisher implements Component {
    /// Directions shorter or longer than 1 by more than this are refused.
    private static final double UNIT = 1e-6;

    private final double[] direction;
    private final double concentration;

    /// @param direction      μ, `d` ≥ 2 coordinates of a vector of length 1
    /// @param concentration  κ ≥ 0
    public VonMisesFisher(double[] direction, double concentration) {
        if (direction.length < 2) {
            throw new IllegalArgumentException("a direction has at least two coordinates, not " + direction.length);
        }
        double length = length(direction);
        if (!(Math.abs(length - 1) <= UNIT)) {
            throw new IllegalArgumentException("the direction has the length " + length + "; it must be 1");
        }
        if (!(concentration >= 0) || concentration == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "the concentration is " + concentration + "; it must be 0 or a positive number");
        }
        this.direction = direction.clone();
        this.concentration = concentration;
    }

    static double length(double[] vector) {
        double squares = 0;
        for (double value : vector) squares += value * value;
        return Math.sqrt(squares);
    }

    /// μ, `d`.
    public double[] direction() {
        return direction.clone();
    }

    /// κ.
    public double concentration() {
        return concentration;
    }

    @Override
    public int dimension() {
        return direction.length;
    }

    /// E[x] = A_d(κ) μ, which is shorter than 1.
    @Override
    public double[] mean() {
        double length = Concentration.meanLength(direction.length, concentration);
        double[] mean = direction.clone();
        for (int j = 0; j < mean.length; j++) mean[j] *= length;
        return mean;
    }

    /// The roots of the diagonal of `A/κ (I − μμᵀ) + A′ μμᵀ`.
    @Override
    public double[] deviation() {
        int d = direction.length;
        double across = concentration == 0 ? 1.0 / d : Concentration.meanLength(d, concentration) / concentration;
        double along = Concentration.slope(d, concentration);
        double[] deviation = new double[d];
        for (int j = 0; j < d; j++) {
            double share = direction[j] * direction[j];
            deviation[j] = Math.sqrt(Math.max(0, across * (1 - share) + along * share));
        }
        return deviation;
    }

    @Override
    public String remark() {
        return String.format(Locale.ROOT, "κ %.4g", concentration);
    }

    @Override
    public Sampler sampler() {
        int d = direction.length;
        // Wood (1994), algorithm VM*: the cosine to μ by rejection, the rest uniform about it
        double b = (d - 1) / (2 * concentration + Math.hypot(2 * concentration, d - 1));
        double cosine = (1 - b) / (1 + b);
        double bound = concentration * cosine + (d - 1) * Math.log1p(-cosine * cosine);
        return (random, out, offset) -> draw(random, b, cosine, bound, out, offset);
    }

    private void draw(RandomGenerator random, double b, double mode, double bound, double[] out, int offset) {
        int d = direction.length;
        double half = (d - 1) / 2.0;
        double cosine;
        do {
            double z = GammaVariates.drawBeta(half, half, random);
            cosine = (1 - (1 + b) * z) / (1 - (1 - b) * z);
        } while (concentration * cosine + (d - 1) * Math.log1p(-mode * cosine) - bound
                < Math.log(1 - random.nextDouble()));
        double[] across = new double[d];
        double length = 0;
        while (!(length > 0)) {
            for (int j = 0; j < d; j++) across[j] = random.nextGaussian();
            removeDirection(across);
            removeDirection(across); // what is left may be short, and then the first pass leaves rounding in it
            length = length(across);
        }
        double sine = Math.sqrt(Math.max(0, (1 - cosine) * (1 + cosine)));
        for (int j = 0; j < d; j++) out[offset + j] = cosine * direction[j] + sine * across[j] / length;
    }

    private void removeDirection(double[] vector) {
        double along = 0;
        for (int j = 0; j < vector.length; j++) along += vector[j] * direction[j];
        for (int j = 0; j < vector.length; j++) vector[j] -= along * direction[j];
    }
}
