/// The families that the command line and model files know by name.
@NullMarked
package mixtura.mixture.families;

import org.jspecify.annotations.NullMarked;
