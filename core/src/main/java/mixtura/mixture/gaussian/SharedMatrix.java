package mixtura.mixture.gaussian;

import mixtura.internal.linalg.Cholesky;
import mixtura.mixture.gaussian.SharedCovariances.Scatters;

/// Structures in which one matrix describes all components, up to a factor: EEE and VEE (Celeux and Govaert 1995,
/// section 3.2).
final class SharedMatrix {
    private SharedMatrix() {}

    /// Σ_k W_k / n.
    static double[][] eee(Scatters scatters) {
        double[] shared = new double[scatters.dimension() * scatters.dimension()];
        for (double[] w : scatters.scatter()) for (int i = 0; i < shared.length; i++) shared[i] += w[i];
        for (int i = 0; i < shared.length; i++) shared[i] /= scatters.total();
        double[][] out = new double[scatters.componentCount()][];
        for (int k = 0; k < out.length; k++) out[k] = shared.clone();
        return out;
    }

    /// λ_k C with |C| = 1, by turns C ∝ Σ_k W_k / λ_k and λ_k = tr(W_k C⁻¹) / (d n_k): steps that raise
    /// the objective, which is geodesically concave, so there is one maximum.
    static double[][] vee(Scatters scatters) {
        int d = scatters.dimension();
        double[][] w = scatters.scatter();
        double[] logVolume = logVolumes(scatters);
        double[] shared = new double[d * d];
        for (int step = 0; step < VolumesOfOneShape.MAX_STEPS; step++) {
            java.util.Arrays.fill(shared, 0);
            for (int k = 0; k < w.length; k++) {
                if (logVolume[k] == Double.NEGATIVE_INFINITY) continue;
                double inverse = Math.exp(-logVolume[k]);
                for (int i = 0; i < shared.length; i++) shared[i] += inverse * w[k][i];
            }
            Cholesky cholesky = Cholesky.of(shared, d, scatters.kernels());
            if (!cholesky.succeeded()) break;
            double volume = Math.exp(cholesky.logDeterminant() / d);
            for (int i = 0; i < shared.length; i++) shared[i] /= volume;
            double[] inverse = inverse(cholesky, d, scatters);
            double change = 0;
            for (int k = 0; k < w.length; k++) {
                if (logVolume[k] == Double.NEGATIVE_INFINITY) continue;
                double trace = volume * scatters.kernels().dot(w[k], 0, inverse, 0, d * d);
                double next = Math.log(trace / (d * scatters.counts()[k]));
                change = Math.max(change, Math.abs(next - logVolume[k]));
                logVolume[k] = next;
            }
            if (!(change > VolumesOfOneShape.TOLERANCE)) break;
        }
        double[][] out = new double[w.length][d * d];
        for (int k = 0; k < w.length; k++) {
            double volume = Math.exp(logVolume[k]);
            for (int i = 0; i < shared.length; i++) out[k][i] = volume * shared[i];
        }
        return out;
    }

    private static double[] inverse(Cholesky cholesky, int d, Scatters scatters) {
        double[] u = cholesky.inverseTransposed(scatters.kernels());
        double[] inverse = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                double value = scatters.kernels().dot(u, i * d + j, u, j * d + j, d - j);
                inverse[i * d + j] = value;
                inverse[j * d + i] = value;
            }
        }
        return inverse;
    }

    /// log |Σ_k| / d of the current covariances, or what the scatter says where there is none.
    static double[] logVolumes(Scatters scatters) {
        int d = scatters.dimension();
        double[] out = new double[scatters.componentCount()];
        for (int k = 0; k < out.length; k++) {
            double trace = 0;
            for (int j = 0; j < d; j++) trace += scatters.scatter()[k][j * d + j];
            if (!(trace > 0)) {
                out[k] = Double.NEGATIVE_INFINITY;
                continue;
            }
            Cholesky cholesky = Cholesky.of(scatters.current()[k], d, scatters.kernels());
            out[k] =
                    cholesky.succeeded() ? cholesky.logDeterminant() / d : Math.log(trace / (d * scatters.counts()[k]));
        }
        return out;
    }
}
