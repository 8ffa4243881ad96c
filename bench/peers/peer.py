"""What every Python peer shares: arguments, warm runs of a short and a long fit from the same start, one JSON line.

A peer gives `fit(data, start, iterations, options)`, which returns (model, iterations done), and `objective(model, data)`.
Its first long run is the cold one; all that comes after it is counted in seconds_beside, so that the caller's wall time
minus it is one whole run in a fresh process, reading included. Ours is measured in the same way by bench's FitTime.
"""

import argparse
import json
import time
import warnings
from statistics import median

import numpy as np

# A first run that takes so long is the timed one as well: warming up changes little of it.
SLOW = 12
PAIRS = 5


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True, help="NPY, rows x columns")
    parser.add_argument("--start", help="NPY, k x columns")
    parser.add_argument("--k", type=int, required=True)
    parser.add_argument("--short", type=int, default=0, help="iterations of the short run; 0: whole fits are timed")
    parser.add_argument("--long", type=int, required=True, help="iterations of the long run, at most")
    parser.add_argument("--warm", type=float, default=2, help="seconds of long runs before anything is timed")
    parser.add_argument("--pairs", type=float, default=3, help="seconds in which pairs of a short and a long run begin")
    parser.add_argument("--option", default="", help="algorithm, covariance structure or storage type")
    return parser.parse_args()


def timed(fit, *given):
    began = time.perf_counter()
    model, done = fit(*given)
    return time.perf_counter() - began, model, int(done)


def run(program, version, fit, objective, storage=None):
    """Runs the peer on the command line's work and prints its line."""
    asked = arguments()
    data = np.load(asked.data)
    if storage is not None:
        data = data.astype(storage(asked.option), copy=False)
    start = None if asked.start is None else np.load(asked.start).astype(data.dtype)
    line = {"program": program, "version": version, "option": asked.option}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        first, model, done = timed(fit, data, start, asked.long, asked)
        beside = time.perf_counter()
        while first < SLOW and time.perf_counter() - beside < asked.warm - first:
            fit(data, start, asked.long, asked)
        began = time.perf_counter()
        wholes, pairs = [], []
        while not wholes or (len(wholes) < PAIRS and time.perf_counter() - began < asked.pairs and first < SLOW):
            if asked.short:
                short, short_model, few = timed(fit, data, start, asked.short, asked)
            whole = first
            if first < SLOW:
                whole, model, done = timed(fit, data, start, asked.long, asked)
            wholes.append(whole)
            if asked.short and done > few:
                pairs.append((whole - short) / (done - few))
        line["seconds_first"] = first
        line["seconds_long"] = median(wholes)
        line["iterations_long"] = done
        line["objective"] = float(objective(model, data))
        if asked.short:
            line["iterations_short"] = few
            line["objective_short"] = float(objective(short_model, data))
        line["seconds_per_iteration"] = median(pairs) if pairs else None
        line["pairs"] = pairs if asked.short else wholes
        line["seconds_beside"] = time.perf_counter() - beside
    print(json.dumps(line))


def distortion(data, centroids, rows_at_once=8192):
    """Sum of squared distances to the nearest centroid, in double."""
    centroids = np.asarray(centroids, dtype=np.float64)
    centre = centroids.mean(axis=0)
    centred = centroids - centre
    norms = (centred**2).sum(axis=1)
    total = 0.0
    for first in range(0, len(data), rows_at_once):
        block = data[first : first + rows_at_once].astype(np.float64) - centre
        nearest = (norms - 2.0 * block @ centred.T).argmin(axis=1)
        total += ((block - centred[nearest]) ** 2).sum()
    return total
