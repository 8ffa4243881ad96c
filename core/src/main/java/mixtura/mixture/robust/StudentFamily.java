package mixtura.mixture.robust;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mixtura.data.ColumnSummary;
import mixtura.data.Execution;
import mixtura.data.Rows;
import mixtura.internal.special.GammaFunction;
import mixtura.mixture.Component;
import mixtura.mixture.Coordinates;
import mixtura.mixture.Covariance;
import mixtura.mixture.DegreesOfFreedom;
import mixtura.mixture.Diagnosis;
import mixtura.mixture.FamilyOption;
import mixtura.mixture.Frozen;
import mixtura.mixture.Mixture;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Outline;
import mixtura.mixture.ParameterReader;
import mixtura.mixture.ParameterWriter;
import mixtura.mixture.Prepared;
import mixtura.mixture.StreamFamily;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianFamily;
import mixtura.mixture.gaussian.GaussianMixture;
import mixtura.mixture.gaussian.GaussianParameters;

/// Multivariate Student-t components (Peel and McLachlan 2000; McLachlan and Peel 2000, chapter 7), with
/// scales as the structure of covariances allows and degrees of freedom given or estimated.
///
/// The M-step is that of parameter-expanded EM (Liu, Rubin and Wu 1998): it also fits the mean of τ, which
/// must come out as 1, and divides it out. For untied scales that divides the weighted scatter by Σ r u in
/// place of Σ r (Kent, Tyler and Vardi 1994); it raises the likelihood like EM does, and in far fewer
/// iterations. Tied scales take the plain step, since one expansion for all would tie the degrees of freedom
/// too; so do frozen and bounded scales.
public final class StudentFamily implements StreamFamily<StudentT, StudentStatistics> {
    /// A component with less than this share of all rows keeps its degrees of freedom.
    private static final double EMPTY = 1e-12;

    private final GaussianFamily normal;
    private final DegreesOfFreedom degreesOfFreedom;

    private StudentFamily(GaussianFamily normal, DegreesOfFreedom degreesOfFreedom) {
        this.normal = normal;
        this.degreesOfFreedom = degreesOfFreedom;
    }

    /// Student-t components whose scales are found like the covariances of these normal ones: structure,
    /// ridge, rule for collapse and kernels.
    public static StudentFamily of(GaussianFamily normal, DegreesOfFreedom degreesOfFreedom) {
        return new StudentFamily(normal.withFreeShares(), degreesOfFreedom);
    }

    /// Student-t components of a structure as a finished model has them.
    public static StudentFamily of(Covariance structure) {
        return of(GaussianFamily.of(structure), DegreesOfFreedom.estimated());
    }

    /// How the scales are restricted.
    public Covariance structure() {
        return normal.structure();
    }

    @Override
    public String name() {
        return "student";
    }

    @Override
    public String title() {
        return "Student-t mixture";
    }

    @Override
    public Set<FamilyOption> options() {
        Set<FamilyOption> options = EnumSet.of(FamilyOption.DEGREES_OF_FREEDOM);
        options.addAll(normal.options());
        options.remove(FamilyOption.PRIOR); // of covariances; the scales are something else
        return options;
    }

    @Override
    public StudentFamily withOptions(MixtureOptions options) {
        return of(normal.withOptions(options).withoutPrior(), options.degreesOfFreedom());
    }

    @Override
    public StudentMixture mixture(Outline outline, List<StudentT> components) {
        return new StudentMixture(this, outline, components);
    }

    @Override
    public void write(Mixture<StudentT> mixture, ParameterWriter out) {
        GaussianMixture shapes = new GaussianMixture(
                mixture.mixingProportions(),
                shapes(mixture.components()),
                mixture.columnNames(),
                mixture.constantColumns());
        GaussianParameters.writeMoments(shapes, "scales", out);
        out.numbers("degreesOfFreedom", degreesOfFreedom(mixture.components()));
        out.text("degreesOfFreedomAre", degreesOfFreedom.word());
    }

    @Override
    public StudentMixture read(Outline outline, ParameterReader in) {
        GaussianMixture shapes = GaussianParameters.read(outline, "scales", in);
        double[] nu = in.numbers("degreesOfFreedom");
        if (nu.length != shapes.componentCount()) {
            throw new IllegalArgumentException(
                    "there are " + nu.length + " degrees of freedom for " + shapes.componentCount() + " components");
        }
        DegreesOfFreedom found = DegreesOfFreedom.ofWord(in.text("degreesOfFreedomAre"), nu[0]);
        return of(GaussianFamily.of(shapes.covariance()), found)
                .mixture(outline, withDegreesOfFreedom(shapes.components(), nu));
    }

    /// What is there of a row is Student-t too, with the same degrees of freedom.
    @Override
    public Optional<String> whyNoMissingCells() {
        return Optional.empty();
    }

