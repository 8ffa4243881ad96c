"""One Student-t component with cells missing at random: the maximum of the observed-data likelihood found by a general optimiser.

The density of the cells that are there is written out in NumPy, with no EM in it; scipy.optimize (BFGS, then Newton steps with
differences of a gradient found by complex steps) moves the mean, the log-Cholesky factor of the scale and log nu at once.
"""

import numpy as np
import scipy
from scipy.optimize import minimize
from scipy.special import loggamma

import tables

STRUCTURES = ("full", "diag", "spherical")


def draw(random):
    """120 rows of three columns, three degrees of freedom, a quarter of the cells missing."""
    root = np.array([[1.0, 0.0, 0.0], [0.5, 0.8, 0.0], [-0.4, 0.3, 0.6]])
    n = 120
    tau = random.chisquare(3, size=n) / 3
    x = np.array([0.0, 2.0, -1.0]) + (random.standard_normal((n, 3)) @ root.T) / np.sqrt(tau)[:, None]
    x = np.round(x, 4)
    x[random.random(x.shape) < 0.25] = np.nan
    return x[~np.isnan(x).all(axis=1)]


def unpack(p, structure):
    mean = p[:3]
    if structure == "full":
        low = np.zeros((3, 3), dtype=p.dtype)
        low[np.tril_indices(3)] = p[3:9]
        low[np.diag_indices(3)] = np.exp(low[np.diag_indices(3)])
        scale = low @ low.T
    elif structure == "diag":
        scale = np.diag(np.exp(p[3:6]))
    else:
        scale = np.exp(p[3]) * np.eye(3)
    return mean, scale, np.exp(p[-1])


def loss(p, x, structure):
    mean, scale, nu = unpack(p, structure)
    total = 0
    for row in x:
        o = ~np.isnan(row)
        s = scale[np.ix_(o, o)]
        v = row[o] - mean[o]
        square = v @ np.linalg.solve(s, v)
        d = o.sum()
        total += loggamma((nu + d) / 2) - loggamma(nu / 2) - d / 2 * np.log(nu * np.pi)
        total -= 0.5 * np.log(np.linalg.det(s)) + (nu + d) / 2 * np.log(1 + square / nu)
    return -total


def gradient(p, x, structure):
    """Complex steps: no difference is taken, so nothing cancels."""
    out = np.empty(len(p))
    for i in range(len(p)):
        q = p.astype(complex)
        q[i] += 1e-30j
        out[i] = loss(q, x, structure).imag / 1e-30
    return out


def maximise(x, structure):
    p = np.zeros({"full": 10, "diag": 7, "spherical": 5}[structure])
    p[:3] = np.nanmedian(x, axis=0)
    p[-1] = np.log(5)
    p = minimize(lambda q: loss(q, x, structure), p, jac=lambda q: gradient(q, x, structure), method="BFGS").x
    for _ in range(4):
        hessian = np.empty((len(p), len(p)))
        for i in range(len(p)):
            e = np.zeros(len(p))
            e[i] = 1e-5
            hessian[i] = (gradient(p + e, x, structure) - gradient(p - e, x, structure)) / 2e-5
        p = p - np.linalg.solve((hessian + hessian.T) / 2, gradient(p, x, structure))
    assert np.abs(gradient(p, x, structure)).max() < 1e-9
    return p


def main():
    x = draw(np.random.default_rng(31))
    head = tables.provenance(f"SciPy {scipy.__version__}")
    tables.write("student/gaps.csv", ["x1", "x2", "x3"], [["NaN" if np.isnan(c) else c for c in r] for r in x], head)
    rows = []
    for structure in STRUCTURES:
        p = maximise(x, structure)
        mean, scale, nu = unpack(p, structure)
        rows.append((structure, "logLikelihood", 0, 0, -loss(p, x, structure)))
        rows.append((structure, "degreesOfFreedom", 0, 0, nu))
        rows += [(structure, "mean", i, 0, mean[i]) for i in range(3)]
        rows += [(structure, "scale", i, j, scale[i, j]) for i in range(3) for j in range(3)]
        print(structure, nu, mean)
    tables.write("student/gaps-maximum.csv", ["structure", "quantity", "i", "j", "value"], rows, head)


if __name__ == "__main__":
    main()
