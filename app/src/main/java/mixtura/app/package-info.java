/// The command line: verbs, messages and plots over the library.
@NullMarked
package mixtura.app;

import org.jspecify.annotations.NullMarked;
