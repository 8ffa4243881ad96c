"""From measurements to bench/RESULTS.md."""

from statistics import median

from . import programs
from .workloads import WORKLOADS

RESULTS = programs.BENCH / "RESULTS.md"


def middle(values):
    known = [value for value in values if value is not None]
    return median(known) if known else None


def spread(values):
    """Largest minus smallest over the median, in per cent: what the neighbours on this machine did to the numbers."""
    known = [value for value in values if value is not None]
    return 100.0 * (max(known) - min(known)) / median(known) if len(known) > 1 else None


def seconds(value):
    if value is None:
        return "–"
    if value < 0.1:
        return f"{1000 * value:.3g} ms"
    return f"{value:.3g} s"


def number(value, pattern):
    return "–" if value is None else format(value, pattern)


def figure(work, runs):
    """What a row compares: seconds an iteration, or of the whole fit. A difference that noise made negative is no measurement."""
    values = [run.get("seconds_long" if work.converges else "seconds_per_iteration") for run in runs]
    return [value if value is not None and value > 0 else None for value in values]


def share_of_peak(work, ours, peak):
    rate = peak.get("float64" if work.method in ("gmm", "bernoulli") else "float32")
    if not (rate and ours and work.operations) or work.converges or work.covariance == "tied":
        return None
    return 100.0 * work.operations / ours / 1e9 / rate


def share_of_memory(work, ours, rate):
    """Per cent of the rate of reading memory, if each row was read once."""
    return 100.0 * work.bytes / ours / 1e9 / rate if rate and ours and work.bytes else None


def rows_of(work, measured, session):
    """Table lines of one workload: one a peer."""
    peak, memory = session["peak"], session.get("memory")
    own = measured.get("ours") or []
    ours = middle(figure(work, own))
    for entry in measured["peers"]:
        peer = middle(figure(work, entry["runs"]))
        target = f"{entry['target']:g}" if entry["target"] else ""
        if entry.get("failed"):
            yield [work.name, entry["name"], seconds(ours), "–", "–", target, f"no answer: {entry['failed']}", "", "", "", "", ""]
            continue
        ratio = peer / ours if ours and peer else None
        yield [
            work.name,
            entry["name"] + (f" ({entry['core_type']})" if entry["core_type"] else ""),
            seconds(ours),
            seconds(peer),
            "–" if ratio is None else f"**{ratio:.2f}**",
            target,
            entry["verdict"],
            f"{number(spread(figure(work, own)), '.0f')} / {number(spread(figure(work, entry['runs'])), '.0f')}",
            f"{seconds(middle([run['seconds_cold'] for run in own]))} / {seconds(middle([run['seconds_cold'] for run in entry['runs']]))}",
            number(share_of_peak(work, ours, peak), ".0f"),
            number(share_of_memory(work, ours, memory), ".0f"),
            number(measured.get("speedup"), ".2f"),
        ]


def write(state):
    """Writes the page from everything that was measured so far."""
    head = [
        "work", "peer (OpenBLAS kernels, if not its own choice)", "ours", "peer's", "ratio", "asked", "answer",
        "spread % ours / peer's", "cold run ours / peer's", "% of product peak", "% of reading rate", "1 → 2 threads",
    ]
    lines = [
        "# Side by side",
        "",
        "Written by `bench/compare`; the raw numbers are in `bench/results.json`. Same data file, same start, same number of iterations, same",
        "number of threads. Seconds are of one iteration: the difference of a long and a short run over the difference of their iterations, on both",
        "sides, so that reading, warm-up and extra half-steps cancel; rows named *converged* and *seeding* are whole runs. Medians of runs taken in",
        "turn, ours and the peer's; spread is largest minus smallest. A cold run is the whole process with the long run, reading included.",
        "*Answer*: how far the peer's objective after the short run is from ours, relative, found before anything is timed; `WRONG` beyond the tolerance",
        "(k-means in float 1e-6; mixtures 1e-9 of n + |L|). Ratio: peer's seconds over ours, larger is better for us. Per cent of peak counts 2nd²k operations for full",
        "covariances, 2ndk for all others, whatever was executed, of the peak of OpenBLAS measured beside it; per cent of reading rate counts the",
        "data once an iteration, of the memory rate measured beside it. A single benchmark is never enough. Peers on the JVM hold double; Smile takes",
        "no start for k-means, so the two methods of its loop are called from ours, and *tol=-inf* keeps its EM from stopping after one iteration;",
        "its M-step multiplies the diagonals of covariances by 1.00001. Tribuo and commons-math draw their own start: their step is checked instead.",
        "",
        "Repeat: `apt-get install python3-sklearn python3-pandas python3-faiss r-cran-mclust libarmadillo-dev g++`",
        "(peers on the JVM come through Maven, profile `peers`),",
        "`MIXTURA_TEST_DATA=FOLDER bench/compare` (`FOLDER/mnist`: MNIST's official IDX files), or `bench/compare NAME…` for single rows.",
        "",
    ]
    for number_of, session in enumerate(state["sessions"]):
        chosen = [work for work in WORKLOADS if state["rows"].get(work.name, {}).get("session") == number_of]
        if not chosen:
            continue
        lines += [f"## {session['date']}", ""]
        lines += [f"- {name}: {value}" for name, value in session["machine"].items()]
        lines.append("- peak of the matrix product: " + ", ".join(f"{name} {rate:.0f} GFLOP/s" for name, rate in session["peak"].items()))
        if session.get("memory"):
            lines.append(f"- rate of reading memory: {session['memory']:.1f} GB/s")
        lines += ["", "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
        for work in chosen:
            lines += ["| " + " | ".join(cells) + " |" for cells in rows_of(work, state["rows"][work.name], session)]
        lines.append("")
    if state.get("scaling"):
        lines += ["## Scaling", "", "Seconds an iteration against its work as rows, clusters or columns grow.", "", "![scaling](scaling.svg)", ""]
    # What no number says: why a figure is missed.
    lines += [(RESULTS.parent / "held-back.md").read_text(encoding="utf-8").rstrip(), ""]
    RESULTS.write_text("\n".join(lines), encoding="utf-8")
