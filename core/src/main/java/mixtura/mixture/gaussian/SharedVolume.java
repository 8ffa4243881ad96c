package mixtura.mixture.gaussian;

import java.util.Arrays;
import mixtura.internal.linalg.Cholesky;
import mixtura.mixture.gaussian.SharedCovariances.Scatters;

/// EVV: ellipsoids of one volume, λ C_k with |C_k| = 1. C_k ∝ W_k, and λ = Σ_k |W_k|^(1/d) / n (Celeux and
/// Govaert 1995, section 3.2).
final class SharedVolume {
    private SharedVolume() {}

    static double[][] evv(Scatters scatters) {
        int d = scatters.dimension();
        double[][] w = scatters.scatter();
        double[] volume = new double[w.length];
        double sum = 0;
        for (int k = 0; k < w.length; k++) {
            Cholesky cholesky = Cholesky.of(w[k], d, scatters.kernels());
            volume[k] = cholesky.succeeded() ? Math.exp(cholesky.logDeterminant() / d) : 0;
            sum += volume[k];
        }
        double[][] out = new double[w.length][d * d];
        for (int k = 0; k < w.length; k++) {
            double factor = sum / scatters.total() / volume[k];
            if (volume[k] > 0) for (int i = 0; i < out[k].length; i++) out[k][i] = factor * w[k][i];
            else Arrays.fill(out[k], Double.NaN);
        }
        return out;
    }
}
