"""Relatives of k-means: traces from the first k rows by NumPy's own medians and norms, and scikit-learn's bisections.

objective[t] belongs to the centroids after t updates with every row on its nearest one; [0] is the start, the last one
belongs to the update that moves nothing. Ties go to the lowest index, an even number of rows has its midpoint as the median.
Bisecting k-means is scikit-learn's best of 20 starts for each split, the cluster of the largest inertia first; its
distortion here is that of the final centroids with every row on its nearest one.
"""

import numpy as np
import sklearn
from sklearn.cluster import BisectingKMeans

import tables
from criteria_sklearn import read

COLUMNS = {"iris": 4, "faithful": 2}
DATA = {"iris": 3, "faithful": 2, "1000x4-k3": 3, "800x8-k5": 5}


def manhattan(rows, centroids):
    return np.abs(rows[:, None, :] - centroids[None, :, :]).sum(axis=2)


def angles(rows, centroids):
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return 1 - unit @ (centroids / np.linalg.norm(centroids, axis=1, keepdims=True)).T


def medians(rows):
    return np.median(rows, axis=0)


def direction(rows):
    total = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).sum(axis=0)
    return total / np.linalg.norm(total)


def trace(rows, k, distances, centre):
    """Objectives until no label changes, and the labels."""
    centroids, previous, objectives = rows[:k], None, []
    while True:
        distance = distances(rows, centroids)
        label = distance.argmin(axis=1)
        objectives.append(float(distance.min(axis=1).sum()))
        if previous is not None and np.array_equal(label, previous):
            return objectives
        previous = label
        centroids = np.array([centre(rows[label == c]) for c in range(k)])


def main():
    head = tables.provenance(f"scikit-learn {sklearn.__version__}")
    steps, bisections = [], []
    for name, k in DATA.items():
        folder = tables.RESOURCES / "gaussian"
        rows = read(f"{name}.csv", COLUMNS[name]) if name in COLUMNS else np.load(folder / f"{name}.npy")
        for method, distances, centre in (("kmedians", manhattan, medians), ("spherical", angles, direction)):
            for t, objective in enumerate(trace(rows, k, distances, centre)):
                steps.append((name, method, k, t, objective))
        for parts in (2, 3, 5, 8):
            fit = BisectingKMeans(parts, n_init=20, random_state=0, tol=0, max_iter=1000).fit(rows)
            squared = ((rows[:, None, :] - fit.cluster_centers_[None, :, :]) ** 2).sum(axis=2)
            bisections.append((name, parts, float(squared.min(axis=1).sum())))
    tables.write("relatives/trace.csv", ("data", "method", "k", "iteration", "objective"), steps, head)
    tables.write("relatives/bisecting.csv", ("data", "k", "distortion"), bisections, head)


if __name__ == "__main__":
    main()
