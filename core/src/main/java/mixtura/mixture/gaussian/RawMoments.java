package mixtura.mixture.gaussian;

import java.util.Arrays;

/// Moments about the origin of the frame: Σ_n r_nk T(z_n).
final class RawMoments extends GaussianStatistics {
    private final Features features;
    private final double[] sums; // K × count

    RawMoments(Features features, int dimension, int componentCount, double[] sums) {
        super(mass(sums, features.count(dimension), componentCount), dimension);
        this.features = features;
        this.sums = sums;
    }

    /// The last feature is 1, so its sums are the masses.
    private static double[] mass(double[] sums, int count, int componentCount) {
        double[] mass = new double[componentCount];
        for (int k = 0; k < componentCount; k++) mass[k] = sums[(k + 1) * count - 1];
        return mass;
    }

    @Override
    public GaussianStatistics merge(GaussianStatistics later) {
        addTo(mass(), later.mass());
        addTo(sums, ((RawMoments) later).sums);
        return this;
    }

    @Override
    public GaussianStatistics scaled(double factor) {
        return new RawMoments(features, dimension(), mass().length, times(sums, factor));
    }

    @Override
    void mean(int k, double[] out) {
        int d = dimension();
        int from = k * features.count(d) + features.squares(d);
        for (int j = 0; j < d; j++) out[j] = sums[from + j] / mass()[k];
    }

    @Override
    void covariance(int k, double[] mean, double[] out) {
        int d = dimension();
        double total = mass()[k];
        int f = k * features.count(d);
        switch (features) {
            case PAIRS -> {
                for (int a = 0; a < d; a++) {
                    for (int b = a; b < d; b++) {
                        double value = sums[f++] / total - mean[a] * mean[b];
                        out[a * d + b] = value;
                        out[b * d + a] = value;
                    }
                }
            }
            case SQUARES -> {
                for (int j = 0; j < d; j++) out[j] = sums[f + j] / total - mean[j] * mean[j];
            }
            case SQUARED_NORM -> {
                double norm = 0;
                for (int j = 0; j < d; j++) norm += mean[j] * mean[j];
                out[0] = (sums[f] / total - norm) / d;
            }
        }
    }

    @Override
    void pooledScatter(double[][] means, double[] out) {
        double[] one = new double[out.length];
        Arrays.fill(out, 0);
        for (int k = 0; k < means.length; k++) {
            if (mass()[k] == 0) continue;
            covariance(k, means[k], one);
            for (int i = 0; i < one.length; i++) out[i] += mass()[k] * one[i];
        }
    }
}
