package mixtura.app.console;

import java.util.ArrayList;
import java.util.List;

/// A command cannot go on, for a reason that the user can do something about: what is wrong, where, why, and what to
/// type next. It is rendered as
/// ```
/// error[data-012]: column 'income' has 41 cells that are not numbers (first: line 118, "n/a")
///   file   customers.csv
///   try    --na n/a
/// ```
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Trouble trouble;
    private final ArrayList<String> lines = new ArrayList<>();

    private Failure(Trouble trouble, String what) {
        super(what);
        this.trouble = trouble;
    }

    /// @param what  the sentence after the identifier: what is wrong and where
    public static Failure of(Trouble trouble, String what) {
        return new Failure(trouble, what);
    }

    /// Adds a line below the sentence; `word` is `file`, `why`, `try`, `meant`, `example` or `kept`.
    public Failure with(String word, String text) {
        lines.add(String.format("  %-8s%s", word, text).stripTrailing());
        return this;
    }

    /// The same failure, with what made it.
    public Failure because(Throwable cause) {
        initCause(cause);
        return this;
    }

    /// What kind of failure it is.
    public Trouble trouble() {
        return trouble;
    }

    /// The lines below the sentence.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /// What is wrong, never null.
    public String what() {
        String message = getMessage();
        return message == null ? trouble.explanation() : message;
    }
}
