"""Gaussian mixtures of four structures on six shapes: what scikit-learn's EM gives after each of 20 iterations.

Start: k given means, proportions 1/k, every covariance s^2 I with s^2 the mean column variance (divisor n); ridge 0.
scikit-learn's lower_bound_ after t iterations is the mean log-likelihood of the parameters *before* the t-th M-step,
so n * lower_bound_ with max_iter = t is our trace[t - 1].
"""

import warnings

import numpy as np
import sklearn
from scipy.linalg import cholesky
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

import tables

ITERATIONS = 20
COVARIANCES = ("full", "tied", "diag", "spherical")
PARAMETERS_OF = "500x2-k3"

# rows, columns, components, distance of the component means in standard deviations, proportions
CASES = (
    (300, 1, 2, 2.5, (0.7, 0.3)),
    (500, 2, 3, 2.0, (0.5, 0.3, 0.2)),
    (1000, 4, 3, 4.0, (0.6, 0.3, 0.1)),
    (800, 8, 5, 2.0, (0.3, 0.25, 0.2, 0.15, 0.1)),
    (1500, 25, 4, 1.0, (0.4, 0.3, 0.2, 0.1)),
    (2000, 64, 3, 0.7, (0.5, 0.3, 0.2)),
)


def draw(n, d, k, distance, proportions, random):
    """Rows of a mixture with random covariances of condition at most about 30, columns on scales from 0.5 to 5."""
    blocks = []
    for count in random.multinomial(n, proportions):
        mean = random.normal(scale=distance, size=d)
        rotation, _ = np.linalg.qr(random.normal(size=(d, d)))
        deviations = random.uniform(0.35, 1.9, size=d)
        blocks.append(mean + (random.normal(size=(count, d)) * deviations) @ rotation.T)
    scales = np.geomspace(0.5, 5.0, d) if d > 1 else np.ones(1)
    rows = random.permutation(np.vstack(blocks)) * scales + random.uniform(-3.0, 3.0, size=d)
    rows = np.round(rows, 6)
    # The two wide ones are stored as float and widened to double by everybody who reads them.
    return rows.astype(np.float32) if d >= 25 else rows


def precisions(covariance, variance, k, d):
    """The start's precisions in scikit-learn's shapes."""
    return {
        "full": np.tile(np.eye(d) / variance, (k, 1, 1)),
        "tied": np.eye(d) / variance,
        "diag": np.full((k, d), 1.0 / variance),
        "spherical": np.full(k, 1.0 / variance),
    }[covariance]


def fit(rows, means, covariance, iterations):
    """scikit-learn's mixture after a number of iterations."""
    k, d = means.shape
    variance = rows.var(axis=0).mean()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return GaussianMixture(
            k,
            covariance_type=covariance,
            weights_init=np.full(k, 1.0 / k),
            means_init=means,
            precisions_init=precisions(covariance, variance, k, d),
            init_params="random",  # its result is replaced by the given start
            reg_covar=0.0,
            tol=0.0,
            max_iter=iterations,
            random_state=0,
        ).fit(rows)


def parameters(model, covariance):
    """Every final parameter as (covariance, parameter, component, row, column, value), indices from 0, row -1 where there is none."""
    k, d = model.means_.shape
    for j in range(k):
        yield covariance, "mixingProportions", j, -1, -1, model.weights_[j]
        for c in range(d):
            yield covariance, "means", j, -1, c, model.means_[j, c]
        if covariance == "full":
            pair = (model.covariances_[j], model.precisions_cholesky_[j])
        elif covariance == "tied":
            pair = (model.covariances_, model.precisions_cholesky_)
        elif covariance == "diag":
            pair = (np.diag(model.covariances_[j]), np.diag(model.precisions_cholesky_[j]))
        else:
            pair = (np.eye(d) * model.covariances_[j], np.eye(d) * model.precisions_cholesky_[j])
        for name, matrix in zip(("covariances", "precisionsCholesky"), pair):
            for r in range(d):
                for c in range(d):
                    yield covariance, name, j, r, c, matrix[r, c]


