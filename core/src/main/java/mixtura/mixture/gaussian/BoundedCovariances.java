package mixtura.mixture.gaussian;

import mixtura.internal.linalg.SymmetricEigen;
import mixtura.mixture.Covariance;
import mixtura.mixture.gaussian.SharedCovariances.Scatters;

/// Covariances that share their volume, shape or orientation, and of which no two eigenvalues differ by more than a
/// factor c: the Σ_k of a structure that maximise −½ Σ_k [n_k log |Σ_k| + tr(Σ_k⁻¹ W_k)] under that bound (the
/// constraint of García-Escudero, Gordaliza, Matrán and Mayo-Iscar 2008 within the structures of Celeux and
/// Govaert 1995).
///
/// Where a component turns freely, its best axes are those of W_k whatever its eigenvalues, longest to longest
/// (von Neumann's bound of the trace), and where axes are those of the columns they are known. So EVI, EVV, VEI,
/// VEV and EEV come down to eigenvalues alone, a convex problem in their logarithms whose optimum is found
/// ([OneVolume], [OneShape], [EigenvalueRatio]). In VEE, EVE and VVE axes are estimated by turns with
/// eigenvalues: each step raises the objective and keeps the structure and the bound, so EM rises (generalized
/// EM; Dempster, Laird and Rubin 1977).
///
/// A bound that the structure's own estimate keeps changes nothing.
final class BoundedCovariances {
    /// Turns of axes and eigenvalues of VEE in one M-step at most; the next one goes on from there.
    private static final int TURNS = 2;

    private static final double TOLERANCE = 1e-13;

    private BoundedCovariances() {}

    /// The estimate of a structure with a bound of its eigenvalues.
    static SharedCovariances of(Covariance structure, double ratio) {
        SharedCovariances free = SharedCovariances.of(structure);
        if (ratio == Double.POSITIVE_INFINITY) return free;
        SharedCovariances bounded = switch (structure) {
            case VEI -> scatters -> vei(scatters, ratio);
            case EVI -> scatters -> OneVolume.estimate(scatters.scatter(), scatters.total(), ratio);
            case VEE -> scatters -> vee(scatters, ratio);
            case EEV -> scatters -> eev(scatters, ratio);
            case VEV -> scatters -> vev(scatters, ratio);
            case EVV -> scatters -> evv(scatters, ratio);
            case EVE -> scatters -> BoundedAxes.estimate(scatters, SharedAxes.Volumes.EQUAL, ratio);
            case VVE -> scatters -> BoundedAxes.estimate(scatters, SharedAxes.Volumes.VARIABLE, ratio);
            case EII, EEI, TIED, FULL, DIAGONAL, SPHERICAL ->
                throw new IllegalArgumentException(
                        structure.title() + " components share everything or nothing: EigenvalueRatio.constrain");
        };
        return scatters -> {
            double[][] found = free.estimate(scatters);
            return keeps(found, scatters.dimension(), ratio) ? found : bounded.estimate(scatters);
        };
    }

