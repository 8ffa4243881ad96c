package mixtura.mixture.discrete;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mixtura.mixture.columns.ColumnFamily;
import mixtura.mixture.columns.ColumnFamilyContract;
import mixtura.mixture.gaussian.Problems;

class BernoulliContractTest extends ColumnFamilyContract<Bernoulli> {
    @Override
    protected ColumnFamily<Bernoulli> family() {
        return Bernoulli.family();
    }

    @Override
    protected double[][] rows() {
        return Problems.map(Problems.clouds(31, 80, 4, 2, 1), v -> v > 0.2 ? 1 : 0);
    }

    @Override
    protected List<Bernoulli> components() {
        return List.of(
                new Bernoulli(new double[] {0.1, 0.5, 0.9, 0.3}), new Bernoulli(new double[] {0.6, 0.2, 0.4, 0.7}));
    }

    @Override
    protected List<List<Bernoulli>> neighbours(List<Bernoulli> components) {
        List<List<Bernoulli>> near = new ArrayList<>();
        for (double step : new double[] {-1e-3, 1e-3}) {
            for (int j = 0; j < 4; j++) {
                int column = j;
                near.add(components.stream()
                        .map(component -> {
                            double[] theta = component.theta();
                            theta[column] = Math.clamp(theta[column] + step, 0, 1);
                            return new Bernoulli(theta);
                        })
                        .toList());
            }
        }
        return near;
    }

    @Override
    protected double totalProbability(Bernoulli component) {
        double[][] all = IntStream.range(0, 16)
                .mapToObj(bits ->
                        IntStream.range(0, 4).mapToDouble(j -> bits >> j & 1).toArray())
                .toArray(double[][]::new);
        double sum = 0;
        for (double[] logDensity : logDensities(all, List.of(component))) sum += Math.exp(logDensity[0]);
        return sum;
    }
}
