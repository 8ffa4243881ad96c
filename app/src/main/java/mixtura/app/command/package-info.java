/// The verbs of the command line, one class each, and the options that they share.
@NullMarked
package mixtura.app.command;

import org.jspecify.annotations.NullMarked;
