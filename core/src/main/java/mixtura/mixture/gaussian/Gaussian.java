package mixtura.mixture.gaussian;

import java.util.List;
import java.util.random.RandomGenerator;
import mixtura.internal.kernel.ScalarKernels;
import mixtura.internal.linalg.Cholesky;
import mixtura.mixture.Completer;
import mixtura.mixture.Component;
import mixtura.mixture.Covariance;

/// A multivariate normal distribution N(μ, Σ).
public final class Gaussian implements Component {
    private final double[] mean;
    private final double[]
            residual; // what μ has beyond double precision, or nothing: a fit must not lose it in each step
    private final double[] covariance;
    private final Covariance structure;
    private final Form form;

    /// @param mean        μ, `d`
    /// @param covariance  Σ as its structure stores it: `d × d` row-major, `d` variances where
    ///                    the axes are those of the columns, or one variance of a ball
    /// @param structure   how Σ is restricted
    public Gaussian(double[] mean, double[] covariance, Covariance structure) {
        this(mean.clone(), new double[0], covariance.clone(), structure);
    }

    private Gaussian(double[] mean, double[] residual, double[] covariance, Covariance structure) {
        int d = mean.length;
        Form form = Form.of(structure);
        int expected = form.length(d);
        if (covariance.length != expected) {
            throw new IllegalArgumentException("a " + structure.word() + " covariance in " + d + " dimensions has "
                    + expected + " numbers, not " + covariance.length);
        }
        this.mean = mean;
        this.residual = residual;
        this.covariance = covariance;
        this.structure = structure;
        this.form = form;
    }

    /// A Gaussian whose mean is given in a frame.
    static Gaussian of(double[] meanInFrame, Frame frame, double[] covariance, Covariance structure) {
        int d = meanInFrame.length;
        double[] mean = new double[d];
        double[] residual = new double[d];
        for (int j = 0; j < d; j++) {
            double part = meanInFrame[j] * frame.scale()[j];
            mean[j] = frame.shift()[j] + part;
            double shifted = mean[j] - part; // the error of that sum, exactly (Knuth's TwoSum)
            residual[j] = (frame.shift()[j] - shifted) + (part - (mean[j] - shifted));
        }
        return new Gaussian(mean, residual, covariance.clone(), structure);
    }

    /// μ, `d`.
    @Override
    public double[] mean() {
        return mean.clone();
    }

    /// Σ as its structure stores it.
    public double[] covariance() {
        return covariance.clone();
    }

    @Override
    public double[] deviation() {
        double[] deviation = new double[mean.length];
        for (int j = 0; j < deviation.length; j++) deviation[j] = Math.sqrt(covariance(j, j));
        return deviation;
    }

    /// How Σ is restricted.
    public Covariance structure() {
        return structure;
    }

    @Override
    public int dimension() {
        return mean.length;
    }

    /// μ_j in a frame.
    double mean(int j, Frame frame) {
        double beyond = residual.length == 0 ? 0 : residual[j];
        return ((mean[j] - frame.shift()[j]) + beyond) / frame.scale()[j];
    }

    /// The distribution of some columns.
    Gaussian marginal(int[] columns) {
        int count = columns.length;
        double[] part = new double[count];
        double[] beyond = new double[residual.length == 0 ? 0 : count];
        double[] matrix = new double[count * count];
        for (int i = 0; i < count; i++) {
            part[i] = mean[columns[i]];
            if (beyond.length > 0) beyond[i] = residual[columns[i]];
            for (int j = 0; j < count; j++) matrix[i * count + j] = covariance(columns[i], columns[j]);
        }
        return new Gaussian(part, beyond, matrix, Covariance.FULL);
    }

    /// The same about the mean of another component.
    Gaussian withCovarianceOf(Gaussian other) {
        return new Gaussian(mean, residual, other.covariance, other.structure);
    }

    /// How Σ is stored.
    Form form() {
        return form;
    }

    /// Σ_ij.
    public double covariance(int i, int j) {
        return switch (form) {
            case FULL, TIED -> covariance[i * mean.length + j];
            case DIAGONAL -> i == j ? covariance[i] : 0;
            case SPHERICAL -> i == j ? covariance[0] : 0;
        };
    }

    /// The variances of the columns of a mixture.
    static double[] columnVariance(List<Gaussian> components, double[] proportions) {
        double[] variance = new double[components.getFirst().dimension()];
        for (int j = 0; j < variance.length; j++) {
            double mean = 0;
            for (int k = 0; k < proportions.length; k++) mean += proportions[k] * components.get(k).mean[j];
            for (int k = 0; k < proportions.length; k++) {
                double step = components.get(k).mean[j] - mean;
                variance[j] += proportions[k] * (components.get(k).covariance(j, j) + step * step);
            }
        }
        return variance;
    }

    /// μ_j.
    double mean(int j) {
        return mean[j];
    }

    /// The same distribution, stored as another structure stores it: what that structure cannot hold is
    /// averaged away.
    Gaussian as(Covariance other) {
        int d = mean.length;
        Form otherForm = Form.of(other);
        double[] stored = new double[otherForm.length(d)];
        for (int i = 0; i < d; i++) {
            switch (otherForm) {
                case FULL, TIED -> {
                    for (int j = 0; j < d; j++) stored[i * d + j] = covariance(i, j);
                }
                case DIAGONAL -> stored[i] = covariance(i, i);
                case SPHERICAL -> stored[0] += covariance(i, i) / d;
            }
        }
        return new Gaussian(mean, stored, other);
    }

    @Override
    public Completer completer() {
        if (form.isMatrix()) return new ConditionalGaussian(this);
        double[] variance = new double[mean.length];
        for (int j = 0; j < variance.length; j++) variance[j] = covariance(j, j);
        return Completer.ofIndependent(mean(), variance, sampler());
    }

    @Override
    public Sampler sampler() {
        int d = mean.length;
        if (!form.isMatrix()) {
            return (random, out, offset) -> {
                for (int j = 0; j < d; j++)
                    out[offset + j] = mean[j] + Math.sqrt(covariance(j, j)) * random.nextGaussian();
            };
        }
        Cholesky factor = Cholesky.of(covariance, d, ScalarKernels.INSTANCE);
        if (!factor.succeeded())
            throw new ArithmeticException("the covariance is singular; rows cannot be drawn from it");
        return (random, out, offset) -> draw(factor.lower(), random, out, offset);
    }

    /// μ + L ε, with ε standard normal.
    private void draw(double[] lower, RandomGenerator random, double[] out, int offset) {
        int d = mean.length;
        double[] noise = new double[d];
        for (int j = 0; j < d; j++) noise[j] = random.nextGaussian();
        for (int i = 0; i < d; i++) {
            double sum = mean[i];
            for (int j = 0; j <= i; j++) sum += lower[i * d + j] * noise[j];
            out[offset + i] = sum;
        }
    }
}
