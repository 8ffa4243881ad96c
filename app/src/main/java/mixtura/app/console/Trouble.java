package mixtura.app.console;

import java.util.Locale;
import java.util.Optional;

/// Everything that the program refuses, each with the identifier it is reported under, its exit code and
/// the text of
/// `mixtura help IDENTIFIER`.
public enum Trouble {
    UNKNOWN_OPTION(
            "usage-001",
            ExitCode.USAGE,
            "An option that this command does not have. 'mixtura help COMMAND' lists those it has."),
    UNKNOWN_COMMAND("usage-002", ExitCode.USAGE, "A command that does not exist. 'mixtura help' lists all of them."),
    MISSING_ARGUMENT(
            "usage-003",
            ExitCode.USAGE,
            "The command needs something more to work on: a file, a model, or a number such as -k."),
    INVALID_VALUE("usage-004", ExitCode.USAGE, "An option was given a value that it does not take."),
    CONFLICTING_OPTIONS(
            "usage-005",
            ExitCode.USAGE,
            "Options that cannot be obeyed together, or that the method chosen does not have."),

    UNREADABLE("data-001", ExitCode.DATA, "A file is not there, is a folder, or may not be read."),
    NO_ROWS(
            "data-002",
            ExitCode.DATA,
            "The file is empty or has a header and nothing below it: there is nothing to work on."),
    RAGGED_ROW(
            "data-003",
            ExitCode.DATA,
            "A row has more or fewer cells than the header. Most often a delimiter inside a text without quotes, or"
                    + " the wrong --delimiter."),
    DAMAGED_FILE(
            "data-004",
            ExitCode.DATA,
            "The file ends too early or its header does not agree with its length: most often an interrupted download"
                    + " or copy."),
    UNKNOWN_COLUMN(
            "data-010",
            ExitCode.DATA,
            "A column that the data do not have was named. 'mixtura inspect FILE' lists the columns."),
    NO_NUMERIC_COLUMN(
            "data-011",
            ExitCode.DATA,
            "After text columns, labels, ids and weights are set apart, no column of numbers is left."),
    NOT_NUMERIC(
            "data-012",
            ExitCode.DATA,
            "A column holds numbers and also cells that are not. Name the tokens that mean 'missing' with --na, or"
                    + " leave the column out with --columns '!NAME'."),
    MISSING_CELLS(
            "data-013",
            ExitCode.DATA,
            "Cells are missing (empty, NA, NaN or a token of --na). --missing drop leaves their rows out."),
    INFINITE_CELLS(
            "data-014", ExitCode.DATA, "Cells hold an infinite value, which no distance and no density can use."),
    BAD_WEIGHTS("data-015", ExitCode.DATA, "Sample weights must be finite, not negative, and not all 0."),
    BAD_LABELS("data-016", ExitCode.DATA, "There must be one label for each row, and they must be readable as labels."),
    COLUMNS_DIFFER(
            "data-017",
            ExitCode.DATA,
            "The data do not have the columns that the model was fitted on. Columns are matched by name when the data"
                    + " have names, else by their number."),
    TOO_FEW_ROWS("data-018", ExitCode.DATA, "There are fewer distinct rows of positive weight than components."),
    BAD_VALUES(
            "data-019",
            ExitCode.DATA,
            "The method cannot use these values: every column is constant, or a cell is nothing that the family"
                    + " describes, such as a third value in a binary column or a negative count."),
    CANNOT_WRITE(
            "data-020",
            ExitCode.DATA,
            "The output cannot be written: its folder is not there or not writable, or the disk is full."),
    BAD_MODEL_FILE(
            "data-021",
            ExitCode.DATA,
            "The file is not a model of Mixtura, is damaged, or was written by a version that this one cannot read."),
    WRONG_MODEL("data-022", ExitCode.DATA, "The model is of a kind that this command cannot use."),

    ROWS_OF_THE_FIT(
            "data-023",
            ExitCode.DATA,
            "A detector of strangers is judged, or its threshold is set, by rows that it was fitted to: it would look"
                    + " better than it is. Use rows that it has not seen."),
    NOT_A_NETWORK(
            "data-024",
            ExitCode.DATA,
            "The file is no ONNX or TorchScript network, or cannot be run, or a layer was named that it does not have."
                    + " 'mixtura ood features --onnx FILE --list' lists the layers."),
    NO_NEURAL_MODULE(
            "neural-001",
            ExitCode.USAGE,
            "Networks are trained and read by a module of its own, about 200 MB with PyTorch, that is not on the class"
                    + " path. In the source tree ./mixtura ood run builds it when it is first needed. Elsewhere put"
                    + " mixtura-neural.jar and its libraries into a folder and name it in MIXTURA_NEURAL. Detectors on"
                    + " features from a file (ood fit, score, evaluate) need no network."),

    OUT_OF_MEMORY(
            "data-030",
            ExitCode.DATA,
            "The data and the work on them do not fit into the memory that Java may use. NPY files are mapped, not"
                    + " loaded; --float halves what is loaded; MIXTURA_JAVA_OPTS=-Xmx8g gives more."),

    NUMERICAL(
            "fit-001",
            ExitCode.NUMERICAL,
            "Every start failed numerically. Try a larger --ridge, fewer components or another --scale."),
    COLLAPSED(
            "fit-003",
            ExitCode.NUMERICAL,
            "A component shrank onto a few equal rows, where the likelihood has no upper bound. Try a larger --ridge,"
                    + " a simpler --covariance or fewer components."),
    NOT_CONVERGED(
            "fit-005",
            ExitCode.NOT_CONVERGED,
            "--max-iter or --time-limit ended the fit before its stopping rule was met, and --require-convergence was"
                    + " given. The model is written all the same."),

    WOULD_OVERWRITE(
            "output-001",
            ExitCode.WOULD_OVERWRITE,
            "The output exists already; nothing is overwritten unless --force is given."),
    BUG(
            "bug-001",
            ExitCode.BUG,
            "A mistake in Mixtura itself. The file named in the message holds what is needed to find it.");

    private final String id;
    private final int exitCode;
    private final String explanation;

    Trouble(String id, int exitCode, String explanation) {
        this.id = id;
        this.exitCode = exitCode;
        this.explanation = explanation;
    }

    /// The identifier in `error[…]`.
    public String id() {
        return id;
    }

    /// What the program exits with.
    public int exitCode() {
        return exitCode;
    }

    /// A paragraph for `mixtura help ID`.
    public String explanation() {
        return explanation;
    }

    /// The trouble of this identifier, in capitals or not.
    public static Optional<Trouble> of(String id) {
        String wanted = id.toLowerCase(Locale.ROOT);
        for (Trouble trouble : values()) if (trouble.id.equals(wanted)) return Optional.of(trouble);
        return Optional.empty();
    }
}
