package mixtura.uncertainty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import mixtura.Fit;
import mixtura.Progress;
import mixtura.data.DataException;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import mixtura.evaluate.ClusterProfiles;
import mixtura.evaluate.ComponentMatch;
import mixtura.evaluate.Renumbering;
import mixtura.internal.parallel.SideBySide;
import mixtura.mixture.Component;
import mixtura.mixture.Family;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import mixtura.mixture.Statistics;

/// Standard errors and percentile intervals of all parameters of a mixture: the mixture is fitted again to the
/// rows with other weights, each time from where it is, and its components are aligned to the first ones.
///
/// @param estimates   one for each parameter
/// @param replicates  fits behind them
/// @param failed      replicates that could not be fitted, or in which a component rests on too little
public record Bootstrap(List<Estimate> estimates, int replicates, int failed) {
    /// Refits stop later than fits: what is left to climb would otherwise look like certainty.
    private static final double TIGHTER = 0.01;

    private static final int MOST_ITERATIONS = 2000;

    public Bootstrap {
        estimates = List.copyOf(estimates);
    }

    /// @param mixture  fitted to these rows
    /// @param fitting  as it was fitted; its start, restarts, seed and threads are passed over
    /// @throws IllegalArgumentException if fewer than two replicates can be fitted
    public static Bootstrap of(Mixture<?> mixture, Rows rows, MixtureOptions fitting, BootstrapOptions options) {
        MixtureOptions refitting = fitting.withK(mixture.componentCount())
                .withStart(Start.from(mixture))
                .withRestarts(1)
                .withTolerance(fitting.tolerance() * TIGHTER)
                .withMaxIterations(Math.max(fitting.maxIterations(), MOST_ITERATIONS))
                .withThreads(1);
        double total = 0;
        for (long n = 0; n < rows.rowCount(); n++) total += rows.weight(n);
        double weight = total;
        SplittableGenerator source = (SplittableGenerator)
                RandomGeneratorFactory.of("L64X128MixRandom").create(options.seed());
        List<Callable<double[]>> tasks = new ArrayList<>();
        for (int b = 0; b < options.replicates(); b++) {
            SplittableGenerator random = source.split(); // in order: what one draws is nothing to the next
            tasks.add(() -> {
                double[] values = replicate(
                        mixture, rows.weighted(options.resampling().weights(rows, weight, random)), refitting);
                options.done();
                return values;
            });
        }
        int length = ParameterVector.of(mixture).values().length;
        List<double[]> fits = SideBySide.all(tasks, options.threads(), PassInterruptedException::new).stream()
                .filter(values -> values.length == length)
                .toList();
        if (fits.size() < 2) {
            throw new IllegalArgumentException("of " + options.replicates() + " replicates " + fits.size()
                    + " could be fitted; the components rest on too few rows");
        }
        return new Bootstrap(
                estimates(mixture, fits, options.level()), fits.size(), options.replicates() - fits.size());
    }

    /// The parameters of one replicate, aligned; empty when there is no fit, or a doubtful one.
    private static double[] replicate(Mixture<?> mixture, Rows rows, MixtureOptions options) {
        try {
            Fit<? extends Mixture<?>> fit = refit(mixture, rows, options);
            if (!fit.certificate().flagged().isEmpty() || fit.certificate().interrupted()) return new double[0];
            if (fit.model().componentCount() != mixture.componentCount()) return new double[0];
            int[] counterpart =
                    ComponentMatch.ofParameters(ClusterProfiles.of(mixture), ClusterProfiles.of(fit.model()));
            return ParameterVector.of(Renumbering.of(counterpart).apply(fit.model()))
                    .values();
        } catch (DataException e) {
            return new double[0];
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new double[0];
        }
    }

    private static Fit<? extends Mixture<?>> refit(Mixture<?> mixture, Rows rows, MixtureOptions options) {
        return captured(mixture.family(), rows, options);
    }

    private static <C extends Component, S extends Statistics<S>> Fit<Mixture<C>> captured(
            Family<C, S> family, Rows rows, MixtureOptions options) {
        return Mixture.fit(rows, family.withOptions(options), options, Progress.silent());
    }

    private static List<Estimate> estimates(Mixture<?> mixture, List<double[]> fits, double level) {
        ParameterVector point = ParameterVector.of(mixture);
        double[] values = point.values();
        List<Estimate> estimates = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            int place = i;
            double[] sorted =
                    fits.stream().mapToDouble(fit -> fit[place]).sorted().toArray();
            double mean = Arrays.stream(sorted).average().orElseThrow();
            double squares =
                    Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum();
            estimates.add(new Estimate(
                    point.parameters().get(i),
                    values[i],
                    Math.sqrt(squares / (sorted.length - 1)),
                    Quantile.of(sorted, (1 - level) / 2),
                    Quantile.of(sorted, (1 + level) / 2)));
        }
        return estimates;
    }
}
