package mixtura.mixture.robust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mixtura.mixture.Collapse;
import mixtura.mixture.Covariance;
import mixtura.mixture.DegreesOfFreedom;
import mixtura.mixture.FamilyContract;
import mixtura.mixture.Ridge;
import mixtura.mixture.gaussian.Gaussian;
import mixtura.mixture.gaussian.GaussianFamily;
import mixtura.mixture.gaussian.Problems;
import org.junit.jupiter.api.Nested;

class StudentContractTest {
    /// EM steps with the responsibilities held until nothing changes: the weights u are missing data of their
    /// own.
    private static final int STEPS = 400;

    abstract static class Contract extends FamilyContract<StudentT, StudentStatistics> {
        private final Covariance structure;

        Contract(Covariance structure) {
            this.structure = structure;
        }

        @Override
        protected StudentFamily family() {
            return StudentFamily.of(
                    GaussianFamily.of(structure, Ridge.none(), Collapse.FAIL, "auto"), DegreesOfFreedom.estimated());
        }

        @Override
        protected double[][] rows() {
            double[][] rows = Problems.clouds(21, 90, 2, 2, 1);
            for (int n = 0; n < rows.length; n += 9) for (int j = 0; j < 2; j++) rows[n][j] *= 3;
            return rows;
        }

        @Override
        protected List<StudentT> components() {
            double[] scale = switch (structure) {
                case DIAGONAL -> new double[] {1.5, 0.8};
                case SPHERICAL -> new double[] {1.1};
                default -> new double[] {1.5, 0.4, 0.4, 0.8};
            };
            return List.of(
                    new StudentT(new double[] {0, 1}, scale, structure, 4),
                    new StudentT(new double[] {-1, 0.5}, scale, structure, 11));
        }

        @Override
        protected List<StudentT> maximized(double[][] x, double[] r) {
            List<StudentT> current = components();
            for (int t = 0; t < STEPS; t++) current = step(x, r, current);
            return current;
        }

        @Override
        protected List<List<StudentT>> neighbours(List<StudentT> components) {
            List<List<StudentT>> near = new ArrayList<>();
            for (double step : new double[] {-1e-2, 1e-2}) {
                for (int j = 0; j < 2; j++) {
                    int column = j;
                    near.add(
                            components.stream().map(t -> moved(t, column, step)).toList());
                }
                near.add(components.stream()
                        .map(t -> new StudentT(t.mean(), scaled(t, 1 + step), structure, t.degreesOfFreedom()))
                        .toList());
                near.add(components.stream()
                        .map(t -> new StudentT(t.shape(), t.degreesOfFreedom() * (1 + step)))
                        .toList());
            }
            return near;
        }

        private static double[] scaled(StudentT t, double factor) {
            return Arrays.stream(t.scale()).map(v -> v * factor).toArray();
        }

        private static StudentT moved(StudentT t, int j, double step) {
            double[] mean = t.mean();
            mean[j] += step;
            return new StudentT(new Gaussian(mean, t.scale(), t.structure()), t.degreesOfFreedom());
        }

        /// Over the plane by x = μ + tan(angle), which turns the heavy tails into a smooth function on a
        /// square.
        @Override
        protected double totalProbability(StudentT component) {
            int points = 400;
            List<double[]> grid = new ArrayList<>();
            List<Double> area = new ArrayList<>();
            double[] mean = component.mean();
            for (int i = 0; i < points; i++) {
                for (int l = 0; l < points; l++) {
                    double a = Math.PI * ((i + 0.5) / points - 0.5);
                    double b = Math.PI * ((l + 0.5) / points - 0.5);
                    grid.add(new double[] {mean[0] + Math.tan(a), mean[1] + Math.tan(b)});
                    double jacobian = Math.cos(a) * Math.cos(b);
                    area.add(Math.pow(Math.PI / points / jacobian, 2));
                }
            }
            double sum = 0;
            double[][] logDensities = logDensities(grid.toArray(double[][]::new), List.of(component));
            for (int i = 0; i < logDensities.length; i++) sum += Math.exp(logDensities[i][0]) * area.get(i);
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
