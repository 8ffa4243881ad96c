package mixtura.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Missing;
import mixtura.data.Rows;
import mixtura.internal.kernel.Kernels;

/// A mixture that learns from rows as they come: stepwise EM (Cappé and Moulines 2009, section 2.2).
/// Immutable: each batch gives another one. (scikit-learn: `partial_fit`, which its mixtures lack.)
///
/// A batch of weight w after rows of weight n moves the statistics S to `(1 − γ) S + γ S_batch`, both per
/// unit of weight, with `γ = (n / w + 1)^−κ`; then the M-step. A start that stands for no rows counts
/// like one batch, so that batches of one size have the step sizes (t + 2)^−κ of the paper, t = 0, 1, ….
/// κ = 1 counts all rows alike, new and old; less forgets the old ones sooner, which is what a start far
/// from the truth and rows that drift need. Every batch is walked over once, and nothing of it is kept.
///
/// With [#withMissing] cells of a batch may be missing. S are then expected statistics given the cells that are
/// there, as in EM over all rows, and nothing else changes.
///
/// @param <C>  the components' parameters
public final class StepwiseEm<C extends Component> {
    /// κ unless told otherwise: the forgetful end of what converges, (0.5, 1], which Cappé and Moulines
    /// (2009, section 4) find the fastest.
    public static final double EXPONENT = 0.6;

    private final Stream<C, ?> stream;
    private final Mixture<C> model;
    private final double weightSeen;
    private final double guess; // weight that a start without rows is given
    private final double exponent;
    private final Missing missing;
    private final Execution execution;
    private final double batchLogDensity;
    private final List<String> repairs;

    private StepwiseEm(
            Stream<C, ?> stream,
            Mixture<C> model,
            double weightSeen,
            double guess,
            double exponent,
            Missing missing,
            Execution execution,
            double batchLogDensity,
            List<String> repairs) {
        this.stream = stream;
        this.model = model;
        this.weightSeen = weightSeen;
        this.guess = guess;
        this.exponent = exponent;
        this.missing = missing;
        this.execution = execution;
        this.batchLogDensity = batchLogDensity;
        this.repairs = List.copyOf(repairs);
    }