    private static boolean keeps(double[][] covariances, int d, double ratio) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (double[] one : covariances) {
            for (double value : one) if (!Double.isFinite(value)) return false;
            for (double value : one.length == d * d ? SymmetricEigen.values(one, d) : one) {
                smallest = Math.min(smallest, value);
                largest = Math.max(largest, value);
            }
        }
        return largest <= ratio * smallest;
    }

    private static double[][] vei(Scatters scatters, double ratio) {
        double[] logVolume = new double[scatters.componentCount()];
        for (int k = 0; k < logVolume.length; k++) logVolume[k] = SharedVariances.meanLog(scatters.current()[k]);
        return OneShape.estimate(scatters.counts(), scatters.scatter(), finite(logVolume), ratio);
    }

    private static double[][] eev(Scatters scatters, double ratio) {
        SymmetricEigen[] axes = axes(scatters);
        double[] shared = new double[scatters.dimension()];
        for (double[] along : along(axes)) {
            for (int j = 0; j < shared.length; j++) shared[j] += along[j] / scatters.total();
        }
        double[] kept = EigenvalueRatio.truncated(new double[][] {shared}, new double[] {1}, ratio)[0];
        double[][] out = new double[axes.length][];
        for (int k = 0; k < axes.length; k++) out[k] = axes[k].withValues(kept);
        return out;
    }

    private static double[][] vev(Scatters scatters, double ratio) {
        SymmetricEigen[] axes = axes(scatters);
        double[] logVolume = finite(SharedMatrix.logVolumes(scatters));
        return onAxes(axes, OneShape.estimate(scatters.counts(), along(axes), logVolume, ratio));
    }

    private static double[][] evv(Scatters scatters, double ratio) {
        SymmetricEigen[] axes = axes(scatters);
        return onAxes(axes, OneVolume.estimate(along(axes), scatters.total(), ratio));
    }

    /// λ_k C: the best C for given λ_k has the axes of Σ_k W_k / λ_k, and on those axes λ_k and the eigenvalues of
    /// C are estimated together, so that what one leaves of the bound the other may have.
    private static double[][] vee(Scatters scatters, double ratio) {
        double[] logVolume = finite(SharedMatrix.logVolumes(scatters));
        double before = Double.POSITIVE_INFINITY;
        double[][] out = scatters.current().clone();
        for (int turn = 0; turn < TURNS; turn++) {
            TurnedScatters turned = new TurnedScatters(scatters, TurnedScatters.axesOf(scatters, logVolume));
            double[][] along = turned.along();
            double[][] variances = OneShape.estimate(scatters.counts(), along, logVolume, ratio);
            double cost = cost(scatters.counts(), along, variances);
            if (!(before - cost > 0)) break;
            for (int k = 0; k < along.length; k++) {
                out[k] = turned.onAxes(variances[k]);
                logVolume[k] = SharedVariances.meanLog(variances[k]);
            }
            if (!(before - cost > TOLERANCE * scatters.total())) break;
            before = cost;
        }
        return out;
    }

    /// Σ_kj [n_k log σ_kj + V_kjj / σ_kj]: what the M-step makes small.
    static double cost(double[] counts, double[][] along, double[][] variances) {
        double cost = 0;
        for (int k = 0; k < along.length; k++) {
            for (int j = 0; j < along[k].length; j++) {
                cost += counts[k] * Math.log(variances[k][j]) + along[k][j] / variances[k][j];
            }
        }
        return cost;
    }

    private static SymmetricEigen[] axes(Scatters scatters) {
        SymmetricEigen[] axes = new SymmetricEigen[scatters.componentCount()];
        for (int k = 0; k < axes.length; k++) axes[k] = SymmetricEigen.of(scatters.scatter()[k], scatters.dimension());
        return axes;
    }

    private static double[][] along(SymmetricEigen[] axes) {
        double[][] along = new double[axes.length][];
        for (int k = 0; k < along.length; k++) {
            along[k] = axes[k].values().clone();
            for (int j = 0; j < along[k].length; j++) along[k][j] = Math.max(0, along[k][j]);
        }
        return along;
    }

    private static double[][] onAxes(SymmetricEigen[] axes, double[][] variances) {
        double[][] out = new double[axes.length][];
        for (int k = 0; k < out.length; k++) out[k] = axes[k].withValues(variances[k]);
        return out;
    }

    /// A component without a volume begins with the largest of the others.
    private static double[] finite(double[] logVolume) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double one : logVolume) if (Double.isFinite(one)) largest = Math.max(largest, one);
        for (int k = 0; k < logVolume.length; k++) {
            if (!Double.isFinite(logVolume[k])) logVolume[k] = Double.isFinite(largest) ? largest : 0;
        }
        return logVolume;
    }
}
