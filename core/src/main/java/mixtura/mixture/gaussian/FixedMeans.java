package mixtura.mixture.gaussian;

import java.util.List;

/// The M-step about means that are not estimated: with x̄_k the mean of the rows of component k, their scatter about
/// μ⁰_k is that about x̄_k and N_k (x̄_k − μ⁰_k)(x̄_k − μ⁰_k)ᵀ.
final class FixedMeans {
    private FixedMeans() {}

    /// x̄_k − μ⁰_k in the frame's coordinates.
    static double[] shift(double[] estimated, Gaussian fixed, Frame frame) {
        double[] shift = new double[estimated.length];
        for (int j = 0; j < shift.length; j++) shift[j] = estimated[j] - fixed.mean(j, frame);
        return shift;
    }

    /// Adds the outer product of a shift to a covariance, as its structure stores it.
    static void addTo(double[] covariance, double weight, double[] shift, Form form) {
        int d = shift.length;
        switch (form) {
            case FULL, TIED -> {
                for (int i = 0; i < d; i++) {
                    for (int j = 0; j < d; j++) covariance[i * d + j] += weight * shift[i] * shift[j];
                }
            }
            case DIAGONAL -> {
                for (int j = 0; j < d; j++) covariance[j] += weight * shift[j] * shift[j];
            }
            case SPHERICAL -> {
                for (int j = 0; j < d; j++) covariance[0] += weight * shift[j] * shift[j] / d;
            }
        }
    }

    /// Adds all components' shifts to their pooled scatter.
    static void addTo(double[] scatter, double[] mass, double[][] estimated, List<Gaussian> fixed, Frame frame) {
        for (int k = 0; k < mass.length; k++) {
            if (mass[k] > 0) addTo(scatter, mass[k], shift(estimated[k], fixed.get(k), frame), Form.TIED);
        }
    }
}
