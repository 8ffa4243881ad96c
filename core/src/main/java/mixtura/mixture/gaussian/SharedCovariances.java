package mixtura.mixture.gaussian;

import mixtura.internal.kernel.Kernels;
import mixtura.mixture.Covariance;

/// The M-step of covariances that share their volume, shape or orientation: a function of how many rows each
/// component has, and of how they scatter about its mean. It finds the Σ_k of a structure that maximise −½
/// Σ_k [n_k log |Σ_k| + tr(Σ_k⁻¹ W_k)] (Celeux and Govaert 1995).
interface SharedCovariances {
    /// The Σ_k as their form stores them, K arrays. NaN where a scatter matrix is too thin for its structure.
    double[][] estimate(Scatters scatters);

    /// What an estimate rests on, in any unit common to all columns.
    ///
    /// @param counts   n_k, all positive
    /// @param scatter  W_k: `d × d`, `d` sums of squares, or their total, as the structure's form says
    /// @param current  Σ_k of the last iteration as stored: where an iteration begins, so that none ends below it
    record Scatters(double[] counts, double[][] scatter, double[][] current, int dimension, Kernels kernels) {
        int componentCount() {
            return counts.length;
        }

        double total() {
            double sum = 0;
            for (double n : counts) sum += n;
            return sum;
        }
    }

    /// The estimate of a structure in which components share something.
    static SharedCovariances of(Covariance structure) {
        return switch (structure) {
            case EII -> SharedVariances::eii;
            case EEI -> SharedVariances::eei;
            case VEI -> SharedVariances::vei;
            case EVI -> SharedVariances::evi;
            case TIED -> SharedMatrix::eee;
            case VEE -> SharedMatrix::vee;
            case EEV -> SharedShape::eev;
            case VEV -> SharedShape::vev;
            case EVE -> scatters -> SharedAxes.estimate(scatters, SharedAxes.Volumes.EQUAL);
            case VVE -> scatters -> SharedAxes.estimate(scatters, SharedAxes.Volumes.VARIABLE);
            case EVV -> SharedVolume::evv;
            case FULL, DIAGONAL, SPHERICAL ->
                throw new IllegalArgumentException(structure.title() + " components share nothing");
        };
    }
}
