"""Photographs in k colours: final objective and Rand index of Mixtura's `segment` beside scikit-learn's k-means and mixtures.

    python3 reference/photos.py FOLDER MIXTURA [LAMBDA]      the ridge of both programs, 1/12 unless given

FOLDER holds bsds_*.jpg with the human segmentations bsds_*_human1.png ... _human5.png. Colours are RGB values 0 ... 255. Both
programs see the pixels that Pillow decodes. scikit-learn has its defaults but for reg_covar (ten starts of k-means for
random_state 0, one for 1 and 2; one start of a mixture from k-means). 'gain' is ours less theirs, in nats a pixel for mixtures and
as a share of ours for k-means: positive is better. A star: a component whose covariance on standardised columns has an
eigenvalue below 1e-4. The Rand index is the mean over the human segmentations, of ours, of scikit-learn's best fit and of the
mean of its three.
"""

import json
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np
from PIL import Image
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture

SIZES = (3, 5, 8, 15, 20)
SEEDS = (0, 1, 2)


def rand(a, b):
    table = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(table, (a, b), 1)
    pairs = lambda counts: (counts * (counts - 1) / 2).sum()
    total = pairs(np.array([table.sum()]))
    return (total + 2 * pairs(table) - pairs(table.sum(0)) - pairs(table.sum(1))) / total


def theirs(rows, method, k, seed, ridge):
    """Objective (log-likelihood or distortion), labels, and whether a component is thin."""
    if method == "kmeans":
        fit = KMeans(k, random_state=seed, n_init=10 if seed == 0 else 1).fit(rows)
        return fit.inertia_, fit.labels_, False
    fit = GaussianMixture(k, random_state=seed, reg_covar=ridge).fit(rows)
    sd = rows.std(0)
    least = min(np.linalg.eigvalsh(c / np.outer(sd, sd))[0] for c in fit.covariances_)
    return fit.score(rows) * len(rows), fit.predict(rows), least < 1e-4


def ours(program, photo, method, k, folder, ridge):
    labels = folder / "labels.png"
    command = [program, "segment", photo, "-k", str(k), "-m", method, "--space", "rgb", "--json", "--force"]
    command += ["-o", folder / "out.png", "--labels", labels, "--ridge", str(ridge)]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    thin = any("hardly differ" in sentence for sentence in said["warnings"])
    return said.get("logLikelihood", said.get("distortion")), np.asarray(Image.open(labels)).ravel(), thin


def main():
    data, program, *given = sys.argv[1:]
    ridge = float(given[0]) if given else 1 / 12
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("photograph,method,k,objective,gain_0,gain_1,gain_2,rand,rand_best,rand_mean")
        for photo in sorted(Path(data).glob("bsds_*.jpg")):
            image = Image.open(photo).convert("RGB")
            image.save(folder / "photo.png")
            rows = np.asarray(image).reshape(-1, 3).astype(float)
            humans = [np.asarray(Image.open(f)).ravel() for f in sorted(photo.parent.glob(photo.stem + "_human*.png"))]
            judge = lambda labels: np.mean([rand(labels, human) for human in humans])
            for method in ("kmeans", "gmm"):
                for k in SIZES:
                    value, labels, thin = ours(program, folder / "photo.png", method, k, folder, ridge)
                    cells, gains, indices = [], [], []
                    for seed in SEEDS:
                        other, other_labels, other_thin = theirs(rows, method, k, seed, ridge)
                        gain = (value - other) / len(rows) if method == "gmm" else other / value - 1
                        gains.append(gain)
                        cells.append(f"{gain:+.7f}" + ("*" if other_thin else ""))
                        indices.append(judge(other_labels))
                    print(photo.stem, method, k, f"{value:.3f}" + ("*" if thin else ""), *cells, f"{judge(labels):.4f}",
                          f"{indices[int(np.argmin(gains))]:.4f}", f"{np.mean(indices):.4f}", sep=",", flush=True)


if __name__ == "__main__":
    main()
