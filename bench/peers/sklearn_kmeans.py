"""scikit-learn's k-means; --option lloyd or elkan."""

import sklearn
from sklearn.cluster import KMeans

import peer


def fit(data, start, iterations, asked):
    model = KMeans(asked.k, init=start, n_init=1, algorithm=asked.option, tol=0, max_iter=iterations).fit(data)
    return model, model.n_iter_


peer.run("scikit-learn", sklearn.__version__, fit, lambda model, data: peer.distortion(data, model.cluster_centers_))
