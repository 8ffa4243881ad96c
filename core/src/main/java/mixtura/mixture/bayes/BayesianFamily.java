package mixtura.mixture.bayes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.mixture.Collapse;
import mixtura.mixture.Component;
import mixtura.mixture.ConjugatePrior;
import mixtura.mixture.Covariance;
import mixtura.mixture.Diagnosis;
import mixtura.mixture.Family;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.Frozen;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Outline;
import mixtura.mixture.ParameterReader;
import mixtura.mixture.ParameterWriter;
import mixtura.mixture.Prepared;
import mixtura.mixture.Ridge;
import mixtura.mixture.VariationalPrior;
import mixtura.mixture.VariationalPrior.Weights;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianFamily;
import mixtura.mixture.gaussian.GaussianParameters;
import mixtura.mixture.gaussian.GaussianStatistics;
import mixtura.mixture.robust.StudentFamily;

/// Gaussian components by variational Bayes (Attias 2000; Bishop 2006, section 10.2; Blei and Jordan 2006).
///
/// The loop is that of EM: the E-step has E[log π_k] + E[log N(x | μ_k, Λ_k⁻¹)] in place of log
/// densities, and the M-step gives the distribution of the parameters in place of their best values. What
/// never falls is the evidence lower bound, Σ_n log Σ_k exp(…) less the divergence of the parameters'
/// distribution from their prior, with all its constants. With diagonal, spherical and tied structures it is
/// that of a full Wishart distribution whose W_k are restricted, as scikit-learn's formulas have it.
public final class BayesianFamily implements Family<BayesianGaussian, GaussianStatistics> {
    /// A component that holds less than this weight is superfluous.
    private static final double SUPERFLUOUS = 1;

    private final GaussianFamily normal;
    private final VariationalPrior prior;
    private final int componentCount; // 0 when not bound to rows

    private BayesianFamily(GaussianFamily normal, VariationalPrior prior, int componentCount) {
        this.normal = normal;
        this.prior = prior;
        this.componentCount = componentCount;
    }

    /// Components of a structure under a prior.
    public static BayesianFamily of(Covariance structure, VariationalPrior prior, String kernelName) {
        ConjugatePrior parameters = ConjugatePrior.expected(prior.meanPrecision(), prior.degreesOfFreedom());
        GaussianFamily normal = GaussianFamily.of(structure, Ridge.none(), Collapse.REPAIR, kernelName);
        return new BayesianFamily(normal.withPrior(parameters), prior, 0);
    }

    /// Components of a structure as a finished model has them.
    public static BayesianFamily of(Covariance structure) {
        return of(structure, VariationalPrior.standard(), "auto");
    }

    @Override
    public String name() {
        return "vb";
    }

    @Override
    public String title() {
        return "variational Bayes Gaussian mixture";
    }

    @Override
    public Set<FamilyOption> options() {
        return Set.of(FamilyOption.COVARIANCE, FamilyOption.VARIATIONAL_PRIOR);
    }

    @Override
    public BayesianFamily withOptions(MixtureOptions options) {
        return of(options.covariance(), options.variationalPrior(), options.kernels());
    }

    @Override
    public String objective() {
        return "elbo";
    }

    /// How W is restricted.
    public Covariance structure() {
        return normal.structure();
    }

    @Override
    public BayesianFamily boundTo(Rows rows, ColumnSummary summary, int count, Execution execution) {
        double nu = prior.degreesOfFreedom();
        if (nu <= rows.dimension() - 1) {
            throw new IllegalArgumentException("the prior's degrees of freedom are " + nu + "; in " + rows.dimension()
                    + " columns they are above " + (rows.dimension() - 1));
        }
        return new BayesianFamily(normal.boundTo(rows, summary, count, execution), prior, count);
    }

    private double concentration() {
        return Double.isNaN(prior.concentration()) ? 1.0 / componentCount : prior.concentration();
    }

    private static List<Gaussian> shapes(List<BayesianGaussian> components) {
        return components.stream().map(BayesianGaussian::shape).toList();
    }

    private MixingPosterior mixing(List<BayesianGaussian> components) {
        return new MixingPosterior(
                prior.weights(),
                components.stream().mapToDouble(BayesianGaussian::a).toArray(),
                components.stream().mapToDouble(BayesianGaussian::b).toArray());
    }

    /// Components around normal ones, as rows of these masses leave them.
    private List<BayesianGaussian> given(List<Gaussian> shapes, double[] mass) {
        MixingPosterior mixing = MixingPosterior.of(prior.weights(), concentration(), mass);
        double nu = ConjugatePrior.expected(prior.meanPrecision(), prior.degreesOfFreedom())
                .degreesOfFreedom(shapes.getFirst().dimension());
        double average = Arrays.stream(mass).sum() / mass.length;
        List<BayesianGaussian> components = new ArrayList<>();
        for (int k = 0; k < mass.length; k++) {
            components.add(new BayesianGaussian(
                    shapes.get(k),
                    prior.meanPrecision() + mass[k],
                    nu + (structure() == Covariance.TIED ? average : mass[k]),
                    mixing.a()[k],
                    mixing.b()[k]));
        }
        return components;
    }

