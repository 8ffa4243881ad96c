package mixtura.mixture.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.mixture.Collapse;
import mixtura.mixture.Covariance;
import mixtura.mixture.FamilyContract;
import mixtura.mixture.Ridge;
import org.junit.jupiter.api.Nested;

class GaussianContractTest {
    abstract static class Contract extends FamilyContract<Gaussian, GaussianStatistics> {
        private final Covariance structure;

        Contract(Covariance structure) {
            this.structure = structure;
        }

        @Override
        protected GaussianFamily family() {
            return GaussianFamily.of(structure, Ridge.none(), Collapse.FAIL, "auto");
        }

        @Override
        protected double[][] rows() {
            return Problems.clouds(21, 90, 2, 2, 1);
        }

        @Override
        protected List<Gaussian> components() {
            double[] one = {1.5, 0.4, 0.4, 0.8};
            double[] two = structure == Covariance.TIED ? one : new double[] {0.6, -0.1, -0.1, 1.1};
            return List.of(
                    new Gaussian(new double[] {0, 1}, one, Covariance.FULL).as(structure),
                    new Gaussian(new double[] {-1, 0.5}, two, Covariance.FULL).as(structure));
        }

        @Override
        protected List<List<Gaussian>> neighbours(List<Gaussian> components) {
            List<List<Gaussian>> near = new ArrayList<>();
            for (double step : new double[] {-1e-2, 1e-2}) {
                for (int j = 0; j < 2; j++) {
                    int column = j;
                    near.add(
                            components.stream().map(g -> moved(g, column, step)).toList());
                }
                near.add(components.stream().map(g -> scaled(g, 1 + step)).toList());
            }
            return near;
        }

        private static Gaussian moved(Gaussian g, int j, double step) {
            double[] mean = g.mean();
            mean[j] += step;
            return new Gaussian(mean, g.covariance(), g.structure());
        }

        private static Gaussian scaled(Gaussian g, double factor) {
            double[] covariance =
                    Arrays.stream(g.covariance()).map(v -> v * factor).toArray();
            return new Gaussian(g.mean(), covariance, g.structure());
        }

        /// The trapezoidal rule converges faster than any power for a Gaussian.
        @Override
        protected double totalProbability(Gaussian component) {
            double step = 0.1;
            List<double[]> grid = new ArrayList<>();
            for (double a = -12; a <= 12; a += step)
                for (double b = -12; b <= 12; b += step) grid.add(new double[] {a, b});
            double sum = 0;
            for (double[] logDensity : logDensities(grid.toArray(double[][]::new), List.of(component))) {
                sum += Math.exp(logDensity[0]) * step * step;
            }
            return sum;
        }
    }

    @Nested
    class Full extends Contract {
        Full() {
            super(Covariance.FULL);
        }
    }

    @Nested
    class Tied extends Contract {
        Tied() {
            super(Covariance.TIED);
        }
    }

    @Nested
    class Diagonal extends Contract {
        Diagonal() {
            super(Covariance.DIAGONAL);
        }
    }

    @Nested
    class Spherical extends Contract {
        Spherical() {
            super(Covariance.SPHERICAL);
        }
    }
}