    /// A stream that goes on from a model.
    ///
    /// @param weightSeen  Σ w of the rows that the model already stands for; 0 for a mere guess, of which
    ///                    the first batches leave little
    /// @throws IllegalArgumentException if the model's family cannot learn from a stream, or the weight is
    ///                                  negative
    public static <C extends Component> StepwiseEm<C> from(Mixture<C> model, double weightSeen) {
        if (!(weightSeen >= 0) || weightSeen == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "the weight seen is " + weightSeen + "; it must be finite and not negative");
        }
        return new StepwiseEm<>(
                begin(model.family(), model),
                model,
                weightSeen,
                0,
                EXPONENT,
                Missing.ERROR,
                Execution.onAllProcessors(),
                Double.NaN,
                List.of());
    }

    private static <C extends Component, S extends Statistics<S>> Stream<C, S> begin(
            Family<C, S> family, Mixture<C> model) {
        if (model.noise().isPresent() || model.cutoff() > Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException("a mixture with a noise component, or fitted with rows left out, cannot"
                    + " learn from a stream; fit it to all rows together");
        }
        if (!(family instanceof StreamFamily<C, S> streaming)) {
            throw new IllegalArgumentException(
                    "a " + family.title() + " cannot learn from a stream; fit it to all rows together");
        }
        StreamFamily<C, S> bound = streaming.boundToStream(model.components(), model.mixingProportions());
        return new Stream<>(bound, bound.statisticsOf(model.components(), model.mixingProportions()));
    }

    /// The same with another exponent κ of the step size, in (0.5, 1].
    public StepwiseEm<C> withExponent(double kappa) {
        if (!(kappa > 0.5 && kappa <= 1)) {
            throw new IllegalArgumentException("the exponent is " + kappa
                    + "; steps get small neither too soon nor too late for exponents above 0.5 and up to 1");
        }
        return new StepwiseEm<>(stream, model, weightSeen, guess, kappa, missing, execution, batchLogDensity, repairs);
    }

    /// The same with another treatment of missing cells: [Missing#ERROR], the default, or [Missing#EM], which
    /// integrates them out; a batch may then lack a column altogether.
    public StepwiseEm<C> withMissing(Missing other) {
        if (other.treatment() != Missing.Treatment.REFUSED && other.treatment() != Missing.Treatment.INTEGRATED_OUT) {
            throw new IllegalArgumentException("mixtures know no " + other + " distances; use Missing.EM");
        }
        return new StepwiseEm<>(stream, model, weightSeen, guess, exponent, other, execution, batchLogDensity, repairs);
    }

    /// The same on that many threads; they change nothing but the time.
    public StepwiseEm<C> withThreads(int threads) {
        return new StepwiseEm<>(
                stream, model, weightSeen, guess, exponent, missing, Execution.of(threads), batchLogDensity, repairs);
    }

    /// What comes of a batch more: one E-step over its rows, and one M-step.
    ///
    /// @param batch  rows with the columns of the model, weighted or not
    /// @throws mixtura.data.DataException if a cell is missing where it may not be, infinite,
    ///                                     or not what the family describes
    public StepwiseEm<C> partialFit(Rows batch) {
        if (batch.dimension() != model.dimension()) {
            throw new IllegalArgumentException(
                    "the batch has " + batch.dimension() + " columns; the model describes " + model.dimension());
        }
        return step(stream, batch);
    }

    private <S extends Statistics<S>> StepwiseEm<C> step(Stream<C, S> now, Rows batch) {
        Rows rows = batch.select(model.modelledColumns());
        ColumnSummary summary = Door.openBatch(rows, now.family(), missing, execution);
        now.family().check(rows, summary, execution);
        Prepared<S> prepared = now.family().prepareForBatch(model.components(), rows);
        Kernels kernels = Kernels.forWork("auto", (double) rows.rowCount() * model.componentCount() * rows.dimension());
        double[] proportions = model.mixingProportions();
        EStep.Sums<S> sums = rows.aggregate(
                execution.withBlockRows(prepared.blockRows()),
                () -> new EStep<>(
                        new Expectation<>(prepared, proportions, null, prepared.blockRows(), kernels, null),
                        proportions.length,
                        Trimming.NONE));
        double weight = Arrays.stream(sums.statistics().mass()).sum();
        if (!(weight > 0)) return this; // all rows impossible, or of weight 0: nothing was learnt
        double before = weightSeen > 0 ? weightSeen + guess : weight; // a mere guess counts like one batch
        double gamma = Math.pow(before / weight + 1, -exponent);
        Stream<C, S> next = now.blended(gamma, sums.statistics(), weight);
        List<String> said = new ArrayList<>();
        Mixture<C> moved = next.model(model, weightSeen + weight, said);
        double logDensity = sums.logLikelihood() / summary.totalWeight();
        double given = weightSeen > 0 ? guess : weight;
        return new StepwiseEm<>(
                next, moved, weightSeen + weight, given, exponent, missing, execution, logDensity, said);
    }

    /// The model after all batches so far.
    public Mixture<C> model() {
        return model;
    }

    /// Σ w of all rows so far.
    public double weightSeen() {
        return weightSeen;
    }

    /// Mean log density of the last batch under the model that had not seen it yet: an honest measure of fit,
    /// which falls when the rows drift. NaN before the first batch.
    public double batchMeanLogDensity() {
        return batchLogDensity;
    }

    /// Sentences on components that had to be repaired in the last step.
    public List<String> repairs() {
        return repairs;
    }

    /// Statistics per unit of weight: their masses add up to 1.
    private record Stream<C extends Component, S extends Statistics<S>>(StreamFamily<C, S> family, S statistics) {
        Stream<C, S> blended(double gamma, S batch, double weight) {
            S past = family.scaled(statistics, 1 - gamma);
            return new Stream<>(family, past.merge(family.scaled(batch, gamma / weight)));
        }

        /// The M-step, on statistics of the weight seen: priors and repairs are for that many rows.
        Mixture<C> model(Mixture<C> current, double weightSeen, List<String> repairs) {
            S whole = family.scaled(statistics, weightSeen);
            double[] mass = whole.mass();
            double total = Arrays.stream(mass).sum();
            double[] proportions = Arrays.stream(mass).map(m -> m / total).toArray();
            List<C> components = family.maximize(whole, current.components(), repairs);
            Outline outline = new Outline(proportions, current.columnNames(), current.constantColumns());
            return family.mixture(outline, components).describedBy(current.componentNames(), current.parameterCount());
        }
    }
}
