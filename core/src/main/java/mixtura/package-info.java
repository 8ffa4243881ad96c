/// Mixtura: k-means, mixture models and what they are for.
///
/// Values flow one way: files are read into rows ([mixtura.data]), a first guess is made (`mixtura.seeding`), an
/// algorithm iterates (`mixtura.kmeans`, `mixtura.mixture`), and a [mixtura.Fit] comes out: the model with its trace
/// and its certificate, to be judged (`mixtura.evaluate`) and kept (`mixtura.save`).
@NullMarked
package mixtura;

import org.jspecify.annotations.NullMarked;
