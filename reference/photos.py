"""Photographs in k colours: objective and Rand index of Mixtura's `segment` beside scikit-learn's k-means and mixtures.

    python3 reference/photos.py FOLDER MIXTURA [LAMBDA [SEEDS [METHOD]]]

LAMBDA is the ridge of both programs (1/12), SEEDS how many there are (5), METHOD kmeans or gmm where only one is wanted.

FOLDER holds bsds_*.jpg with the human segmentations bsds_*_human1.png ... _human5.png. Colours are RGB values 0 ... 255. Both
programs see the pixels that Pillow decodes, have the seeds 0 ... SEEDS - 1, their own defaults (scikit-learn: ten starts of
k-means, one of a mixture) and one ridge. The objective is the log-likelihood a pixel in nats, and the distortion a pixel for
k-means. Of each program: median, mean, standard deviation and best over the seeds; the Rand index, a mean over the human
segmentations, as median, mean and standard deviation over the seeds and of the fit with the best objective; and how many fits have a
component whose covariance on standardised columns has an eigenvalue below 1e-4.
"""

import json
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture

SIZES = (3, 5, 8, 15, 20)


class Fitted(NamedTuple):
    objective: float
    rand: float
    thin: bool


def rand(a, b):
    table = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(table, (a, b), 1)
    pairs = lambda counts: (counts * (counts - 1) / 2).sum()
    total = pairs(np.array([table.sum()]))
    return (total + 2 * pairs(table) - pairs(table.sum(0)) - pairs(table.sum(1))) / total


def theirs(rows, method, k, seed, ridge):
    """Objective a pixel, labels, and whether a component is thin."""
    if method == "kmeans":
        fit = KMeans(k, random_state=seed, n_init=10).fit(rows)
        return fit.inertia_ / len(rows), fit.labels_, False
    fit = GaussianMixture(k, random_state=seed, reg_covar=ridge).fit(rows)
    sd = rows.std(0)
    least = min(np.linalg.eigvalsh(c / np.outer(sd, sd))[0] for c in fit.covariances_)
    return fit.score(rows), fit.predict(rows), least < 1e-4


def ours(program, photo, method, k, seed, folder, ridge):
    picture = folder / "labels.png"
    command = [program, "segment", photo, "-k", str(k), "-m", method, "--space", "rgb", "--json", "--force"]
    command += ["-o", folder / "out.png", "--labels", picture, "--ridge", str(ridge), "--seed", str(seed)]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    thin = any("hardly differ" in sentence for sentence in said["warnings"])
    labels = np.asarray(Image.open(picture)).ravel()
    return said.get("logLikelihood", said.get("distortion")) / len(labels), labels, thin


def summary(fits, higher):
    best = (max if higher else min)(fits, key=lambda fit: fit.objective)
    objectives, indices = [fit.objective for fit in fits], [fit.rand for fit in fits]
    return [f"{np.median(objectives):.7g}", f"{np.mean(objectives):.7g}", f"{np.std(objectives, ddof=1):.2g}", f"{best.objective:.7g}",
            f"{np.median(indices):.4f}", f"{np.mean(indices):.4f}", f"{np.std(indices, ddof=1):.4f}", f"{best.rand:.4f}",
            sum(fit.thin for fit in fits)]


def main():
    data, program, *given = sys.argv[1:]
    ridge = float(given[0]) if given else 1 / 12
    seeds = range(int(given[1]) if len(given) > 1 else 5)
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        columns = ("median", "mean", "sd", "best", "rand_median", "rand_mean", "rand_sd", "rand_of_best", "thin")
        print("photograph,method,k", *(f"{who}_{column}" for who in ("ours", "theirs") for column in columns), sep=",")
        for photo in sorted(Path(data).glob("bsds_*.jpg")):
            image = Image.open(photo).convert("RGB")
            image.save(folder / "photo.png")
            rows = np.asarray(image).reshape(-1, 3).astype(float)
            humans = [np.asarray(Image.open(f)).ravel() for f in sorted(photo.parent.glob(photo.stem + "_human*.png"))]

            def judged(objective, labels, thin):
                return Fitted(objective, np.mean([rand(labels, human) for human in humans]), thin)

            for method in given[2:] or ("kmeans", "gmm"):
                for k in SIZES:
                    us = [judged(*ours(program, folder / "photo.png", method, k, s, folder, ridge)) for s in seeds]
                    them = [judged(*theirs(rows, method, k, s, ridge)) for s in seeds]
                    cells = [cell for fits in (us, them) for cell in summary(fits, method == "gmm")]
                    print(photo.stem, method, k, *cells, sep=",", flush=True)


if __name__ == "__main__":
    main()