    @Override
    public BayesianGaussian around(double[] centre, ColumnSummary summary) {
        double[] mass = new double[componentCount];
        Arrays.fill(mass, summary.totalWeight() / componentCount);
        List<Gaussian> shapes = new ArrayList<>();
        for (int k = 0; k < componentCount; k++) shapes.add(normal.around(centre, summary));
        return given(shapes, mass).getFirst();
    }

    @Override
    public BayesianGaussian adopt(Component component) {
        if (component instanceof BayesianGaussian known) {
            return new BayesianGaussian(
                    normal.adopt(known.shape()), known.meanPrecision(), known.degreesOfFreedom(), known.a(), known.b());
        }
        throw new IllegalArgumentException("not a component of variational Bayes: " + component);
    }

    @Override
    public Prepared<GaussianStatistics> prepare(List<BayesianGaussian> components) {
        double[] beyond = mixing(components).expectedLog();
        for (int k = 0; k < beyond.length; k++) beyond[k] += components.get(k).expectedOverShape();
        return new BayesianPrepared(normal.prepareComplete(shapes(components)), beyond);
    }

    /// By the predictive density.
    @Override
    public Prepared<GaussianStatistics> prepareForScoring(List<BayesianGaussian> components, Rows rows) {
        return new PredictivePrepared<>(StudentFamily.of(structure())
                .prepareForScoring(
                        components.stream().map(BayesianGaussian::predictive).toList(), rows));
    }

    @Override
    public List<BayesianGaussian> maximize(
            GaussianStatistics statistics, List<BayesianGaussian> current, List<String> repairs) {
        return given(normal.maximize(statistics, shapes(current), repairs), statistics.mass());
    }

    @Override
    public Optional<double[]> ownProportions(List<BayesianGaussian> components) {
        return Optional.of(mixing(components).mean());
    }

    @Override
    public void checkFrozen(Frozen frozen) {
        throw new IllegalArgumentException("parameters that have a distribution cannot be frozen; take -m gmm");
    }

    /// The number of the plug-in mixture.
    @Override
    public long parameterCount(List<BayesianGaussian> components) {
        return normal.parameterCount(shapes(components));
    }

    /// Less the divergence of the parameters' distribution from the prior.
    @Override
    public double logPrior(List<BayesianGaussian> components) {
        double[] beta =
                components.stream().mapToDouble(BayesianGaussian::meanPrecision).toArray();
        double[] nu = components.stream()
                .mapToDouble(BayesianGaussian::degreesOfFreedom)
                .toArray();
        return -mixing(components).divergence(concentration())
                - normal.divergenceFromPrior(shapes(components), beta, nu);
    }

    @Override
    public BayesianMixture mixture(Outline outline, List<BayesianGaussian> components) {
        return new BayesianMixture(this, outline, components);
    }

    @Override
    public Diagnosis diagnose(List<BayesianGaussian> components, double[] mass, ColumnSummary summary) {
        double[] conditions = normal.diagnose(shapes(components), mass, summary).conditionNumbers();
        int superfluous = (int) Arrays.stream(mass).filter(m -> m < SUPERFLUOUS).count();
        List<String> notes = superfluous == 0
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "%d of %d components are in use; the others hold less than one row each and are superfluous",
                        mass.length - superfluous,
                        mass.length));
        return new Diagnosis(conditions, List.of(), notes);
    }

    @Override
    public void write(Mixture<BayesianGaussian> mixture, ParameterWriter out) {
        BayesianMixture known = mixture instanceof BayesianMixture bayesian
                ? bayesian
                : new BayesianMixture(
                        this,
                        new Outline(mixture.mixingProportions(), mixture.columnNames(), mixture.constantColumns()),
                        mixture.components());
        GaussianParameters.writeMoments(known.plugIn(), "covariances", out);
        List<BayesianGaussian> components = mixture.components();
        out.numbers(
                "meanPrecisions",
                components.stream().mapToDouble(BayesianGaussian::meanPrecision).toArray());
        out.numbers(
                "degreesOfFreedom",
                components.stream()
                        .mapToDouble(BayesianGaussian::degreesOfFreedom)
                        .toArray());
        out.text("weights", prior.weights().word());
        MixingPosterior mixing = mixing(components);
        out.matrix("weightConcentration", new double[][] {mixing.a(), mixing.b()});
    }

    @Override
    public BayesianMixture read(Outline outline, ParameterReader in) {
        List<Gaussian> shapes =
                GaussianParameters.read(outline, "covariances", in).components();
        double[] beta = in.numbers("meanPrecisions");
        double[] nu = in.numbers("degreesOfFreedom");
        double[][] concentration = in.matrix("weightConcentration");
        int k = shapes.size();
        if (beta.length != k || nu.length != k || concentration.length != 2 || concentration[0].length != k) {
            throw new IllegalArgumentException(
                    "meanPrecisions, degreesOfFreedom and weightConcentration do not have one" + " number for each of "
                            + k + " components");
        }
        List<BayesianGaussian> components = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            components.add(
                    new BayesianGaussian(shapes.get(c), beta[c], nu[c], concentration[0][c], concentration[1][c]));
        }
        VariationalPrior known = VariationalPrior.standard().withWeights(Weights.ofWord(in.text("weights")));
        Covariance structure = shapes.getFirst().structure();
        return of(structure, known, "auto").mixture(outline, components);
    }
}
