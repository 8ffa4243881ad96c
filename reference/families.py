"""Mixtures with independent columns: the maximum of the log-likelihood found by a general optimiser, with no EM in it.

Densities come from scipy.stats; scipy.optimize (BFGS with central differences, begun anew until nothing rises) moves all
parameters at once, as logits or logarithms. Each table is drawn from two components, its column z says which; a second run
takes every row with the weight (row mod 3) + 1, a third leaves out the cells (n, j) with (n + 2 j) mod 5 = 0.
"""

import numpy as np
import scipy
from scipy import stats
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax

import tables

ROWS = 120
SHARES = (0.6, 0.4)


def columnwise(log_density):
    """Sums log densities over columns; a missing cell adds nothing."""

    def of(x, theta):
        terms = log_density(np.where(np.isnan(x), 1.0, x), theta)
        return np.where(np.isnan(x), 0.0, terms).sum(axis=1)

    return of


class Poisson:
    truth = [np.array([1.5, 8.0, 0.3]), np.array([6.0, 5.0, 2.0])]
    names = ("rates",)
    log_density = staticmethod(columnwise(lambda x, t: stats.poisson.logpmf(x, t)))

    def draw(self, random, t):
        return random.poisson(t)

    def free(self, t):
        return np.log(t)

    def bound(self, v):
        return np.exp(v)

    def parameters(self, t):
        return {"rates": t}


class Exponential(Poisson):
    truth = [np.array([1.0, 5.0, 0.2]), np.array([9.0, 0.8, 1.5])]
    log_density = staticmethod(columnwise(lambda x, t: stats.expon.logpdf(x, scale=t)))

    def draw(self, random, t):
        return np.round(random.exponential(t), 6) + 1e-6

    def parameters(self, t):
        return {"means": t}


class Gamma(Poisson):
    truth = [np.array([2.0, 9.0, 1.0, 0.5]), np.array([12.0, 3.0, 0.6, 2.5])]  # two shapes, two scales
    log_density = staticmethod(columnwise(lambda x, t: stats.gamma.logpdf(x, t[:2], scale=t[2:])))

    def draw(self, random, t):
        return np.round(random.gamma(t[:2], t[2:]), 6) + 1e-6

    def parameters(self, t):
        return {"shapes": t[:2], "scales": t[2:]}


class LogNormal(Poisson):
    truth = [np.array([0.0, 1.0, 0.5, 0.3]), np.array([1.5, -0.5, 0.4, 0.7])]  # two means, two deviations of logs
    log_density = staticmethod(columnwise(lambda x, t: stats.lognorm.logpdf(x, t[2:], scale=np.exp(t[:2]))))

    def draw(self, random, t):
        return np.round(np.exp(random.normal(t[:2], t[2:])), 6) + 1e-6

    def free(self, t):
        return np.concatenate([t[:2], np.log(t[2:])])

    def bound(self, v):
        return np.concatenate([v[:2], np.exp(v[2:])])

    def parameters(self, t):
        return {"logMeans": t[:2], "logVariances": t[2:] ** 2}


class Multinomial:
    truth = [np.array([0.5, 0.2, 0.2, 0.1]), np.array([0.1, 0.2, 0.3, 0.4])]

    @staticmethod
    def log_density(x, t):
        return stats.multinomial.logpmf(x, x.sum(axis=1), t / t.sum())

    def draw(self, random, t):
        return random.multinomial(random.integers(3, 15), t)

    def free(self, t):
        return np.log(t[1:] / t[0])

    def bound(self, v):
        return softmax(np.concatenate([[0.0], v]))

    def parameters(self, t):
        return {"theta": t}


