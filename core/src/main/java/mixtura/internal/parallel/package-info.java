/// Threads, without clustering: an ordered fold whose result does not depend on the number of threads.
@NullMarked
package mixtura.internal.parallel;

import org.jspecify.annotations.NullMarked;
