package mixtura.mixture.gaussian;

import java.util.Arrays;

/// Moments of rows whose missing cells were at the origin of the frame, and what their conditional moments add.
final class CompletedMoments extends GaussianStatistics {
    private final GaussianStatistics filled;
    private final double[] first; // Σ r e, j * K + k; empty without gaps
    private final double[] half; // M with Σ r (e zᵀ + z eᵀ + e eᵀ + C) = M + Mᵀ, (i * d + j) * K + k

    CompletedMoments(GaussianStatistics filled, double[] first, double[] half) {
        super(filled.mass(), filled.dimension());
        this.filled = filled;
        this.first = first;
        this.half = half;
    }

    @Override
    public GaussianStatistics merge(GaussianStatistics later) {
        CompletedMoments other = (CompletedMoments) later;
        GaussianStatistics together = filled.merge(other.filled);
        if (first.length == 0) return new CompletedMoments(together, other.first, other.half);
        if (other.first.length > 0) {
            addTo(first, other.first);
            addTo(half, other.half);
        }
        return new CompletedMoments(together, first, half);
    }

    private double[] move(int k) {
        int components = mass().length;
        double[] move = new double[dimension()];
        if (first.length == 0) return move;
        for (int j = 0; j < move.length; j++) move[j] = first[j * components + k] / mass()[k];
        return move;
    }

    @Override
    void mean(int k, double[] out) {
        filled.mean(k, out);
        double[] move = move(k);
        for (int j = 0; j < out.length; j++) out[j] += move[j];
    }

    /// About the mean a + f, a being that of the filled rows: A + (M + Mᵀ) / N − a fᵀ − f aᵀ − f fᵀ.
    @Override
    void covariance(int k, double[] mean, double[] out) {
        double[] filledMean = new double[dimension()];
        filled.mean(k, filledMean);
        filled.covariance(k, filledMean, out);
        addShift(k, filledMean, 1 / mass()[k], 1, out);
    }

    private void addShift(int k, double[] a, double secondFactor, double shiftFactor, double[] out) {
        if (first.length == 0) return;
        int d = dimension();
        int components = mass().length;
        double[] f = move(k);
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                double second = half[(i * d + j) * components + k] + half[(j * d + i) * components + k];
                double shift = a[i] * f[j] + f[i] * a[j] + f[i] * f[j];
                double value = out[i * d + j] + secondFactor * second - shiftFactor * shift;
                out[i * d + j] = value;
                out[j * d + i] = value;
            }
        }
    }

    @Override
    void pooledScatter(double[][] means, double[] out) {
        double[][] filledMeans = new double[means.length][dimension()];
        for (int k = 0; k < means.length; k++) {
            if (mass()[k] > 0) filled.mean(k, filledMeans[k]);
        }
        Arrays.fill(out, 0);
        filled.pooledScatter(filledMeans, out);
        for (int k = 0; k < means.length; k++) {
            if (mass()[k] > 0) addShift(k, filledMeans[k], 1, mass()[k], out);
        }
    }

    @Override
    public GaussianStatistics scaled(double factor) {
        return new CompletedMoments(filled.scaled(factor), times(first, factor), times(half, factor));
    }
}
