package mixtura.app.console;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// Standard output and standard error, and what goes where: results to the first, words about the work to the second
/// unless the words are the result. All text is UTF-8, whatever the machine's locale.
public final class Console {
    /// When progress is shown.
    public enum ProgressMode {
        /// On a terminal.
        AUTO,
        /// Not at all.
        NEVER,
        /// One JSON object a step, terminal or not.
        JSON
    }

    private final BufferedOutputStream out;
    private final OutputStream err;
    private final boolean terminal;
    private final Set<String> hints = new HashSet<>();
    private boolean quiet;
    private boolean verbose;
    private boolean json;
    private boolean color;
    private boolean wordsOnStandardOutput = true;
    private ProgressMode progress = ProgressMode.AUTO;

    /// @param terminal  whether standard error is one
    public Console(OutputStream out, OutputStream err, boolean terminal) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.err = err;
        this.terminal = terminal;
    }

    /// Says less or more.
    public void setLoudness(boolean quiet, boolean verbose) {
        this.quiet = quiet;
        this.verbose = verbose;
    }

    /// Whether the result is one JSON object on standard output; words are then left out.
    public void setJson(boolean json) {
        this.json = json;
    }

    /// Whether words may be coloured.
    public void setColor(boolean color) {
        this.color = color;
    }

    /// When progress is shown.
    public void setProgress(ProgressMode mode) {
        progress = mode;
    }

    /// Sends words to standard error because standard output carries a table or a model.
    public void keepStandardOutputForData() {
        wordsOnStandardOutput = false;
    }

    public boolean isQuiet() {
        return quiet;
    }

    public boolean isVerbose() {
        return verbose;
    }

    public boolean isJson() {
        return json;
    }

    /// Whether standard error is a terminal.
    public boolean isTerminal() {
        return terminal;
    }

    public ProgressMode progress() {
        return progress;
    }

    /// A line of words about the work: `read`, `fit`, `wrote` or `next`, or spaces to go on with the one before.
    public void say(String word, String text) {
        if (quiet || json) return;
        String line = String.format("%-7s%s", word, text).stripTrailing();
        if (wordsOnStandardOutput) result(line);
        else error(line);
    }

    /// A line of words shown only with `-v`, on standard error.
    public void detail(String text) {
        if (verbose) error(text);
    }

    /// Advice on standard error, each piece once.
    public void hint(String text) {
        if (!quiet && hints.add(text)) {
            flush();
            error((color ? "\u001b[36mhint:\u001b[0m " : "hint: ") + text);
        }
    }

    /// A warning on standard error, also when quiet.
    public void warn(String text) {
        flush();
        error((color ? "\u001b[33mwarning:\u001b[0m " : "warning: ") + text);
    }

    /// A line of the result on standard output.
    public void result(String line) {
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        } catch (IOException e) {
            throw ClosedPipe.or(e);
        }
    }

    /// Writes a table or a model to standard output.
    public void write(OutputFile.Writer writer) {
        try {
            writer.write(standardOutput());
        } catch (IOException e) {
            throw ClosedPipe.or(e);
        }
        flush();
    }

    /// Standard output as bytes, for tables: failures to write are reported by [ClosedPipe] or [Failure].
    private OutputStream standardOutput() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                try {
                    out.write(b);
                } catch (IOException e) {
                    throw ClosedPipe.or(e);
                }
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                try {
                    out.write(bytes, offset, length);
                } catch (IOException e) {
                    throw ClosedPipe.or(e);
                }
            }

            @Override
            public void flush() {
                Console.this.flush();
            }
        };
    }

    /// A line on standard error. A standard error that cannot be written to is nothing to fail for.
    public void error(String line) {
        errorText(line + "\n");
    }

    /// Text on standard error as it is, without an end of line.
    public void errorText(String text) {
        try {
            err.write(text.getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException e) {
            verbose = false;
        }
    }

    /// Sends on what was written to standard output.
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw ClosedPipe.or(e);
        }
    }

    /// Shows a failure, after what was written before it.
    public void show(Failure failure) {
        String head = "error[" + failure.trouble().id() + "]";
        error((color ? "\u001b[1;31m" + head + "\u001b[0m" : head) + ": " + failure.what());
        failure.lines().forEach(this::error);
    }
}
