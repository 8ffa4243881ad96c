package mixtura.mixture.positive;

import java.util.ArrayList;
import java.util.List;
import mixtura.mixture.Collapse;
import mixtura.mixture.Covariance;
import mixtura.mixture.FamilyContract;
import mixtura.mixture.Ridge;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianFamily;
import mixtura.mixture.gaussian.GaussianStatistics;
import mixtura.mixture.gaussian.Problems;
import org.junit.jupiter.api.Nested;

class LogNormalContractTest {
    abstract static class Contract extends FamilyContract<LogNormal, GaussianStatistics> {
        private final Covariance structure;

        Contract(Covariance structure) {
            this.structure = structure;
        }

        @Override
        protected LogNormalFamily family() {
            return LogNormalFamily.of(GaussianFamily.of(structure, Ridge.none(), Collapse.FAIL, "auto"));
        }

        @Override
        protected double[][] rows() {
            return Problems.map(Problems.clouds(21, 90, 2, 2, 1), Math::exp);
        }

        @Override
        protected List<LogNormal> components() {
            double[] one = {0.5, 0.2, 0.2, 0.4};
            double[] two = {0.3, -0.1, -0.1, 0.6};
            return List.of(
                    family().adopt(new LogNormal(new Gaussian(new double[] {0, 1}, one, Covariance.FULL))),
                    family().adopt(new LogNormal(new Gaussian(new double[] {-1, 0.5}, two, Covariance.FULL))));
        }

        @Override
        protected List<List<LogNormal>> neighbours(List<LogNormal> components) {
            List<List<LogNormal>> near = new ArrayList<>();
            for (double step : new double[] {-1e-2, 1e-2}) {
                near.add(components.stream().map(c -> moved(c, step, 1)).toList());
                near.add(components.stream().map(c -> moved(c, 0, 1 + step)).toList());
            }
            return near;
        }

        private static LogNormal moved(LogNormal component, double step, double factor) {
            double[] mean = component.logs().mean();
            mean[0] += step;
            double[] covariance = component.logs().covariance();
            for (int i = 0; i < covariance.length; i++) covariance[i] *= factor;
            return new LogNormal(new Gaussian(mean, covariance, component.logs().structure()));
        }

        @Override
        protected double totalProbability(LogNormal component) {
            double[][] grid = Integral.grid();
            return Integral.of(grid, logDensities(grid, List.of(component)));
        }
    }

    @Nested
    class Full extends Contract {
        Full() {
            super(Covariance.FULL);
        }
    }

    @Nested
    class Diagonal extends Contract {
        Diagonal() {
            super(Covariance.DIAGONAL);
        }
    }
}
