package mixtura.mixture.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.mixture.Collapse;
import mixtura.mixture.CollapsedException;
import mixtura.mixture.Covariance;
import mixtura.mixture.Frozen;

/// The M-step of normal components: means, and covariances one by one, of all components together when these are
/// tied, or with volume, shape or orientation in common ([SharedCovariances]).
final class GaussianStep {
    /// The first ridge that a repair tries, as a share of each column's variance; then ten times as much,
    /// and so on.
    static final double FIRST_REPAIR = 1e-9;

    /// A component with less than this share of all rows keeps its parameters: there is nothing to estimate
    /// them from.
    static final double EMPTY = 1e-12;

    private final Covariance structure;
    private final Form form;
    private final Collapse collapse;
    private final double eigenvalueRatio;
    private final GaussianBinding bound;

    /// @param eigenvalueRatio  largest to smallest eigenvalue of all covariances at most
    GaussianStep(Covariance structure, Collapse collapse, double eigenvalueRatio, GaussianBinding bound) {
        this.structure = structure;
        this.form = Form.of(structure);
        this.collapse = collapse;
        this.eigenvalueRatio = eigenvalueRatio;
        this.bound = bound;
    }

    List<Gaussian> maximize(
            GaussianStatistics statistics,
            double[] divisors,
            List<Gaussian> current,
            Frozen frozen,
            List<String> repairs) {
        double[] mass = statistics.mass();
        double total = 0;
        for (double m : mass) total += m;
        double[][] means = new double[mass.length][statistics.dimension()];
        for (int k = 0; k < mass.length; k++) {
            if (mass[k] > EMPTY * total) statistics.mean(k, means[k]);
        }
        if (frozen.covariances() || !structure.isShared()) {
            return maximizeEach(statistics, means, divisors, total, current, frozen, repairs);
        }
        boolean isRestrained = bound.prior() != null || eigenvalueRatio < Double.POSITIVE_INFINITY;
        boolean isOne = form == Form.TIED || (isRestrained && structure.isWhollyShared(statistics.dimension()));
        return isOne
                ? maximizeTied(statistics, means, divisors, total, current, frozen, repairs)
                : new SharedStep(structure, collapse, eigenvalueRatio, bound)
                        .maximize(statistics, means, divisors, current, frozen, repairs);
    }

    /// Truncates covariances in the frame, where a ratio bounds their eigenvalues.
    private void keepRatio(double[][] covariances, double[] mass) {
        if (eigenvalueRatio == Double.POSITIVE_INFINITY || covariances.length == 0) return;
        double[] variance = bound.columnVariance().clone();
        double[] scale = bound.frame().scale();
        for (int j = 0; j < variance.length; j++) variance[j] = variance[j] / scale[j] / scale[j];
        EigenvalueRatio.constrain(covariances, mass, variance, eigenvalueRatio);
    }

    private List<Gaussian> maximizeEach(
            GaussianStatistics statistics,
            double[][] means,
            double[] divisors,
            double total,
            List<Gaussian> current,
            Frozen frozen,
            List<String> repairs) {
        Gaussian[] components = new Gaussian[means.length];
        List<Integer> free = new ArrayList<>();
        List<double[]> covariances = new ArrayList<>();
        for (int k = 0; k < means.length; k++) {
            Gaussian now = current.get(k);
            double mass = statistics.mass()[k];
            if (frozen.isWhole(k) || (frozen.means() && frozen.covariances())) {
                components[k] = now;
                continue;
            }
            if (!(mass > EMPTY * total) && bound.prior() == null) {
                repairs.add(
                        "component " + (k + 1) + " has lost all its rows; it keeps its place with a proportion of 0");
                components[k] = now;
                continue;
            }
            if (frozen.covariances()) {
                components[k] = Gaussian.of(means[k], bound.frame(), now.covariance(), structure);
                continue;
            }
            double[] covariance = new double[form.length(means[k].length)];
            if (mass > EMPTY * total) statistics.covariance(k, means[k], covariance);
            if (frozen.means()) {
                double[] shift = FixedMeans.shift(means[k], now, bound.frame());
                statistics.weighShift(k, shift, form == Form.SPHERICAL);
                FixedMeans.addTo(covariance, 1, shift, form);
            }
            double share = divisors[k] > 0 ? mass / divisors[k] : 1;
            if (share != 1) for (int i = 0; i < covariance.length; i++) covariance[i] *= share;
            if (bound.prior() != null) bound.prior().apply(means[k], covariance, mass > EMPTY * total ? mass : 0);
            free.add(k);
            covariances.add(covariance);
        }
        double[][] usable = covariances.toArray(new double[0][]);
        double more = bound.prior() == null ? 0 : bound.prior().rowsWorth();
        double[] rowsOf = new double[usable.length];
        for (int i = 0; i < usable.length; i++) rowsOf[i] = divisors[free.get(i)] + more;
        keepRatio(usable, rowsOf);
        for (int i = 0; i < usable.length; i++) {
            int k = free.get(i);
            Gaussian moved = usable(means[k], usable[i], statistics.mass()[k], k, repairs);
            components[k] = frozen.means() ? current.get(k).withCovarianceOf(moved) : moved;
        }
        return List.of(components);
    }

