package mixtura.app.command;

import java.security.SecureRandom;
import java.util.Locale;
import mixtura.app.console.Failure;
import mixtura.app.console.Session;
import mixtura.app.console.Trouble;
import mixtura.internal.kernel.Kernels;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the work is carried out: threads and kernels.
final class RunOptions {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads; all processors, or $MIXTURA_THREADS. The result does not depend on it.")
    private @Nullable Integer threads;

    @Option(
            names = "--kernels",
            paramLabel = "NAME",
            description = "auto (default), scalar, simd, blas, or for k-means bf16 or onednn: the inner loops. scalar"
                    + " gives the same bits on every machine; help speed.")
    private String kernels = "auto";

    /// Threads to use, at least 1.
    int threads(Session session) {
        if (threads != null) return positive(threads, "--threads");
        String variable = session.variable("MIXTURA_THREADS");
        if (variable == null || variable.equals("all"))
            return Runtime.getRuntime().availableProcessors();
        try {
            return positive(Integer.parseInt(variable), "MIXTURA_THREADS");
        } catch (NumberFormatException e) {
            throw Failure.of(Trouble.INVALID_VALUE, "MIXTURA_THREADS is '" + variable + "'; it must be a whole number")
                    .because(e);
        }
    }

    private static int positive(int threads, String name) {
        if (threads < 1)
            throw Failure.of(Trouble.INVALID_VALUE, name + " is " + threads + "; there must be at least one thread");
        return threads;
    }

    /// The inner loops to use.
    String kernels() {
        String name = Choice.of(
                "--kernels", kernels.toLowerCase(Locale.ROOT), "auto", "scalar", "simd", "blas", "bf16", "onednn");
        try {
            if (!name.equals("auto")) Kernels.named(name);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, "--kernels: " + e.getMessage())
                    .because(e);
        }
        return name;
    }

    /// The seed behind `--seed`: a whole number, or a drawn one for `random`.
    static long seed(String text) {
        if (text.equals("random")) return new SecureRandom().nextLong() >>> 1;
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Failure.of(Trouble.INVALID_VALUE, "--seed is '" + text + "'; it is a whole number or 'random'")
                    .because(e);
        }
    }
}
