/// Measurements with JMH: every table holds the plain code beside the fast one.
@NullMarked
package mixtura.bench;

import org.jspecify.annotations.NullMarked;
