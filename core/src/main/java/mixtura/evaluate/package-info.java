/// Judging what was found: agreement of a clustering with known classes or with another clustering
/// ([mixtura.evaluate.Agreement]), tightness and separation without classes ([mixtura.evaluate.Silhouette],
/// [mixtura.evaluate.CalinskiHarabasz], [mixtura.evaluate.DaviesBouldin]), and scores that should tell strangers
/// from familiar rows ([mixtura.evaluate.DetectionScores]). It needs rows, labels and scores alone, never a model.
@NullMarked
package mixtura.evaluate;

import org.jspecify.annotations.NullMarked;
