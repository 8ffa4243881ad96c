package mixtura.data;

/// Statistics of some rows which can be joined with those of the rows that follow.
///
/// @param <S>  the statistics themselves
public interface Mergeable<S> {
    /// The statistics of these rows and of the `later` ones; either argument may be changed and returned.
    S merge(S later);
}
