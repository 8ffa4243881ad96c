package mixtura.mixture.directional;

import java.util.Arrays;
import mixtura.mixture.Statistics;

/// Σ_n r_nk and Σ_n r_nk x_n.
public final class VonMisesFisherStatistics implements Statistics<VonMisesFisherStatistics> {
    private final int dimension;
    private final double[] mass;
    private final double[] sums; // K × d

    VonMisesFisherStatistics(int dimension, double[] mass, double[] sums) {
        this.dimension = dimension;
        this.mass = mass;
        this.sums = sums;
    }

    @Override
    public double[] mass() {
        return mass;
    }

    /// The mean of the rows of component k: its direction is that of the component, its length says how concentrated
    /// they are.
    double[] mean(int k) {
        double[] mean = new double[dimension];
        for (int j = 0; j < dimension; j++) mean[j] = sums[k * dimension + j] / mass[k];
        return mean;
    }

    VonMisesFisherStatistics scaled(double factor) {
        return new VonMisesFisherStatistics(
                dimension,
                Arrays.stream(mass).map(m -> factor * m).toArray(),
                Arrays.stream(sums).map(sum -> factor * sum).toArray());
    }

    @Override
    public VonMisesFisherStatistics merge(VonMisesFisherStatistics later) {
        for (int k = 0; k < mass.length; k++) mass[k] += later.mass[k];
        for (int i = 0; i < sums.length; i++) sums[i] += later.sums[i];
        return this;
    }
}
