package mixtura.mixture.gaussian;

import mixtura.internal.linalg.SymmetricEigen;
import mixtura.mixture.gaussian.SharedCovariances.Scatters;

/// Structures in which the components' ellipsoids have one shape and turn freely: EEV and VEV (Celeux and Govaert 1995,
/// section 3.2). Whatever the shape, the best axes of a component are those of its scatter matrix, longest to longest.
final class SharedShape {
    private SharedShape() {}

    /// D_k (Σ_k Ω_k / n) D_kᵀ with W_k = D_k Ω_k D_kᵀ.
    static double[][] eev(Scatters scatters) {
        SymmetricEigen[] axes = axes(scatters);
        double[] shared = new double[scatters.dimension()];
        for (SymmetricEigen one : axes) {
            for (int j = 0; j < shared.length; j++) shared[j] += Math.max(0, one.values()[j]);
        }
        for (int j = 0; j < shared.length; j++) shared[j] /= scatters.total();
        double[][] out = new double[axes.length][];
        for (int k = 0; k < axes.length; k++) out[k] = axes[k].withValues(shared);
        return out;
    }

    /// D_k (λ_k A) D_kᵀ.
    static double[][] vev(Scatters scatters) {
        SymmetricEigen[] axes = axes(scatters);
        double[][] alongAxes = new double[axes.length][scatters.dimension()];
        for (int k = 0; k < axes.length; k++) {
            for (int j = 0; j < alongAxes[k].length; j++) alongAxes[k][j] = Math.max(0, axes[k].values()[j]);
        }
        double[][] variances =
                VolumesOfOneShape.estimate(scatters.counts(), alongAxes, SharedMatrix.logVolumes(scatters));
        double[][] out = new double[axes.length][];
        for (int k = 0; k < axes.length; k++) out[k] = axes[k].withValues(variances[k]);
        return out;
    }

    private static SymmetricEigen[] axes(Scatters scatters) {
        SymmetricEigen[] axes = new SymmetricEigen[scatters.componentCount()];
        for (int k = 0; k < axes.length; k++) axes[k] = SymmetricEigen.of(scatters.scatter()[k], scatters.dimension());
        return axes;
    }
}
