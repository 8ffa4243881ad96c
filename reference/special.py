"""Special functions to 17 digits, by mpmath at 60 digits: what the densities' normalisers are tested against.

    python3 reference/special.py
"""
import mpmath

import tables

mpmath.mp.dps = 60

XS = ["1e-8", "0.01", "0.5", "1", "1.5", "2", "3.75", "7", "11.999", "12", "25.5", "100", "1234.5", "1e6", "1e12"]
rows = [[x, mpmath.loggamma(mpmath.mpf(float(x))), mpmath.digamma(mpmath.mpf(float(x)))] for x in XS]
HEAD = tables.provenance("mpmath " + mpmath.__version__)


def text(v):
    return mpmath.nstr(v, 20) if isinstance(v, mpmath.mpf) else v


tables.write("special/gamma.csv", ["x", "logGamma", "digamma"], [[text(v) for v in row] for row in rows], HEAD)

ORDERS = ["0", "0.5", "1", "3.5", "11.5", "39.5", "40", "63", "391", "2047.5"]
ARGUMENTS = ["1e-6", "0.3", "1", "2", "5", "20", "39", "41", "100", "391", "1000", "2047", "12345.6", "1e6", "1e9"]
rows = []
for order in ORDERS:
    for x in ARGUMENTS:
        v, y = mpmath.mpf(float(order)), mpmath.mpf(float(x))
        if y > 2e4:
            # Hankel's expansion (DLMF 10.40.1), which converges to 60 digits here while terms fall
            def scaled(v):
                term, total, k = mpmath.mpf(1), mpmath.mpf(1), 0
                while k < 400:
                    k += 1
                    new = -term * (4 * v * v - (2 * k - 1) ** 2) / (k * 8 * y)
                    if abs(new) > abs(term) and k > 1 and abs(term) < mpmath.mpf(10) ** -40:
                        break
                    term = new
                    total += term
                    if abs(term) < mpmath.mpf(10) ** -55:
                        break
                return total / mpmath.sqrt(2 * mpmath.pi * y)

            low, high = scaled(v), scaled(v + 1)
        else:
            low = mpmath.besseli(v, y) * mpmath.exp(-y)
            high = mpmath.besseli(v + 1, y) * mpmath.exp(-y)
        rows.append([order, x, text(mpmath.log(low) - v * mpmath.log(y)), text(high / low)])
tables.write("special/bessel.csv", ["order", "x", "logScaled", "ratio"], rows, HEAD)
