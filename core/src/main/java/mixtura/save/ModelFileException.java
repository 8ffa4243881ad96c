package mixtura.save;

/// A file that is not a model which this version can read; the message says what is wrong and what to do.
public final class ModelFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;

    /// @param message  what is wrong, and with which file
    /// @param hint     what to do about it
    public ModelFileException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /// What to do about it.
    public String hint() {
        return hint;
    }

    /// The same with the exception that led to it.
    ModelFileException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
