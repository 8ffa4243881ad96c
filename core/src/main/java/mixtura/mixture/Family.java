package mixtura.mixture;

import java.util.List;
import java.util.Optional;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// A family of component distributions: density, statistics and M-step. Whoever implements it gets EM, its starts,
/// its restarts, weights, files of any size and the same bits on any number of threads.
///
/// @param <C>  parameters of one component
/// @param <S>  statistics that determine them
public interface Family<C extends Component, S extends Statistics<S>> {
    /// The name on the command line and in model files, such as `gaussian`.
    String name();

    /// Why rows with missing cells (NaN) cannot be fitted, as a sentence without a full stop; empty for a family whose
    /// passes integrate missing cells out of densities and statistics, which is exact for cells missing at random.
    default Optional<String> whyNoMissingCells() {
        return Optional.of("a " + name() + " mixture needs every cell of a row");
    }

    /// The family prepared for a fit to these rows: what depends on the data but not on the iteration is worked out
    /// here, once, and rows that the family cannot describe are refused.
    ///
    /// @param rows            the columns to model, none of them constant
    /// @param summary         of these rows
    /// @param componentCount  how many components the fit has
    /// @throws mixtura.data.DataException naming row and column
    default Family<C, S> boundTo(Rows rows, ColumnSummary summary, int componentCount, Execution execution) {
        return this;
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

    /// Makes components ready for a walk over the rows.
    Prepared<S> prepare(List<C> components);

    /// The same for scoring rows that the fit has not seen: densities of 0 may be raised to a floor, which
    /// [Prepared#description] then reports.
    ///
    /// @param rowCount  how many rows: few are not worth what fast kernels cost at first
    default Prepared<S> prepareForScoring(List<C> components, long rowCount) {
        return prepare(components);
    }

    /// The M-step, all components at once: parameters can be tied.
    ///
    /// @param statistics  of all rows
    /// @param current     the components that gave the responsibilities; a component without mass keeps them
    /// @param repairs     a sentence is added for each component that had to be repaired
    /// @throws CollapsedException if a component has collapsed and the family is told to refuse that
    List<C> maximize(S statistics, List<C> current, List<String> repairs);

    /// Free parameters of the components, mixing proportions not counted.
    long parameterCount(int componentCount, int dimension);

    /// The logarithm of the prior density that the M-step takes into account; 0 for maximum likelihood.
    default double logPrior(List<C> components) {
        return 0;
    }

    /// Whether the M-step maximises what it is measured by, so that the objective can never fall.
    default boolean isMaximiser() {
        return true;
    }

    /// Judges components that a fit ends with.
    default Diagnosis diagnose(List<C> components, double[] mass, ColumnSummary summary) {
        return Diagnosis.NOTHING;
    }
}
