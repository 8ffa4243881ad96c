"""What `mixtura select` finds by itself on benchmark sets with labels, beside scikit-learn that is told the true k:
    python3 reference/select_benchmarks.py FOLDER [SECONDS] [SET ...]     with FOLDER/clustering-benchmarks
Writes reference/select-benchmarks.csv, a line a set: adjusted Rand indices against the first reference partition, without
its noise. scikit-learn's are those that the sets' editor publishes (github.com/gagolews/clustering-results-v1): KMeans with
n_init=10, GaussianMixture with n_init=100. select runs with its defaults on one thread; where the true k is above 9, with
-k up to half as much again. Sets of more than 1500 rows or 10 columns have SECONDS (60), by --budget. `merged` is what
`mixtura merge` makes of the model. Sets that are in the table already are left as they are.
    python3 reference/select_benchmarks.py --markdown                     prints the table for docs/benchmarks.md
"""
import csv
import gzip
import json
import os
import subprocess
import sys
import tempfile

TABLE = "reference/select-benchmarks.csv"
HEAD = "set,n,d,k,kmeans,mixture,range,chosen,structure,select,merged,clusters,untried,seconds"
LARGE = 1500
WIDE = 10
SETS = """fcps/atom fcps/hepta fcps/lsun fcps/tetra fcps/wingnut graves/dense graves/fuzzyx graves/line graves/parabolic
graves/ring graves/ring_outliers graves/zigzag other/iris other/iris5 sipu/aggregation sipu/compound sipu/flame sipu/r15
sipu/spiral uci/glass uci/ionosphere uci/wdbc uci/wine wut/mk1 wut/mk3 wut/smile wut/twosplashes wut/x1 wut/x3 wut/z2 wut/z3
fcps/engytime g2mg/g2mg_2_30 g2mg/g2mg_8_50 h2mg/h2mg_2_30 other/hdbscan uci/statlog wut/circles wut/graph wut/labirynth
wut/windows sipu/s1 sipu/s2 sipu/s4 sipu/a1 sipu/a2 sipu/unbalance""".split()


def adjusted_rand(a, b):
    def pairs(counts):
        return sum(c * (c - 1) / 2 for c in counts)

    def count(values):
        out = {}
        for v in values:
            out[v] = out.get(v, 0) + 1
        return out.values()

    n = len(a)
    both, rows, columns = pairs(count(zip(a, b))), pairs(count(a)), pairs(count(b))
    expected = rows * columns / (n * (n - 1) / 2)
    most = (rows + columns) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def lines(path):
    with gzip.open(path, "rt") as stream:
        return [line.split() for line in stream if line.strip()]


def mixtura(*words):  # MIXTURA names another program than that of the source tree
    done = subprocess.run([os.environ.get("MIXTURA", "./mixtura"), *words, "--json", "--force", "--threads", "1"], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def labels_of(model, data, folder):
    out = os.path.join(folder, "labels.csv")
    mixtura("predict", model, data, "-o", out)
    with open(out) as stream:
        return [row["cluster"] for row in csv.DictReader(stream)]


def line(name, folder, seconds, published):
    data = lines(os.path.join(folder, name + ".data.gz"))
    truth = [int(row[0]) for row in lines(os.path.join(folder, name + ".labels0.gz"))]
    k = len({label for label in truth if label > 0})
    largest = 9 if k <= 9 else 3 * k // 2
    with tempfile.TemporaryDirectory() as temporary:
        table, model, merged = (os.path.join(temporary, f) for f in ("x.csv", "x.json", "m.csv"))
        with open(table, "w") as stream:
            stream.write(",".join(f"x{j}" for j in range(len(data[0]))) + "\n")
            stream.writelines(",".join(row) + "\n" for row in data)
        limit = ["--budget", f"{seconds}s"] if len(data) > LARGE or len(data[0]) > WIDE else []
        found = mixtura("select", table, "-k", f"1..{largest}", "-o", model, *limit)
        chosen = labels_of(model, table, temporary)
        joined = chosen
        if found["best"]["k"] > 1:
            mixtura("merge", model, table, "-o", merged)
            with open(merged) as stream:
                joined = [row["cluster"] for row in csv.DictReader(stream)]
    scored = [n for n in range(len(truth)) if truth[n] > 0]

    def ari(labels):
        return adjusted_rand([truth[n] for n in scored], [labels[n] for n in scored])

    best = found["best"]
    untried = sum("time" in entry.get("trouble", "") for entry in found["table"])
    return [name, len(data), len(data[0]), k, published[name]["ari_sklearn_kmeans"], published[name]["ari_sklearn_gm"], f"1..{largest}", best["k"],
            best.get("covariance", ""), f"{ari(chosen):.4f}", f"{ari(joined):.4f}", len(set(joined)), untried,
            f"{found['seconds']:.1f}"]


def measure(folder, seconds, sets):
    with open(os.path.join(folder, "published-ari.csv")) as stream:
        published = {row["dataset"]: row for row in csv.DictReader(r for r in stream if not r.startswith("#"))}
    known = set()
    if os.path.exists(TABLE):
        with open(TABLE) as stream:
            known = {row.split(",")[0] for row in stream}
    else:
        with open(TABLE, "w") as stream:
            stream.write(HEAD + "\n")
    for name in sets:
        if name in known:
            continue
        row = line(name, folder, seconds, published)
        with open(TABLE, "a") as stream:
            stream.write(",".join(map(str, row)) + "\n")
        print(*row, flush=True)


def markdown():
    with open(TABLE) as stream:
        rows = list(csv.DictReader(stream))
    print("| set | n × d | true k | k-means, k given | mixture, k given | `select` | it chose | `merge` |")
    print("|---|---|---|---|---|---|---|---|")
    for row in rows:
        mark = " ¹" if int(row["untried"]) else ""
        span = "" if row["range"] == "1..9" else " of " + row["range"]
        print(f"| {row['set']} | {row['n']} × {row['d']} | {row['k']} | {float(row['kmeans']):.3f} | {float(row['mixture']):.3f} "
              f"| {float(row['select']):.3f}{mark} | {row['structure']}, k = {row['chosen']}{span} "
              f"| {float(row['merged']):.3f} ({row['clusters']}) |")
    means = [sum(float(row[c]) for row in rows) / len(rows) for c in ("kmeans", "mixture", "select", "merged")]
    print(f"| mean of {len(rows)} | | | {means[0]:.3f} | {means[1]:.3f} | {means[2]:.3f} | | {means[3]:.3f} |")


if __name__ == "__main__":
    if sys.argv[1] == "--markdown":
        markdown()
    else:
        seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
        measure(os.path.join(sys.argv[1], "clustering-benchmarks"), seconds, sys.argv[3:] or SETS)
