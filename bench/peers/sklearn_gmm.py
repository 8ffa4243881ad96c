"""scikit-learn's Gaussian mixture; --option is the covariance structure. Start: the means, proportions 1/k, s^2 I; ridge 0."""

import numpy as np
import sklearn
from sklearn.mixture import GaussianMixture

import peer


def fit(data, start, iterations, asked):
    k, d = start.shape
    precision = 1.0 / data.var(axis=0).mean()
    precisions = {
        "full": np.tile(np.eye(d) * precision, (k, 1, 1)),
        "tied": np.eye(d) * precision,
        "diag": np.full((k, d), precision),
        "spherical": np.full(k, precision),
    }[asked.option]
    model = GaussianMixture(
        k,
        covariance_type=asked.option,
        weights_init=np.full(k, 1.0 / k),
        means_init=start,
        precisions_init=precisions,
        init_params="random",
        reg_covar=0.0,
        tol=0.0,
        max_iter=iterations,
        random_state=0,
    ).fit(data)
    return model, model.n_iter_


peer.run(
    "scikit-learn",
    sklearn.__version__,
    fit,
    lambda model, data: model.score_samples(data).sum(),
    lambda option: np.float64,
)
