/// How the program talks: results on standard output, words and progress on standard error, failures that say what to
/// type next, files that appear whole or not at all.
@NullMarked
package mixtura.app.console;

import org.jspecify.annotations.NullMarked;
