"""Mixtures over columns of several types: the maximum of the log-likelihood found by a general optimiser, with no EM in it.

Columns: two numbers (jointly normal), a count (Poisson), a binary one (Bernoulli), one of three levels (categorical); within a
component the groups are independent. `whole` has every cell; in `gaps` a tenth of the cells is missing, integrated out by leaving
them out of the density (the normal's marginals for numbers).
"""

import itertools

import numpy as np
import scipy
from scipy.optimize import minimize
from scipy.special import gammaln, logsumexp

import tables

K = 2


def draw(random):
    n = 180
    z = (random.random(n) < 0.4).astype(int)
    means = np.array([[0.0, 0.0], [2.5, 1.0]])
    covariances = np.array([[[1.0, 0.4], [0.4, 0.7]], [[0.8, -0.3], [-0.3, 1.2]]])
    numbers = np.array([random.multivariate_normal(means[c], covariances[c]) for c in z])
    counts = random.poisson(np.array([2.0, 6.0])[z])
    binary = random.random(n) < np.array([0.25, 0.7])[z]
    levels = np.array([random.choice(3, p=((0.6, 0.3, 0.1), (0.2, 0.3, 0.5))[c]) for c in z])
    return np.column_stack([np.round(numbers, 4), counts, binary, levels]), z


def unpack(v):
    at = 0

    def take(count):
        nonlocal at
        at += count
        return v[at - count : at]

    logits = np.concatenate([[0.0], take(K - 1)])
    components = []
    for _ in range(K):
        mean = take(2)
        low = take(3)
        factor = np.array([[np.exp(low[0]), 0], [low[1], np.exp(low[2])]])
        rate = np.exp(take(1)[0])
        theta = 1 / (1 + np.exp(-take(1)[0]))
        levels = np.concatenate([[0.0], take(2)])
        components.append((mean, factor @ factor.T, rate, theta, np.exp(levels - logsumexp(levels))))
    return np.exp(logits - logsumexp(logits)), components


def log_likelihood(v, x):
    proportions, components = unpack(v)
    observed = ~np.isnan(x)
    logs = np.zeros((len(x), K))
    for c, (mean, covariance, rate, theta, levels) in enumerate(components):
        for pattern in itertools.product((False, True), repeat=2):
            rows = (observed[:, :2] == pattern).all(1)
            at = np.flatnonzero(pattern)
            if not rows.any() or len(at) == 0:
                continue
            part = covariance[np.ix_(at, at)]
            y = x[rows][:, at] - mean[at]
            squared = (y @ np.linalg.inv(part) * y).sum(1)
            logs[rows, c] += -0.5 * (squared + np.linalg.slogdet(2 * np.pi * part)[1])
        o = observed[:, 2]
        logs[o, c] += x[o, 2] * np.log(rate) - rate - gammaln(x[o, 2] + 1)
        o = observed[:, 3]
        logs[o, c] += np.where(x[o, 3] == 1, np.log(theta), np.log1p(-theta))
        o = observed[:, 4]
        logs[o, c] += np.log(levels)[x[o, 4].astype(int)]
    return logsumexp(np.log(proportions) + logs, axis=1).sum()


def maximise(x, labels):
    v = [0.0]
    for c in range(K):
        rows = x[labels == c]
        mean = np.nanmean(rows[:, :2], axis=0)
        v += [*mean, 0.0, 0.0, 0.0, np.log(np.nanmean(rows[:, 2])), 0.0, 0.0, 0.0]
    best = -np.inf
    for _ in range(30):
        result = minimize(lambda v: -log_likelihood(v, x), v, method="BFGS", jac="3-point", options={"gtol": 1e-8})
        v = result.x
        if -result.fun <= best + 1e-11:
            break
        best = -result.fun
    return unpack(v), best


def main():
    random = np.random.default_rng(12)
    whole, labels = draw(random)
    gaps = whole.copy()
    gaps[random.random(gaps.shape) < 0.1] = np.nan
    head = tables.provenance(f"SciPy {scipy.__version__}", notes=["columns: number, number, count, binary, levels"])
    tables.write("mixed/labels.csv", ["label"], [(int(c),) for c in labels], head)
    rows = []
    for name, x in (("whole", whole), ("gaps", gaps)):
        cells = [["NaN" if np.isnan(cell) else cell for cell in row] for row in x]
        tables.write(f"mixed/{name}.csv", [f"x{j + 1}" for j in range(x.shape[1])], cells, head)
        (proportions, components), best = maximise(x, labels)
        print(name, best, proportions)
        rows.append((name, "logLikelihood", 0, best))
        for c, (mean, covariance, rate, theta, levels) in enumerate(components):
            values = {
                "mixingProportions": proportions[c],
                "mean1": mean[0],
                "mean2": mean[1],
                "covariance11": covariance[0, 0],
                "covariance12": covariance[0, 1],
                "covariance22": covariance[1, 1],
                "rate": rate,
                "theta": theta,
                "level0": levels[0],
                "level1": levels[1],
            }
            rows.extend((name, parameter, c, value) for parameter, value in values.items())
    tables.write("mixed/maximum.csv", ["rows", "parameter", "k", "value"], rows, head)


main()
