"""Log-likelihood, AIC, BIC and ICL of Gaussian mixtures of Old Faithful and iris: scikit-learn, best of many starts.

Signs are ours: BIC = -2 L + p log n, AIC = -2 L + 2 p, ICL = BIC - 2 sum_n log max_k r_nk; lower is better.
A fit counts only when no component is degenerate: on standardised columns every covariance has smallest eigenvalue >= 1e-4,
and every component holds at least d + 1 rows (2 for diagonal and spherical).
reference/criteria.R checks the values with mclust.
"""

import csv
import warnings

import numpy as np
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

import tables

STARTS = 60
COVARIANCES = ("full", "tied", "diag", "spherical")


def read(name, columns):
    with open(tables.RESOURCES / "data" / name, encoding="ascii") as lines:
        body = list(csv.reader(line for line in lines if not line.startswith("#")))[1:]
    return np.array([[float(cell) for cell in row[:columns]] for row in body])


def degenerate(model, rows):
    """The rule for flagged components, on standardised columns."""
    k, d = model.means_.shape
    mass = model.weights_ * len(rows)
    scale = np.outer(rows.std(axis=0), rows.std(axis=0))
    for j in range(k):
        covariance = {
            "full": lambda: model.covariances_[j],
            "tied": lambda: model.covariances_,
            "diag": lambda: np.diag(model.covariances_[j]),
            "spherical": lambda: np.eye(d) * model.covariances_[j],
        }[model.covariance_type]()
        least = 2 if model.covariance_type in ("diag", "spherical") else d + 1
        if np.linalg.eigvalsh(covariance / scale)[0] < 1e-4 or mass[j] < least:
            return True
    return False


def best(rows, k, covariance):
    """The highest log-likelihood among the starts whose fit is not degenerate."""
    winner = None
    for seed in range(STARTS):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            try:
                model = GaussianMixture(
                    k,
                    covariance_type=covariance,
                    reg_covar=0.0,
                    tol=1e-13,
                    max_iter=5000,
                    init_params="kmeans" if seed % 2 == 0 else "random_from_data",
                    random_state=seed,
                ).fit(rows)
            except ValueError:  # a component collapsed
                continue
        if not degenerate(model, rows) and (winner is None or model.score(rows) > winner.score(rows)):
            winner = model
    return winner


def main():
    lines = []
    for name, columns, ks in (("faithful", 2, (1, 2, 3)), ("iris", 4, (1, 2, 3))):
        rows = read(f"{name}.csv", columns)
        for k in ks:
            for covariance in COVARIANCES:
                model = best(rows, k, covariance)
                doubt = np.log(model.predict_proba(rows).max(axis=1)).sum()
                bic = model.bic(rows)
                log_likelihood = model.score(rows) * len(rows)
                lines.append((name, k, covariance, log_likelihood, model._n_parameters(), model.aic(rows), bic, bic - 2 * doubt))
                print(*lines[-1])
    tables.write(
        "criteria/criteria.csv",
        ("data", "k", "covariance", "logLikelihood", "parameters", "aic", "bic", "icl"),
        lines,
        tables.provenance(
            f"scikit-learn {sklearn.__version__}",
            notes=[
                f"best of {STARTS} starts without a degenerate component, ridge 0, run until the mean log-likelihood rises by less than 1e-13",
                "lower is better; checked with mclust by reference/criteria.R",
            ],
        ),
    )


if __name__ == "__main__":
    main()
