package mixtura.mixture.positive;

import java.util.ArrayList;
import java.util.List;
import mixtura.mixture.columns.ColumnFamily;
import mixtura.mixture.columns.ColumnFamilyContract;
import mixtura.mixture.gaussian.Problems;

class GammaContractTest extends ColumnFamilyContract<Gamma> {
    @Override
    protected ColumnFamily<Gamma> family() {
        return Gamma.family();
    }

    @Override
    protected double[][] rows() {
        var random = Problems.random(6);
        double[][] x = new double[80][2];
        for (int n = 0; n < x.length; n++) components().get(n % 2).sampler().draw(random, x[n], 0);
        return x;
    }

    @Override
    protected List<Gamma> components() {
        return List.of(
                new Gamma(new double[] {2.5, 0.9}, new double[] {1.2, 3}),
                new Gamma(new double[] {11, 6}, new double[] {0.5, 0.8}));
    }

    @Override
    protected List<List<Gamma>> neighbours(List<Gamma> components) {
        List<List<Gamma>> near = new ArrayList<>();
        for (double factor : new double[] {0.999, 1.001}) {
            for (int j = 0; j < 4; j++) {
                int parameter = j;
                near.add(components.stream()
                        .map(component -> {
                            double[] shapes = component.shapes();
                            double[] scales = component.scales();
                            (parameter < 2 ? shapes : scales)[parameter % 2] *= factor;
                            return new Gamma(shapes, scales);
                        })
                        .toList());
            }
        }
        return near;
    }

    @Override
    protected double totalProbability(Gamma component) {
        double[][] grid = Integral.grid();
        return Integral.of(grid, logDensities(grid, List.of(component)));
    }
}
