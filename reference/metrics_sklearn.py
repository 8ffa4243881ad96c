"""Agreement of two partitions and quality of one partition: values from scikit-learn.

Agreement: ARI, NMI and AMI (arithmetic mean), purity = sum over clusters of the largest class / n, on random and on extreme pairs.
Quality: silhouette, Calinski-Harabasz, Davies-Bouldin on iris and on Old Faithful with k-means labels.
"""

from collections import Counter
from fractions import Fraction

import numpy as np
import sklearn
from sklearn import metrics
from sklearn.cluster import KMeans

import tables
from criteria_sklearn import read


def pairs():
    """Names with (classes, clusters): hand-made extremes first, then random ones from weak to strong agreement."""
    yield "two-rows-together", [0, 0], [0, 0]
    yield "two-rows-apart", [0, 1], [0, 1]
    yield "two-rows-class-split", [0, 0], [0, 1]
    yield "two-rows-cluster-joined", [0, 1], [0, 0]
    yield "one-row", [0], [0]
    yield "single-cluster", [0, 0, 1, 1, 2, 2, 2], [0] * 7
    yield "single-class", [0] * 7, [0, 0, 1, 1, 2, 2, 2]
    yield "both-single", [0] * 7, [0] * 7
    yield "clusters-all-singletons", [0, 0, 1, 1, 2, 2, 2], list(range(7))
    yield "permuted-names", [0, 0, 1, 1, 2, 2, 2], [2, 2, 0, 0, 1, 1, 1]
    yield "orthogonal", [0, 0, 1, 1], [0, 1, 0, 1]
    yield "worse-than-chance", [0, 0, 0, 1, 1, 1], [0, 1, 2, 0, 1, 2]
    yield "unused-label-numbers", [3, 3, 9, 9, 9], [5, 5, 5, 8, 8]
    random = np.random.default_rng(20260301)
    for n, classes, clusters, noise in (
        (10, 2, 3, 0.2), (25, 5, 2, 0.1), (50, 3, 3, 0.3), (80, 10, 4, 0.5), (100, 2, 20, 0.0),
        (150, 4, 7, 1.0), (200, 6, 6, 0.05), (400, 12, 9, 0.4),
    ):
        truth = random.integers(0, classes, size=n)
        # More clusters than classes cut a class into several; fewer join neighbouring classes.
        pieces = clusters // classes
        guess = truth + classes * random.integers(0, pieces, size=n) if pieces > 1 else truth * clusters // classes
        moved = random.random(n) < noise
        guess[moved] = random.integers(0, clusters, size=moved.sum())
        yield f"random-{n}-{classes}-{clusters}", truth.tolist(), guess.tolist()


def purity(classes, clusters):
    largest = Counter()
    for (cluster, _), count in Counter(zip(clusters, classes)).items():
        largest[cluster] = max(largest[cluster], count)
    return float(Fraction(sum(largest.values()), len(classes)))


def main():
    head = tables.provenance(f"scikit-learn {sklearn.__version__}")
    values, labels, confusion = [], [], []
    for name, classes, clusters in pairs():
        values.append((
            name,
            len(classes),
            float(metrics.adjusted_rand_score(classes, clusters)),
            float(metrics.normalized_mutual_info_score(classes, clusters)),
            float(metrics.adjusted_mutual_info_score(classes, clusters)),
            purity(classes, clusters),
        ))
        labels.extend((name, a, b) for a, b in zip(classes, clusters))
        confusion.extend((name, a, b, count) for (a, b), count in sorted(Counter(zip(classes, clusters)).items()))
        print(*values[-1])
    tables.write("metrics/labels.csv", ("pair", "class", "cluster"), labels, [*head, "the pairs of labellings, rows in order"])
    tables.write(
        "metrics/agreement.csv",
        ("pair", "rows", "ari", "nmi", "ami", "purity"),
        values,
        [
            *head,
            "ARI, NMI, AMI (arithmetic mean) from scikit-learn; purity from counts",
            "the AMI of two-rows-apart is 0/0, which scikit-learn 1.2 calls 0",
        ],
    )
    tables.write("metrics/confusion.csv", ("pair", "class", "cluster", "count"), confusion, [*head, "cells that are not 0"])

    quality, assigned = [], []
    for name, columns, ks in (("iris", 4, (2, 3, 6)), ("faithful", 2, (2, 5))):
        rows = read(f"{name}.csv", columns)
        for k in ks:
            cluster = KMeans(k, n_init=5, random_state=0).fit_predict(rows)
            if (name, k) == ("iris", 6):
                # A cluster of one row: its silhouette is 0 by definition.
                cluster[cluster == cluster.max()] = 0
                cluster[100] = cluster.max() + 1
                _, cluster = np.unique(cluster, return_inverse=True)
            quality.append((
                name,
                int(cluster.max()) + 1,
                float(metrics.silhouette_score(rows, cluster)),
                float(metrics.calinski_harabasz_score(rows, cluster)),
                float(metrics.davies_bouldin_score(rows, cluster)),
            ))
            silhouettes = metrics.silhouette_samples(rows, cluster)
            assigned.extend((name, int(cluster.max()) + 1, i, c, s) for i, (c, s) in enumerate(zip(cluster, silhouettes)))
            print(*quality[-1])
    tables.write(
        "metrics/quality.csv",
        ("data", "k", "silhouette", "calinskiHarabasz", "daviesBouldin"),
        quality,
        [*head, "labels in quality-labels.csv"],
    )
    tables.write("metrics/quality-labels.csv", ("data", "k", "row", "cluster", "silhouette"), assigned, [*head, "the last cluster of iris with k = 6 holds one row"])


if __name__ == "__main__":
    main()
