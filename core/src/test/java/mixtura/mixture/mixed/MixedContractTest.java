package mixtura.mixture.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mixtura.mixture.Collapse;
import mixtura.mixture.ColumnKind;
import mixtura.mixture.Covariance;
import mixtura.mixture.FamilyContract;
import mixtura.mixture.MixtureOptions;
import mixtura.mixture.Ridge;
import mixtura.mixture.discrete.Bernoulli;
import mixtura.mixture.discrete.Categorical;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.Problems;

/// A number, a binary column, and one of three levels, in an order that the groups do not have.
class MixedContractTest extends FamilyContract<Mixed, MixedStatistics> {
    @Override
    protected MixedFamily family() {
        return MixedFamily.of(Map.of(
                        "c0",
                        ColumnKind.CATEGORICAL,
                        "c1",
                        ColumnKind.NUMERIC,
                        "c2",
                        ColumnKind.BINARY,
                        "x1",
                        ColumnKind.CATEGORICAL,
                        "x2",
                        ColumnKind.NUMERIC,
                        "x3",
                        ColumnKind.BINARY))
                .withOptions(MixtureOptions.of(2).withRidge(Ridge.none()).withCollapse(Collapse.FAIL));
    }

    @Override
    protected double[][] rows() {
        double[][] rows = Problems.clouds(51, 90, 3, 2, 1);
        for (double[] row : rows) {
            row[0] = row[0] > 0.8 ? 2 : row[0] > -0.3 ? 1 : 0;
            row[2] = row[2] > 0 ? 1 : 0;
        }
        return rows;
    }

    private static Mixed component(double mean, double variance, double theta, double... levels) {
        return new Mixed(List.of(
                new Mixed.Part(
                        ColumnKind.NUMERIC,
                        new Gaussian(new double[] {mean}, new double[] {variance}, Covariance.FULL),
                        new int[] {1}),
                new Mixed.Part(ColumnKind.BINARY, new Bernoulli(new double[] {theta}), new int[] {2}),
                new Mixed.Part(ColumnKind.CATEGORICAL, new Categorical(new double[][] {levels}), new int[] {0})));
    }

    @Override
    protected List<Mixed> components() {
        return List.of(component(0.3, 1.5, 0.2, 0.5, 0.3, 0.2), component(-0.5, 0.6, 0.7, 0.1, 0.3, 0.6));
    }

    @Override
    protected List<List<Mixed>> neighbours(List<Mixed> components) {
        List<List<Mixed>> near = new ArrayList<>();
        for (double step : new double[] {-1e-3, 1e-3}) {
            near.add(components.stream().map(m -> moved(m, step, 0, 0, 0)).toList());
            near.add(components.stream().map(m -> moved(m, 0, step, 0, 0)).toList());
            near.add(components.stream().map(m -> moved(m, 0, 0, step, 0)).toList());
            near.add(components.stream().map(m -> moved(m, 0, 0, 0, step)).toList());
        }
        return near;
    }

    private static Mixed moved(Mixed m, double mean, double variance, double theta, double level) {
        Gaussian gaussian = (Gaussian) m.parts().get(0).component();
        Bernoulli bernoulli = (Bernoulli) m.parts().get(1).component();
        double[] levels = m.levelProbabilities(0);
        return component(
                gaussian.mean()[0] + mean,
                gaussian.covariance()[0] + variance,
                bernoulli.theta()[0] + theta,
                levels[0] + level,
                levels[1] - level,
                levels[2]);
    }

    /// Over all levels, by the trapezoidal rule in the number.
    @Override
    protected double totalProbability(Mixed component) {
        List<double[]> grid = new ArrayList<>();
        double step = 0.05;
        for (double x = -12; x <= 12; x += step) {
            for (int one = 0; one < 2; one++) {
                for (int level = 0; level < 3; level++) grid.add(new double[] {level, x, one});
            }
        }
        double sum = 0;
        for (double[] logDensity : logDensities(grid.toArray(double[][]::new), List.of(component)))
            sum += Math.exp(logDensity[0]) * step;
        return sum;
    }
}
