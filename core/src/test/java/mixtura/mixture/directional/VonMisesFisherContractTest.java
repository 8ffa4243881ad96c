package mixtura.mixture.directional;

import java.util.ArrayList;
import java.util.List;
import mixtura.mixture.FamilyContract;
import mixtura.mixture.gaussian.Problems;

class VonMisesFisherContractTest extends FamilyContract<VonMisesFisher, VonMisesFisherStatistics> {
    @Override
    protected VonMisesFisherFamily family() {
        return VonMisesFisherFamily.estimated();
    }

    @Override
    protected double[][] rows() {
        double[][] rows = Problems.clouds(41, 80, 3, 2, 2);
        for (int n = 0; n < rows.length; n++) rows[n] = unit(rows[n][0], rows[n][1], rows[n][2]);
        return rows;
    }

    static double[] unit(double... vector) {
        double length = VonMisesFisher.length(vector);
        for (int j = 0; j < vector.length; j++) vector[j] /= length;
        return vector;
    }

    @Override
    protected List<VonMisesFisher> components() {
        return List.of(new VonMisesFisher(unit(1, 2, -1), 3.5), new VonMisesFisher(unit(-1, 0, 0.5), 11));
    }

    @Override
    protected List<List<VonMisesFisher>> neighbours(List<VonMisesFisher> components) {
        List<List<VonMisesFisher>> near = new ArrayList<>();
        for (double step : new double[] {-1e-2, 1e-2}) {
            for (int j = 0; j < 3; j++) {
                int column = j;
                near.add(components.stream()
                        .map(component -> {
                            double[] direction = component.direction();
                            direction[column] += step;
                            return new VonMisesFisher(unit(direction), component.concentration());
                        })
                        .toList());
            }
            near.add(components.stream()
                    .map(component -> new VonMisesFisher(component.direction(), component.concentration() * (1 + step)))
                    .toList());
        }
        return near;
    }

    /// Over the sphere by height and angle, in which its area is uniform (Archimedes).
    @Override
    protected double totalProbability(VonMisesFisher component) {
        int heights = 2000;
        int angles = 64;
        List<double[]> grid = new ArrayList<>();
        for (int i = 0; i < heights; i++) {
            double z = -1 + 2 * (i + 0.5) / heights;
            double radius = Math.sqrt(1 - z * z);
            for (int l = 0; l < angles; l++) {
                double angle = 2 * Math.PI * l / angles;
                grid.add(new double[] {radius * Math.cos(angle), radius * Math.sin(angle), z});
            }
        }
        double sum = 0;
        for (double[] logDensity : logDensities(grid.toArray(double[][]::new), List.of(component))) {
            sum += Math.exp(logDensity[0]);
        }
        return sum * 4 * Math.PI / (heights * angles);
    }
}
