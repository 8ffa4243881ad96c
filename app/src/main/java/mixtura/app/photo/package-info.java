/// Photographs: reading them from files of any usual format, and writing palettes.
@NullMarked
package mixtura.app.photo;

import org.jspecify.annotations.NullMarked;
