package mixtura.app.command;

import java.util.Arrays;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.mixture.Collapse;
import mixtura.mixture.ConjugatePrior;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What keeps Gaussian components from collapsing, and what to do with one that does.
final class DegeneracyOptions {
    @Option(
            names = "--ridge",
            paramLabel = "L",
            description =
                    "Added to Gaussian covariances: auto (1e-6 of each column's variance), 0, 1e-3 (absolute), 1e-4r"
                            + " (relative). With --eigenvalue-ratio and --prior: 0.")
    private @Nullable String ridge;

    @Option(
            names = "--collapse",
            paramLabel = "WHAT",
            description = "A component that collapses or ends on too little: repair (default; kept, with a warning),"
                    + " drop, restart (another start) or fail. See 'mixtura help ridge'.")
    private @Nullable String collapse;

    @Option(
            names = "--eigenvalue-ratio",
            paramLabel = "C",
            description = "Eigenvalues of all covariances, on standardised columns, differ by a factor C at most, such"
                    + " as 12 (tclust); at least 1. See 'mixtura help ridge'.")
    private @Nullable Double eigenvalueRatio;

    @Option(
            names = "--prior",
            description = "The conjugate prior of means and covariances that mclust has (priorControl): the fit"
                    + " maximises the posterior density, and no component collapses.")
    private boolean prior;

    /// Reads every option once, before any work.
    void check(Method method) {
        ridge(method);
        collapse(method);
        eigenvalueRatio(method);
        if (prior) only(method, FamilyOption.PRIOR, "--prior");
    }

    /// The options of a mixture with these.
    MixtureOptions apply(MixtureOptions options, Method method) {
        MixtureOptions shaped = options.withCollapse(collapse(method)).withEigenvalueRatio(eigenvalueRatio(method));
        if (prior) shaped = shaped.withPrior(ConjugatePrior.fraleyRaftery());
        return ridge == null ? shaped : shaped.withRidge(ridge(method));
    }

    private Ridge ridge(Method method) {
        if (ridge == null) return Ridge.auto();
        only(method, FamilyOption.RIDGE, "--ridge");
        try {
            return Ridge.parse(ridge);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, String.valueOf(e.getMessage()))
                    .because(e);
        }
    }

    private Collapse collapse(Method method) {
        String word = collapse;
        if (word == null) return Collapse.REPAIR;
        only(method, FamilyOption.COLLAPSE, "--collapse");
        Choice.of(
                "--collapse",
                word,
                Arrays.stream(Collapse.values()).map(Collapse::word).toArray(String[]::new));
        for (Collapse known : Collapse.values()) if (known.word().equals(word)) return known;
        throw new IllegalStateException("there is no rule for collapse called " + word);
    }

    private double eigenvalueRatio(Method method) {
        if (eigenvalueRatio == null) return Double.POSITIVE_INFINITY;
        only(method, FamilyOption.EIGENVALUE_RATIO, "--eigenvalue-ratio");
        if (eigenvalueRatio >= 1) return eigenvalueRatio;
        throw Failure.of(
                Trouble.INVALID_VALUE,
                "--eigenvalue-ratio is " + eigenvalueRatio + "; it is at least 1 (all alike), such as 12");
    }

    private static void only(Method method, FamilyOption wanted, String option) {
        if (method.takes(wanted)) return;
        throw Failure.of(
                Trouble.CONFLICTING_OPTIONS,
                option + " belongs to -m " + String.join(", ", Method.taking(wanted)) + ", not to -m " + method.word());
    }

    /// What the model file says of them.
    void describe(java.util.Map<String, Object> words) {
        if (ridge != null) words.put("ridge", ridge);
        if (collapse != null) words.put("collapse", collapse);
        if (eigenvalueRatio != null) words.put("eigenvalueRatio", eigenvalueRatio);
        if (prior) words.put("prior", true);
    }
}
