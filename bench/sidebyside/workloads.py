"""The rows of the comparison: what is computed, on which data, against whom, and the ratio that is asked for."""

import gzip
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SEED = 20260401


@dataclass(frozen=True)
class Peer:
    """A program with the option it is given; `target` is the least ratio asked for, 0 where none is asked; `slow`: takes minutes, and runs under --thorough.

    `short` and `long` are iterations of its own where the row's are too many for it.
    """

    program: str
    option: str
    target: float = 0.0
    slow: bool = False
    short: int = 0
    long: int = 0


@dataclass(frozen=True)
class Workload:
    """One row: `method` as in `mixtura fit -m`, iterations of the short and the long run, and its peers."""

    name: str
    method: str
    rows: int
    dimension: int
    k: int
    short: int
    long: int
    peers: tuple
    covariance: str = ""
    source: str = "mixture"

    @property
    def converges(self):
        """Whether whole fits are compared, not iterations: there is no short run then."""
        return self.short == 0

    @property
    def tolerance(self):
        """How far an answer may be from ours, relative: in float for k-means, in double for mixtures."""
        return 1e-6 if self.method == "kmeans" else 1e-9

    @property
    def bytes(self):
        """What one pass over the data reads; None where no pass is timed."""
        size = {"kmeans": 4, "gmm": 8, "bernoulli": 1}.get(self.method)
        return None if size is None or self.converges else size * self.rows * self.dimension

    @property
    def operations(self):
        """Counted operations of one iteration: 2ndk for k-means and the mixtures that are linear in d, 2nd^2k for full covariances."""
        n, d, k = self.rows, self.dimension, self.k
        if self.method in ("seeding", "reading"):
            return None
        return 2.0 * n * d * k * (d if self.covariance == "full" else 1)


# What a peer on the JVM must be behind by, at least
JVM_TARGET = 20


def jvm_kmeans(dimension, k):
    """JVM peers of a row: ELKI with the bounds that suit the dimension; with many centroids all of them take minutes."""
    slow = k >= 1000
    few = {"short": 1, "long": 5}
    elki = Peer("ELKI", "exponion" if dimension <= 8 else "hamerly", JVM_TARGET, slow)
    return (
        Peer("Smile", "lloyd", JVM_TARGET, slow, **few), elki, Peer("Weka", "lloyd", JVM_TARGET, slow, **few),
        Peer("Tribuo", "lloyd", JVM_TARGET, slow, **few), Peer("commons-math", "lloyd", JVM_TARGET, slow or k * dimension > 1000, **few),
    )


def kmeans(name, rows, dimension, k, short, long, target, source="mixture", elkan=0.0):
    # FAISS runs the iterations that it is told, so it has no fit to convergence; Elkan is of interest only there.
    second = Peer("scikit-learn k-means", "elkan", elkan) if elkan else Peer("FAISS", "flat")
    peers = [Peer("scikit-learn k-means", "lloyd", target), second]
    if not elkan:
        peers += jvm_kmeans(dimension, k)
    return Workload(name, "kmeans", rows, dimension, k, short, long, tuple(peers), source=source)


def mixture(name, rows, dimension, k, short, long, covariance, sklearn, mclust=0.0, armadillo=0.0, everybody=True):
    peers = [Peer("scikit-learn mixture", covariance, sklearn)]
    if everybody:
        peers.append(Peer("mclust", covariance, mclust, slow=not mclust))
        if covariance in ("full", "diag"):
            peers.append(Peer("Armadillo", covariance, armadillo))
    if covariance == "full" and everybody:
        # Smile as it is documented stops after one iteration where the log-likelihood is negative; with an endless tolerance it goes on.
        few = {"short": 1, "long": 3}
        peers += [
            Peer("Smile EM", "tol=-inf", JVM_TARGET, **few), Peer("ELKI EM", "full", JVM_TARGET, **few),
            Peer("commons-math EM", "full", JVM_TARGET, slow=dimension > 8, short=2, long=4),
            Peer("Spark EM", "local", JVM_TARGET, slow=dimension > 32, **few),
        ]
    if covariance == "diag":
        peers.append(Peer("Weka EM", "diag", JVM_TARGET, short=1, long=3))
    return Workload(name, "gmm", rows, dimension, k, short, long, tuple(peers), covariance=covariance)


