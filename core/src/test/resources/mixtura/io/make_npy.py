"""Writes the small NPY and NPZ files that the reader is tested with: /usr/bin/python3 make_npy.py (NumPy 1.24.2).

Every file holds the 5 x 3 table x[n, j] = 10 n + j (halves added where the type has them), or what its name says.
"""
import numpy as np

x = np.arange(5)[:, None] * 10 + np.arange(3)
for kind in ["f2", "f4", "f8", "i1", "u1", "i2", "u2", "i4", "u4", "i8"]:
    values = x + 0.5 if kind[0] == "f" else x
    for order, word in [("<", "little"), (">", "big")]:
        if kind.endswith("1") and order == ">":
            continue
        np.save(f"{kind}-{word}.npy", values.astype(order + kind))
    np.save(f"{kind}-fortran.npy", np.asfortranarray(values.astype("<" + kind)))
np.save("bool.npy", x % 2 == 1)
np.save("one-axis.npy", x[:, 0].astype("f8"))
np.save("images.npy", np.arange(24, dtype="u1").reshape(2, 3, 4))
np.save("extremes-i4.npy", np.array([[-2**31, 2**31 - 1]], dtype="i4"))
np.save("extremes-u4.npy", np.array([[0, 2**32 - 1]], dtype="u4"))
np.save("complex.npy", np.array([[1j]]))
np.save("text.npy", np.array(["a", "b"]))
np.save("record.npy", np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]))
np.save("scalar.npy", np.array(3.5))
np.save("no-rows.npy", np.zeros((0, 3)))
np.save("fortran-3-axes.npy", np.asfortranarray(np.zeros((2, 3, 4))))
with open("version-2.npy", "wb") as f:
    np.lib.format.write_array(f, x.astype("f8"), version=(2, 0))
with open("version-3.npy", "wb") as f:
    np.lib.format.write_array(f, x.astype("f8"), version=(3, 0))
np.savez("stored.npz", a=x.astype("f8"), b=np.arange(3))
np.savez_compressed("deflated.npz", x.astype("f4"))
