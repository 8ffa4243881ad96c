package mixtura.mixture.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import mixtura.mixture.columns.ColumnFamily;
import mixtura.mixture.columns.ColumnFamilyContract;
import mixtura.mixture.gaussian.Problems;

class CategoricalContractTest extends ColumnFamilyContract<Categorical> {
    @Override
    protected ColumnFamily<Categorical> family() {
        return Categorical.family();
    }

    /// Columns of 2, 3 and 4 levels.
    @Override
    protected double[][] rows() {
        RandomGenerator random = Problems.random(7);
        double[][] x = new double[90][3];
        for (double[] row : x) for (int j = 0; j < 3; j++) row[j] = random.nextInt(j + 2);
        return x;
    }

    @Override
    protected List<Categorical> components() {
        return List.of(
                new Categorical(new double[][] {{0.3, 0.7}, {0.2, 0.5, 0.3}, {0.1, 0.2, 0.3, 0.4}}),
                new Categorical(new double[][] {{0.8, 0.2}, {0.6, 0.1, 0.3}, {0.25, 0.25, 0.4, 0.1}}));
    }

    @Override
    protected List<List<Categorical>> neighbours(List<Categorical> components) {
        List<List<Categorical>> near = new ArrayList<>();
        for (double step : new double[] {-1e-3, 1e-3}) {
            for (int j = 0; j < 3; j++) {
                int column = j;
                near.add(components.stream()
                        .map(component -> {
                            double[][] theta = component.theta();
                            theta[column][0] += step;
                            theta[column][1] -= step;
                            return new Categorical(theta);
                        })
                        .toList());
            }
        }
        return near;
    }

    @Override
    protected double totalProbability(Categorical component) {
        List<double[]> all = new ArrayList<>();
        for (int a = 0; a < 2; a++)
            for (int b = 0; b < 3; b++) for (int c = 0; c < 4; c++) all.add(new double[] {a, b, c});
        return Arrays.stream(logDensities(all.toArray(double[][]::new), List.of(component)))
                .mapToDouble(logDensity -> Math.exp(logDensity[0]))
                .sum();
    }
}
