package mixtura.data;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Data that cannot be used as they are. The message says what is wrong and where; [#hint] says what to type next.
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;
    private final long row;
    private final @Nullable String column;

    /// @param message  what is wrong, and where
    /// @param hint     what to do about it
    public DataException(String message, String hint) {
        this(message, hint, 0, null);
    }

    /// @param message  what is wrong, and where
    /// @param hint     what to do about it
    /// @param row      the data row, counted from 1, or 0 when it is no matter of one row
    /// @param column   the column's name, or null when it is no matter of one column
    public DataException(String message, String hint, long row, @Nullable String column) {
        super(message);
        this.hint = hint;
        this.row = row;
        this.column = column;
    }

    /// The same with the exception that led to it.
    public DataException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    /// What to do about it.
    public String hint() {
        return hint;
    }

    /// The data row, counted from 1 without the header.
    public OptionalLong row() {
        return row == 0 ? OptionalLong.empty() : OptionalLong.of(row);
    }

    /// The column's name.
    public Optional<String> column() {
        return Optional.ofNullable(column);
    }
}
