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
# Seconds of long runs before anything is timed, and seconds in which pairs of a short and a long run begin: for all alike
WARM = 3
PAIRS = 3


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
    "Weka EM": "weka-gmm",
    "Tribuo": "tribuo-kmeans",
    "commons-math": "commons-kmeans",
    "commons-math EM": "commons-gmm",
}
# Programs that make no use of the BLAS in what is timed
WITHOUT_BLAS = {"mclust", "pandas", "Spark EM", *JVM}

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
    "Spark EM": lambda cache: java.spark(),
}


def missing(program):
    """Why a peer cannot run here, or None."""
    if program in JVM or program == "Spark EM":
        try:
            java.spark() if program == "Spark EM" else java.peer(1)
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


def measure_arguments(short, long, threads):
    """What our program and the JVM's peers are told alike."""
    return ["--short", str(short), "--long", str(long), "--threads", str(threads), "--warm", str(WARM), "--pairs", str(PAIRS)]


def run_peer(peer, work, data, start, cache, threads, core_type):
    """One process of a peer: its JSON line, with seconds_cold for reading and the first long run in the fresh process."""
    start_of_command = java.peer(threads) + [JVM[peer.program]] if peer.program in JVM else PROGRAMS[peer.program](cache)
    command = start_of_command + ["--data", str(data), "--start", str(start), "--k", str(work.k), "--option", peer.option]
    # Python's peers have their threads from the environment.
    told = measure_arguments(peer.short or work.short, peer.long or work.long, threads)
    command += told if peer.program in (*JVM, "Spark EM", "mclust", "Armadillo") else [*told[:4], *told[6:]]
    text, wall = call(command, threads, core_type)
    line = json.loads(text.strip().splitlines()[-1])
    line["seconds_cold"] = wall - line.pop("seconds_beside")
    return line


def measure_ours(work, data, start, threads):
    """One warm process of ours: seconds and the objective of every iteration."""
    if work.method == "seeding":
        command = java.ours("SeedingTime", threads) + [str(data), str(work.k), str(threads)]
    elif work.method == "reading":
        command = java.ours("ReadingTime", threads) + [str(data)]
    else:
        command = java.ours("FitTime", threads) + ["--method", work.method, "--covariance", work.covariance or "full"]
        command += ["--data", str(data), "--start", str(start), *measure_arguments(work.short, work.long, threads)]
    text, wall = call(command, threads)
    line = json.loads(text.strip().splitlines()[-1])
    # Whole fits are compared by what they end with, iterations by the objective after as many.
    line.setdefault("trace", [line.get("objective")])
    line["objective"] = line["trace"][-1]
    if "seconds_beside" in line:
        line["seconds_cold"] = wall - line.pop("seconds_beside")
    return line


def cold_run(work, data, start, cache, threads):
    """Wall seconds of the whole program in a fresh process: reading, the long fit, writing the model."""
    command = ["./mixtura", "fit", str(data), "-m", work.method, "-k", str(work.k), "--start", f"file:{start}"]
    command += ["--max-iter", str(work.long), "--tol", "0", "--threads", str(threads), "--json", "-o", str(cache / "ours.json"), "--force"]
    if work.method == "gmm":
        command += ["--covariance", work.covariance, "--ridge", "0"]
    return call(command, threads)[1]
