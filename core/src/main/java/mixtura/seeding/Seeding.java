package mixtura.seeding;

import java.util.random.RandomGenerator;
import mixtura.data.Execution;
import mixtura.data.Rows;

/// A way to choose the first k centroids. A choice carries its own settings.
///
/// Rows of weight 0 are never drawn, and centroids that are rows are distinct.
public sealed interface Seeding permits KMeansPlusPlus, KMeansParallel, RandomRows, RandomPartition, LabelMeans, Given {
    /// Chooses k centroids.
    ///
    /// @param random  the only source of chance: equal generators give equal centroids, on any number of threads
    /// @return `k × dimension`
    /// @throws IllegalArgumentException if there are fewer than k distinct rows of positive weight, or if the
    ///                                  settings do not fit these rows
    double[][] choose(Rows rows, int k, RandomGenerator random, Execution execution);

    /// Greedy k-means++ with 2 + ⌊ln k⌋ trials for each centroid.
    static Seeding kMeansPlusPlus() {
        return new KMeansPlusPlus(KMeansPlusPlus.BY_K);
    }

    /// k-means||: five rounds of 2k candidates, for k of a thousand and more.
    static Seeding kMeansParallel() {
        return KMeansParallel.USUAL;
    }

    /// k distinct rows, all equally likely.
    static Seeding randomRows() {
        return new RandomRows();
    }

    /// The means of a random partition.
    static Seeding randomPartition() {
        return new RandomPartition();
    }

    /// The means of labelled classes.
    ///
    /// @param labels  one a row, 0 … k − 1; a negative one says that the row has none
    static Seeding labelMeans(int[] labels) {
        return new LabelMeans(labels);
    }

    /// Given centroids.
    ///
    /// @param centroids  `k × dimension`
    static Seeding given(double[][] centroids) {
        return new Given(centroids);
    }
}
