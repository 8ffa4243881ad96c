package mixtura.mixture.bayes;

import java.util.List;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.Rows;
import mixtura.mixture.Covariance;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Noise;
import mixtura.mixture.Outline;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianMixture;
import org.jspecify.annotations.Nullable;

/// A Gaussian mixture of which every parameter has a distribution. (scikit-learn: `BayesianGaussianMixture`.)
///
/// Rows are scored by their predictive density, a mixture of Student-t distributions; [#plugIn] is the normal
/// mixture with the parameters' means.
public final class BayesianMixture extends Mixture<BayesianGaussian> {
    private final GaussianMixture plugIn;

    BayesianMixture(BayesianFamily family, Outline outline, List<BayesianGaussian> components) {
        super(family, outline.mixingProportions(), components, outline.columnNames(), outline.constantColumns());
        List<Gaussian> shapes = components.stream().map(BayesianGaussian::shape).toList();
        this.plugIn = new GaussianMixture(
                outline.mixingProportions(), shapes, outline.columnNames(), outline.constantColumns());
    }

    private BayesianMixture(Mixture<BayesianGaussian> other, GaussianMixture plugIn) {
        super(other);
        this.plugIn = plugIn;
    }

    @Override
    public BayesianMixture describedBy(List<String> componentNames, long parameterCount) {
        return new BayesianMixture(super.describedBy(componentNames, parameterCount), plugIn);
    }

    @Override
    public BayesianMixture withNoise(@Nullable Noise noise) {
        return new BayesianMixture(super.withNoise(noise), plugIn);
    }

    @Override
    public BayesianMixture withCutoff(double logDensity) {
        return new BayesianMixture(super.withCutoff(logDensity), plugIn);
    }

    /// Fits a Gaussian mixture by variational Bayes: structure and prior as the options say.
    ///
    /// @param rows  `n × d`, without missing cells
    public static Fit<BayesianMixture> fit(Rows rows, MixtureOptions options) {
        return fit(rows, options, Progress.silent());
    }

    /// Fits by variational Bayes and tells `progress` of every iteration.
    public static Fit<BayesianMixture> fit(Rows rows, MixtureOptions options, Progress progress) {
        BayesianFamily family = BayesianFamily.of(Covariance.FULL).withOptions(options);
        Fit<Mixture<BayesianGaussian>> fit = Mixture.fit(rows, family, options, progress);
        return new Fit<>(
                (BayesianMixture) fit.model(),
                fit.trace(),
                fit.converged(),
                fit.iterations(),
                fit.warnings(),
                fit.certificate());
    }

    /// The normal mixture with means m_k, covariances (ν_k W_k)⁻¹ and proportions E[π_k].
    public GaussianMixture plugIn() {
        return plugIn;
    }
}
