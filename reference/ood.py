"""Detectors of strangers: scores from NumPy, SciPy and scikit-learn, and beta-binomial quantiles from SciPy.

Rows of three classes and others to score. Columns are centred and divided by their standard deviations (divisor n) first,
covariances get a ridge of 1e-3; neighbours are on rows of length 1 in the original units.
"""

import numpy as np
import scipy
import sklearn
from scipy import special, stats
from sklearn import neighbors

import tables

RIDGE = 1e-3
NEIGHBOUR = 5


def squared(rows, mean, covariance):
    step = rows - mean
    return np.einsum("ij,jk,ik->i", step, np.linalg.inv(covariance), step)


def main():
    head = tables.provenance(f"scikit-learn {sklearn.__version__}", f"SciPy {scipy.__version__}")
    random = np.random.default_rng(20260501)
    labels = np.arange(90) % 3
    centres = random.normal(0, 3, (3, 4))
    mixing = random.normal(0, 1, (4, 4))
    rows = np.round(centres[labels] + random.normal(0, 1, (90, 4)) @ mixing, 3)
    queries = np.round(random.normal(0, 4, (25, 4)), 3)

    deviation = rows.std(0)
    x, q = (rows - rows.mean(0)) / deviation, (queries - rows.mean(0)) / deviation
    ridge = RIDGE * np.eye(4)
    means = np.array([x[labels == c].mean(0) for c in range(3)])
    within = x - means[labels]
    tied = within.T @ within / len(x) + ridge
    own = [np.cov(x[labels == c].T, bias=True) + ridge for c in range(3)]
    near = np.min([squared(q, m, tied) for m in means], axis=0)
    classwise = np.min([squared(q, m, s) for m, s in zip(means, own)], axis=0)
    relative = near - squared(q, x.mean(0), np.cov(x.T, bias=True) + ridge)

    def unit(a):
        return a / np.linalg.norm(a, axis=1, keepdims=True)

    distance, _ = neighbors.NearestNeighbors(n_neighbors=NEIGHBOUR).fit(unit(rows)).kneighbors(unit(queries))
    softmax = -special.softmax(queries, axis=1).max(1)
    energy = -special.logsumexp(queries, axis=1)

    tables.write("ood/rows.csv", ("label", "x1", "x2", "x3", "x4"), [(l, *r) for l, r in zip(labels, rows)], head)
    tables.write(
        "ood/scores.csv",
        (
            "x1", "x2", "x3", "x4",
            "mahalanobis", "mahalanobis-classwise", "relative-mahalanobis", "neighbours", "softmax", "energy",
        ),
        [
            (*row, *scores)
            for row, *scores in zip(queries, near, classwise, relative, distance[:, -1], softmax, energy)
        ],
        head,
    )
    quantiles = []
    for trials, a, b in ((10, 1, 1), (100, 2, 98), (10000, 100, 9901), (10000, 1, 99), (500, 25.5, 3.25)):
        for p in (0.005, 0.05, 0.5, 0.95, 0.995):
            quantiles.append((trials, float(a), float(b), p, int(stats.betabinom.ppf(p, trials, a, b))))
    tables.write("ood/betabinomial.csv", ("trials", "a", "b", "probability", "quantile"), quantiles, head)


if __name__ == "__main__":
    main()
