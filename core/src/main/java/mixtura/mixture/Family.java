package mixtura.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// A family of component distributions: density, statistics and M-step. Whoever implements it gets EM, its
/// starts, its restarts, weights, files of any size and the same bits on any number of threads.
///
/// A family needs a name, [#around], [#adopt], [#prepare], [#maximize] and [#parameterCount] to be fitted.
/// What has a default says more about it: which columns and options it takes, how its models are written and
/// read.
///
/// @param <C>  parameters of one component
/// @param <S>  statistics that determine them
public interface Family<C extends Component, S extends Statistics<S>> {
    /// The name on the command line and in model files, such as `bernoulli`.
    String name();

    /// What its mixtures are called in a sentence, such as `Bernoulli mixture`.
    default String title() {
        return "mixture of " + name();
    }

    /// What the cells of its columns have to be.
    default ColumnKind columnKind() {
        return ColumnKind.NUMERIC;
    }

    /// What its densities are per: likelihoods of two families can be compared where it is the same.
    default Measure measure() {
        return Measure.of(columnKind());
    }

    /// Which of the options that are not for every family this one follows.
    default Set<FamilyOption> options() {
        return Set.of();
    }

    /// The same family as these options want it: [#options] says which it follows, and every family follows
    /// [MixtureOptions#kernels]. It is called when the family comes by its name; whoever hands over a family
    /// has chosen these things already.
    default Family<C, S> withOptions(MixtureOptions options) {
        return this;
    }

    /// Whether columns in which all rows agree may leave the density. A family that describes its columns
    /// jointly, such as counts that share a total, keeps them.
    default boolean leavesOutConstantColumns() {
        return true;
    }

    /// Why rows with missing cells (NaN) cannot be fitted, as a sentence without a full stop; empty for a
    /// family whose passes integrate missing cells out of densities and statistics, which is exact for cells
    /// missing at random.
    default Optional<String> whyNoMissingCells() {
        return Optional.of("a " + title() + " needs every cell of a row");
    }

    /// The same for passes that are told shares of a row which need not add up to its weight: where noise
    /// takes a part of it, or a row is left out.
    default Family<C, S> withFreeShares() {
        return this;
    }

    /// The family prepared for a fit to these rows: what depends on the data but not on the iteration is
    /// worked out here, once, and rows that the family cannot describe are refused.
    ///
    /// @param rows            the columns to model, none of them constant
    /// @param summary         of these rows
    /// @param componentCount  how many components the fit has
    /// @throws mixtura.data.DataException naming row and column
    default Family<C, S> boundTo(Rows rows, ColumnSummary summary, int componentCount, Execution execution) {
        return this;
    }

    /// The rows among which a start by k-means looks for clusters: as the family sees them, on a logarithmic
    /// scale, say.
    ///
    /// @param rows  without missing cells
    default Rows forClusters(Rows rows) {
        return rows;
    }

    /// A component around `centre` that is spread like the data as a whole: what a start from single rows
    /// begins with.
    C around(double[] centre, ColumnSummary summary);

    /// A component with a given mean, for a start from means out of a file.
    default C withMean(double[] mean, ColumnSummary summary) {
        return around(mean, summary);
    }

    /// A component of an earlier model of this family, as this one describes it (another structure, say).
    ///
    /// @throws IllegalArgumentException if it belongs to another family
    C adopt(Component component);

    /// The components of an earlier model, as this family describes them all together: where it ties
    /// parameters, they are tied.
    ///
    /// @throws IllegalArgumentException if one belongs to another family
    default List<C> adoptAll(List<? extends Component> components, double[] mixingProportions) {
        List<C> adopted = new ArrayList<>();
        for (Component component : components) adopted.add(adopt(component));
        return adopted;
    }

    /// Makes components ready for a walk over the rows.
    Prepared<S> prepare(List<C> components);

    /// The same for scoring rows that the fit has not seen: densities of 0 may be raised to a floor, which
    /// [Prepared#description] then reports.
    ///
    /// @param rows  those to be scored, the modelled columns alone; few are not worth what fast kernels cost
    default Prepared<S> prepareForScoring(List<C> components, Rows rows) {
        return prepare(components);
    }

    /// The same by kernels of this name ([MixtureOptions#kernels]), where it has a choice.
    default Family<C, S> withKernels(String name) {
        return this;
    }

