"""What the numbers were measured on: processor, memory, versions, and the peak of the matrix product in the same run."""

import json
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

from . import programs

# Debian packages whose versions belong beside the numbers
PACKAGES = ("python3-sklearn", "python3-numpy", "python3-faiss", "libopenblas0-pthread", "r-base-core", "r-cran-mclust", "libarmadillo-dev", "g++", "python3-pandas")
FEATURES = ("avx2", "avx512f", "avx512_bf16", "avx512_vnni", "amx_bf16")


def first_line(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=programs.ROOT, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return "not here"
    return (done.stdout.strip() or done.stderr.strip() or "no answer").splitlines()[0]


def peak(threads):
    """Best rate over the core types that peers may use, GFLOP/s, for float and double."""
    best = {}
    for core_type in programs.CORE_TYPES:
        text, _ = programs.call([sys.executable, str(programs.PEERS / "peak.py")], threads, core_type)
        for dtype, rate in json.loads(text).items():
            best[dtype] = max(best.get(dtype, 0.0), rate)
    return best


def reading_rate(threads):
    """Rate of reading from memory, GB/s."""
    text, _ = programs.call([sys.executable, str(programs.PEERS / "memory.py"), "--threads", str(threads)], 1)
    return json.loads(text)


def describe(threads):
    """Everything that a reader needs to judge or repeat the table."""
    cpu = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = re.search(r"model name\s*: (.*)", cpu)
    numbers = [re.search(rf"^{name}\s*: (\d+)", cpu, re.M) for name in ("cpu family", "model")]
    flags = set(re.search(r"^flags\s*: (.*)", cpu, re.M).group(1).split())
    memory = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text(encoding="utf-8")).group(1))
    installed = {}
    for package in PACKAGES:
        version = first_line(["dpkg-query", "-W", "-f", "${Version}", package])
        if not version.startswith(("dpkg-query", "not here", "no answer")):
            installed[package] = version
    return {
        "processor": model.group(1) if model else platform.processor(),
        "family, model": ", ".join(found.group(1) for found in numbers if found),
        "cores": os.cpu_count(),
        "threads used": threads,
        "features": " ".join(name for name in FEATURES if name in flags),
        "memory": f"{memory / 2**20:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "mixtura": f"{first_line(['./mixtura', '--version'])}, commit {first_line(['git', 'rev-parse', '--short', 'HEAD'])}",
        "packages": ", ".join(f"{name} {version}" for name, version in installed.items()),
    }
