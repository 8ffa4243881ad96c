package mixtura.uncertainty;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.DataException;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import mixtura.internal.parallel.SideBySide;
import mixtura.mixture.Collapse;
import mixtura.mixture.CollapsedException;
import mixtura.mixture.Component;
import mixtura.mixture.Family;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import mixtura.mixture.Statistics;

/// Whether k components are enough, or k + 1 are needed: the likelihood ratio against what it is when k
/// components *are* the truth, by fitting both to rows drawn from the k (McLachlan 1987). χ² does not hold
/// here, because the parameters of the component too many mean nothing. (mclust: `mclustBootstrapLRT`.)
///
/// The likelihood of a Gaussian mixture has no upper bound, so only fits count of which no component rests on too
/// little (definitions.md: flagged): further starts are made where one does, and a replicate without a sound fit is
/// left out. The k + 1 components can always be as likely as the k, so a statistic below 0 is 0.
///
/// @param k           components under the hypothesis
/// @param statistic   −2 log λ = 2 (L_{k+1} − L_k) of the rows
/// @param pValue      (1 + number of replicates with at least that) / (1 + replicates)
/// @param replicates  those that could be fitted
/// @param leftOut     replicates that could not
/// @param statistics  of the replicates
public record LikelihoodRatioTest(
        int k, double statistic, double pValue, int replicates, int leftOut, double[] statistics) {
    public LikelihoodRatioTest {
        statistics = statistics.clone();
    }

    @Override
    public double[] statistics() {
        return statistics.clone();
    }

    /// @param smaller  a mixture of k components, fitted to these rows
    /// @param fitting  as it was fitted; the larger one is fitted from this start with these restarts
    /// @throws IllegalArgumentException if the larger mixture, or every replicate, has no sound fit
    public static LikelihoodRatioTest of(
            Mixture<?> smaller, Rows rows, MixtureOptions fitting, BootstrapOptions options) {
        int k = smaller.componentCount();
        boolean collapses = smaller.family().options().contains(FamilyOption.COLLAPSE);
        MixtureOptions all = fitting.withCollapse(collapses ? Collapse.RESTART : Collapse.REPAIR);
        MixtureOptions one = all.withThreads(1);
        double observed = observed(smaller, rows, all.withThreads(options.threads()));
        int n = Math.toIntExact(rows.rowCount());
        SplittableGenerator source = (SplittableGenerator)
                RandomGeneratorFactory.of("L64X128MixRandom").create(options.seed());
        List<Callable<Double>> tasks = new ArrayList<>();
        for (int b = 0; b < options.replicates(); b++) {
            SplittableGenerator random = source.split();
            tasks.add(() -> {
                double value;
                try {
                    Rows drawn = smaller.sample(n, random.nextLong());
                    value = statistic(smaller.family(), smaller, drawn, one);
                } catch (DataException e) {
                    value = Double.NaN;
                } catch (IllegalArgumentException | ArithmeticException e) {
                    value = Double.NaN;
                }
                options.done();
                return value;
            });
        }
        double[] statistics = SideBySide.all(tasks, options.threads(), PassInterruptedException::new).stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray();
        if (statistics.length == 0)
            throw new IllegalArgumentException(
                    "no replicate could be fitted with " + (k + 1) + " components of which none rests on too little");
        int atLeast = 0;
        for (double value : statistics) if (value >= observed) atLeast++;
        return new LikelihoodRatioTest(
                k,
                observed,
                (1.0 + atLeast) / (1 + statistics.length),
                statistics.length,
                options.replicates() - statistics.length,
                statistics);
    }

    private static double observed(Mixture<?> smaller, Rows rows, MixtureOptions options) {
        try {
            return statistic(smaller.family(), smaller, rows, options);
        } catch (CollapsedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static <C extends Component, S extends Statistics<S>> double statistic(
            Family<C, S> family, Mixture<?> smaller, Rows rows, MixtureOptions options) {
        MixtureOptions larger = options.withK(smaller.componentCount() + 1);
        MixtureOptions again = options.withK(smaller.componentCount())
                .withStart(Start.from(smaller))
                .withRestarts(1);
        return Math.max(0, 2 * (logLikelihood(family, rows, larger) - logLikelihood(family, rows, again)));
    }

    private static <C extends Component, S extends Statistics<S>> double logLikelihood(
            Family<C, S> family, Rows rows, MixtureOptions options) {
        Fit<Mixture<C>> fit = Mixture.fit(rows, family.withOptions(options), options, Progress.silent());
        List<Integer> flagged = fit.certificate().flagged();
        if (flagged.isEmpty()) return fit.objective();
        throw new IllegalArgumentException(
                "in every fit of " + options.k()
                        + " components one rests on too few rows, or has almost no extent, so that its likelihood says nothing");
    }
}
