"""scikit-learn's greedy k-means++ alone; the objective is the distortion of the chosen rows, the iterations count seeds."""

import numpy as np
import sklearn
from sklearn.cluster import kmeans_plusplus

import peer

state = np.random.RandomState(0)


def fit(data, start, repetitions, asked):
    for _ in range(repetitions):
        centroids, _ = kmeans_plusplus(data, asked.k, random_state=state)
    return centroids, repetitions


peer.run("scikit-learn", sklearn.__version__, fit, lambda centroids, data: peer.distortion(data, centroids))
