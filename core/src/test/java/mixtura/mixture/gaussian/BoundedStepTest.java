package mixtura.mixture.gaussian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import mixtura.internal.kernel.ScalarKernels;
import mixtura.internal.linalg.SymmetricEigen;
import mixtura.mixture.Covariance;
import mixtura.mixture.gaussian.SharedCovariances.Scatters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// M-steps under an eigenvalue ratio, of components that share a part of their covariances: nothing near is better.
class BoundedStepTest {
    private static double cost(double[] counts, double[][] w, double[][] variances) {
        double sum = 0;
        for (int k = 0; k < w.length; k++) {
            for (int j = 0; j < w[k].length; j++)
                sum += counts[k] * Math.log(variances[k][j]) + w[k][j] / variances[k][j];
        }
        return sum;
    }

    /// Sums of squares of three components along four axes, now and then none.
    private static double[][] squares(RandomGenerator random) {
        double[][] w = new double[3][4];
        for (double[] one : w) {
            double size = Math.exp(2 * random.nextGaussian());
            for (int j = 0; j < 4; j++)
                one[j] = random.nextInt(9) == 0 ? 0 : size * Math.exp(2 * random.nextGaussian());
        }
        return w;
    }

    /// Steps to all sides that keep the structure and, cut off where they break it, the bound.
    @Test
    void noVariancesOfOneVolumeAreBetter() {
        RandomGenerator random = Problems.random(2);
        for (int problem = 0; problem < 200; problem++) {
            double[][] w = squares(random);
            double[] counts = {5, 11, 20};
            double ratio = Math.exp(4 * random.nextDouble());
            double[][] found = OneVolume.estimate(w, 36, ratio);
            double least = cost(counts, w, found);
            for (int step = 0; step < 100; step++) {
                double size = Math.pow(10, -4 * random.nextDouble());
                double all = size * random.nextGaussian();
                double[][] other = new double[3][4];
                double largest = 0;
                double smallest = Double.POSITIVE_INFINITY;
                for (int k = 0; k < 3; k++) {
                    double mean = 0;
                    for (int j = 0; j < 4; j++) {
                        other[k][j] = Math.log(found[k][j]) + size * random.nextGaussian() * random.nextInt(2);
                        mean += (other[k][j] - Math.log(found[k][j])) / 4;
                    }
                    for (int j = 0; j < 4; j++) {
                        other[k][j] = Math.exp(other[k][j] - mean + all);
                        largest = Math.max(largest, other[k][j]);
                        smallest = Math.min(smallest, other[k][j]);
                    }
                }
                if (largest > ratio * smallest * (1 + 1e-12))
                    other = shrunk(other, ratio / (largest / smallest), ratio);
                assertThat(cost(counts, w, other)).isGreaterThanOrEqualTo(least - 1e-9 * Math.abs(least));
            }
        }
    }

    /// Logarithms drawn together until the bound is kept: volumes stay one.
    private static double[][] shrunk(double[][] variances, double excess, double ratio) {
        double factor = Math.log(ratio) / (Math.log(ratio) - Math.log(excess));
        double centre = 0;
        for (double[] one : variances) for (double v : one) centre += Math.log(v) / 12;
        double[][] out = new double[3][4];
        for (int k = 0; k < 3; k++)
            for (int j = 0; j < 4; j++) out[k][j] = Math.exp(centre + factor * (Math.log(variances[k][j]) - centre));
        return out;
    }

    @Test
    void noVariancesOfOneShapeAreBetter() {
        RandomGenerator random = Problems.random(4);
        for (int problem = 0; problem < 200; problem++) {
            double[][] w = squares(random);
            double[] counts = {5, 11, 20};
            double ratio = Math.exp(4 * random.nextDouble());
            double[][] found = OneShape.estimate(counts, w, new double[3], ratio);
            double least = cost(counts, w, found);
            for (int step = 0; step < 100; step++) {
                double size = Math.pow(10, -4 * random.nextDouble());
                double[] u = random.doubles(3, -size, size)
                        .map(value -> value * random.nextInt(2))
                        .toArray();
                double[] v = random.doubles(4, -size, size)
                        .map(value -> value * random.nextInt(2))
                        .toArray();
                double[][] other = new double[3][4];
                double largest = 0;
                double smallest = Double.POSITIVE_INFINITY;
                for (int k = 0; k < 3; k++) {
                    for (int j = 0; j < 4; j++) {
                        other[k][j] = found[k][j] * Math.exp(u[k] + v[j]);
                        largest = Math.max(largest, other[k][j]);
                        smallest = Math.min(smallest, other[k][j]);
                    }
                }
                if (largest > ratio * smallest * (1 + 1e-12))
                    other = shrunk(other, ratio / (largest / smallest), ratio);
                assertThat(cost(counts, w, other))
                        .as("problem %d", problem)
                        .isGreaterThanOrEqualTo(least - 1e-9 * Math.abs(least));
            }
        }
    }

