package mixtura.uncertainty;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import mixtura.Progress;
import mixtura.data.DataException;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import mixtura.internal.parallel.SideBySide;
import mixtura.mixture.Component;
import mixtura.mixture.Family;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Start;
import mixtura.mixture.Statistics;

/// Whether k components are enough, or k + 1 are needed: the likelihood ratio against what it is when k
/// components *are* the truth, by fitting both to rows drawn from the k (McLachlan 1987). χ² does not hold
/// here, because the parameters of the component too many mean nothing. (mclust: `mclustBootstrapLRT`.)
///
/// @param k           components under the hypothesis
/// @param statistic   −2 log λ = 2 (L_{k+1} − L_k) of the rows
/// @param pValue      (1 + number of replicates with at least that) / (1 + replicates)
/// @param replicates  those that could be fitted
/// @param statistics  of the replicates
public record LikelihoodRatioTest(int k, double statistic, double pValue, int replicates, double[] statistics) {
    public LikelihoodRatioTest {
        statistics = statistics.clone();
    }

    @Override
    public double[] statistics() {
        return statistics.clone();
    }

    /// @param smaller  a mixture of k components, fitted to these rows
    /// @param fitting  as it was fitted; the larger one is fitted from this start with these restarts
    /// @throws IllegalArgumentException if the larger mixture or all replicates cannot be fitted
    public static LikelihoodRatioTest of(
            Mixture<?> smaller, Rows rows, MixtureOptions fitting, BootstrapOptions options) {
        int k = smaller.componentCount();
        MixtureOptions larger = fitting.withK(k + 1).withThreads(options.threads());
        double observed = statistic(smaller.family(), smaller, rows, fitting.withThreads(options.threads()), larger);
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
                    value = statistic(smaller.family(), smaller, drawn, fitting.withThreads(1), larger.withThreads(1));
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
            throw new IllegalArgumentException("no replicate could be fitted with " + (k + 1) + " components");
        int atLeast = 0;
        for (double value : statistics) if (value >= observed) atLeast++;
        return new LikelihoodRatioTest(
                k, observed, (1.0 + atLeast) / (1 + statistics.length), statistics.length, statistics);
    }

    private static <C extends Component, S extends Statistics<S>> double statistic(
            Family<C, S> family, Mixture<?> smaller, Rows rows, MixtureOptions fitting, MixtureOptions larger) {
        MixtureOptions again = fitting.withK(smaller.componentCount())
                .withStart(Start.from(smaller))
                .withRestarts(1);
        double below = Mixture.fit(rows, family.withOptions(again), again, Progress.silent())
                .objective();
        double above = Mixture.fit(rows, family.withOptions(larger), larger, Progress.silent())
                .objective();
        return 2 * (above - below);
    }
}
