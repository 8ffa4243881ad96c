package mixtura.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import mixtura.Certificate;
import mixtura.Fit;
import mixtura.data.Labels;

/// What is said of the run that won: its model, the certificate, and the warnings in words.
final class Conclusion<C extends Component, S extends Statistics<S>> {
    /// Iterations left out of the median time: the first ones run before the code is compiled.
    private static final int WARM_UP = 3;

    private final EmProblem<C, S> problem;
    private final ExpectationMaximization<C, S> run;
    private final Diagnosis diagnosis;

    Conclusion(EmProblem<C, S> problem, ExpectationMaximization<C, S> run) {
        this.problem = problem;
        this.run = run;
        this.diagnosis = run.diagnosis();
    }

    /// @param runs  all that led to a model, the winner among them
    Fit<Mixture<C>> fit(List<ExpectationMaximization<C, S>> runs) {
        double[] ends = new double[runs.size()];
        boolean interrupted = false;
        for (int i = 0; i < ends.length; i++) {
            ends[i] = runs.get(i).ascent.end();
            interrupted |= runs.get(i).interrupted;
        }
        ExpectationMaximization.State<C> state = run.end();
        Parameters<C> at = state.at();
        Noise noise = problem.noise;
        Mixture<C> mixture = problem.family
                .mixture(
                        new Outline(problem.clusters(at), problem.columnNames, problem.constantColumns),
                        at.components())
                .describedBy(componentNames(), freeParameters(at.components()))
                .withNoise(
                        noise == null
                                ? null
                                : noise.withProportion(
                                        at.proportions()[at.components().size()]))
                .withCutoff(run.cutoff());
        Certificate certificate = new Certificate(
                problem.family.objective(),
                run.ascent.isMonotone(),
                run.ascent.largestSetback(),
                state.mass(),
                diagnosis.conditionNumbers(),
                diagnosis.flagged(),
                run.repairs,
                run.description,
                ends,
                run.restart,
                interrupted,
                problem.seconds(),
                medianSeconds(),
                0,
                run.rise);
        return new Fit<>(
                mixture,
                run.ascent.steps(),
                run.converged,
                run.ascent.iterations(),
                warnings(mixture, state.mass()),
                certificate);
    }

    private List<String> componentNames() {
        Labels known = problem.options.known();
        return known == null ? List.of() : known.levels();
    }

    private long freeParameters(List<C> components) {
        boolean fixed =
                problem.options.uniformProportions() || problem.options.frozen().proportions();
        return (fixed ? 0 : components.size() - 1)
                + (problem.noise == null ? 0 : 2)
                + problem.family.parameterCount(components, problem.options.frozen());
    }

    private double medianSeconds() {
        if (run.seconds.size() <= WARM_UP) return Double.NaN;
        double[] warm = new double[run.seconds.size() - WARM_UP];
        Arrays.setAll(warm, i -> run.seconds.get(WARM_UP + i));
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private List<String> warnings(Mixture<C> mixture, double[] mass) {
        List<String> warnings = new ArrayList<>();
        if (!run.ascent.isMonotone()) {
            warnings.add("the log-likelihood fell by " + run.ascent.largestSetback()
                    + " in one iteration, which it must not: please report this with the data");
        }
        if (!run.converged && !run.interrupted) {
            warnings.add("not converged after " + run.ascent.iterations() + " iterations; raise --max-iter or --tol");
        }
        if (!diagnosis.flagged().isEmpty()) warnings.addAll(doubts(mixture, mass));
        if (run.impossibleRow >= 0) {
            warnings.add("row " + (run.impossibleRow + 1)
                    + " has probability 0 under every component; use --smoothing 0.5 or another start");
        }
        if (!problem.constantColumns.isEmpty()) warnings.add(constantColumnsSentence());
        warnings.addAll(diagnosis.notes());
        if (!run.repairs.isEmpty())
            warnings.addAll(run.repairs.stream().distinct().limit(5).toList());
        return warnings;
    }

    /// Which components rest on too little, on which rows, and which columns are to blame.
    private List<String> doubts(Mixture<C> mixture, double[] mass) {
        List<String> doubts = new ArrayList<>();
        boolean every = diagnosis.flagged().size() == mixture.componentCount();
        boolean correlated = problem.family.options().contains(FamilyOption.COVARIANCE)
                && problem.options.covariance().parameterCount(1, 2) > 2
                && problem.summary.dimension() > 1;
        if (every && correlated)
            doubts.addAll(Collinearity.sentences(problem.rows, problem.summary, problem.execution));
        doubts.add((diagnosis.flagged().size() == 1 ? "component " : "components ") + ordinals(diagnosis.flagged())
                + (diagnosis.flagged().size() == 1 ? " rests on" : " rest on")
                + " too little data or collapsed to a thin sheet, so the log-likelihood says"
                + " little about the fit; use fewer components, --collapse drop, --eigenvalue-ratio 100"
                + (correlated ? ", a larger --ridge, or --covariance diag" : " or a larger --ridge"));
        doubts.addAll(RestingRows.sentences(mixture, problem.all, diagnosis, mass, problem.execution));
        return doubts;
    }

    private static String ordinals(List<Integer> components) {
        return components.stream().map(k -> String.valueOf(k + 1)).collect(Collectors.joining(", "));
    }

    private String constantColumnsSentence() {
        String names = problem.constantColumns.keySet().stream()
                .limit(8)
                .map(j -> "'" + problem.columnNames.get(j) + "'")
                .collect(Collectors.joining(", "));
        int more = problem.constantColumns.size() - 8;
        return (problem.constantColumns.size() == 1 ? "column " : problem.constantColumns.size() + " columns ") + names
                + (more > 0 ? " and " + more + " more" : "")
                + (problem.constantColumns.size() == 1 ? " is" : " are") + " constant and left out of the density";
    }
}
