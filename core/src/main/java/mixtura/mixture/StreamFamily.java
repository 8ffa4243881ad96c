package mixtura.mixture;

import java.util.List;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// A family that can also learn from rows that come in batches: its statistics can be scaled, so that old ones fade,
/// and statistics that led to different parameters can be merged.
///
/// @param <C>  parameters of one component
/// @param <S>  statistics that determine them
public interface StreamFamily<C extends Component, S extends Statistics<S>> extends Family<C, S> {
    /// The family prepared for a stream that goes on from a mixture. Nothing may depend on rows yet to come: all
    /// statistics of the stream are in the same units, and merge whatever components they were gathered with.
    StreamFamily<C, S> boundToStream(List<C> components, double[] mixingProportions);

    /// Refuses rows of a batch that the family cannot describe.
    ///
    /// @throws mixtura.data.DataException naming row and column
    default void check(Rows batch, ColumnSummary summary, Execution execution) {
        boundTo(batch, summary, 1, execution);
    }

    /// Components made ready for the E-step of a batch. Rows may hold what no row before them did, so densities of 0
    /// are raised to a floor, as for scoring: what is impossible would never be learnt.
    default Prepared<S> prepareForBatch(List<C> components, Rows batch) {
        return prepareForScoring(components, batch);
    }

    /// Statistics whose M-step gives these components back, as if rows of that weight had been seen.
    ///
    /// @param mass  N_k for each component
    S statisticsOf(List<C> components, double[] mass);

    /// `factor · S`, as new statistics.
    S scaled(S statistics, double factor);
}