    @Override
    public StudentFamily boundTo(Rows rows, ColumnSummary summary, int componentCount, Execution execution) {
        return new StudentFamily(normal.boundTo(rows, summary, componentCount, execution), degreesOfFreedom);
    }

    @Override
    public StudentFamily boundToStream(List<StudentT> components, double[] mixingProportions) {
        return new StudentFamily(normal.boundToStream(shapes(components), mixingProportions), degreesOfFreedom);
    }

    /// Every finite row can be described.
    @Override
    public void check(Rows batch, ColumnSummary summary, Execution execution) {}

    @Override
    public Prepared<StudentStatistics> prepareForBatch(List<StudentT> components, Rows batch) {
        return prepare(components);
    }

    /// With E[u] = 1 and E[log(1 + δ/ν)] = ψ((ν + d)/2) − ψ(ν/2), as rows of the component have them.
    @Override
    public StudentStatistics statisticsOf(List<StudentT> components, double[] mass) {
        double[] logSums = new double[mass.length];
        double[] digammaSums = new double[mass.length];
        for (int k = 0; k < mass.length; k++) {
            double nu = components.get(k).degreesOfFreedom();
            double half = (nu + components.get(k).dimension()) / 2;
            logSums[k] = mass[k] * (GammaFunction.digamma(half) - GammaFunction.digamma(nu / 2));
            digammaSums[k] = mass[k] * (GammaFunction.digamma(half) - StrictMath.log(nu / 2));
        }
        return new StudentStatistics(mass.clone(), logSums, digammaSums, normal.statisticsOf(shapes(components), mass));
    }

    @Override
    public StudentStatistics scaled(StudentStatistics statistics, double factor) {
        return statistics.scaled(factor);
    }

    @Override
    public StudentT around(double[] centre, ColumnSummary summary) {
        return new StudentT(normal.around(centre, summary), degreesOfFreedom.start());
    }

    @Override
    public StudentT adopt(Component component) {
        if (!(component instanceof StudentT student)) {
            throw new IllegalArgumentException("not a Student-t component: " + component);
        }
        double nu =
                degreesOfFreedom instanceof DegreesOfFreedom.Fixed(double given) ? given : student.degreesOfFreedom();
        return new StudentT(normal.adopt(student.shape()), nu);
    }

    @Override
    public List<StudentT> admissible(List<StudentT> components) {
        return withDegreesOfFreedom(normal.admissible(shapes(components)), degreesOfFreedom(components));
    }

    private static List<Gaussian> shapes(List<StudentT> components) {
        return components.stream().map(StudentT::shape).toList();
    }

    private static double[] degreesOfFreedom(List<StudentT> components) {
        return components.stream().mapToDouble(StudentT::degreesOfFreedom).toArray();
    }

    @Override
    public List<StudentT> adoptAll(List<? extends Component> components, double[] mixingProportions) {
        List<StudentT> own = StreamFamily.super.adoptAll(components, mixingProportions);
        List<Gaussian> shapes =
                components.stream().map(t -> ((StudentT) t).shape()).toList();
        return withDegreesOfFreedom(normal.adoptAll(shapes, mixingProportions), degreesOfFreedom(own));
    }

    @Override
    public Prepared<StudentStatistics> prepare(List<StudentT> components) {
        if (normal.isBoundToIncompleteRows()) {
            return new StudentPrepared(components, normal.prepareIncomplete(shapes(components)));
        }
        return new StudentPrepared(components, normal.prepareComplete(shapes(components)));
    }

    @Override
    public Prepared<StudentStatistics> prepareForScoring(List<StudentT> components, Rows rows) {
        return new StudentPrepared(components, normal.prepareForScoring(shapes(components), rows));
    }

    @Override
    public Optional<Coordinates<StudentT>> coordinates() {
        return normal.coordinates().map(StudentCoordinates::new);
    }

    @Override
    public List<StudentT> maximize(StudentStatistics statistics, List<StudentT> current, List<String> repairs) {
        return maximize(statistics, current, Frozen.none(), repairs);
    }

    @Override
    public List<StudentT> maximize(
            StudentStatistics statistics, List<StudentT> current, Frozen frozen, List<String> repairs) {
        double[] nu = maximizeDegreesOfFreedom(statistics, current, frozen);
        return withDegreesOfFreedom(maximizeShapes(statistics, current, frozen, repairs), nu);
    }

    @Override
    public Set<Frozen.Part> freezable() {
        return normal.freezable();
    }

    @Override
    public void checkFrozen(Frozen frozen) {
        normal.checkFrozen(frozen);
    }

    /// The M-step of the means and scales; distances to what describes all rows say nothing of the tails.
    @Override
    public List<StudentT> maximizeStart(StudentStatistics statistics, List<StudentT> overall) {
        return withDegreesOfFreedom(
                maximizeShapes(statistics, overall, Frozen.none(), new ArrayList<>()), degreesOfFreedom(overall));
    }

