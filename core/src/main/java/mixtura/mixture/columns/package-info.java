/// What families have in common whose log density is linear in sums over columns: the pass, its statistics, priors.
@NullMarked
package mixtura.mixture.columns;

import org.jspecify.annotations.NullMarked;
