package mixtura.mixture.gaussian;

import java.util.Arrays;

/// Variances e^(u_k + v_j) of components of one shape under a bound c of the ratio of any two: VEI, VEV on the axes of
/// each component, VEE on common ones.
///
/// The M-step makes Σ_kj [n_k (u_k + v_j) + w_kj e^−(u_k + v_j)] small, which is convex in u and v together, and so is
/// the bound: the range of u and that of v add up to log c at most. For a given share α of u the two bounds come apart,
/// and each of u and v given the other is a truncation of numbers ([EigenvalueRatio#leastEigenvalue]): taken in
/// turns they arrive at the least value. That is convex in α, with a slope that the gradients at the ends tell; where
/// it is 0, or at an end, is the maximum of the likelihood.
final class OneShape {
    /// Numbers that change by less than this in a turn have arrived.
    private static final double TOLERANCE = 1e-12;

    private static final int MAX_TURNS = 500;
    private static final int MAX_SHARES = 60;

    /// Of log c: shares of u that are nearer to each other are one.
    private static final double NARROW = 1e-10;

    private final double[] counts;
    private final double[][] w;
    private final double total;
    private final double range;
    private final double[] u;
    private final double[] v;

    private OneShape(double[] counts, double[][] w, double[] logVolume, double ratio) {
        this.counts = counts;
        this.w = w;
        this.total = Arrays.stream(counts).sum();
        this.range = Math.log(ratio);
        this.u = logVolume;
        this.v = new double[w[0].length];
    }

    /// e^(u_k + v_j), `K × d`.
    ///
    /// @param w          sums of squares along each axis, `K × d`, not all 0
    /// @param logVolume  u_k to begin with, finite; overwritten
    static double[][] estimate(double[] counts, double[][] w, double[] logVolume, double ratio) {
        OneShape search = new OneShape(counts, w, logVolume, ratio);
        search.run();
        double[][] out = new double[w.length][w[0].length];
        for (int k = 0; k < out.length; k++) {
            for (int j = 0; j < out[k].length; j++) out[k][j] = Math.exp(search.u[k] + search.v[j]);
        }
        return out;
    }

    /// The share of u at which the slope changes its sign, by false position with halved ends (Dowell and Jarratt
    /// 1971).
    private void run() {
        double from = 0;
        double slopeFrom = slopeAt(0);
        if (!(slopeFrom < 0) || range == 0) return;
        double to = range;
        double slopeTo = slopeAt(range);
        if (!(slopeTo > 0)) return;
        for (int i = 0; i < MAX_SHARES && to - from > NARROW * range; i++) {
            double share = from + (to - from) * (slopeFrom / (slopeFrom - slopeTo));
            if (!(share > from && share < to)) share = 0.5 * (from + to);
            double slope = slopeAt(share);
            if (Math.abs(slope) <= TOLERANCE * total) return;
            if (slope < 0) {
                from = share;
                slopeFrom = slope;
                slopeTo *= 0.5;
            } else {
                to = share;
                slopeTo = slope;
                slopeFrom *= 0.5;
            }
        }
    }

    /// How the least cost changes with the share of u: u and v of that cost are left in place.
    private double slopeAt(double share) {
        for (int turn = 0; turn < MAX_TURNS; turn++) {
            double change = Math.max(turnShape(range - share), turnVolumes(share));
            if (!(change > TOLERANCE)) break;
        }
        double[] alongV = new double[v.length];
        double slope = 0;
        Arrays.fill(alongV, total);
        for (int k = 0; k < u.length; k++) {
            double alongU = counts[k] * v.length;
            for (int j = 0; j < v.length; j++) {
                double term = w[k][j] * Math.exp(-u[k] - v[j]);
                alongU -= term;
                alongV[j] -= term;
            }
            slope += Math.min(0, alongU);
        }
        for (double one : alongV) slope -= Math.min(0, one);
        return slope;
    }

    /// The best v for the u as they are.
    private double turnShape(double share) {
        double[] sums = new double[v.length];
        for (int k = 0; k < u.length; k++) {
            double inverse = Math.exp(-u[k]) / total;
            for (int j = 0; j < sums.length; j++) sums[j] += inverse * w[k][j];
        }
        double[] weight = new double[sums.length];
        Arrays.fill(weight, 1);
        return truncate(sums, weight, share, v);
    }

    /// The best u for the v as they are.
    private double turnVolumes(double share) {
        double[] sums = new double[u.length];
        for (int k = 0; k < u.length; k++) {
            for (int j = 0; j < v.length; j++) sums[k] += w[k][j] * Math.exp(-v[j]);
            sums[k] /= counts[k] * v.length;
        }
        return truncate(sums, counts, share, u);
    }

    /// Replaces logarithms by those of numbers with a bounded ratio; returns the largest change.
    private static double truncate(double[] numbers, double[] weight, double logRatio, double[] logs) {
        double[][] each = new double[numbers.length][];
        for (int i = 0; i < each.length; i++) each[i] = new double[] {numbers[i]};
        double ratio = Math.exp(logRatio);
        double least = EigenvalueRatio.leastEigenvalue(each, weight, ratio);
        double change = 0;
        for (int i = 0; i < logs.length; i++) {
            double next = Math.log(EigenvalueRatio.truncated(numbers[i], least, ratio));
            change = Math.max(change, Math.abs(next - logs[i]));
            logs[i] = next;
        }
        return change;
    }
}
