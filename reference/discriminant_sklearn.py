"""Discriminant analysis of iris: what mixtures with all rows labelled must give.

scikit-learn's LinearDiscriminantAnalysis with solver='lsqr' pools the classes' maximum-likelihood covariances (divisor n),
as a tied Gaussian mixture does. Its QuadraticDiscriminantAnalysis divides by n_k - 1, a mixture by n_k.
"""

import numpy as np
import sklearn
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis

import tables


def iris():
    with open(tables.RESOURCES / "data" / "iris.csv", encoding="ascii") as lines:
        body = [line.strip().split(",") for line in lines if not line.startswith("#")][1:]
    return np.array([[float(cell) for cell in row[:4]] for row in body]), np.array([row[4] for row in body])


def main():
    rows, classes = iris()
    linear = LinearDiscriminantAnalysis(solver="lsqr", store_covariance=True).fit(rows, classes)
    quadratic = QuadraticDiscriminantAnalysis(store_covariance=True).fit(rows, classes)
    head = tables.provenance(f"scikit-learn {sklearn.__version__}", notes=["iris, all rows labelled"])
    for name, model in (("lda", linear), ("qda", quadratic)):
        tables.write_matrix(
            f"discriminant/{name}-probabilities.csv", model.predict_proba(rows), [*head, f"{name}: predict_proba"], "p"
        )
        print(name, "accuracy", model.score(rows, classes))
    tables.write_matrix("discriminant/means.csv", linear.means_, [*head, "means of the classes"])
    tables.write_matrix("discriminant/lda-covariance.csv", linear.covariance_, [*head, "lda: pooled, divisor n"])
    tables.write_matrix(
        "discriminant/qda-covariances.csv", np.vstack(quadratic.covariance_), [*head, "qda: 3 times 4 x 4, divisor n_k - 1"]
    )


if __name__ == "__main__":
    main()
