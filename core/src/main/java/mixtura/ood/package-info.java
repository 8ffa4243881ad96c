/// Strangers: rows of a kind that a model was not fitted to (out-of-distribution detection). Every score says how
/// strange a row is: higher means stranger, everywhere.
@NullMarked
package mixtura.ood;

import org.jspecify.annotations.NullMarked;
