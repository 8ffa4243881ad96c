package mixtura.mixture.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.mixture.columns.ColumnFamily;
import mixtura.mixture.columns.ColumnFamilyContract;
import mixtura.mixture.gaussian.Problems;

class MultinomialContractTest extends ColumnFamilyContract<Multinomial> {
    private static final int TRIALS = 6;

    @Override
    protected ColumnFamily<Multinomial> family() {
        return Multinomial.family();
    }

    @Override
    protected double[][] rows() {
        var random = Problems.random(8);
        double[][] x = new double[70][3];
        List<Multinomial> components = components();
        for (int n = 0; n < x.length; n++) components.get(n % 2).sampler().draw(random, x[n], 0);
        return x;
    }

    @Override
    protected List<Multinomial> components() {
        return List.of(
                new Multinomial(new double[] {0.2, 0.5, 0.3}, TRIALS),
                new Multinomial(new double[] {0.6, 0.15, 0.25}, TRIALS));
    }

    @Override
    protected List<List<Multinomial>> neighbours(List<Multinomial> components) {
        List<List<Multinomial>> near = new ArrayList<>();
        for (double step : new double[] {-1e-3, 1e-3}) {
            for (int j = 0; j < 3; j++) {
                int column = j;
                near.add(components.stream()
                        .map(component -> {
                            double[] theta = component.theta();
                            theta[column] += step;
                            theta[(column + 1) % 3] -= step;
                            return new Multinomial(theta, TRIALS);
                        })
                        .toList());
            }
        }
        return near;
    }

    /// Over all rows of one total.
    @Override
    protected double totalProbability(Multinomial component) {
        List<double[]> all = new ArrayList<>();
        for (int a = 0; a <= TRIALS; a++)
            for (int b = 0; b <= TRIALS - a; b++) all.add(new double[] {a, b, TRIALS - a - b});
        return Arrays.stream(logDensities(all.toArray(double[][]::new), List.of(component)))
                .mapToDouble(logDensity -> Math.exp(logDensity[0]))
                .sum();
    }
}
