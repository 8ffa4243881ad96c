package mixtura.mixture.families;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.Rows;
import mixtura.mixture.Component;
import mixtura.mixture.Covariance;
import mixtura.mixture.Family;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Statistics;
import mixtura.mixture.bayes.BayesianFamily;
import mixtura.mixture.directional.VonMisesFisherFamily;
import mixtura.mixture.discrete.Bernoulli;
import mixtura.mixture.discrete.Categorical;
import mixtura.mixture.discrete.Multinomial;
import mixtura.mixture.discrete.Poisson;
import mixtura.mixture.gaussian.GaussianFamily;
import mixtura.mixture.mixed.MixedFamily;
import mixtura.mixture.positive.Exponential;
import mixtura.mixture.positive.Gamma;
import mixtura.mixture.positive.LogNormal;
import mixtura.mixture.robust.StudentFamily;

/// The list of families. A new one gets a line here, and then `fit -m`, model files, summaries and plots know
/// it; a family of one's own needs no line to be fitted by [Mixture#fit].
public final class Families {
    private static final List<Family<?, ?>> ALL = List.of(
            GaussianFamily.of(Covariance.FULL),
            StudentFamily.of(Covariance.FULL),
            BayesianFamily.of(Covariance.FULL),
            Bernoulli.family(),
            Categorical.family(),
            Multinomial.family(),
            Poisson.family(),
            Exponential.family(),
            Gamma.family(),
            LogNormal.family(Covariance.FULL),
            VonMisesFisherFamily.estimated(),
            MixedFamily.of(Map.of()));

    private Families() {}

    /// All of them, by maximum likelihood, in the order in which they are offered.
    public static List<Family<?, ?>> all() {
        return ALL;
    }

    /// The family of that name.
    public static Optional<Family<?, ?>> named(String name) {
        return ALL.stream().filter(family -> family.name().equals(name)).findFirst();
    }

    /// Fits a mixture of a family as the options want it, the family's own options included.
    public static Fit<? extends Mixture<?>> fit(
            Rows rows, Family<?, ?> family, MixtureOptions options, Progress progress) {
        return captured(rows, family, options, progress);
    }

    private static <C extends Component, S extends Statistics<S>> Fit<Mixture<C>> captured(
            Rows rows, Family<C, S> family, MixtureOptions options, Progress progress) {
        return Mixture.fit(rows, family.withOptions(options), options, progress);
    }
}
