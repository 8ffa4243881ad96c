"""Scores that tell strangers from familiar rows: values from scikit-learn.

AUROC, average precision both ways, FPR at 95 % TPR both ways, and the curves.

Scores are higher for stranger rows. Most cases are rounded so that many scores tie, within a side and across.
"""

import numpy as np
import sklearn
from sklearn import metrics

import tables


def cases():
    """Names with (familiar, strangers)."""
    yield "apart", [0.0, 1.0, 2.0], [3.0, 4.0]
    yield "upside-down", [3.0, 4.0], [0.0, 1.0, 2.0]
    yield "all-tied", [1.0, 1.0, 1.0], [1.0, 1.0]
    yield "one-each", [0.5], [0.25]
    yield "signed-zeros", [0.0, -0.0, 1.0], [-0.0, 0.0, 2.0]
    random = np.random.default_rng(20260302)
    for familiar, strangers, shift, step in (
        (50, 50, 0.0, 0.5), (200, 30, 1.0, 0.25), (40, 300, 1.0, 1.0), (500, 400, 2.0, 0.1), (700, 700, 0.5, 2.0), (300, 300, 1.5, 0.0),
    ):
        low = random.normal(0, 1, familiar)
        high = random.normal(shift, 1.5, strangers)
        if step > 0:
            low, high = np.round(low / step) * step, np.round(high / step) * step
        yield f"random-{familiar}-{strangers}-{shift}-{step}", low.tolist(), high.tolist()


def rate_at_95(truth, scores):
    fpr, tpr, _ = metrics.roc_curve(truth, scores, drop_intermediate=False)
    return float(fpr[np.argmax(tpr >= 0.95)])


def main():
    head = tables.provenance(f"scikit-learn {sklearn.__version__}")
    values, scored, curves = [], [], []
    for name, familiar, strangers in cases():
        score = np.array(familiar + strangers)
        strange = np.array([0] * len(familiar) + [1] * len(strangers))
        values.append((
            name,
            float(metrics.roc_auc_score(strange, score)),
            float(metrics.average_precision_score(strange, score)),
            float(metrics.average_precision_score(1 - strange, -score)),
            rate_at_95(strange, score),
            rate_at_95(1 - strange, -score),
        ))
        scored.extend((name, int(s), float(x)) for s, x in zip(strange, score))
        if len(score) <= 300:
            fpr, tpr, threshold = metrics.roc_curve(strange, score, drop_intermediate=False)
            curves.extend((name, float(t), float(f), float(r)) for t, f, r in zip(threshold[1:], fpr[1:], tpr[1:]))
        print(*values[-1])
    tables.write("detection/scores.csv", ("case", "strange", "score"), scored, head)
    tables.write(
        "detection/values.csv",
        ("case", "auroc", "auprOut", "auprIn", "fpr95", "fpr95In"),
        values,
        [
            *head,
            "Out: strangers are positive; In: familiar rows are positive and scores negated",
            "FPR at the first threshold with TPR >= 0.95, all thresholds kept",
        ],
    )
    tables.write(
        "detection/curves.csv",
        ("case", "threshold", "fpr", "tpr"),
        curves,
        [*head, "roc_curve with all thresholds, without its first point"],
    )


if __name__ == "__main__":
    main()
