"""Cells of a known mixture hidden at random: how near the parameters come to the truth, and how near filled cells come to the
hidden ones, against column means and scikit-learn's KNNImputer. Prints the table of docs/missing.md.

Usage: python3 reference/missing_study.py     (needs ./mixtura, numpy, pandas, scikit-learn)
"""

import json
import pathlib
import subprocess
import tempfile

import numpy
import pandas
import sklearn
from sklearn.impute import KNNImputer

ROWS, COLUMNS, COMPONENTS = 4000, 8, 3
program = pathlib.Path(__file__).resolve().parent.parent / "mixtura"
rng = numpy.random.default_rng(1)
proportions = numpy.array([0.5, 0.3, 0.2])
means = 2.5 * rng.standard_normal((COMPONENTS, COLUMNS))
loads = rng.standard_normal((COMPONENTS, COLUMNS, 3))
covariances = [load @ load.T + 0.3 * numpy.eye(COLUMNS) for load in loads]
labels = rng.choice(COMPONENTS, ROWS, p=proportions)
whole = numpy.array([rng.multivariate_normal(means[k], covariances[k]) for k in labels])


def mixtura(folder, *arguments):
    return subprocess.run([program, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def rmse(filled, gaps):
    return numpy.sqrt(numpy.mean((filled[gaps] - whole[gaps]) ** 2))


def best_neighbours(x, gaps):
    """KNNImputer with the number of neighbours that does best, which a user would not know."""
    return min((rmse(KNNImputer(n_neighbors=k).fit_transform(x), gaps), k) for k in (5, 10, 20, 40))


print(f"numpy {numpy.__version__}, scikit-learn {sklearn.__version__}; {ROWS} rows, {COLUMNS} columns, {COMPONENTS} components\n")
print("| hidden | mixture | KNNImputer (best of 5-40) | column means | largest error of a mean, in standard errors |")
print("|---|---|---|---|---|")
for share in (0.1, 0.3, 0.5):
    gaps = rng.random(whole.shape) < share
    x = numpy.where(gaps, numpy.nan, whole)
    with tempfile.TemporaryDirectory() as folder:
        pandas.DataFrame(x, columns=[f"x{j + 1}" for j in range(COLUMNS)]).to_csv(f"{folder}/gaps.csv", index=False)
        mixtura(folder, "fit", "gaps.csv", "-k", str(COMPONENTS), "--missing", "em", "-o", "gaps.json")
        mixtura(folder, "impute", "gaps.json", "gaps.csv", "-o", "filled.csv")
        ours = pandas.read_csv(f"{folder}/filled.csv").to_numpy()
        model = json.loads(pathlib.Path(folder, "gaps.json").read_text())
    found = numpy.array(model["means"])
    worst = 0
    for k in range(COMPONENTS):
        nearest = found[numpy.argmin(((found - means[k]) ** 2).sum(axis=1))]
        cells = ROWS * proportions[k] * (1 - share)
        worst = max(worst, numpy.max(numpy.abs(nearest - means[k]) / numpy.sqrt(numpy.diag(covariances[k]) / cells)))
    filled_by_means = numpy.where(gaps, numpy.nanmean(x, axis=0), x)
    neighbours, count = best_neighbours(x, gaps)
    print(f"| {share:.0%} | {rmse(ours, gaps):.3f} | {neighbours:.3f} ({count}) | {rmse(filled_by_means, gaps):.3f} | {worst:.1f} |")
