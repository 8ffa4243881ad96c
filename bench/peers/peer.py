"""What every Python peer shares: arguments, a short and a long run from the same start, one JSON line.

A peer gives `fit(data, start, iterations, options)`, which returns (model, iterations done), and `objective(model, data)`.
A warm-up iteration, the short run and the objective are counted in seconds_beside: the caller's wall time minus it is one whole run with reading.
"""

import argparse
import json
import time
import warnings

import numpy as np


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True, help="NPY, rows x columns")
    parser.add_argument("--start", help="NPY, k x columns")
    parser.add_argument("--k", type=int, required=True)
    parser.add_argument("--short", type=int, default=0, help="iterations of the short run; 0: no short run")
    parser.add_argument("--long", type=int, required=True, help="iterations of the long run, at most")
    parser.add_argument("--option", default="", help="algorithm, covariance structure or storage type")
    return parser.parse_args()


def run(program, version, fit, objective, storage=None):
    """Runs the peer on the command line's work and prints its line."""
    asked = arguments()
    data = np.load(asked.data)
    if storage is not None:
        data = data.astype(storage(asked.option), copy=False)
    start = None if asked.start is None else np.load(asked.start).astype(data.dtype)
    line = {"program": program, "version": version, "option": asked.option}
    beside = 0.0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if asked.short:
            # Threads, pages and pools are made here, else the short run pays for them and the difference flatters the peer.
            began = time.perf_counter()
            fit(data, start, 1, asked)
            beside += time.perf_counter() - began
        for name, iterations in (("short", asked.short), ("long", asked.long)):
            if iterations == 0:
                continue
            began = time.perf_counter()
            model, done = fit(data, start, iterations, asked)
            line[f"seconds_{name}"] = time.perf_counter() - began
            line[f"iterations_{name}"] = int(done)
            if name == "short":
                short_model = model
        if asked.short:
            beside += line["seconds_short"]
            span = line["iterations_long"] - line["iterations_short"]
            line["seconds_per_iteration"] = (line["seconds_long"] - line["seconds_short"]) / span if span else None
        began = time.perf_counter()
        line["objective"] = float(objective(model, data))
        if asked.short:
            line["objective_short"] = float(objective(short_model, data))
        line["seconds_beside"] = beside + time.perf_counter() - began
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