WORKLOADS = (
    kmeans("kmeans-200kx64-k100", 200_000, 64, 100, 5, 25, 3),
    kmeans("kmeans-mnist-k10", 60_000, 784, 10, 5, 25, 3, source="mnist"),
    kmeans("kmeans-1Mx8-k16", 1_000_000, 8, 16, 5, 25, 5),
    kmeans("kmeans-200kx64-k1000", 200_000, 64, 1000, 2, 8, 3),
    kmeans("kmeans-100kx256-k1000", 100_000, 256, 1000, 2, 8, 1.8),
    kmeans("kmeans-50kx768-k1000", 50_000, 768, 1000, 2, 6, 0),
    kmeans("kmeans-mnist-converged", 60_000, 784, 10, 0, 1000, 5, source="mnist-class-means", elkan=5),
    Workload("seeding-200kx64-k1000", "seeding", 200_000, 64, 1000, 0, 1, (Peer("scikit-learn k-means++", "greedy", 10),)),
    mixture("gmm-full-200kx32-k16", 200_000, 32, 16, 2, 6, "full", 18, mclust=30),
    mixture("gmm-full-60kx25-k20", 60_000, 25, 20, 3, 13, "full", 15, armadillo=5),
    mixture("gmm-full-500kx3-k10", 500_000, 3, 10, 3, 18, "full", 35, armadillo=9),
    mixture("gmm-full-50kx128-k16", 50_000, 128, 16, 2, 6, "full", 5, everybody=False),
    mixture("gmm-diag-200kx32-k16", 200_000, 32, 16, 5, 65, "diag", 10),
    mixture("gmm-spherical-200kx32-k16", 200_000, 32, 16, 5, 65, "spherical", 10),
    mixture("gmm-tied-200kx32-k16", 200_000, 32, 16, 2, 26, "tied", 40),
    Workload(
        "bernoulli-mnist-k10", "bernoulli", 60_000, 784, 10, 3, 13,
        (Peer("NumPy Bernoulli", "float64", 1.5), Peer("NumPy Bernoulli", "float32")), source="mnist-binary-varying",
    ),
    Workload(
        "reading-csv-500MB", "reading", 2_880_000, 16, 1, 0, 1,
        (Peer("pandas", "default", 1), Peer("pandas", "round_trip")), source="table",
    ),
)


def idx(path):
    """A gzipped IDX file of unsigned bytes."""
    with gzip.open(path) as stream:
        content = stream.read()
    dimensions = content[3]
    return np.frombuffer(content, np.uint8, offset=4 + 4 * dimensions).reshape(np.frombuffer(content, ">i4", dimensions, 4))


def overlapping_clusters(work, random):
    """Float rows around k centres about 0.4 sqrt(2d) deviations apart: Lloyd is still moving after the long run."""
    centres = random.normal(scale=0.4, size=(work.k, work.dimension)).astype(np.float32)
    data = random.standard_normal((work.rows, work.dimension), dtype=np.float32)
    data += centres[random.integers(0, work.k, work.rows)]
    return data, data[random.choice(work.rows, work.k, replace=False)]


def gaussian_components(work, random):
    """Double rows of k components with random covariances and unequal proportions; a start mean is the mean of 20 rows."""
    d = work.dimension
    proportions = random.dirichlet(np.full(work.k, 5.0))
    blocks = []
    for count in random.multinomial(work.rows, proportions):
        rotation, _ = np.linalg.qr(random.normal(size=(d, d)))
        deviations = random.uniform(0.4, 1.6, size=d)
        blocks.append(random.normal(scale=1.0 if d > 4 else 2.0, size=d) + (random.normal(size=(count, d)) * deviations) @ rotation.T)
    data = random.permutation(np.vstack(blocks))
    return data, data[random.choice(work.rows, (work.k, 20), replace=False)].mean(axis=1)


def mnist(source, folder, random):
    """Training images as float 0…255 with ten rows or the class means as start, or binarised at 127.5 with a random theta.

    A column that holds one value only has it as its theta too: ours leaves such columns out of the density.
    """
    pixels = idx(folder / "train-images-idx3-ubyte.gz").reshape(60_000, 784)
    if source == "mnist-binary-varying":
        binary = (pixels > 127.5).astype(np.uint8)
        least, most = binary.min(axis=0), binary.max(axis=0)
        return binary, np.where(least == most, least, np.round(random.uniform(0.25, 0.75, size=(10, 784)), 3))
    if source == "mnist":
        return pixels.astype(np.float32), pixels[:10].astype(np.float32)
    classes = idx(folder / "train-labels-idx1-ubyte.gz")
    return pixels.astype(np.float32), np.array([pixels[classes == c].mean(axis=0) for c in range(10)])


def text_table(work, path, random):
    """A CSV file of numbers with six decimals: a block of rows, over and over, until it has them all."""
    header = ",".join(f"x{j + 1}" for j in range(work.dimension))
    block = random.uniform(0.0, 1000.0, size=(20_000, work.dimension))
    text = "".join(",".join(f"{value:.6f}" for value in row) + "\n" for row in block)
    with path.open("w", encoding="ascii") as out:
        out.write(header + "\n")
        for _ in range(work.rows // len(block)):
            out.write(text)


def files(work, cache):
    """Paths of the row's data and start, written into the cache once; None where MNIST is asked for and not at hand."""
    cache.mkdir(parents=True, exist_ok=True)
    shape = f"{work.rows}x{work.dimension}-k{work.k}"
    kind = "double-" if work.method == "gmm" else ""
    stem = work.source if work.source.startswith("mnist") else f"{work.source}-{kind}{shape}"
    data_file, start_file = cache / f"{stem}.npy", cache / f"{stem}-start.npy"
    if data_file.exists() and start_file.exists():
        return data_file, start_file
    random = np.random.default_rng(SEED)
    if work.method == "reading":
        table = cache / "table.csv"
        if not table.exists():
            text_table(work, table, random)
        return table, table
    if work.source.startswith("mnist"):
        folder = Path(os.environ.get("MIXTURA_TEST_DATA", "")) / "mnist"
        if not (folder / "train-images-idx3-ubyte.gz").exists():
            return None
        data, start = mnist(work.source, folder, random)
    elif work.method == "gmm":
        data, start = gaussian_components(work, random)
    else:
        data, start = overlapping_clusters(work, random)
    np.save(data_file, data)
    np.save(start_file, start)
    return data_file, start_file
