package mixtura.mixture;

import java.util.List;
import java.util.Optional;

/// Coordinates of all components together in which any numbers make sense (logarithms of variances, say), so that
/// steps of EM can be extrapolated. Their units should be alike, since lengths of steps are compared.
///
/// @param <C>  parameters of one component
public interface Coordinates<C extends Component> {
    /// The coordinates of these components, always as many; NaN where one has none.
    double[] of(List<C> components);

    /// The components at these coordinates. Whatever has the coordinates of `latest` is taken from there, to the bit:
    /// what is frozen stays so.
    ///
    /// @return empty if the components there cannot be used (a covariance that is singular in floating point, say)
    Optional<List<C>> at(double[] coordinates, List<C> latest);
}
