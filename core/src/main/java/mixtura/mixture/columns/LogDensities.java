package mixtura.mixture.columns;

import java.util.Arrays;

/// The log densities of all components as a linear function of the features:
/// `log p(x | θ_k) = Σ_f weight_kf T_f(x) + Σ_j constant_kj + log base(x)`.
///
/// A weight of −∞ says that a row in which the feature is positive is impossible; a required feature says that a row
/// in which it is less than 1 is. [ColumnPrepared] turns both into finite arithmetic.
public final class LogDensities {
    private final int dimension;
    private final int featureCount;
    private final double[] weights; // K × p
    private final double[] constants; // K × d
    private final double[] required; // K × p, 0 or 1
    private boolean anyRequired;

    LogDensities(int componentCount, Features features) {
        this.dimension = features.dimension();
        this.featureCount = features.count();
        this.weights = new double[componentCount * featureCount];
        this.constants = new double[componentCount * dimension];
        this.required = new double[componentCount * featureCount];
    }

    /// Sets what a unit of a feature adds.
    public void weight(int k, int feature, double value) {
        weights[k * featureCount + feature] = value;
    }

    /// Sets what a cell of column `j` adds by being there.
    public void constant(int k, int j, double value) {
        constants[k * dimension + j] = value;
    }

    /// Says that a row has density 0 in which this feature, the only one of its column, is 0 and not 1.
    public void require(int k, int feature) {
        required[k * featureCount + feature] = 1;
        anyRequired = true;
    }

    /// Σ_f weight_kf t_f + Σ_j constant_kj m_j, summed over all components: the log prior of pseudo-rows.
    double at(PseudoRows rows) {
        double[] features = rows.features();
        double[] counts = rows.counts();
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double t = features[i % featureCount];
            if (t != 0) sum += weights[i] * t;
        }
        for (int i = 0; i < constants.length; i++) {
            double m = counts[i % dimension];
            if (m != 0) sum += constants[i] * m;
        }
        return sum;
    }

    /// The weights, with a finite number in place of −∞.
    double[] weights(double against) {
        return Arrays.stream(weights)
                .map(w -> w == Double.NEGATIVE_INFINITY ? against : w)
                .toArray();
    }

    boolean anyImpossible() {
        return anyRequired || Arrays.stream(weights).anyMatch(w -> w == Double.NEGATIVE_INFINITY);
    }

    double[] constants() {
        return constants;
    }

    double[] required() {
        return required;
    }

    boolean anyRequired() {
        return anyRequired;
    }
}
