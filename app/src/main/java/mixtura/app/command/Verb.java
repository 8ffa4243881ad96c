package mixtura.app.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mixtura.app.console.Session;

/// The verbs, in the order in which help lists them. Only the one that is typed is made: making all costs
/// time that
/// `mixtura --version` does not have.
enum Verb {
    INSPECT("inspect", "Explore"),
    DEMO("demo", "Explore"),
    FIT("fit", "Fit"),
    UPDATE("update", "Fit"),
    SELECT("select", "Fit"),
    PREDICT("predict", "Use", "assign"),
    SCORE("score", "Use"),
    IMPUTE("impute", "Use"),
    SAMPLE("sample", "Use"),
    EVALUATE("evaluate", "Judge"),
    COMPARE("compare", "Judge"),
    BOOTSTRAP("bootstrap", "Judge"),
    MERGE("merge", "Judge"),
    PLOT("plot", "Judge"),
    REPORT("report", "Judge"),
    SEGMENT("segment", "Tasks"),
    OOD("ood", "Tasks"),
    HELP("help", "Help"),
    DOCTOR("doctor", "Help"),
    COMPLETION("completion", "Help");

    private final String word;
    private final String chapter;
    private final String alias;

    Verb(String word, String chapter) {
        this(word, chapter, "");
    }

    Verb(String word, String chapter, String alias) {
        this.word = word;
        this.chapter = chapter;
        this.alias = alias;
    }

    /// What the user types.
    String word() {
        return word;
    }

    /// Other words for it.
    List<String> aliases() {
        return alias.isEmpty() ? List.of() : List.of(alias);
    }

    /// The part of the overview it is listed in.
    String chapter() {
        return chapter;
    }

    /// A command for one run.
    Callable<Integer> make(Session session) {
        return switch (this) {
            case INSPECT -> new InspectCommand(session);
            case DEMO -> new DemoCommand(session);
            case FIT -> new FitCommand(session);
            case UPDATE -> new UpdateCommand(session);
            case SELECT -> new SelectCommand(session);
            case PREDICT -> new PredictCommand(session);
            case SCORE -> new ScoreCommand(session);
            case IMPUTE -> new ImputeCommand(session);
            case SAMPLE -> new SampleCommand(session);
            case EVALUATE -> new EvaluateCommand(session);
            case COMPARE -> new CompareCommand(session);
            case BOOTSTRAP -> new BootstrapCommand(session);
            case MERGE -> new MergeCommand(session);
            case PLOT -> new PlotCommand(session);
            case REPORT -> new ReportCommand(session);
            case SEGMENT -> new SegmentCommand(session);
            case OOD -> new OodCommand(session);
            case HELP -> new HelpCommand(session);
            case DOCTOR -> new DoctorCommand(session);
            case COMPLETION -> new CompletionCommand(session);
        };
    }

    /// The verb of this word or alias.
    static Optional<Verb> of(String word) {
        for (Verb verb : values()) {
            if (verb.word.equals(word) || verb.aliases().contains(word)) return Optional.of(verb);
        }
        return Optional.empty();
    }
}
