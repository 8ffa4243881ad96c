package mixtura.app.command;

import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.kmeans.Variant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What single relatives of k-means have beside its own options.
final class RelativeOptions {
    private static final double FUZZIFIER = 2;

    @Option(
            names = "--fuzzifier",
            paramLabel = "M",
            description = "Exponent of the memberships of fuzzy, above 1 (2); nearer to 1 is more like kmeans.")
    private @Nullable Double fuzzifier;

    @Option(
            names = "--minibatch",
            paramLabel = "ROWS",
            description = "kmeans by batches of that many rows, such as 1024: quicker on many rows, a little worse."
                    + " Iterations are batches.")
    private @Nullable Integer miniBatch;

    /// Refuses what makes no sense, before any work.
    void check(Method method) {
        fuzzifier(method);
        miniBatch(method);
    }

    /// The exponent of memberships, 1 for none.
    double fuzzifier(Method method) {
        boolean fuzzy = method.variant() == Variant.FUZZY;
        if (fuzzifier == null) return fuzzy ? FUZZIFIER : 1;
        if (!fuzzy) {
            throw Failure.of(
                    Trouble.CONFLICTING_OPTIONS, "--fuzzifier belongs to -m fuzzy, not to -m " + method.word());
        }
        if (!(fuzzifier > 1) || fuzzifier.isInfinite()) {
            throw Failure.of(Trouble.INVALID_VALUE, "--fuzzifier is " + fuzzifier + "; it is above 1, such as 2");
        }
        return fuzzifier;
    }

    /// Rows in a batch, 0 for all rows at once.
    int miniBatch(Method method) {
        if (miniBatch == null) return 0;
        if (method.variant() != Variant.K_MEANS) {
            throw Failure.of(
                            Trouble.CONFLICTING_OPTIONS, "--minibatch belongs to -m kmeans, not to -m " + method.word())
                    .with("try", "-m kmeans --minibatch " + Math.max(1, miniBatch));
        }
        if (miniBatch < 1)
            throw Failure.of(Trouble.INVALID_VALUE, "--minibatch is " + miniBatch + "; a batch has at least one row")
                    .with("try", "--minibatch 1024");
        return miniBatch;
    }
}
