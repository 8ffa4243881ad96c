package mixtura.mixture.positive;

import java.util.List;
import mixtura.mixture.Component;
import mixtura.mixture.Covariance;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianFamily;

/// Positive numbers whose logarithms are normal: `log p(x) = log N(log x | μ, Σ) − Σ_j log x_j`.
///
/// @param logs  N(μ, Σ), the distribution of the logarithms
public record LogNormal(Gaussian logs) implements Component {
    /// The family with covariances of the logarithms of that structure; ridge and rule for collapse by
    /// [LogNormalFamily#withOptions].
    public static LogNormalFamily family(Covariance structure) {
        return LogNormalFamily.of(GaussianFamily.of(structure));
    }

    @Override
    public int dimension() {
        return logs.dimension();
    }

    /// exp(μ_j + Σ_jj / 2).
    @Override
    public double[] mean() {
        double[] mean = logs.mean();
        double[] deviation = logs.deviation();
        for (int j = 0; j < mean.length; j++) mean[j] = Math.exp(mean[j] + 0.5 * deviation[j] * deviation[j]);
        return mean;
    }

    @Override
    public double[] deviation() {
        double[] mean = mean();
        double[] deviation = logs.deviation();
        for (int j = 0; j < mean.length; j++)
            deviation[j] = mean[j] * Math.sqrt(Math.expm1(deviation[j] * deviation[j]));
        return deviation;
    }

    @Override
    public Sampler sampler() {
        Sampler sampler = logs.sampler();
        int d = dimension();
        return (random, out, offset) -> {
            sampler.draw(random, out, offset);
            for (int j = offset; j < offset + d; j++) out[j] = Math.exp(out[j]);
        };
    }

    static List<Gaussian> logs(List<LogNormal> components) {
        return components.stream().map(LogNormal::logs).toList();
    }

    static List<LogNormal> of(List<Gaussian> logs) {
        return logs.stream().map(LogNormal::new).toList();
    }
}