def independent(rows, means, iterations):
    """The full-covariance trace again, written from the formulas alone, moments about the current means."""
    n, d = rows.shape
    k = len(means)
    proportions = np.full(k, 1.0 / k)
    covariances = np.tile(np.eye(d) * rows.var(axis=0).mean(), (k, 1, 1))
    trace = []
    for _ in range(iterations + 1):
        joint = np.empty((n, k))
        for j in range(k):
            factor = cholesky(covariances[j], lower=True)
            white = np.linalg.solve(factor, (rows - means[j]).T)
            joint[:, j] = (
                np.log(proportions[j])
                - 0.5 * d * np.log(2 * np.pi)
                - np.log(np.diag(factor)).sum()
                - 0.5 * (white**2).sum(axis=0)
            )
        top = joint.max(axis=1, keepdims=True)
        density = top[:, 0] + np.log(np.exp(joint - top).sum(axis=1))
        trace.append(density.sum())
        responsibilities = np.exp(joint - density[:, None])
        mass = responsibilities.sum(axis=0)
        proportions = mass / n
        means = responsibilities.T @ rows / mass[:, None]
        for j in range(k):
            centred = rows - means[j]
            covariances[j] = (responsibilities[:, j, None] * centred).T @ centred / mass[j]
    return trace


def main():
    for seed, (n, d, k, distance, proportions) in enumerate(CASES):
        name = f"{n}x{d}-k{k}"
        random = np.random.default_rng(20260101 + seed)
        stored = draw(n, d, k, distance, proportions, random)
        rows = stored.astype(np.float64)
        # With many columns a component started at a single row owns so few rows that it collapses: average some.
        averaged = 1 if d < 25 else 20
        means = rows[random.choice(n, size=(k, averaged), replace=False)].mean(axis=1)
        head = tables.provenance(
            f"scikit-learn {sklearn.__version__}",
            notes=[
                f"case {name}: {n} rows, {d} columns, {k} components",
                "start: the means in this case's -means.csv, proportions 1/k, covariances s^2 I, s^2 = mean column variance (divisor n); ridge 0",
            ],
        )
        tables.write_numpy(f"gaussian/{name}.npy", stored)
        tables.write_matrix(f"gaussian/{name}-means.csv", means, head)
        traces = {
            covariance: [n * fit(rows, means, covariance, t).lower_bound_ for t in range(1, ITERATIONS + 2)]
            for covariance in COVARIANCES
        }
        own = independent(rows, means, ITERATIONS)
        worst = max(abs(a - b) / (n + abs(a)) for a, b in zip(own, traces["full"]))
        assert worst < 1e-12, f"{name}: scikit-learn and the formulas differ by {worst}"
        tables.write(
            f"gaussian/{name}-trace.csv",
            ("iteration", *COVARIANCES),
            ((t, *(traces[covariance][t] for covariance in COVARIANCES)) for t in range(ITERATIONS + 1)),
            [*head, "log-likelihood (a sum over the rows, natural logarithm) of the parameters after `iteration` M-steps"],
        )
        if name == PARAMETERS_OF:
            values = []
            for covariance in COVARIANCES:
                values.extend(parameters(fit(rows, means, covariance, ITERATIONS), covariance))
            tables.write(
                f"gaussian/{name}-parameters.csv",
                ("covariance", "parameter", "component", "row", "column", "value"),
                values,
                [
                    *head,
                    f"parameters after {ITERATIONS} iterations; indices from 0, -1 where there is none",
                    "every structure is written as whole matrices; precisionsCholesky is the upper triangular L^-T",
                ],
            )
        print(name, f"full differs from the formulas by {worst:.1e} of n + |L|", {c: traces[c][-1] for c in COVARIANCES})


if __name__ == "__main__":
    main()
