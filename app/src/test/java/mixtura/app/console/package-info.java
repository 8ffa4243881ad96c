/// Tests of how the program talks.
@NullMarked
package mixtura.app.console;

import org.jspecify.annotations.NullMarked;
