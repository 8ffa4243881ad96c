@NullMarked
package mixtura.app.plot;

import org.jspecify.annotations.NullMarked;
