"""How each program is started: ours through its command line, every peer through a small program in bench/peers."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from . import java

BENCH = Path(__file__).resolve().parent.parent
ROOT = BENCH.parent
PEERS = BENCH / "peers"
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
# Debian's OpenBLAS does not always pick the fastest kernels for a processor; each peer gets the best of these.
CORE_TYPES = ("", "Haswell", "SkylakeX")
TIME_LIMIT = 300


class Failed(Exception):
    """A program ended without an answer; the message is its last words."""


def call(command, threads, core_type=""):
    """Runs a command and gives (what it printed, wall seconds)."""
    environment = {**os.environ, **{name: str(threads) for name in THREAD_VARIABLES}}
    environment.pop("OPENBLAS_CORETYPE", None)
    if core_type:
        environment["OPENBLAS_CORETYPE"] = core_type
    began = time.monotonic()
    try:
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise Failed(f"no answer in {TIME_LIMIT} s") from None
    except OSError as problem:
        raise Failed(str(problem)) from None
    if done.returncode != 0:
        lines = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()
        words = next((line for line in lines if "error" in line.lower() or "Exception" in line), lines[-1])
        raise Failed(f"exit code {done.returncode}: {words}")
    return done.stdout, time.monotonic() - began


def armadillo(cache):
    """Armadillo's program, compiled once for this machine."""
    program = cache / "armadillo_gmm"
    source = PEERS / "armadillo_gmm.cpp"
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        cache.mkdir(parents=True, exist_ok=True)
        call(["g++", "-O3", "-march=native", "-fopenmp", "-std=c++17", str(source), "-o", str(program), "-larmadillo"], 2)
    return [str(program)]


def python(script):
    return lambda cache: [sys.executable, str(PEERS / script)]


# Program name in a workload -> its name in JvmPeers
JVM = {
    "Smile": "smile-kmeans",
    "Smile EM": "smile-gmm",
    "ELKI": "elki-kmeans",
    "ELKI EM": "elki-gmm",
    "Weka": "weka-kmeans",
    "Tribuo": "tribuo-kmeans",
    "commons-math": "commons-kmeans",
    "commons-math EM": "commons-gmm",
}
# Programs that make no use of the BLAS in what is timed
WITHOUT_BLAS = {"mclust", "pandas", *JVM}

# Program name in a workload -> how to start it
PROGRAMS = {
    "scikit-learn k-means": python("sklearn_kmeans.py"),
    "scikit-learn k-means++": python("sklearn_seeding.py"),
    "scikit-learn mixture": python("sklearn_gmm.py"),
    "FAISS": python("faiss_kmeans.py"),
    "NumPy Bernoulli": python("numpy_bernoulli.py"),
    "mclust": lambda cache: ["Rscript", str(PEERS / "mclust_gmm.R")],
    "Armadillo": armadillo,
    "pandas": python("pandas_reading.py"),
}


def missing(program):
    """Why a peer cannot run here, or None."""
    if program in JVM:
        try:
            java.peer(1)
        except java.NotBuilt as problem:
            return f"its Maven module could not be built: {problem}"
        return None
    if program == "mclust":
        if shutil.which("Rscript") is None:
            return "r-base-core is not installed"
        found = subprocess.run(["Rscript", "-e", "library(mclust)"], capture_output=True).returncode == 0
        return None if found else "r-cran-mclust is not installed"
    if program == "Armadillo":
        return None if Path("/usr/include/armadillo").exists() and shutil.which("g++") else "libarmadillo-dev or g++ is not installed"
    module = {"FAISS": "faiss", "NumPy Bernoulli": "numpy", "pandas": "pandas"}.get(program, "sklearn")
    found = subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True).returncode == 0
    return None if found else f"python3-{module} is not installed"


def run_peer(peer, work, data, start, cache, threads, core_type):
    """One process of a peer: its JSON line, with seconds_cold for the whole process but the short run and the check."""
    start_of_command = java.peer(threads) + [JVM[peer.program]] if peer.program in JVM else PROGRAMS[peer.program](cache)
    command = start_of_command + ["--data", str(data), "--start", str(start), "--k", str(work.k)]
    command += ["--short", str(work.short), "--long", str(work.long), "--option", peer.option]
    if peer.program in JVM:
        command += ["--threads", str(threads)]
    text, wall = call(command, threads, core_type)
    line = json.loads(text.strip().splitlines()[-1])
    line["seconds_cold"] = wall - line.pop("seconds_beside")
    return line


def run_ours(work, data, start, cache, threads, iterations):
    """One process of ours: the object that `--json` prints, with seconds_cold for the whole process."""
    model = cache / "ours.json"
    if work.method == "seeding":
        command = java.ours("SeedingTime", threads) + [str(data), str(work.k), str(threads)]
    elif work.method == "reading":
        command = java.ours("ReadingTime", threads) + [str(data)]
    else:
        command = ["./mixtura", "fit", str(data), "-m", work.method, "-k", str(work.k), "--start", f"file:{start}"]
        command += ["--max-iter", str(iterations), "--tol", "0", "--threads", str(threads), "--json", "-o", str(model), "--force"]
        if work.method == "gmm":
            command += ["--covariance", work.covariance, "--ridge", "0"]
    text, wall = call(command, threads)
    line = json.loads(text.strip().splitlines()[-1])
    line["seconds_cold"] = wall
    return line


def measure_ours(work, data, start, cache, threads):
    """Ours as a peer would report itself: two processes where iterations are compared, one where whole fits are."""
    long = run_ours(work, data, start, cache, threads, work.long)
    objective = "logLikelihood" if work.method in ("gmm", "bernoulli") else "distortion"
    line = {
        "program": "Mixtura",
        "version": long.get("version", ""),
        "seconds_long": long["seconds_fit"],
        "seconds_cold": long["seconds_cold"],
        "iterations_long": long["iterations"],
        "objective": long[objective],
        "seconds_per_iteration_inside": long.get("secondsPerIteration"),
    }
    if not work.converges:
        short = run_ours(work, data, start, cache, threads, work.short)
        span = long["iterations"] - short["iterations"]
        line["objective_short"] = short[objective]
        line["seconds_per_iteration"] = (long["seconds_fit"] - short["seconds_fit"]) / span if span > 0 else None
    return line
