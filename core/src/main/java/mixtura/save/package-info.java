/// The door through which models leave and come back: versioned JSON that a person can read.
@NullMarked
package mixtura.save;

import org.jspecify.annotations.NullMarked;
