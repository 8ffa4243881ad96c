package mixtura.mixture.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mixtura.mixture.Component;
import mixtura.mixture.Coordinates;

/// Coordinates of components that are a list of numbers on one scale each.
///
/// @param scale    where any number makes sense
/// @param numbers  of a component, always as many
/// @param build    a component from its numbers
public record NumberCoordinates<C extends Component>(
        Scale scale, Function<C, double[]> numbers, Function<double[], C> build) implements Coordinates<C> {
    /// A map from numbers to coordinates.
    public enum Scale {
        /// θ = sin² φ: any φ is a probability, 0 and 1 are no further away than other values, and a step of
        /// one length is about as many standard errors everywhere.
        ARCSINE {
            @Override
            double to(double x) {
                return Math.asin(Math.sqrt(x));
            }

            @Override
            double from(double c) {
                double sine = Math.sin(c);
                return sine * sine;
            }
        },
        /// x = c²: any c is a rate or the share of a level, 0 among them.
        ROOT {
            @Override
            double to(double x) {
                return Math.sqrt(x);
            }

            @Override
            double from(double c) {
                return c * c;
            }
        },
        /// x = exp c, for numbers above 0.
        LOGARITHM {
            @Override
            double to(double x) {
                return Math.log(x);
            }

            @Override
            double from(double c) {
                return Math.exp(c);
            }
        };

        abstract double to(double x);

        abstract double from(double c);
    }

    @Override
    public double[] of(List<C> components) {
        return components.stream()
                .flatMapToDouble(component -> Arrays.stream(numbers.apply(component)))
                .map(scale::to)
                .toArray();
    }

    @Override
    public Optional<List<C>> at(double[] coordinates, List<C> latest) {
        double[] old = of(latest);
        List<C> out = new ArrayList<>();
        int from = 0;
        for (C component : latest) {
            double[] moved = numbers.apply(component);
            int to = from + moved.length;
            boolean same = Arrays.equals(coordinates, from, to, old, from, to);
            for (int i = 0; i < moved.length; i++) {
                if (coordinates[from + i] != old[from + i]) moved[i] = scale.from(coordinates[from + i]);
                if (!Double.isFinite(moved[i])) return Optional.empty();
                if (scale == Scale.LOGARITHM && !(moved[i] > 0)) return Optional.empty();
            }
            out.add(same ? component : build.apply(moved));
            from = to;
        }
        return Optional.of(out);
    }

    /// Numbers of one group divided by their sum, in place: shares that add up to 1.
    public static void normalise(double[] numbers, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) sum += numbers[i];
        for (int i = from; i < to; i++) numbers[i] /= sum;
    }
}
