/// Tests of commands and their options.
@NullMarked
package mixtura.app.command;

import org.jspecify.annotations.NullMarked;
