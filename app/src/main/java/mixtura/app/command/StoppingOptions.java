package mixtura.app.command;

import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.kmeans.Variant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// When a fit ends, and what is then said of one that has not converged.
final class StoppingOptions {
    /// Memberships never come to rest to the bit.
    private static final double FUZZY_TOLERANCE = 1e-10;

    @Option(names = "--max-iter", paramLabel = "N", description = "Iterations of a start at most (500).")
    private int maxIterations = 500;

    @Option(
            names = "--tol",
            paramLabel = "X",
            description =
                    "Mixtures: stop when the log-likelihood rises by no more than X per row (1e-6). k-means: relative"
                            + " fall of the distortion (0). 0: until nothing changes.")
    private @Nullable Double tolerance;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            description = "Stop after 30s, 10m or 2h, with the best model so far.")
    private @Nullable String timeLimit;

    @Option(
            names = "--require-convergence",
            description = "Exit with 5 if the fit did not converge. The model is written all the same.")
    private boolean requireConvergence;

    /// Refuses what makes no sense, before any work.
    void check(Method method) {
        maxIterations();
        tolerance(method);
        timeLimitSeconds();
    }

    int maxIterations() {
        if (maxIterations < 0)
            throw Failure.of(Trouble.INVALID_VALUE, "--max-iter is " + maxIterations + "; it is 0 or more");
        return maxIterations;
    }

    /// The rise per row, or the relative fall, at which a start of `method` ends.
    double tolerance(Method method) {
        if (tolerance == null) {
            if (method.isMixture()) return 1e-6;
            return method.variant() == Variant.FUZZY ? FUZZY_TOLERANCE : 0;
        }
        if (!(tolerance >= 0))
            throw Failure.of(Trouble.INVALID_VALUE, "--tol is " + tolerance + "; it is 0 or a positive number");
        return tolerance;
    }

    /// Seconds that a fit may take, infinite without a limit.
    double timeLimitSeconds() {
        return timeLimit == null ? Double.POSITIVE_INFINITY : Durations.seconds("--time-limit", timeLimit);
    }

    boolean requireConvergence() {
        return requireConvergence;
    }
}
