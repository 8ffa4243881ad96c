/// Gaussian mixtures by variational Bayes: a distribution of every parameter in place of a number.
@NullMarked
package mixtura.mixture.bayes;

import org.jspecify.annotations.NullMarked;