class Categorical:
    levels = (2, 3, 4)
    truth = [
        np.array([0.8, 0.2, 0.6, 0.3, 0.1, 0.4, 0.3, 0.2, 0.1]),
        np.array([0.3, 0.7, 0.2, 0.2, 0.6, 0.1, 0.1, 0.4, 0.4]),
    ]

    def parts(self, t):
        return np.split(t, np.cumsum(self.levels)[:-1])

    def log_density(self, x, t):
        total = np.zeros(len(x))
        for j, theta in enumerate(self.parts(t)):
            there = ~np.isnan(x[:, j])
            total[there] += np.log(theta[x[there, j].astype(int)])
        return total

    def draw(self, random, t):
        return [random.choice(len(theta), p=theta / theta.sum()) for theta in self.parts(t)]

    def free(self, t):
        return np.concatenate([np.log(p[1:] / p[0]) for p in self.parts(t)])

    def bound(self, v):
        parts = np.split(v, np.cumsum([count - 1 for count in self.levels])[:-1])
        return np.concatenate([softmax(np.concatenate([[0.0], p])) for p in parts])

    def parameters(self, t):
        return {"theta": t}


def maximum(family, x, weights):
    """The log-likelihood at its maximum near the truth, with proportions and parameters there."""
    size = len(family.free(family.truth[0]))

    def unpack(v):
        proportions = softmax([0.0, v[0]])
        return proportions, [family.bound(v[1 + k * size : 1 + (k + 1) * size]) for k in range(2)]

    def loss(v):
        proportions, thetas = unpack(v)
        terms = [np.log(p) + family.log_density(x, t) for p, t in zip(proportions, thetas)]
        value = -np.dot(weights, logsumexp(terms, axis=0))
        return value if np.isfinite(value) else 1e10

    def gradient(v):
        steps = 1e-5 * np.maximum(1, np.abs(v))
        return np.array([(loss(v + h * e) - loss(v - h * e)) / (2 * h) for h, e in zip(steps, np.eye(len(v)))])

    v = np.concatenate([[np.log(SHARES[1] / SHARES[0])], *[family.free(t) for t in family.truth]])
    before = np.inf
    while before - loss(v) > 1e-11:
        before = loss(v)
        v = minimize(loss, v, jac=gradient, method="BFGS", options={"gtol": 1e-9, "maxiter": 2000}).x
    return -loss(v), *unpack(v)


def main():
    head = tables.provenance(f"SciPy {scipy.__version__}", notes=[f"{ROWS} rows of two components"])
    families = {
        "poisson": Poisson(),
        "multinomial": Multinomial(),
        "categorical": Categorical(),
        "exponential": Exponential(),
        "gamma": Gamma(),
        "lognormal": LogNormal(),
    }
    for seed, (name, family) in enumerate(families.items()):
        random = np.random.default_rng(100 + seed)
        z = random.choice(2, size=ROWS, p=SHARES)
        x = np.array([family.draw(random, family.truth[k]) for k in z], dtype=float)
        d = x.shape[1]
        columns = ["z"] + [f"x{j + 1}" for j in range(d)]
        tables.write(f"families/{name}.csv", columns, [[k, *row] for k, row in zip(z, x)], head)
        gaps = x.copy()
        for n in range(ROWS):
            for j in range(d):
                if (n + 2 * j) % 5 == 0:
                    gaps[n, j] = np.nan
        runs = {"plain": (x, np.ones(ROWS)), "weighted": (x, 1.0 + np.arange(ROWS) % 3)}
        if name != "multinomial":
            runs["gaps"] = (gaps, np.ones(ROWS))
        rows = []
        for run, (data, weights) in runs.items():
            value, proportions, thetas = maximum(family, data, weights)
            rows.append([run, "logLikelihood", 0, 0, value])
            for k in range(2):
                rows.append([run, "mixingProportions", k, 0, proportions[k]])
                for parameter, numbers in family.parameters(thetas[k]).items():
                    rows.extend([run, parameter, k, j, number] for j, number in enumerate(numbers))
        tables.write(f"families/{name}-maximum.csv", ["run", "parameter", "k", "j", "value"], rows, head)


if __name__ == "__main__":
    main()
