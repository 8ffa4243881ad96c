"""Gaussian mixtures by variational Bayes from given classes: /usr/bin/python3 reference/vb_sklearn.py

Writes core/src/test/resources/reference/vb/*.csv: rows with the class that each starts in, and what scikit-learn's
BayesianGaussianMixture ends with, four structures and both priors of the weights.
"""
import os
import warnings

import numpy as np
import sklearn
from sklearn.mixture import BayesianGaussianMixture

OUT = "core/src/test/resources/reference/vb"
K = 5


class Given(BayesianGaussianMixture):
    """Begins with an M-step from known classes."""

    def _initialize_parameters(self, X, random_state):
        self._initialize(X, np.eye(K)[CLASSES])


random = np.random.default_rng(12)
clouds = [
    random.normal(size=(70, 2)) @ np.array([[1.0, 0.7], [0, 0.5]]),
    random.normal(size=(50, 2)) * [0.6, 1.2] + [5, 1],
    random.normal(size=(40, 2)) * [0.8, 0.4] + [1, 6],
]
X = np.round(np.vstack(clouds) * [1, 3] + [10, 0], 4)
CLASSES = random.integers(0, K, len(X))

os.makedirs(OUT, exist_ok=True)
origin = f"# scikit-learn {sklearn.__version__}, numpy {np.__version__}, reference/vb_sklearn.py: "


def put(name, what, header, rows):
    with open(os.path.join(OUT, name), "w") as out:
        out.write(origin + what + "\n" + header + "\n")
        for row in rows:
            out.write(",".join(c if isinstance(c, str) else repr(float(c)) for c in row) + "\n")


put("rows.csv", "three clouds, and the classes that the first M-step has", "x1,x2,class", [[*x, c] for x, c in zip(X, CLASSES)])
rows = []
warnings.simplefilter("ignore")
for structure in ["full", "tied", "diag", "spherical"]:
    for weights in ["dirichlet_distribution", "dirichlet_process"]:
        fit = Given(
            n_components=K, covariance_type=structure, weight_concentration_prior_type=weights, reg_covar=0, tol=0, max_iter=2500
        ).fit(X)
        for k in range(K):
            c = fit.covariances_
            sigma = {
                "full": lambda: c[k],
                "tied": lambda: c,
                "diag": lambda: np.diag(c[k]),
                "spherical": lambda: c[k] * np.eye(2),
            }[structure]()
            nu = np.broadcast_to(fit.degrees_of_freedom_, K)[k]
            rows.append(
                [structure, "process" if weights.endswith("process") else "dirichlet", fit.weights_[k], *fit.means_[k], *sigma.ravel(), fit.mean_precision_[k], nu]
            )
put("ends.csv", "parameters after 2500 iterations", "covariance,weights,proportion,m1,m2,s11,s12,s21,s22,beta,nu", rows)
