"""Makes core/src/test/resources/reference/selection/benchmark-sklearn.csv: adjusted Rand index of scikit-learn's KMeans
(n_init=10) and GaussianMixture (full, n_init=10) with the TRUE number of clusters given, against the first reference
partition of the benchmark sets of fcps, sipu, graves and uci (github.com/gagolews/clustering-data-v1). Points that the
reference calls noise are fitted and not scored.
Usage: python3 reference/benchmark_sklearn.py FOLDER     with FOLDER/clustering-benchmarks; some minutes
"""
import glob
import os
import sys
import warnings

import numpy as np
import sklearn
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture

warnings.filterwarnings("ignore")
folder = os.path.join(sys.argv[1], "clustering-benchmarks")
path = "core/src/test/resources/reference/selection/benchmark-sklearn.csv"
LARGE = 20000  # rows above which one start has to do

with open(path, "w") as out:
    out.write(f"# scikit-learn {sklearn.__version__}, numpy {np.__version__}; python3 reference/benchmark_sklearn.py FOLDER\n")
    out.write("set,n,d,k,kmeans,gaussianMixture\n")
    for battery in ["fcps", "sipu", "graves", "uci"]:
        for file in sorted(glob.glob(os.path.join(folder, battery, "*.data.gz"))):
            name = battery + "/" + os.path.basename(file)[: -len(".data.gz")]
            x = np.loadtxt(file, ndmin=2)
            labels = np.loadtxt(file.replace(".data.gz", ".labels0.gz"), dtype=int)
            k = len(set(labels[labels > 0]))
            starts = 1 if len(x) > LARGE else 10
            kmeans = KMeans(k, n_init=starts, random_state=0).fit_predict(x)
            mixture = GaussianMixture(k, n_init=starts, random_state=0).fit(x).predict(x)
            scored = labels > 0
            ari = [adjusted_rand_score(labels[scored], found[scored]) for found in (kmeans, mixture)]
            out.write(f"{name},{len(x)},{x.shape[1]},{k},{ari[0]:.4f},{ari[1]:.4f}\n")
            out.flush()
