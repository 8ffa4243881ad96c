/// Gaussian components: full, tied, diagonal and spherical covariances, each as two matrix products around a softmax
/// where that is accurate, and about each component's own mean where it is not.
@NullMarked
package mixtura.mixture.gaussian;

import org.jspecify.annotations.NullMarked;
