/// Mixtures: one EM loop ([mixtura.mixture.ExpectationMaximization]) for any [mixtura.mixture.Family] of components.
@NullMarked
package mixtura.mixture;

import org.jspecify.annotations.NullMarked;
