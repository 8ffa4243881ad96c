"""Strangers among digits by scikit-learn: the recipe that Mixtura is held against, and the time of a sweep over k.

Takes activations as `mixtura ood features` writes them (NPY), of the training, test and stranger images, and the training
labels (IDX, gzip or not). Columns are divided by their standard deviations, full covariances with a ridge of 1e-3 start
from the class means.

    python3 reference/ood_mnist.py train.npy test.npy strangers.npy train-labels-idx1-ubyte.gz
    python3 reference/ood_mnist.py --sweep train.npy 1 5 10 20        seconds of default fits, as the homework had them
"""

import gzip
import sys
import time

import numpy as np
from sklearn import metrics, mixture


def labels(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as file:
        return np.frombuffer(file.read(), np.uint8, offset=8)


def recipe(train, test, strangers, classes):
    rows = np.load(train).astype(float)
    classes = classes[: len(rows)]
    deviation = rows.std(0)
    deviation[deviation == 0] = 1
    rows = rows / deviation
    known = np.load(test) / deviation
    strange = np.load(strangers) / deviation
    means = np.array([rows[classes == c].mean(0) for c in range(10)])
    fit = mixture.GaussianMixture(10, reg_covar=1e-3, means_init=means, random_state=0).fit(rows)
    scores = -np.concatenate([fit.score_samples(known), fit.score_samples(strange)])
    truth = np.repeat([0, 1], [len(known), len(strange)])
    fpr, tpr, _ = metrics.roc_curve(truth, scores, drop_intermediate=False)
    print(f"AUROC {metrics.roc_auc_score(truth, scores):.4f}, FPR at 95 % TPR {fpr[np.argmax(tpr >= 0.95)]:.4f}, "
          f"{fit.n_iter_} iterations")


def sweep(train, sizes):
    rows = np.load(train).astype(float)
    for k in sizes:
        began = time.perf_counter()
        fit = mixture.GaussianMixture(k, random_state=42).fit(rows)
        print(f"k {k}: {time.perf_counter() - began:.2f} s, {fit.n_iter_} iterations, {fit.score(rows):.6f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--sweep":
        sweep(sys.argv[2], [int(k) for k in sys.argv[3:]])
    else:
        recipe(*sys.argv[1:4], labels(sys.argv[4]))
