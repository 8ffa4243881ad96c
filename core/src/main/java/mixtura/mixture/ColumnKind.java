package mixtura.mixture;

import java.util.Locale;

/// What a family wants the cells of its columns to be; whoever reads a table prepares them so.
public enum ColumnKind {
    /// Numbers as they are.
    NUMERIC,
    /// Numbers of events: 0, 1, 2 and so on.
    COUNT,
    /// Two values of any coding, turned into 0 and 1.
    BINARY,
    /// Levels of any coding, turned into 0, 1, 2 and so on by their sorted order.
    CATEGORICAL,
    /// Each column what its own type says.
    MIXED;

    /// The kind of a single column by its word: `numeric`, `count`, `binary` or `categorical`.
    ///
    /// @throws IllegalArgumentException if it is none of them
    public static ColumnKind ofWord(String word) {
        return switch (word) {
            case "numeric" -> NUMERIC;
            case "count" -> COUNT;
            case "binary" -> BINARY;
            case "categorical" -> CATEGORICAL;
            default ->
                throw new IllegalArgumentException(
                        "there is no type '" + word + "'; a column is numeric, count, binary or categorical");
        };
    }

    /// The word of a single column's kind.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the cells are places among levels rather than numbers of the file.
    public boolean isCoded() {
        return this == BINARY || this == CATEGORICAL;
    }
}
