package mixtura.mixture.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.kernel.ScalarKernels;
import mixtura.mixture.Collapse;
import mixtura.mixture.CollapsedException;
import mixtura.mixture.Covariance;
import mixtura.mixture.Frozen;
import mixtura.mixture.gaussian.SharedCovariances.Scatters;

/// The M-step of components whose covariances have something in common.
///
/// A ridge is added to every scatter matrix, n_k times, before the structure is imposed: so it is the usual one where
/// nothing is shared, and the covariances stay in their structure where something is.
final class SharedStep {
    private final Covariance structure;
    private final Form form;
    private final Collapse collapse;
    private final double eigenvalueRatio;
    private final GaussianBinding bound;

    /// @param eigenvalueRatio  largest to smallest eigenvalue of all covariances at most
    SharedStep(Covariance structure, Collapse collapse, double eigenvalueRatio, GaussianBinding bound) {
        this.structure = structure;
        this.form = Form.of(structure);
        this.collapse = collapse;
        this.eigenvalueRatio = eigenvalueRatio;
        this.bound = bound;
    }

    /// @param means     of the rows of each component, in the frame
    /// @param divisors  n_k
    List<Gaussian> maximize(
            GaussianStatistics statistics,
            double[][] means,
            double[] divisors,
            List<Gaussian> current,
            Frozen frozen,
            List<String> repairs) {
        double[] mass = statistics.mass();
        double total = 0;
        for (double m : mass) total += m;
        double[] unit = unit(structure, eigenvalueRatio, bound);
        double[] counts = divisors.clone();
        double[][] scatter = new double[mass.length][form.length(statistics.dimension())];
        BitSet empty = new BitSet();
        NormalWishart prior = bound.prior();
        for (int k = 0; k < mass.length; k++) {
            boolean isLost = !(mass[k] > GaussianStep.EMPTY * total);
            if (isLost && prior == null) {
                repairs.add(
                        "component " + (k + 1) + " has lost all its rows; it keeps its place with a proportion of 0");
                empty.set(k);
                // so few rows that they change nothing for the others, scattered as the component is
                counts[k] = GaussianStep.EMPTY * total;
                scatter[k] = stored(current.get(k), counts[k], unit);
                continue;
            }
            if (!isLost) statistics.scatter(k, means[k], form, scatter[k]);
            if (prior != null) {
                prior.addTo(means[k], scatter[k], isLost ? 0 : mass[k]);
                counts[k] += prior.rowsWorth();
            }
            if (frozen.means()) {
                statistics.addShift(k, FixedMeans.shift(means[k], current.get(k), bound.frame()), form, scatter[k]);
            }
            inUnit(scatter[k], unit);
            addVariances(scatter[k], bound.ridge(), counts[k], unit);
        }
        List<Gaussian> estimated = usable(counts, scatter, current, mass, unit, repairs);
        List<Gaussian> out = new ArrayList<>();
        for (int k = 0; k < mass.length; k++) {
            Gaussian mean = empty.get(k) || frozen.means()
                    ? current.get(k)
                    : Gaussian.of(means[k], bound.frame(), estimated.get(k).covariance(), structure);
            out.add(mean.withCovarianceOf(estimated.get(k)));
        }
        return out;
    }

    /// Components whose covariances are the nearest of a structure: what an M-step gives for rows that scatter like the
    /// components, in shares as given.
    static List<Gaussian> project(Covariance structure, List<Gaussian> components, double[] shares) {
        double largest = 0;
        for (Gaussian component : components) {
            for (double deviation : component.deviation()) largest = Math.max(largest, deviation);
        }
        double[] unit = new double[dimension(components)];
        Arrays.fill(unit, largest);
        return project(structure, Double.POSITIVE_INFINITY, components, shares, unit);
    }

    /// The same with a bound of their eigenvalues.
    static List<Gaussian> project(
            Covariance structure, double ratio, List<Gaussian> components, double[] shares, GaussianBinding bound) {
        return project(structure, ratio, components, shares, unit(structure, ratio, bound));
    }

    private static List<Gaussian> project(
            Covariance structure, double ratio, List<Gaussian> components, double[] shares, double[] unit) {
        double[] counts = shares.clone();
        double[][] scatter = new double[counts.length][];
        for (int k = 0; k < counts.length; k++) {
            counts[k] = Math.max(counts[k], GaussianStep.EMPTY);
            scatter[k] = stored(components.get(k), counts[k], unit);
        }
        double[][] covariances =
                covariances(structure, ratio, counts, scatter, components, unit, ScalarKernels.INSTANCE);
        List<Gaussian> out = new ArrayList<>();
        for (int k = 0; k < counts.length; k++) {
            out.add(components.get(k).withCovarianceOf(carrier(structure, components.get(k), covariances[k])));
        }
        return out;
    }

    private static double[][] covariances(
            Covariance structure,
            double ratio,
            double[] counts,
            double[][] scatter,
            List<Gaussian> current,
            double[] unit,
            Kernels kernels) {
        int d = unit.length;
        double[][] now = new double[counts.length][];
        for (int k = 0; k < now.length; k++) now[k] = stored(current.get(k), 1, unit);
        if (Form.of(structure) == Form.SPHERICAL) for (double[] total : now) total[0] /= d;
        double[][] out =
                BoundedCovariances.of(structure, ratio).estimate(new Scatters(counts, scatter, now, d, kernels));
        for (double[] one : out) {
            for (int i = 0; i < one.length; i++) one[i] *= unit[row(i, one.length, d)] * unit[column(i, one.length, d)];
        }
        return out;
    }