    /// Components with one covariance for all: EEE, and EEI, EII and equal variances of one column where a prior
    /// or a bound asks for the plain sum.
    private List<Gaussian> maximizeTied(
            GaussianStatistics statistics,
            double[][] means,
            double[] divisors,
            double total,
            List<Gaussian> current,
            Frozen frozen,
            List<String> repairs) {
        int d = statistics.dimension();
        double[] scatter = pooledScatter(statistics, means, total, current, frozen);
        if (bound.prior() == null) {
            double divisor = Arrays.stream(divisors).sum() * (form == Form.SPHERICAL ? d : 1);
            for (int i = 0; i < scatter.length; i++) scatter[i] /= divisor;
        } else {
            bound.prior().applyShared(means, statistics.mass(), scatter);
        }
        double[][] usable = {scatter};
        keepRatio(usable, new double[] {total});
        scatter = usable[0];
        Gaussian shared = usable(new double[d], scatter, total, 0, repairs);
        List<Gaussian> components = new ArrayList<>();
        for (int k = 0; k < means.length; k++) {
            boolean empty = bound.prior() == null && !(statistics.mass()[k] > EMPTY * total);
            Gaussian moved = empty || frozen.means()
                    ? current.get(k)
                    : Gaussian.of(means[k], bound.frame(), shared.covariance(), structure);
            components.add(moved.withCovarianceOf(shared));
        }
        return components;
    }

    /// Σ_k W_k about the means that are to be, as the form stores it.
    private double[] pooledScatter(
            GaussianStatistics statistics, double[][] means, double total, List<Gaussian> current, Frozen frozen) {
        int d = statistics.dimension();
        double[] sum = new double[form.length(d)];
        if (form == Form.TIED) {
            statistics.pooledScatter(means, sum);
            if (frozen.means()) FixedMeans.addTo(sum, statistics.mass(), means, current, bound.frame());
            return sum;
        }
        for (int k = 0; k < means.length; k++) {
            if (!(statistics.mass()[k] > EMPTY * total)) continue;
            double[] scatter = new double[sum.length];
            statistics.scatter(k, means[k], form, scatter);
            if (frozen.means()) {
                statistics.addShift(k, FixedMeans.shift(means[k], current.get(k), bound.frame()), form, scatter);
            }
            for (int i = 0; i < sum.length; i++) sum[i] += scatter[i];
        }
        return sum;
    }

    /// The component in the data's units with its ridge, repaired if that leaves it singular.
    private Gaussian usable(double[] mean, double[] covariance, double mass, int k, List<String> repairs) {
        Gaussian component = component(mean, covariance, 0);
        if (bound.isUsable(component)) return component;
        String what = structure.isShared()
                ? "the shared covariance is singular"
                : "component " + (k + 1) + " has collapsed (it weighs " + (float) mass + " rows)";
        if (collapse != Collapse.REPAIR) {
            throw new CollapsedException(structure.isShared() ? CollapsedException.ALL : k, what);
        }
        for (double share = FIRST_REPAIR; share <= 1; share *= 10) {
            Gaussian repaired = component(mean, covariance, share);
            if (bound.isUsable(repaired)) {
                repairs.add(what + "; " + share + " of each column's variance was added to its covariance");
                return repaired;
            }
        }
        throw new CollapsedException(
                CollapsedException.ALL,
                what + " and no ridge helps; the columns may lie too far apart in scale: try --scale standard");
    }

    /// @param share  of each column's variance, added besides the ridge
    private Gaussian component(double[] mean, double[] covariance, double share) {
        Frame frame = bound.frame();
        int d = mean.length;
        double[] x = new double[covariance.length];
        switch (form) {
            case FULL, TIED -> {
                for (int i = 0; i < d; i++) {
                    for (int j = 0; j < d; j++)
                        x[i * d + j] = covariance[i * d + j] * frame.scale()[i] * frame.scale()[j];
                    x[i * d + i] += bound.ridge()[i] + share * bound.columnVariance()[i];
                }
            }
            case DIAGONAL -> {
                for (int j = 0; j < d; j++) {
                    x[j] = covariance[j] * frame.scale()[j] * frame.scale()[j]
                            + bound.ridge()[j]
                            + share * bound.columnVariance()[j];
                }
            }
            case SPHERICAL -> {
                x[0] = covariance[0] * frame.scale()[0] * frame.scale()[0];
                for (int j = 0; j < d; j++) x[0] += (bound.ridge()[j] + share * bound.columnVariance()[j]) / d;
            }
        }
        return Gaussian.of(mean, frame, x, structure);
    }
}
