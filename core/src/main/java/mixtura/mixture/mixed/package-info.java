/// Components over columns of several types: a product of families.
@NullMarked
package mixtura.mixture.mixed;

import org.jspecify.annotations.NullMarked;
