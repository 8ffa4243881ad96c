/// Components of directions: rows of length 1.
@NullMarked
package mixtura.mixture.directional;

import org.jspecify.annotations.NullMarked;
