"""Von Mises-Fisher mixtures: the maximum of the log-likelihood found by a general optimiser, with no EM in it.

log c_d(kappa) by scipy.special.ive; scipy.optimize (BFGS with central differences, begun anew until nothing rises) moves all
parameters at once: logits of the proportions and the vectors kappa * mu.
"""

import numpy as np
import scipy
from scipy.optimize import minimize
from scipy.special import ive, logsumexp

import tables


def draw(random, d, sizes, kappas):
    """Rows about random directions: normal noise about a mean, projected onto the sphere, is concentrated like these."""
    rows = []
    for n, kappa in zip(sizes, kappas):
        mean = random.normal(size=d)
        mean /= np.linalg.norm(mean)
        noise = mean + random.normal(size=(n, d)) / np.sqrt(kappa)
        rows.append(noise / np.linalg.norm(noise, axis=1)[:, None])
    return np.vstack(rows)


def log_likelihood(v, x, k):
    d = x.shape[1]
    logits = np.concatenate([[0.0], v[: k - 1]])
    logits -= logsumexp(logits)
    natural = v[k - 1 :].reshape(k, d)
    kappa = np.linalg.norm(natural, axis=1)
    order = d / 2 - 1
    log_c = order * np.log(kappa) - d / 2 * np.log(2 * np.pi) - np.log(ive(order, kappa)) - kappa
    return logsumexp(logits + log_c + x @ natural.T, axis=1).sum()


def maximise(x, directions):
    k, d = directions.shape
    v = np.concatenate([np.zeros(k - 1), (d * directions).ravel()])
    best = -np.inf
    for _ in range(30):
        result = minimize(lambda v: -log_likelihood(v, x, k), v, method="BFGS", jac="3-point", options={"gtol": 1e-9})
        v = result.x
        if -result.fun <= best + 1e-11:
            break
        best = -result.fun
    logits = np.concatenate([[0.0], v[: k - 1]])
    natural = v[k - 1 :].reshape(k, d)
    return best, np.exp(logits - logsumexp(logits)), natural


def main():
    random = np.random.default_rng(7)
    head = tables.provenance(f"SciPy {scipy.__version__}")
    for d, sizes, kappas in ((2, (60, 60), (8, 4)), (3, (80, 50, 40), (20, 6, 40)), (10, (90, 70), (30, 12))):
        x = draw(random, d, sizes, kappas)
        name = f"vmf/{len(x)}x{d}-k{len(sizes)}"
        # 17 digits keep the length at 1 to rounding
        tables.write_matrix(f"{name}.csv", x, head)
        starts = np.cumsum((0, *sizes[:-1]))
        means = np.array([x[a : a + n].mean(0) for a, n in zip(starts, sizes)])
        means /= np.linalg.norm(means, axis=1)[:, None]
        tables.write_matrix(f"{name}-means.csv", means, head)
        best, proportions, natural = maximise(x, means)
        print(name, best, np.linalg.norm(natural, axis=1))
        rows = [("logLikelihood", 0, 0, best)]
        for c in range(len(sizes)):
            kappa = np.linalg.norm(natural[c])
            rows.append(("mixingProportions", c, 0, proportions[c]))
            rows.append(("concentrations", c, 0, kappa))
            rows.extend(("directions", c, j, natural[c, j] / kappa) for j in range(d))
        tables.write(f"{name}-maximum.csv", ["parameter", "k", "j", "value"], rows, head)


main()
