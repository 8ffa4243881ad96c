package mixtura.mixture.gaussian;

import java.util.Arrays;

/// Variances of components of one volume under a bound c of the ratio of any two: EVI, EVV on the axes of each
/// component, EVE on common ones.
///
/// With σ_kj = V e^φ_kj and Σ_j φ_kj = 0 the M-step makes n d log V + Σ_kj w_kj e^−φ_kj / V small, so V =
/// Σ_kj w_kj e^−φ_kj / (n d), and what is left is the sum itself. The bound says that all φ_kj lie in some
/// [a, a + log c]. For a given a each component's are its log w_kj, moved together and cut off at the two ends so
/// that they add up to 0; the sum so found is convex in a (a problem convex in φ and a together, of which φ is
/// minimised out), and its slope is the sum of the multipliers of the ends. Halving the range of a finds the
/// maximum of the likelihood.
final class OneVolume {
    /// Of the largest sum of squares of a component: what a direction without any counts for in its shape.
    private static final double FLOOR = 1e-15;

    private static final int HALVINGS = 60;

    private OneVolume() {}

    /// σ_kj, `K × d`.
    ///
    /// @param w      sums of squares along each axis, `K × d`, not all 0
    /// @param total  n
    static double[][] estimate(double[][] w, double total, double ratio) {
        double range = Math.log(ratio);
        double[][] logs = logs(w);
        double[][] phi = new double[w.length][w[0].length];
        double below = -range;
        double above = 0;
        for (int i = 0; i < HALVINGS && above > below; i++) {
            double middle = 0.5 * (below + above);
            if (slope(logs, middle, range, phi) > 0) above = middle;
            else below = middle;
        }
        slope(logs, 0.5 * (below + above), range, phi);
        double sum = 0;
        for (int k = 0; k < w.length; k++) for (int j = 0; j < w[k].length; j++) sum += w[k][j] * Math.exp(-phi[k][j]);
        double volume = sum / (total * w[0].length);
        double[][] out = new double[w.length][w[0].length];
        for (int k = 0; k < w.length; k++)
            for (int j = 0; j < out[k].length; j++) out[k][j] = volume * Math.exp(phi[k][j]);
        return out;
    }

    /// log w_kj; −∞ throughout where a component does not scatter at all.
    private static double[][] logs(double[][] w) {
        double[][] logs = new double[w.length][w[0].length];
        for (int k = 0; k < w.length; k++) {
            double largest = Arrays.stream(w[k]).max().orElseThrow();
            for (int j = 0; j < logs[k].length; j++) logs[k][j] = Math.log(Math.max(w[k][j], FLOOR * largest));
        }
        return logs;
    }

    /// The slope in a of Σ_kj w_kj e^−φ_kj, and the φ that it belongs to.
    private static double slope(double[][] logs, double a, double range, double[][] phi) {
        double slope = 0;
        for (int k = 0; k < logs.length; k++) {
            if (logs[k][0] == Double.NEGATIVE_INFINITY) continue; // a ball: φ stays 0
            double move = move(logs[k], a, range);
            for (int j = 0; j < phi[k].length; j++) {
                double free = logs[k][j] + move;
                phi[k][j] = Math.min(Math.max(free, a), a + range);
                if (phi[k][j] != free) slope += Math.exp(-move) - Math.exp(logs[k][j] - phi[k][j]);
            }
        }
        return slope;
    }

    /// The t with which Σ_j min(max(log w_j + t, a), a + range) is 0: between two neighbours of the places at which
    /// one of them leaves an end, the sum is a straight line.
    private static double move(double[] logs, double a, double range) {
        double[] places = new double[2 * logs.length];
        for (int j = 0; j < logs.length; j++) {
            places[2 * j] = a - logs[j];
            places[2 * j + 1] = a + range - logs[j];
        }
        Arrays.sort(places);
        int low = 0;
        int high = places.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (sum(logs, places[middle], a, range) > 0) high = middle;
            else low = middle;
        }
        double from = sum(logs, places[low], a, range);
        double to = sum(logs, places[high], a, range);
        return to > from ? places[low] - from * ((places[high] - places[low]) / (to - from)) : places[low];
    }

    private static double sum(double[] logs, double move, double a, double range) {
        double sum = 0;
        for (double log : logs) sum += Math.min(Math.max(log + move, a), a + range);
        return sum;
    }
}
