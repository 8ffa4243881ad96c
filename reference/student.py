"""Student-t mixtures: the maximum of the log-likelihood found by a general optimiser, with no EM in it.

The density is written out in NumPy; scipy.optimize (BFGS with central differences, begun anew until nothing rises) moves all
parameters at once: logits of the proportions, means, log-Cholesky factors of the scales, and nu by a logistic map of [1, 200].
"""

import numpy as np
import scipy
from scipy.optimize import minimize
from scipy.special import gammaln, logsumexp

import tables

STRUCTURES = ("full", "tied", "diag", "spherical")
DOF = ("estimate", "common", "4")


def draw(random):
    """160 rows of two components with 4 and 12 degrees of freedom."""
    shape = [np.array([[1.0, 0.5], [0.5, 0.8]]), np.array([[0.6, -0.2], [-0.2, 1.2]])]
    rows = []
    for n, mean, scale, nu in ((90, (0.0, 0.0), shape[0], 4), (70, (4.0, 3.0), shape[1], 12)):
        normal = random.multivariate_normal(np.zeros(2), scale, size=n)
        rows.append(np.array(mean) + normal / np.sqrt(random.chisquare(nu, size=n) / nu)[:, None])
    return np.round(np.vstack(rows), 4)


class Problem:
    def __init__(self, x, k, structure, dof):
        self.x, self.k, self.structure, self.dof = x, k, structure, dof
        d = self.d = x.shape[1]
        self.lower = np.tril_indices(d)
        per = {"full": len(self.lower[0]), "tied": len(self.lower[0]), "diag": d, "spherical": 1}[structure]
        self.copies = 1 if structure == "tied" else k
        self.per = per
        self.nus = {"estimate": k, "common": 1}.get(dof, 0)

    def unpack(self, v):
        k, d, at = self.k, self.d, 0
        logits = np.concatenate([[0.0], v[: k - 1]])
        at = k - 1
        means = v[at : at + k * d].reshape(k, d)
        at += k * d
        factors = []
        for c in range(self.copies):
            p = v[at : at + self.per]
            at += self.per
            l = np.zeros((d, d))
            if self.structure in ("full", "tied"):
                l[self.lower] = p
                l[np.diag_indices(d)] = np.exp(np.diag(l))
            else:
                l[np.diag_indices(d)] = np.exp(p)
            factors.append(l)
        factors = factors * (k // self.copies)
        if self.nus:
            nu = 1 + 199 / (1 + np.exp(-v[at:]))
            nu = nu if self.nus == k else np.repeat(nu, k)
        else:
            nu = np.repeat(float(self.dof), k)
        return np.exp(logits - logsumexp(logits)), means, factors, nu

    def log_likelihood(self, v):
        proportions, means, factors, nu = self.unpack(v)
        logs = np.empty((len(self.x), self.k))
        for c in range(self.k):
            y = np.linalg.solve(factors[c], (self.x - means[c]).T)
            delta = (y**2).sum(0)
            logs[:, c] = (
                np.log(proportions[c])
                + gammaln((nu[c] + self.d) / 2)
                - gammaln(nu[c] / 2)
                - self.d / 2 * np.log(np.pi * nu[c])
                - np.log(np.diag(factors[c])).sum()
                - (nu[c] + self.d) / 2 * np.log1p(delta / nu[c])
            )
        return logsumexp(logs, axis=1).sum()

    def maximise(self, means):
        v = np.concatenate([np.zeros(self.k - 1), means.ravel(), np.zeros(self.copies * self.per), -2 * np.ones(self.nus)])
        best = -np.inf
        for _ in range(30):
            result = minimize(lambda v: -self.log_likelihood(v), v, method="BFGS", jac="3-point", options={"gtol": 1e-9})
            v = result.x
            if -result.fun <= best + 1e-11:
                break
            best = -result.fun
        return v, best


def main():
    random = np.random.default_rng(20)
    x = draw(random)
    start = np.array([[0.5, 0.0], [3.5, 3.0]])
    head = tables.provenance(f"SciPy {scipy.__version__}", notes=["160 rows, 2 columns, 2 components"])
    tables.write_matrix("student/160x2-k2.csv", x, head)
    tables.write_matrix("student/160x2-k2-means.csv", start, head)
    rows = []
    for structure in STRUCTURES:
        for dof in DOF:
            problem = Problem(x, 2, structure, dof)
            v, best = problem.maximise(start)
            proportions, means, factors, nu = problem.unpack(v)
            print(structure, dof, best, nu)
            rows.append((structure, dof, "logLikelihood", 0, 0, 0, best))
            for k in range(2):
                rows.append((structure, dof, "mixingProportions", k, 0, 0, proportions[k]))
                rows.append((structure, dof, "degreesOfFreedom", k, 0, 0, nu[k]))
                scale = factors[k] @ factors[k].T
                for i in range(2):
                    rows.append((structure, dof, "means", k, i, 0, means[k][i]))
                    for j in range(2):
                        rows.append((structure, dof, "scales", k, i, j, scale[i, j]))
    columns = ["structure", "dof", "parameter", "k", "i", "j", "value"]
    tables.write("student/160x2-k2-maximum.csv", columns, rows, head)


main()
