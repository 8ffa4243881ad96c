/// Photographs by colour: pixels become rows of a colour space, clusters become a palette and a map of labels.
@NullMarked
package mixtura.image;

import org.jspecify.annotations.NullMarked;
