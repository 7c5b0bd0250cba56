"""How well scores find the one right record: ranks, average precision, recall at a precision. Ties count against the scorer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
PRECISION = 0.99


@dataclass(frozen=True)
class Found:
    """Shares between 0 and 1."""

    recall_at_1: float
    recall_at_10: float
    average_precision: float
    recall_at_precision_99: float

    def rounded(self) -> dict[str, float]:
        return {name: round(value, 4) for name, value in vars(self).items()}


def measured(scores: Scores, is_match: NDArray[np.bool_]) -> Found:
    """Both of shape queries × pool. A query without any match in the pool counts in nothing but the false pairs."""
    asked = is_match.any(axis=1)
    best = np.where(is_match, scores, -np.inf).max(axis=1)
    ranks = 1 + ((scores >= best[:, None]) & ~is_match).sum(axis=1)[asked]
    precision, recall = curve(scores.ravel(), is_match.ravel())
    steps = np.diff(np.concatenate(([0.0], recall)))
    sure = recall[precision >= PRECISION]
    return Found(
        recall_at_1=float((ranks <= 1).mean()),
        recall_at_10=float((ranks <= 10).mean()),
        average_precision=float((steps * precision).sum()),
        recall_at_precision_99=float(sure.max()) if len(sure) else 0.0,
    )


def curve(scores: Scores, is_match: NDArray[np.bool_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Precision and recall at every score that occurs, the highest first; equal scores are taken together."""
    order = np.argsort(-scores, kind="stable")
    ordered, right = scores[order], is_match[order]
    ends = np.append(np.flatnonzero(np.diff(ordered)), len(ordered) - 1)
    hits = np.cumsum(right, dtype=np.int64)[ends]
    return hits / (ends + 1), hits / max(1, int(right.sum()))
