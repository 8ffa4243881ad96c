package mixtura.mixture.positive;

import java.util.ArrayList;
import java.util.List;
import mixtura.mixture.columns.ColumnFamily;
import mixtura.mixture.columns.ColumnFamilyContract;
import mixtura.mixture.gaussian.Problems;

class ExponentialContractTest extends ColumnFamilyContract<Exponential> {
    @Override
    protected ColumnFamily<Exponential> family() {
        return Exponential.family();
    }

    @Override
    protected double[][] rows() {
        var random = Problems.random(5);
        double[][] x = new double[80][2];
        for (int n = 0; n < x.length; n++) components().get(n % 2).sampler().draw(random, x[n], 0);
        return x;
    }

    @Override
    protected List<Exponential> components() {
        return List.of(new Exponential(new double[] {1.5, 0.3}), new Exponential(new double[] {8, 2}));
    }

    @Override
    protected List<List<Exponential>> neighbours(List<Exponential> components) {
        List<List<Exponential>> near = new ArrayList<>();
        for (double factor : new double[] {0.999, 1.001}) {
            for (int j = 0; j < 2; j++) {
                int column = j;
                near.add(components.stream()
                        .map(component -> {
                            double[] means = component.means();
                            means[column] *= factor;
                            return new Exponential(means);
                        })
                        .toList());
            }
        }
        return near;
    }

    @Override
    protected double totalProbability(Exponential component) {
        double[][] grid = Integral.grid();
        return Integral.of(grid, logDensities(grid, List.of(component)));
    }
}
