"""Peak of the matrix product that NumPy's OpenBLAS reaches here, in GFLOP/s, with the threads that the environment allows."""

import json
import time

import numpy as np


def rate(dtype, size=2048, repetitions=4):
    a = np.random.default_rng(0).random((size, size)).astype(dtype)
    a @ a
    best = float("inf")
    for _ in range(repetitions):
        began = time.perf_counter()
        a @ a
        best = min(best, time.perf_counter() - began)
    return 2.0 * size**3 / best / 1e9


print(json.dumps({"float32": rate(np.float32), "float64": rate(np.float64)}))
