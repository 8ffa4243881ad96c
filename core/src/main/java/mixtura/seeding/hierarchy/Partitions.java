package mixtura.seeding.hierarchy;

/// One partition of the same rows for every number of groups.
public interface Partitions {
    /// The partition into k groups.
    ///
    /// @return the group of each row, 0 … k − 1 in the order of their first rows; −1 for rows that were not
    ///         looked at
    /// @throws IllegalArgumentException if the rows that were looked at cannot make k groups
    int[] labels(int k);
}
