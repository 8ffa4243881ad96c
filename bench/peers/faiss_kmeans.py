"""FAISS's flat k-means in float: every row is used (its default would sample 256 a centroid), no balancing, given centroids."""

import faiss
import numpy as np

import peer


def fit(data, start, iterations, asked):
    rows, dimension = data.shape
    clustering = faiss.Clustering(dimension, asked.k)
    clustering.niter = iterations
    clustering.nredo = 1
    clustering.max_points_per_centroid = rows
    clustering.min_points_per_centroid = 1
    faiss.copy_array_to_vector(np.ascontiguousarray(start).ravel(), clustering.centroids)
    clustering.train(data, faiss.IndexFlatL2(dimension))
    return faiss.vector_to_array(clustering.centroids).reshape(asked.k, dimension), iterations


peer.run("FAISS", faiss.__version__, fit, lambda centroids, data: peer.distortion(data, centroids), lambda option: np.float32)
