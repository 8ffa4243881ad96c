/// k-means: [mixtura.kmeans.KMeans] fits, [mixtura.kmeans.KMeansOptions] says how, [mixtura.kmeans.KMeansModel] is the
/// result. The loop is in `Alternation`; one iteration of Lloyd (1982) is one
/// walk over the rows and is in `Lloyd`.
@NullMarked
package mixtura.kmeans;

import org.jspecify.annotations.NullMarked;
