package mixtura.app.command;

import java.util.Map;
import mixtura.app.console.Failure;
import mixtura.app.console.Trouble;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.VariationalPrior;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The priors of variational Bayes.
final class BayesOptions {
    @Option(
            names = "--weights-prior",
            paramLabel = "NAME",
            description =
                    "Of the mixing proportions: dirichlet (default) or process (a Dirichlet process, cut off at k).")
    private @Nullable String weights;

    @Option(
            names = "--concentration",
            paramLabel = "A",
            description = "The smaller, the fewer components are in use (1/k).")
    private @Nullable Double concentration;

    @Option(
            names = "--mean-precision",
            paramLabel = "B",
            description = "Rows that the prior mean, that of the data, counts for (1).")
    private @Nullable Double meanPrecision;

    @Option(
            names = "--prior-dof",
            paramLabel = "NU",
            description = "Degrees of freedom of the Wishart prior of precisions (the number of columns).")
    private @Nullable Double degreesOfFreedom;

    /// The priors for a method; refuses options that it does not follow.
    VariationalPrior prior(Method method) {
        boolean given = weights != null || concentration != null || meanPrecision != null || degreesOfFreedom != null;
        if (given && !method.takes(FamilyOption.VARIATIONAL_PRIOR)) {
            throw Failure.of(
                    Trouble.CONFLICTING_OPTIONS,
                    "--weights-prior, --concentration, --mean-precision and --prior-dof belong to -m vb, not to -m "
                            + method.word());
        }
        VariationalPrior prior = VariationalPrior.standard();
        if (weights != null) {
            prior = prior.withWeights(
                    VariationalPrior.Weights.ofWord(Choice.of("--weights-prior", weights, "dirichlet", "process")));
        }
        try {
            if (concentration != null) prior = prior.withConcentration(concentration);
            if (meanPrecision != null) prior = prior.withMeanPrecision(meanPrecision);
            if (degreesOfFreedom != null) prior = prior.withDegreesOfFreedom(degreesOfFreedom);
        } catch (IllegalArgumentException e) {
            throw Failure.of(Trouble.INVALID_VALUE, String.valueOf(e.getMessage()))
                    .because(e);
        }
        return prior;
    }

    /// What the model file says of them.
    void describe(Map<String, Object> words) {
        if (weights != null) words.put("weightsPrior", weights);
        if (concentration != null) words.put("concentration", concentration);
        if (meanPrecision != null) words.put("meanPrecision", meanPrecision);
        if (degreesOfFreedom != null) words.put("priorDof", degreesOfFreedom);
    }
}
