/// Dense linear algebra that mixtures need: factors, inverses and eigenvalues of symmetric matrices, row-major.
@NullMarked
package mixtura.internal.linalg;

import org.jspecify.annotations.NullMarked;