    private static int dimension(List<Gaussian> components) {
        return components.getFirst().dimension();
    }

    /// A component that carries a covariance for another.
    private static Gaussian carrier(Covariance structure, Gaussian component, double[] covariance) {
        return new Gaussian(new double[component.dimension()], covariance, structure);
    }

    /// The covariances, with more of a ridge for components that collapse without.
    private List<Gaussian> usable(
            double[] counts,
            double[][] scatter,
            List<Gaussian> current,
            double[] mass,
            double[] unit,
            List<String> repairs) {
        BitSet collapsed = new BitSet();
        for (double share = 0; share <= 1; share = share == 0 ? GaussianStep.FIRST_REPAIR : 10 * share) {
            double[][] repaired = new double[scatter.length][];
            for (int k = 0; k < scatter.length; k++) {
                repaired[k] = scatter[k].clone();
                if (collapsed.get(k)) addVariances(repaired[k], bound.columnVariance(), share * counts[k], unit);
            }
            List<Gaussian> found = new ArrayList<>();
            BitSet unusable = new BitSet();
            double[][] covariances =
                    covariances(structure, eigenvalueRatio, counts, repaired, current, unit, bound.kernels());
            for (int k = 0; k < scatter.length; k++) {
                Gaussian component = carrier(structure, current.get(k), covariances[k]);
                found.add(component);
                if (!bound.isUsable(component)) unusable.set(k);
            }
            if (unusable.isEmpty()) {
                if (!collapsed.isEmpty()) {
                    repairs.add(what(collapsed, mass) + "; " + share
                            + " of each column's variance was added to its covariance");
                }
                return found;
            }
            collapsed.or(unusable);
            if (collapse != Collapse.REPAIR) throw collapsed(collapsed, mass, "");
        }
        throw collapsed(
                collapsed,
                mass,
                " and no ridge helps; the columns may lie too far apart in scale: try --scale standard");
    }

    private CollapsedException collapsed(BitSet collapsed, double[] mass, String more) {
        boolean all = collapsed.cardinality() == mass.length;
        return new CollapsedException(
                all ? CollapsedException.ALL : collapsed.nextSetBit(0), what(collapsed, mass) + more);
    }

    private String what(BitSet collapsed, double[] mass) {
        if (collapsed.cardinality() == mass.length) {
            return "what the " + structure.title() + " covariances share is singular";
        }
        int k = collapsed.nextSetBit(0);
        return "component " + (k + 1) + " has collapsed (it weighs " + (float) mass[k] + " rows)";
    }

    /// One unit for all columns, since shapes and axes depend on how the columns' scales compare; the columns' own
    /// deviations where a bound looks at eigenvalues on standardised columns.
    private static double[] unit(Covariance structure, double ratio, GaussianBinding bound) {
        double[] unit = bound.frame().scale().clone();
        if (ratio < Double.POSITIVE_INFINITY && structure.isTheSameInAllUnits()) {
            for (int j = 0; j < unit.length; j++) unit[j] = Math.sqrt(bound.columnVariance()[j]);
        } else {
            double largest = 0;
            for (double u : unit) largest = Math.max(largest, u);
            Arrays.fill(unit, largest);
        }
        return unit;
    }

    /// The column that the row of entry i of a stored covariance belongs to.
    private static int row(int i, int length, int d) {
        return length == d ? i : i / d;
    }

    private static int column(int i, int length, int d) {
        return length == d ? i : i % d;
    }

    /// From the frame's coordinates to the unit; where that is common to all columns both are powers of two, and no
    /// digit changes.
    private void inUnit(double[] scatter, double[] unit) {
        double[] scale = bound.frame().scale();
        int d = scale.length;
        for (int i = 0; i < scatter.length; i++) {
            int a = row(i, scatter.length, d);
            int b = column(i, scatter.length, d);
            scatter[i] *= scale[a] / unit[a] * (scale[b] / unit[b]);
        }
    }

    /// Adds `factor` times a variance of each column.
    private void addVariances(double[] scatter, double[] variances, double factor, double[] unit) {
        int d = variances.length;
        for (int j = 0; j < d; j++) {
            int at = switch (form) {
                case FULL, TIED -> j * d + j;
                case DIAGONAL -> j;
                case SPHERICAL -> 0;
            };
            scatter[at] += factor * (variances[j] / unit[j] / unit[j]);
        }
    }

    /// `factor` times the covariance of a component in the unit, a ball's over all columns.
    private static double[] stored(Gaussian component, double factor, double[] unit) {
        double[] out = component.covariance();
        int d = unit.length;
        double all = component.form() == Form.SPHERICAL ? d : 1;
        for (int i = 0; i < out.length; i++) {
            out[i] *= all * factor / (unit[row(i, out.length, d)] * unit[column(i, out.length, d)]);
        }
        return out;
    }
}
