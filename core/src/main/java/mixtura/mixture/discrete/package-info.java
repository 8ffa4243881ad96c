/// Components of discrete data.
@NullMarked
package mixtura.mixture.discrete;

import org.jspecify.annotations.NullMarked;
