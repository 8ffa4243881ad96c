package mixtura.app.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import mixtura.Progress;
import mixtura.app.console.Console;
import mixtura.app.console.Json;
import mixtura.app.console.Numbers;

/// Shows how a fit goes on standard error, at most ten times a second and on a terminal only, or as JSON lines; keeps
/// the trace file; ends the fit when its time is up.
final class FitProgress implements Progress {
    private static final double SECONDS_BETWEEN_LINES = 0.1;

    private final Console console;
    private final boolean mixture;
    private final double timeLimitSeconds;
    private final Consumer<String> trace;
    private double lastShown = Double.NEGATIVE_INFINITY;
    private boolean shown;
    private boolean timeIsUp;

    /// @param mixture  whether the objective is a log-likelihood, else a distortion
    /// @param trace    takes a JSON line for each step
    FitProgress(Console console, boolean mixture, double timeLimitSeconds, Consumer<String> trace) {
        this.console = console;
        this.mixture = mixture;
        this.timeLimitSeconds = timeLimitSeconds;
        this.trace = trace;
    }

    @Override
    public Answer step(Report report) {
        String json = json(report);
        trace.accept(json);
        switch (console.progress()) {
            case JSON -> console.error(json);
            case AUTO -> {
                if (console.isTerminal() && !console.isQuiet()) show(report);
            }
            case NEVER -> {}
        }
        if (report.seconds() < timeLimitSeconds) return Answer.CONTINUE;
        timeIsUp = true;
        return Answer.STOP;
    }

    private String json(Report report) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("restart", report.restart());
        line.put("iteration", report.iteration());
        line.put(mixture ? "logLikelihood" : "distortion", report.objective());
        line.put("change", report.change());
        line.put("seconds", report.seconds());
        return Json.text(line);
    }

    private void show(Report report) {
        if (report.seconds() - lastShown < SECONDS_BETWEEN_LINES) return;
        lastShown = report.seconds();
        shown = true;
        String change = Double.isNaN(report.change()) ? "" : String.format(Locale.ROOT, " (%+.1e)", report.change());
        String start = report.restarts() == 1 ? "" : "start " + (report.restart() + 1) + "/" + report.restarts() + "  ";
        console.errorText("\r\u001b[K" + start + "iteration " + report.iteration() + "  "
                + (mixture ? "log-likelihood " : "distortion ") + Numbers.sum(report.objective()) + change + "  "
                + Numbers.seconds(report.seconds()));
    }

    /// Wipes the line of progress.
    void finish() {
        if (shown) console.errorText("\r\u001b[K");
        shown = false;
    }

    /// Whether the time limit ended the fit.
    boolean isTimeUp() {
        return timeIsUp;
    }
}
