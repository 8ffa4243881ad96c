package mixtura.mixture.gaussian;

import mixtura.mixture.gaussian.SharedCovariances.Scatters;

/// Structures whose axes are those of the columns: EII, EEI, VEI and EVI (Celeux and Govaert 1995, sections 3.3 and
/// 3.4).
final class SharedVariances {
    private SharedVariances() {}

    /// λ I with λ = Σ_k tr W_k / (n d).
    static double[][] eii(Scatters scatters) {
        double sum = 0;
        for (double[] w : scatters.scatter()) sum += w[0];
        double[] shared = {sum / (scatters.total() * scatters.dimension())};
        double[][] out = new double[scatters.componentCount()][];
        for (int k = 0; k < out.length; k++) out[k] = shared.clone();
        return out;
    }

    /// diag(Σ_k W_k) / n.
    static double[][] eei(Scatters scatters) {
        double[] shared = new double[scatters.dimension()];
        for (double[] w : scatters.scatter()) for (int j = 0; j < shared.length; j++) shared[j] += w[j];
        for (int j = 0; j < shared.length; j++) shared[j] /= scatters.total();
        double[][] out = new double[scatters.componentCount()][];
        for (int k = 0; k < out.length; k++) out[k] = shared.clone();
        return out;
    }

    /// λ_k B.
    static double[][] vei(Scatters scatters) {
        double[] logVolume = new double[scatters.componentCount()];
        for (int k = 0; k < logVolume.length; k++) logVolume[k] = meanLog(scatters.current()[k]);
        return VolumesOfOneShape.estimate(scatters.counts(), scatters.scatter(), logVolume);
    }

    /// λ B_k with |B_k| = 1: B_k ∝ diag W_k, and λ = Σ_k |diag W_k|^(1/d) / n.
    static double[][] evi(Scatters scatters) {
        return equalised(scatters.scatter(), scatters.total());
    }

    /// Each row brought to the geometric mean that all have together: λ w_kj / g_k with g_k the geometric mean
    /// of row k and λ = Σ_k g_k / n.
    static double[][] equalised(double[][] w, double n) {
        double[] volume = new double[w.length];
        double sum = 0;
        for (int k = 0; k < w.length; k++) {
            volume[k] = Math.exp(meanLog(w[k]));
            if (volume[k] > 0) sum += volume[k];
        }
        double[][] out = new double[w.length][];
        for (int k = 0; k < w.length; k++) {
            out[k] = new double[w[k].length];
            for (int j = 0; j < w[k].length; j++)
                out[k][j] = volume[k] > 0 ? sum / n * (w[k][j] / volume[k]) : Double.NaN;
        }
        return out;
    }

    /// The logarithm of the geometric mean; −∞ or NaN where a value is not positive.
    static double meanLog(double[] values) {
        double sum = 0;
        for (double value : values) sum += Math.log(value);
        return sum / values.length;
    }
}
