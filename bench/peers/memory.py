"""Rate at which memory is read here, in GB/s: the maximum of a gigabyte, in slices on --threads threads."""

import argparse
import json
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--threads", type=int, required=True)
threads = parser.parse_args().threads
slices = [np.ones(2**27 // threads, dtype=np.float64) for _ in range(threads)]
best = float("inf")
with ThreadPoolExecutor(threads) as pool:
    for _ in range(4):
        began = time.perf_counter()
        list(pool.map(np.max, slices))
        best = min(best, time.perf_counter() - began)
print(json.dumps(sum(part.nbytes for part in slices) / best / 1e9))
