/// Tests of the command line, run in this process through one entry, or in a process of their own for signals and
/// pipes.
@NullMarked
package mixtura.app;

import org.jspecify.annotations.NullMarked;
