/// Components whose tails are heavy, so that outliers count little.
@NullMarked
package mixtura.mixture.robust;

import org.jspecify.annotations.NullMarked;
