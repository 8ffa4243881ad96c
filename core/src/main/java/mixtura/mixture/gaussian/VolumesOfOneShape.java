package mixtura.mixture.gaussian;

/// Variances λ_k a_j of components on known axes that have their shape in common: VEI, and VEV once each
/// component's axes are known (Celeux and Govaert 1995, sections 3.2 and 3.3).
///
/// The best shape for given volumes is a ∝ Σ_k w_k / λ_k, the best volumes for a given shape λ_k = Σ_j
/// (w_kj / a_j) / (d n_k). Taken in turns each step raises the M-step's objective, which is concave in log λ and
/// log a, so there is one maximum to arrive at.
final class VolumesOfOneShape {
    /// Volumes that change by less than this share in a step have arrived.
    static final double TOLERANCE = 1e-12;

    static final int MAX_STEPS = 500;

    private VolumesOfOneShape() {}

    /// λ_k a_j, `K × d`.
    ///
    /// @param w          sums of squares along each axis, `K × d`
    /// @param logVolume  log λ_k to begin with, overwritten; one that is not finite is replaced
    static double[][] estimate(double[] counts, double[][] w, double[] logVolume) {
        int d = w[0].length;
        begin(counts, w, logVolume);
        double[] shape = new double[d];
        for (int step = 0; step < MAX_STEPS; step++) {
            java.util.Arrays.fill(shape, 0);
            for (int k = 0; k < w.length; k++) {
                if (logVolume[k] == Double.NEGATIVE_INFINITY) continue;
                double inverse = Math.exp(-logVolume[k]);
                for (int j = 0; j < d; j++) shape[j] += inverse * w[k][j];
            }
            double volume = Math.exp(SharedVariances.meanLog(shape));
            for (int j = 0; j < d; j++) shape[j] /= volume;
            double change = 0;
            for (int k = 0; k < w.length; k++) {
                if (logVolume[k] == Double.NEGATIVE_INFINITY) continue;
                double sum = 0;
                for (int j = 0; j < d; j++) sum += w[k][j] / shape[j];
                double next = Math.log(sum / (d * counts[k]));
                change = Math.max(change, Math.abs(next - logVolume[k]));
                logVolume[k] = next;
            }
            if (!(change > TOLERANCE)) break;
        }
        double[][] out = new double[w.length][d];
        for (int k = 0; k < w.length; k++) {
            double volume = Math.exp(logVolume[k]);
            for (int j = 0; j < d; j++) out[k][j] = volume * shape[j];
        }
        return out;
    }

    /// A component that does not scatter at all has no volume, and no say in the shape.
    private static void begin(double[] counts, double[][] w, double[] logVolume) {
        for (int k = 0; k < w.length; k++) {
            double sum = 0;
            for (double value : w[k]) sum += value;
            if (!(sum > 0)) logVolume[k] = Double.NEGATIVE_INFINITY;
            else if (!Double.isFinite(logVolume[k])) logVolume[k] = Math.log(sum / (w[k].length * counts[k]));
        }
    }
}
