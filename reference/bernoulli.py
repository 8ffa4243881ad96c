"""Multivariate Bernoulli mixtures: an independent EM in NumPy, written from the formulas.

log p(x_n, k) = log pi_k + sum_j x_nj log theta_kj + (1 - x_nj) log(1 - theta_kj), with 0 log 0 = 0 (maximum likelihood, smoothing 0).
Start: theta from a file, proportions 1/k. `learned` re-estimates the proportions, `uniform` leaves them at 1/k.
`weighted` uses the column w of the weights file as frequencies.
"""

import numpy as np
from scipy.special import logsumexp, xlog1py, xlogy

import tables

ITERATIONS = 20

# rows, columns, components, spread of theta (Beta(a, a)), a constant column
CASES = ((120, 16, 4, 0.6, False), (400, 30, 5, 1.5, True))


def draw(n, d, k, spread, constant, random):
    """A 0/1 table of a mixture with proportions falling as 1, 1/2, 1/3, …; the last column may be constant 1."""
    proportions = 1.0 / np.arange(1, k + 1)
    theta = random.beta(spread, spread, size=(k, d))
    component = random.choice(k, size=n, p=proportions / proportions.sum())
    rows = (random.random((n, d)) < theta[component]).astype(np.int64)
    if constant:
        rows[:, -1] = 1
    return rows


def log_joint(rows, proportions, theta):
    """n x k matrix of log pi_k p(x_n | theta_k)."""
    joint = np.empty((len(rows), len(theta)))
    for k, t in enumerate(theta):
        joint[:, k] = np.log(proportions[k]) + (xlogy(rows, t) + xlog1py(1 - rows, -t)).sum(axis=1)
    return joint


def iterate(rows, weights, theta, learned):
    """Trace (start first), final proportions and theta."""
    k = len(theta)
    proportions = np.full(k, 1.0 / k)
    trace = []
    for t in range(ITERATIONS + 1):
        joint = log_joint(rows, proportions, theta)
        density = logsumexp(joint, axis=1)
        trace.append(float(weights @ density))
        if t == ITERATIONS:
            return trace, proportions, theta
        weighted = np.exp(joint - density[:, None]) * weights[:, None]
        mass = weighted.sum(axis=0)
        # A mean of zeros and ones may exceed 1 by rounding.
        theta = np.minimum((weighted.T @ rows) / mass[:, None], 1.0)
        if learned:
            proportions = mass / weights.sum()


def main():
    for seed, (n, d, k, spread, constant) in enumerate(CASES):
        name = f"{n}x{d}-k{k}"
        random = np.random.default_rng(20260201 + seed)
        rows = draw(n, d, k, spread, constant, random)
        start = np.round(random.uniform(0.2, 0.8, size=(k, d)), 3)
        weights = random.integers(0, 5, size=n)
        head = tables.provenance("reference/bernoulli.py", notes=[f"case {name}: {n} rows, {d} binary columns, {k} components"])
        tables.write_matrix(f"bernoulli/{name}.csv", rows, head)
        if constant:
            start[:, -1] = 1.0  # as Mixtura has it: a constant column contributes nothing to the density
        tables.write_matrix(f"bernoulli/{name}-theta.csv", start, [*head, "theta at the start, one component a row"])
        tables.write(f"bernoulli/{name}-weights.csv", ("w",), ((w,) for w in weights), [*head, "frequency of each row, for the weighted runs"])
        one = np.ones(n)
        runs = {
            "learned": iterate(rows, one, start, True),
            "uniform": iterate(rows, one, start, False),
            "weighted": iterate(rows, weights.astype(float), start, True),
        }
        head.append("start: theta in this case's -theta.csv, proportions 1/k; smoothing 0")
        tables.write(
            f"bernoulli/{name}-trace.csv",
            ("iteration", *runs),
            ((t, *(runs[run][0][t] for run in runs)) for t in range(ITERATIONS + 1)),
            [
                *head,
                "learned: proportions re-estimated; uniform: proportions stay 1/k; weighted: learned, rows weighted by -weights.csv",
                "log-likelihood (a sum, natural logarithm) of the parameters after `iteration` M-steps",
            ],
        )
        values = []
        for run, (_, proportions, theta) in runs.items():
            for j in range(k):
                values.append((run, "mixingProportions", j, -1, proportions[j]))
                values.extend((run, "theta", j, c, theta[j, c]) for c in range(d))
        tables.write(
            f"bernoulli/{name}-parameters.csv",
            ("run", "parameter", "component", "column", "value"),
            values,
            [*head, f"parameters after {ITERATIONS} iterations; indices from 0, -1 where there is none"],
        )
        print(name, {run: result[0][-1] for run, result in runs.items()})


if __name__ == "__main__":
    main()
