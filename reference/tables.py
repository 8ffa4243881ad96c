"""Tables of reference values: '#' lines say which program made them, then one header row, then plain CSV."""

import os
import platform
import sys
from pathlib import Path

import numpy as np

RESOURCES = Path(__file__).resolve().parent.parent / "core" / "src" / "test" / "resources" / "reference"


def provenance(*programs, notes=()):
    """The '#' lines at the head of a table: programs with versions, the command, then remarks."""
    everything = [*programs, f"NumPy {np.__version__}", f"Python {platform.python_version()}"]
    return [
        "made by " + ", ".join(everything),
        f"command: python3 reference/{os.path.basename(sys.argv[0])}",
        *notes,
    ]


def text(value):
    """Seventeen significant digits for a real number, so that reading it back gives the same double."""
    if isinstance(value, (float, np.floating)):
        return f"{value:.17g}"
    return str(value)


def write(path, columns, rows, head):
    """Writes one table below the test resources."""
    path = RESOURCES / path
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="ascii") as out:
        out.writelines(f"# {line}\n" for line in head)
        out.write(",".join(columns) + "\n")
        out.writelines(",".join(map(text, row)) + "\n" for row in rows)


def write_matrix(path, matrix, head, prefix="x"):
    """Writes a matrix with columns x1, x2, …"""
    matrix = np.asarray(matrix)
    write(path, [f"{prefix}{j + 1}" for j in range(matrix.shape[1])], matrix, head)


def write_numpy(path, matrix):
    """Writes an NPY file below the test resources."""
    path = RESOURCES / path
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, np.ascontiguousarray(matrix))


def read_matrix(path):
    """Reads a table of numbers that was written here, '#' lines and header left out."""
    with open(RESOURCES / path, encoding="ascii") as lines:
        body = [line for line in lines if not line.startswith("#")][1:]
    return np.array([[float(cell) for cell in line.split(",")] for line in body])
