package mixtura.mixture;

/// What a family wants the cells of its columns to be; whoever reads a table prepares them so.
public enum ColumnKind {
    /// Numbers as they are.
    NUMERIC,
    /// Numbers of events: 0, 1, 2 and so on.
    COUNT,
    /// Two values of any coding, turned into 0 and 1.
    BINARY,
    /// Levels of any coding, turned into 0, 1, 2 and so on by their sorted order.
    CATEGORICAL;

    /// Whether the cells are places among levels rather than numbers of the file.
    public boolean isCoded() {
        return this == BINARY || this == CATEGORICAL;
    }
}