    private List<Gaussian> maximizeShapes(
            StudentStatistics statistics, List<StudentT> current, Frozen frozen, List<String> repairs) {
        double[] divisors = isExpanded(frozen) ? statistics.moments().mass() : statistics.mass();
        return normal.maximize(statistics.moments(), divisors, shapes(current), frozen, repairs);
    }

    private static List<StudentT> withDegreesOfFreedom(List<Gaussian> shapes, double[] nu) {
        List<StudentT> components = new ArrayList<>();
        for (int k = 0; k < nu.length; k++) components.add(new StudentT(shapes.get(k), nu[k]));
        return components;
    }

    /// Whether the scales are free to take up what the mean of τ is divided by.
    private boolean isExpanded(Frozen frozen) {
        return !structure().isShared() && !frozen.covariances() && !normal.isRatioBounded();
    }

    private double[] maximizeDegreesOfFreedom(StudentStatistics statistics, List<StudentT> current, Frozen frozen) {
        double[] mass = statistics.mass();
        double total = 0;
        for (double m : mass) total += m;
        double[] nu = degreesOfFreedom(current);
        if (degreesOfFreedom instanceof DegreesOfFreedom.Fixed) return nu;
        double pooled = 0;
        double counting = 0;
        for (int k = 0; k < nu.length; k++) {
            if (frozen.isWhole(k) || !(mass[k] > EMPTY * total)) continue;
            double evidence = evidence(statistics, k, isExpanded(frozen));
            pooled += mass[k] * evidence;
            counting += mass[k];
            if (degreesOfFreedom instanceof DegreesOfFreedom.Estimated) nu[k] = solve(evidence);
        }
        if (degreesOfFreedom instanceof DegreesOfFreedom.Common && counting > 0) {
            double common = solve(pooled / counting);
            for (int k = 0; k < nu.length; k++) if (!frozen.isWhole(k)) nu[k] = common;
        }
        return nu;
    }

    /// The mean of E[log τ] − E[τ] over the rows of component k; with the expansion τ is first divided by its mean.
    private static double evidence(StudentStatistics statistics, int k, boolean expanded) {
        double meanLog = statistics.meanLog(k);
        double mean = statistics.meanWeight(k);
        return expanded ? meanLog - StrictMath.log(mean) - 1 : meanLog - mean;
    }

    /// The root of log(ν/2) + 1 − ψ(ν/2) + evidence (Liu and Rubin 1995, eq. 15), which falls in ν: by
    /// halving the interval in log ν, since the function's last digits decide where ν is large.
    private static double solve(double evidence) {
        double low = DegreesOfFreedom.LEAST;
        double high = DegreesOfFreedom.MOST;
        if (slope(low, evidence) <= 0) return low;
        if (slope(high, evidence) >= 0) return high;
        while (true) {
            double middle = Math.sqrt(low * high);
            if (middle <= low || middle >= high) return middle;
            if (slope(middle, evidence) > 0) low = middle;
            else high = middle;
        }
    }

    private static double slope(double nu, double evidence) {
        return StrictMath.log(nu / 2) + 1 - GammaFunction.digamma(nu / 2) + evidence;
    }

    @Override
    public long parameterCount(List<StudentT> components) {
        return parameterCount(components, Frozen.none());
    }

    @Override
    public long parameterCount(List<StudentT> components, Frozen frozen) {
        return parameterCount(components.size(), components.getFirst().dimension(), frozen);
    }

    /// Free parameters of so many components in so many columns.
    public long parameterCount(int componentCount, int dimension, Frozen frozen) {
        int free = componentCount - frozen.components().size();
        return normal.parameterCount(componentCount, dimension, frozen)
                + (free == 0 ? 0 : degreesOfFreedom.parameterCount(free));
    }

    @Override
    public boolean isMaximiser() {
        return normal.isMaximiser();
    }

    @Override
    public Diagnosis diagnose(List<StudentT> components, double[] mass, ColumnSummary summary) {
        return normal.diagnose(shapes(components), mass, summary).withNotes(boundsReached(components));
    }

    private List<String> boundsReached(List<StudentT> components) {
        if (degreesOfFreedom instanceof DegreesOfFreedom.Fixed) return List.of();
        List<String> notes = new ArrayList<>();
        boolean common = degreesOfFreedom instanceof DegreesOfFreedom.Common;
        for (int k = 0; k < (common ? 1 : components.size()); k++) {
            double nu = components.get(k).degreesOfFreedom();
            String whose = common ? "the common degrees of freedom" : "the degrees of freedom of component " + (k + 1);
            if (nu >= DegreesOfFreedom.MOST) {
                notes.add(whose + " reached their bound of 200: its rows are as good as normal");
            } else if (nu <= DegreesOfFreedom.LEAST) {
                notes.add(whose + " reached their bound of 1: the tails are as heavy as a Cauchy distribution's, so"
                        + " look for rows that belong to no component");
            }
        }
        return notes;
    }
}
