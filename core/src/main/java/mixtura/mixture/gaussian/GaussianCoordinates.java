package mixtura.mixture.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import mixtura.internal.kernel.Kernels;
import mixtura.internal.linalg.Cholesky;
import mixtura.mixture.Coordinates;
import mixtura.mixture.Covariance;

/// Means, and the Cholesky factors of covariances with the logarithms of their diagonals, in a [Frame]: any
/// numbers are a Gaussian. Tied components have their covariance once, behind the first mean.
///
/// @param usable      whether EM can go on with a component
/// @param restricted  components brought back to what their structure shares
record GaussianCoordinates(
        Covariance structure,
        Frame frame,
        Kernels kernels,
        Predicate<Gaussian> usable,
        UnaryOperator<List<Gaussian>> restricted)
        implements Coordinates<Gaussian> {
    @Override
    public double[] of(List<Gaussian> components) {
        double[] out = new double[components.size() * (frame.dimension() + perCovariance())];
        int at = 0;
        for (int k = 0; k < components.size(); k++) {
            for (int j = 0; j < frame.dimension(); j++)
                out[at++] = components.get(k).mean(j, frame);
            if (hasOwnCovariance(k)) at = put(components.get(k), out, at);
        }
        return Arrays.copyOf(out, at);
    }

    private boolean hasOwnCovariance(int k) {
        return structure != Covariance.TIED || k == 0;
    }

    private boolean isMatrix() {
        return Form.of(structure).isMatrix();
    }

    private int perCovariance() {
        int d = frame.dimension();
        return isMatrix() ? d * (d + 1) / 2 : Form.of(structure).length(d);
    }

    private int put(Gaussian component, double[] out, int from) {
        int d = frame.dimension();
        double[] scale = frame.scale();
        int at = from;
        if (!isMatrix()) {
            for (int j = 0; j < perCovariance(); j++) {
                out[at++] = Math.log(component.covariance(j, j) / scale[j] / scale[j]) / 2;
            }
            return at;
        }
        double[] scaled = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) scaled[i * d + j] = component.covariance(i, j) / scale[i] / scale[j];
        }
        Cholesky cholesky = Cholesky.of(scaled, d, kernels);
        if (!cholesky.succeeded()) Arrays.fill(out, from, from + perCovariance(), Double.NaN);
        else {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < i; j++) out[at++] = cholesky.lower()[i * d + j];
                out[at++] = Math.log(cholesky.lower()[i * d + i]);
            }
        }
        return from + perCovariance();
    }

    @Override
    public Optional<List<Gaussian>> at(double[] coordinates, List<Gaussian> latest) {
        double[] old = of(latest);
        int d = frame.dimension();
        List<Gaussian> out = new ArrayList<>();
        boolean anyMoved = false;
        int at = 0;
        for (int k = 0; k < latest.size(); k++) {
            int mean = at;
            int covariance = at + d;
            at = covariance + (hasOwnCovariance(k) ? perCovariance() : 0);
            Gaussian now = latest.get(k);
            Gaussian moved = now;
            if (!Arrays.equals(coordinates, mean, covariance, old, mean, covariance)) {
                double[] centre = Arrays.copyOfRange(coordinates, mean, covariance);
                moved = Gaussian.of(centre, frame, now.covariance(), structure);
            }
            if (!hasOwnCovariance(k)) {
                moved = moved.withCovarianceOf(out.getFirst());
            } else if (!Arrays.equals(coordinates, covariance, at, old, covariance, at)) {
                moved = moved.withCovarianceOf(
                        new Gaussian(new double[d], covariance(coordinates, covariance), structure));
                if (!usable.test(moved)) return Optional.empty();
                anyMoved = true;
            }
            out.add(moved);
        }
        return Optional.of(anyMoved ? restricted.apply(out) : out);
    }

    /// Σ from its coordinates, in the data's units.
    private double[] covariance(double[] coordinates, int from) {
        int d = frame.dimension();
        double[] scale = frame.scale();
        if (!isMatrix()) {
            double[] out = new double[perCovariance()];
            for (int j = 0; j < out.length; j++) out[j] = Math.exp(2 * coordinates[from + j]) * scale[j] * scale[j];
            return out;
        }
        double[] lower = new double[d * d];
        int at = from;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) lower[i * d + j] = coordinates[at++];
            lower[i * d + i] = Math.exp(coordinates[at++]);
        }
        double[] out = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double value = kernels.dot(lower, i * d, lower, j * d, j + 1) * scale[i] * scale[j];
                out[i * d + j] = value;
                out[j * d + i] = value;
            }
        }
        return out;
    }
}
