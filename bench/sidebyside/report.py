"""From measurements to bench/RESULTS.md."""

from statistics import median

from . import programs
from .workloads import WORKLOADS

RESULTS = programs.BENCH / "RESULTS.md"


def middle(values):
    known = [value for value in values if value is not None]
    return median(known) if known else None


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


def ratios(work, entry):
    """The peer's seconds over ours, round by round."""
    pairs = zip(figure(work, entry["ours"]), figure(work, entry["runs"]))
    return [theirs / ours for ours, theirs in pairs if ours and theirs]


def rows_of(work, measured, session):
    """Table lines of one workload: one a peer."""
    peak, memory = session["peak"], session.get("memory")
    cold = middle(measured.get("cold") or [])
    for entry in measured["peers"]:
        target = f"{entry['target']:g}" if entry["target"] else ""
        if entry.get("failed"):
            yield [work.name, entry["name"], "–", "–", "–", target, f"no answer: {entry['failed']}", "", "", "", "", "", ""]
            continue
        ours, peer = (middle(figure(work, entry[key])) for key in ("ours", "runs"))
        ratio = middle(ratios(work, entry))
        found = ratios(work, entry)
        theirs_cold = middle([run["seconds_cold"] for run in entry["runs"]])
        same_length = entry["runs"][0]["iterations_long"] == entry["ours"][0]["iterations_long"] if entry["ours"] else False
        yield [
            work.name,
            entry["name"] + (f" ({entry['core_type']})" if entry["core_type"] else ""),
            seconds(ours),
            seconds(peer),
            "–" if ratio is None else f"**{ratio:.3g}**",
            target,
            entry["verdict"],
            f"{min(found):.3g} to {max(found):.3g} ({len(found)})" if found else "–",
            seconds(cold),
            seconds(theirs_cold) + ("" if same_length or work.converges else f" ({entry['runs'][0]['iterations_long']} iterations)"),
            number(share_of_peak(work, ours, peak), ".0f"),
            number(share_of_memory(work, ours, memory), ".0f"),
            number(measured.get("speedup"), ".2f"),
        ]


HEAD = [
    "work", "peer (OpenBLAS kernels, if not its own choice)", "ours, warm", "peer's, warm", "ratio", "asked", "answer",
    "ratios of the rounds", "whole cold run: ours", "peer's", "% of product peak", "% of reading rate", "1 → 2 threads",
]

# Everything from here on is written by hand and kept.
BY_HAND = "## What is missed, and what holds it back"

INTRODUCTION = """# Side by side

Written by `bench/compare` up to the heading "What is missed"; the raw numbers are in `bench/results.json`. Same data file, same start, same
number of iterations, same number of threads. A single benchmark is never enough.

**Two times stand in each line, and they are not the same thing.**

- *Warm*: seconds of one iteration in the steady state, and the ratio is of these. One process a program reads the data, runs the whole problem
  again and again for three seconds (once at least), and then runs a short and a long fit in turn; an iteration is the difference of the two over
  the difference of their iterations, so that starts, extra half-steps and reading cancel. Ours and the peers are treated alike. Rows named
  *converged*, *seeding* and *reading* are whole runs, the second one in a process. A peer whose first run takes more than 12 s is timed by that run.
- *Whole cold run*: wall seconds of a fresh process with its long fit, everything included: ours is `./mixtura fit` from its start to the model
  file, a peer's is its program up to the end of its first long fit. The JVM starts, and compiles while it computes.

Ratio: the peer's seconds over ours, larger is better for us; the median of rounds in which ours and the peer's ran in turn, with the least and the
largest (and how many). *Answer*: how far the peer's objective after as many iterations is from ours, relative, found before anything is timed;
`WRONG` beyond the tolerance (k-means in float 1e-6; mixtures 1e-9 of n + |L|). Per cent of peak counts 2nd²k operations for full covariances, 2ndk
for all others, whatever was executed, of the peak of OpenBLAS measured beside it; per cent of reading rate counts the data once an iteration, of the
memory rate measured beside it. Peers on the JVM hold double; Smile takes no start for k-means, so the two methods of its loop are called from ours,
and *tol=-inf* keeps its EM from stopping after one iteration; its M-step multiplies the diagonals of covariances by 1.00001. Tribuo, commons-math's
k-means and Weka's EM draw their own start: their step is checked instead. Tribuo publishes no Gaussian mixture (4.3.2).

Repeat: `apt-get install python3-sklearn python3-pandas python3-faiss r-cran-mclust libarmadillo-dev g++` (peers on the JVM come through Maven,
profile `peers`), `MIXTURA_TEST_DATA=FOLDER bench/compare` (`FOLDER/mnist`: MNIST's official IDX files), or `bench/compare NAME…` for single rows.
"""


def write(state):
    """Writes the page from everything that was measured so far."""
    lines = [INTRODUCTION]
    for number_of, session in enumerate(state["sessions"]):
        chosen = [work for work in WORKLOADS if state["rows"].get(work.name, {}).get("session") == number_of]
        if not chosen:
            continue
        lines += [f"## {session['date']}", ""]
        lines += [f"- {name}: {value}" for name, value in session["machine"].items()]
        lines.append("- peak of the matrix product: " + ", ".join(f"{name} {rate:.0f} GFLOP/s" for name, rate in session["peak"].items()))
        if session.get("memory"):
            lines.append(f"- rate of reading memory: {session['memory']:.1f} GB/s")
        lines += ["", "| " + " | ".join(HEAD) + " |", "|" + "---|" * len(HEAD)]
        for work in chosen:
            lines += ["| " + " | ".join(cells) + " |" for cells in rows_of(work, state["rows"][work.name], session)]
        lines.append("")
    if state.get("scaling"):
        lines += ["## Scaling", "", "Seconds an iteration against its work as rows, clusters or columns grow.", "", "![scaling](scaling.svg)", ""]
    before = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    if BY_HAND in before:
        lines.append(before[before.index(BY_HAND):].rstrip() + "\n")
    RESULTS.write_text("\n".join(lines), encoding="utf-8")
