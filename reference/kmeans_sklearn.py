"""k-means from given centroids: distortion after each update, labels at the end, from scikit-learn and from the formulas.

One iteration is an assignment and an update; the last one, which moves nothing, counts. Ties go to the lowest index.
distortion[t] belongs to the centroids after t updates with every row on its nearest one; [0] is the start.
With MIXTURA_TEST_DATA naming a folder that holds mnist/ (the official IDX files), MNIST's figures are computed too (minutes).
"""

import gzip
import os
import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn import metrics
from sklearn.cluster import KMeans
from sklearn.exceptions import ConvergenceWarning

import tables
from criteria_sklearn import read
from metrics_sklearn import purity


def assign(rows, centroids):
    """Labels and squared distances to the nearest centroid, from differences, not from the expanded square."""
    best = np.full(len(rows), np.inf)
    label = np.zeros(len(rows), dtype=np.int64)
    for k, centroid in enumerate(centroids):
        squared = ((rows - centroid) ** 2).sum(axis=1)
        nearer = squared < best
        best[nearer], label[nearer] = squared[nearer], k
    return label, best


def lloyd(rows, centroids):
    """Distortions from the start on, final labels and the number of iterations, until no label changes."""
    previous, trace = None, []
    while True:
        label, squared = assign(rows, centroids)
        trace.append(float(squared.sum()))
        if previous is not None and np.array_equal(label, previous):
            # The confirming iteration: its update leaves the centroids where they are.
            return [*trace, trace[-1]], label, len(trace)
        previous = label
        centroids = np.array([rows[label == k].mean(axis=0) for k in range(len(centroids))])


def lloyd_by_product(rows, centroids):
    """The same for a big table: scores from a matrix product, distortion from differences."""
    previous, trace = None, []
    norms = (rows**2).sum()
    while True:
        label = (0.5 * (centroids**2).sum(axis=1) - rows @ centroids.T).argmin(axis=1)
        k = len(centroids)
        mass = np.bincount(label, minlength=k)
        sums = (np.arange(k)[:, None] == label).astype(float) @ rows
        trace.append(float(norms - 2 * (sums * centroids).sum() + (mass * (centroids**2).sum(axis=1)).sum()))
        if previous is not None and np.array_equal(label, previous):
            return [*trace, trace[-1]], label, len(trace)
        previous = label
        centroids = sums / mass[:, None]


def check(rows, start, trace, label):
    """scikit-learn from the same start: same labels, same distortion after every iteration of a small problem."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        steps = range(1, len(trace)) if len(rows) <= 2000 else ()
        for t in steps:
            model = KMeans(len(start), init=start, n_init=1, algorithm="lloyd", tol=0, max_iter=t).fit(rows)
            assert abs(model.inertia_ / trace[t] - 1) < 1e-10, (t, model.inertia_, trace[t])
        model = KMeans(len(start), init=start, n_init=1, algorithm="lloyd", tol=0, max_iter=1000).fit(rows)
    assert np.array_equal(model.labels_, label)
    assert abs(model.inertia_ / trace[-1] - 1) < 1e-10, (model.inertia_, trace[-1])
    return model.n_iter_


def idx(path):
    """A gzipped IDX file of unsigned bytes."""
    with gzip.open(path) as stream:
        content = stream.read()
    dimensions = content[3]
    shape = np.frombuffer(content, ">i4", dimensions, 4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


def mnist(folder, head):
    """The table of MNIST's 60000 training images, raw 0…255, k = 10."""
    rows = idx(folder / "train-images-idx3-ubyte.gz").reshape(60000, 784).astype(np.float64)
    classes = idx(folder / "train-labels-idx1-ubyte.gz")
    starts = {"class-means": np.array([rows[classes == c].mean(axis=0) for c in range(10)]), "first-ten-rows": rows[:10].copy()}
    figures, traces = [], []
    for name, start in starts.items():
        trace, label, iterations = lloyd_by_product(rows, start)
        centroids = np.array([rows[label == k].mean(axis=0) for k in range(10)])
        # Once from differences, which lose nothing.
        exact_label, squared = assign(rows, centroids)
        assert np.array_equal(exact_label, label)
        counted = check(rows, start, trace, label)
        figures.append((
            name,
            iterations,
            float(squared.sum()),
            purity(classes.tolist(), label.tolist()),
            float(metrics.adjusted_rand_score(classes, label)),
            float(metrics.normalized_mutual_info_score(classes, label)),
            " ".join(map(str, np.bincount(label))),
        ))
        traces.extend((name, t, value) for t, value in enumerate(trace))
        print(*figures[-1], "scikit-learn counts", counted)
    note = "MNIST training images, raw 0..255, k = 10; tolerance 0: until no label changes"
    tables.write("kmeans/mnist.csv", ("start", "iterations", "distortion", "purity", "ari", "nmi", "sizes"), figures, [*head, note])
    tables.write("kmeans/mnist-trace.csv", ("start", "iteration", "distortion"), traces, [*head, note, "iteration 0 is the start"])


def main():
    head = tables.provenance(f"scikit-learn {sklearn.__version__}", notes=["each trace was checked against scikit-learn's at every iteration"])
    gaussian = tables.RESOURCES / "gaussian"
    cases = {
        "iris": (read("iris.csv", 4), [0, 1, 2]),
        "faithful": (read("faithful.csv", 2), [0, 1, 2, 3]),
        "1000x4-k3": (np.load(gaussian / "1000x4-k3.npy"), [0, 1, 2, 3, 4, 5]),
        "1500x25-k4": (np.load(gaussian / "1500x25-k4.npy").astype(np.float64), list(range(10))),
        "2000x64-k3": (np.load(gaussian / "2000x64-k3.npy").astype(np.float64), list(range(40))),
    }
    summary, traces, labels = [], [], []
    for name, (rows, chosen) in cases.items():
        start = rows[chosen]
        trace, label, iterations = lloyd(rows, start)
        counted = check(rows, start, trace, label)
        summary.append((name, len(chosen), iterations, trace[-1]))
        traces.extend((name, t, value) for t, value in enumerate(trace))
        labels.extend((name, n, k) for n, k in enumerate(label))
        print(*summary[-1], "scikit-learn counts", counted)
    head.append("start: the first k rows; data: reference/data/NAME.csv (numeric columns) or reference/gaussian/NAME.npy; tolerance 0")
    tables.write("kmeans/summary.csv", ("data", "k", "iterations", "distortion"), summary, head)
    tables.write("kmeans/trace.csv", ("data", "iteration", "distortion"), traces, [*head, "iteration 0 is the start; the last two are equal: the confirming iteration"])
    tables.write("kmeans/labels.csv", ("data", "row", "cluster"), labels, head)
    folder = os.environ.get("MIXTURA_TEST_DATA")
    if folder and (Path(folder) / "mnist").is_dir():
        mnist(Path(folder) / "mnist", head[:1] + [head[1].replace("python3", "MIXTURA_TEST_DATA=FOLDER python3")])
    else:
        print("MNIST left out: MIXTURA_TEST_DATA names no folder with mnist/ in it")


if __name__ == "__main__":
    main()
