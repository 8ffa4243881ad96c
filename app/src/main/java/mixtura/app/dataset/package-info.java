/// From what the user named on the command line to rows, labels, identifiers and weights, prepared as the model wants
/// them.
@NullMarked
package mixtura.app.dataset;

import org.jspecify.annotations.NullMarked;
