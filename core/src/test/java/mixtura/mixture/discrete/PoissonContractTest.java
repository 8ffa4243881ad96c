package mixtura.mixture.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.internal.special.PoissonVariates;
import mixtura.mixture.columns.ColumnFamily;
import mixtura.mixture.columns.ColumnFamilyContract;
import mixtura.mixture.gaussian.Problems;

class PoissonContractTest extends ColumnFamilyContract<Poisson> {
    @Override
    protected ColumnFamily<Poisson> family() {
        return Poisson.family();
    }

    @Override
    protected double[][] rows() {
        var random = Problems.random(3);
        double[][] x = new double[80][2];
        for (int n = 0; n < x.length; n++) {
            x[n][0] = PoissonVariates.draw(n % 2 == 0 ? 2 : 14, random);
            x[n][1] = PoissonVariates.draw(n % 3 == 0 ? 0.4 : 5, random);
        }
        return x;
    }

    @Override
    protected List<Poisson> components() {
        return List.of(new Poisson(new double[] {3, 0.5}), new Poisson(new double[] {12.5, 4}));
    }

    @Override
    protected List<List<Poisson>> neighbours(List<Poisson> components) {
        List<List<Poisson>> near = new ArrayList<>();
        for (double factor : new double[] {0.999, 1.001}) {
            for (int j = 0; j < 2; j++) {
                int column = j;
                near.add(components.stream()
                        .map(component -> {
                            double[] rates = component.rates();
                            rates[column] *= factor;
                            return new Poisson(rates);
                        })
                        .toList());
            }
        }
        return near;
    }

    @Override
    protected double totalProbability(Poisson component) {
        List<double[]> all = new ArrayList<>();
        for (int a = 0; a < 80; a++) for (int b = 0; b < 50; b++) all.add(new double[] {a, b});
        return Arrays.stream(logDensities(all.toArray(double[][]::new), List.of(component)))
                .mapToDouble(logDensity -> Math.exp(logDensity[0]))
                .sum();
    }
}
