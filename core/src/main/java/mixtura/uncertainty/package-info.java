/// How sure a fit is: standard errors and intervals of its parameters, a test of the number of components, and how
/// stable its clusters are when the rows are drawn again.
@NullMarked
package mixtura.uncertainty;

import org.jspecify.annotations.NullMarked;
