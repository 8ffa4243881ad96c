/// Special functions of densities and their M-steps: gamma, digamma, modified Bessel.
@NullMarked
package mixtura.internal.special;

import org.jspecify.annotations.NullMarked;
