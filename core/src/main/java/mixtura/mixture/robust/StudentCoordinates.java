package mixtura.mixture.robust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mixtura.mixture.Coordinates;
import mixtura.mixture.DegreesOfFreedom;
import mixtura.mixture.gaussian.Gaussian;

/// Those of the normal components, and the logarithms of the degrees of freedom, kept within their bounds.
record StudentCoordinates(Coordinates<Gaussian> normal) implements Coordinates<StudentT> {
    @Override
    public double[] of(List<StudentT> components) {
        double[] shapes = normal.of(shapes(components));
        double[] out = Arrays.copyOf(shapes, shapes.length + components.size());
        for (int k = 0; k < components.size(); k++) {
            out[shapes.length + k] = Math.log(components.get(k).degreesOfFreedom());
        }
        return out;
    }

    private static List<Gaussian> shapes(List<StudentT> components) {
        return components.stream().map(StudentT::shape).toList();
    }

    @Override
    public Optional<List<StudentT>> at(double[] coordinates, List<StudentT> latest) {
        int first = coordinates.length - latest.size();
        return normal.at(Arrays.copyOf(coordinates, first), shapes(latest)).map(shapes -> {
            List<StudentT> out = new ArrayList<>();
            for (int k = 0; k < shapes.size(); k++) {
                double before = latest.get(k).degreesOfFreedom();
                boolean moved = coordinates[first + k] != Math.log(before);
                double nu = Math.clamp(Math.exp(coordinates[first + k]), DegreesOfFreedom.LEAST, DegreesOfFreedom.MOST);
                out.add(new StudentT(shapes.get(k), moved ? nu : before));
            }
            return out;
        });
    }
}