    /// The M-step, all components at once: parameters can be tied.
    ///
    /// @param statistics  of all rows
    /// @param current     the components that gave the responsibilities; a component without mass keeps them
    /// @param repairs     a sentence is added for each component that had to be repaired
    /// @throws CollapsedException if a component has collapsed and the family is told to refuse that
    List<C> maximize(S statistics, List<C> current, List<String> repairs);

    /// The components that a start's hard or random allocation gives: the M-step, unless that could leave
    /// parameters on a boundary (a probability of 0, say), which EM never leaves again.
    ///
    /// @param overall  components that describe all rows together
    default List<C> maximizeStart(S statistics, List<C> overall) {
        return maximize(statistics, overall, new ArrayList<>());
    }

    /// Coordinates in which the steps of EM can be extrapolated; empty for a family without [Acceleration].
    default Optional<Coordinates<C>> coordinates() {
        return Optional.empty();
    }

    /// The M-step with some parameters held as the current components have them.
    ///
    /// @param frozen  whole components, and the parts that [#freezable] names
    default List<C> maximize(S statistics, List<C> current, Frozen frozen, List<String> repairs) {
        List<C> components = new ArrayList<>(maximize(statistics, current, repairs));
        for (int k : frozen.components()) components.set(k, current.get(k));
        return components;
    }

    /// Parts that can be held fixed by themselves; whole components can be in every family.
    default Set<Frozen.Part> freezable() {
        return Set.of();
    }

    /// Refuses a choice of frozen parameters that this family cannot keep.
    ///
    /// @throws IllegalArgumentException saying why
    default void checkFrozen(Frozen frozen) {}

    /// Free parameters of the components, mixing proportions not counted.
    long parameterCount(List<C> components);

    /// The same without those that are frozen.
    default long parameterCount(List<C> components, Frozen frozen) {
        List<C> free = new ArrayList<>();
        for (int k = 0; k < components.size(); k++) if (!frozen.isWhole(k)) free.add(components.get(k));
        return free.isEmpty() ? 0 : parameterCount(free);
    }

    /// The nearest components that an M-step of this family could give, for a start that comes from
    /// elsewhere: bounds that the M-step keeps hold from the beginning.
    default List<C> admissible(List<C> components) {
        return components;
    }

    /// The logarithm of the prior density that the M-step takes into account; 0 for maximum likelihood.
    default double logPrior(List<C> components) {
        return 0;
    }

    /// What a fit of this family raises: `logLikelihood`, or a bound of it such as `elbo`, which is then the
    /// sum of the E-step's and [#logPrior].
    default String objective() {
        return "logLikelihood";
    }

    /// Proportions that the components hold themselves, with which the model is made; the pass has their
    /// logarithms, or what stands for them, in its densities. Empty where EM finds the proportions.
    default Optional<double[]> ownProportions(List<C> components) {
        return Optional.empty();
    }

    /// Whether the M-step maximises what it is measured by, so that the objective can never fall.
    default boolean isMaximiser() {
        return true;
    }

    /// The model that a fit ends with; a family may have a class of its own for it.
    default Mixture<C> mixture(Outline outline, List<C> components) {
        return new Mixture<>(
                this, outline.mixingProportions(), components, outline.columnNames(), outline.constantColumns());
    }

    /// Hands the parameters of a mixture over by name, for a model file.
    ///
    /// @throws UnsupportedOperationException if the family's models cannot be kept in files
    default void write(Mixture<C> mixture, ParameterWriter out) {
        throw new UnsupportedOperationException("a " + title() + " cannot be kept in a file; its family has no write");
    }

    /// The mixture whose parameters [#write] handed over.
    ///
    /// @throws IllegalArgumentException that says which parameter is missing or wrong
    default Mixture<C> read(Outline outline, ParameterReader in) {
        throw new UnsupportedOperationException("a " + title() + " cannot be read from a file; its family has no read");
    }

    /// What whoever scores rows with these components should know, as a sentence: that densities of 0 are
    /// raised to a floor, say. Empty when there is nothing.
    default Optional<String> scoringNote(List<C> components) {
        return Optional.empty();
    }

    /// Judges components that a fit ends with.
    default Diagnosis diagnose(List<C> components, double[] mass, ColumnSummary summary) {
        return Diagnosis.NOTHING;
    }
}
