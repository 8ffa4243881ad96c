package mixtura.evaluate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import mixtura.Fit;
import mixtura.data.Execution;
import mixtura.data.PassInterruptedException;
import mixtura.data.Rows;
import mixtura.internal.parallel.SideBySide;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;

/// The criteria of all rows by fits to a sample: worked out on all rows for what may be the best, for shapes of which
/// components share nothing and for the least size of the others, told from the sample for the rest.
///
/// The log-likelihood of all rows is not that of the sample scaled up, since other rows are in it. Where all rows were
/// scored the difference is known, and the log densities of the sample's rows say how much of it another fit has
/// ([ControlVariates]). Scoring 20 000 rows by all of 126 fits took as long as a third of the rounds of [SampleRace].
final class SampleScores {
    /// A fit whose log-likelihood of the sample is so far below the best is not the best: were they equally likely
    /// for all rows, the difference in the sample would have a variance of about twice itself, and this is seven
    /// standard deviations of it.
    private static final double BEYOND_CHANCE = 100;

    private final Rows rows;
    private final Rows sample;
    private final ToDoubleFunction<Mixture<?>> rise;
    private final double weight;
    private final double scale;
    private final Criterion criterion;
    private final String kernels;
    private final int threads;
    private final Map<Mixture<?>, InformationCriteria> known = new ConcurrentHashMap<>(); // of all rows

    /// @param rise     as [SampleRace#rise]
    /// @param weight   of all rows
    /// @param scale    weight of all rows over that of the sample
    /// @param kernels  of the fits: all of them are worth faster ones than one
    SampleScores(
            Rows rows,
            Rows sample,
            ToDoubleFunction<Mixture<?>> rise,
            double weight,
            double scale,
            Criterion criterion,
            String kernels,
            int threads) {
        this.rows = rows;
        this.sample = sample;
        this.rise = rise;
        this.weight = weight;
        this.scale = scale;
        this.criterion = criterion;
        this.kernels = kernels;
        this.threads = threads;
    }

    /// How likely the sample is by one fit.
    ///
    /// @param logDensity  of each row of the sample
    /// @param logLargest  Σ w_n log max_k r_nk
    private record Scored(double[] logDensity, double logLikelihood, double logLargest) {}

    /// What a fit to all rows is expected to reach, of each fit to the sample; empty where there is none, and where it
    /// cannot be told.
    ///
    /// @throws PassInterruptedException if the thread is interrupted
    List<Optional<InformationCriteria>> of(List<Candidate> candidates, List<Optional<Fit<? extends Mixture<?>>>> fits) {
        List<Optional<InformationCriteria>> all = new ArrayList<>(Collections.nCopies(fits.size(), Optional.empty()));
        for (Candidate candidate : candidates) {
            if (!candidate.family().objective().equals("logLikelihood")) return all;
        }
        List<Optional<Scored>> scored = eachOf(fits, this::scored);
        BitSet exact = worthAllRows(candidates, fits, scored);
        List<Optional<Fit<? extends Mixture<?>>>> chosen = new ArrayList<>();
        for (int i = 0; i < fits.size(); i++) chosen.add(exact.get(i) ? fits.get(i) : Optional.empty());
        List<Optional<InformationCriteria>> known = eachOf(chosen, this::onAllRows);
        List<double[]> controls = new ArrayList<>();
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < fits.size(); i++) {
            if (known.get(i).isEmpty()) continue;
            Scored own = scored.get(i).orElseThrow();
            controls.add(own.logDensity);
            differences.add(known.get(i).get().logLikelihood() - fromSample(model(fits, i), own));
            all.set(i, known.get(i));
        }
        ControlVariates variates = new ControlVariates(weights(), controls, differences);
        for (int i = 0; i < fits.size(); i++) {
            if (scored.get(i).isEmpty() || exact.get(i)) continue;
            Scored own = scored.get(i).get();
            Mixture<?> model = model(fits, i);
            double logLikelihood = fromSample(model, own) + variates.differenceOf(own.logDensity);
            all.set(i, Optional.of(InformationCriteria.of(model, logLikelihood, weight, scale * own.logLargest)));
        }
        return all;
    }

    private static Mixture<?> model(List<Optional<Fit<? extends Mixture<?>>>> fits, int i) {
        return fits.get(i).orElseThrow().model();
    }

    /// What the sample alone says of the log-likelihood of all rows at the end of a fit to them.
    private double fromSample(Mixture<?> model, Scored own) {
        return scale * own.logLikelihood - rise.applyAsDouble(model);
    }

    private double[] weights() {
        double[] weights = new double[(int) sample.rowCount()];
        for (int n = 0; n < weights.length; n++) weights[n] = sample.weight(n);
        return weights;
    }

    private interface Work<T> {
        T of(Mixture<?> model);
    }

    private <T> List<Optional<T>> eachOf(List<Optional<Fit<? extends Mixture<?>>>> fits, Work<T> work) {
        List<Callable<Optional<T>>> tasks = new ArrayList<>();
        for (Optional<Fit<? extends Mixture<?>>> fit : fits) tasks.add(() -> fit.map(one -> work.of(one.model())));
        return SideBySide.all(tasks, threads, PassInterruptedException::new);
    }

    private Scored scored(Mixture<?> model) {
        double[] logDensity = new double[(int) sample.rowCount()];
        double[] sums = new double[2];
        model.withKernels(kernels).score(sample, Execution.of(1), (first, count, density, r) -> {
            int components = model.componentCount();
            for (int n = 0; n < count; n++) {
                double w = sample.weight(first + n);
                logDensity[(int) first + n] = density[n];
                if (w == 0) continue;
                sums[0] += w * density[n];
                double largest = 0;
                for (int k = 0; k < components; k++) largest = Math.max(largest, r[n * components + k]);
                sums[1] += w * Math.log(largest);
            }
        });
        return new Scored(logDensity, sums[0], sums[1]);
    }

    /// Scores all rows by a fit that will be asked for, for a thread that would wait.
    void ahead(Mixture<?> model) {
        onAllRows(model);
    }

    private InformationCriteria onAllRows(Mixture<?> model) {
        return known.computeIfAbsent(
                model,
                any -> InformationCriteria.of(model.withKernels(kernels), rows, Execution.of(1))
                        .scaled(1, rise.applyAsDouble(model)));
    }

    /// Shapes that share nothing, the least size of the others, and what may be the best.
    private BitSet worthAllRows(
            List<Candidate> candidates, List<Optional<Fit<? extends Mixture<?>>>> fits, List<Optional<Scored>> scored) {
        int least = candidates.stream().mapToInt(one -> one.options().k()).min().orElse(1);
        double[] lowest = new double[fits.size()];
        double best = Double.POSITIVE_INFINITY;
        BitSet worth = new BitSet();
        for (int i = 0; i < lowest.length; i++) {
            if (scored.get(i).isEmpty()) continue;
            Scored own = scored.get(i).get();
            Mixture<?> model = model(fits, i);
            double value = criterion.of(
                    InformationCriteria.of(model, fromSample(model, own), weight, scale * own.logLargest), Double.NaN);
            lowest[i] = value - 2 * rise.applyAsDouble(model);
            best = Math.min(best, value);
            MixtureOptions options = candidates.get(i).options();
            boolean control = options.k() == least || !options.covariance().isShared();
            if (control || !Double.isFinite(value)) worth.set(i);
        }
        double most = best + 2 * BEYOND_CHANCE * scale;
        for (int i = 0; i < lowest.length; i++) if (scored.get(i).isPresent() && lowest[i] <= most) worth.set(i);
        return worth;
    }
}