    /// Settled steps of a structure are nowhere below those of a narrower one under the same bound.
    @Test
    void aNarrowerStructureNeverHasTheHigherMaximum() {
        RandomGenerator random = Problems.random(6);
        double[] counts = {9, 20, 31};
        for (int problem = 0; problem < 15; problem++) {
            double[][] w = scatters(random);
            double ratio = Math.exp(1 + 3 * random.nextDouble());
            Covariance[][] pairs = {
                {Covariance.EVE, Covariance.VVE},
                {Covariance.EVE, Covariance.EVV},
                {Covariance.EEV, Covariance.EVV},
                {Covariance.EEV, Covariance.VEV},
                {Covariance.VEE, Covariance.VEV},
                {Covariance.VEE, Covariance.VVE}
            };
            for (Covariance[] pair : pairs) {
                double[][] narrow = settled(pair[0], ratio, counts, w, unit());
                double[][] wide = settled(pair[1], ratio, counts, w, narrow);
                assertThat(objective(counts, w, wide))
                        .as("%s in %s, problem %d, c = %f", pair[0], pair[1], problem, ratio)
                        .isGreaterThanOrEqualTo(objective(counts, w, narrow) - 1e-7);
            }
        }
    }

    /// Scatter matrices of three components, each with rows that lie about in its own way.
    private static double[][] scatters(RandomGenerator random) {
        double[][] w = new double[3][9];
        for (double[] one : w) {
            double[] size = random.doubles(3, -2, 2).map(Math::exp).toArray();
            for (int n = 0; n < 8; n++) {
                double[] row = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
                row[1] += row[0] * size[1];
                for (int i = 0; i < 9; i++) one[i] += size[0] * row[i / 3] * row[i % 3];
            }
        }
        return w;
    }

    /// Where steps of axes and eigenvalues by turns have settled, nothing near is better.
    @ParameterizedTest
    @EnumSource(
            value = Covariance.class,
            names = {"VEI", "EVI", "VEE", "EVE", "VVE", "EEV", "VEV", "EVV"})
    void noNeighbourInTheStructureAndUnderTheBoundIsBetter(Covariance s) {
        RandomGenerator random = Problems.random(8);
        double[] counts = {9, 20, 31};
        for (int problem = 0; problem < 8; problem++) {
            double[][] w = scatters(random);
            double ratio = Math.exp(0.5 + 3 * random.nextDouble());
            double[][] settled = settled(s, ratio, counts, stored(w, s), stored(unit(), s));
            double best = objective(counts, w, whole(settled));
            for (int trial = 0; trial < 40; trial++) {
                double size = Math.pow(10, -1 - 3 * random.nextDouble());
                double[][] neighbour = new double[3][];
                for (int k = 0; k < 3; k++) neighbour[k] = moved(whole(settled)[k], size, random);
                double[][] about = stored(neighbour, s);
                for (int step = 0; step < 12; step++) { // until it is in the structure and keeps the bound
                    double[][] weighed = new double[3][];
                    for (int k = 0; k < 3; k++) {
                        double n = counts[k];
                        weighed[k] = Arrays.stream(stored(neighbour, s)[k])
                                .map(value -> value * n)
                                .toArray();
                    }
                    about = BoundedCovariances.of(s, ratio)
                            .estimate(new Scatters(counts, weighed, about, 3, ScalarKernels.INSTANCE));
                }
                assertThat(objective(counts, w, whole(about)))
                        .as("%s, problem %d, c = %f, size %f", s, problem, ratio, size)
                        .isLessThanOrEqualTo(best + 1e-7 * (1 + Math.abs(best)));
            }
        }
    }

    private static double[] moved(double[] sigma, double size, RandomGenerator random) {
        double[] turn = new double[9];
        for (int i = 0; i < 9; i++) turn[i] = (i % 4 == 0 ? 1 : 0) + size * random.nextGaussian();
        double[] out = new double[9];
        for (int i = 0; i < 9; i++) {
            for (int a = 0; a < 3; a++)
                for (int b = 0; b < 3; b++) out[i] += turn[i / 3 * 3 + a] * sigma[a * 3 + b] * turn[i % 3 * 3 + b];
        }
        return out;
    }

    /// As the structure stores them.
    private static double[][] stored(double[][] matrices, Covariance s) {
        if (Form.of(s).isMatrix()) return matrices;
        return Arrays.stream(matrices)
                .map(matrix -> new double[] {matrix[0], matrix[4], matrix[8]})
                .toArray(double[][]::new);
    }

    private static double[][] whole(double[][] stored) {
        if (stored[0].length == 9) return stored;
        return Arrays.stream(stored)
                .map(v -> new double[] {v[0], 0, 0, 0, v[1], 0, 0, 0, v[2]})
                .toArray(double[][]::new);
    }

    private static double[][] unit() {
        double[][] unit = new double[3][9];
        for (double[] one : unit) for (int j = 0; j < 3; j++) one[4 * j] = 1;
        return unit;
    }

    private static double[][] settled(Covariance s, double ratio, double[] counts, double[][] w, double[][] from) {
        double[][] at = from;
        double before = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < 100; step++) {
            at = BoundedCovariances.of(s, ratio).estimate(new Scatters(counts, w, at, 3, ScalarKernels.INSTANCE));
            double now = objective(counts, whole(w), whole(at));
            assertThat(now).as("%s, step %d", s, step).isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
            before = now;
        }
        return at;
    }

    /// −½ Σ_k [n_k log |Σ_k| + tr(Σ_k⁻¹ W_k)].
    private static double objective(double[] counts, double[][] w, double[][] sigma) {
        double sum = 0;
        for (int k = 0; k < w.length; k++) {
            SymmetricEigen eigen = SymmetricEigen.of(sigma[k], 3);
            double[] inverse = eigen.withValues(
                    Arrays.stream(eigen.values()).map(value -> 1 / value).toArray());
            for (double value : eigen.values()) sum -= 0.5 * counts[k] * Math.log(value);
            for (int i = 0; i < 9; i++) sum -= 0.5 * inverse[i] * w[k][i];
        }
        return sum;
    }
}
