"""Which pairs stay as links: those with points enough, of each row the best few. A person decides about each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from panah.engines.matching.comparing.evidence import Points
from panah.engines.matching.comparing.verdicts import POSSIBLE, STRONG, score_of
from panah.engines.matching.registers.meeting import Rows

BEST_OF_A_ROW = 5
MOST_POINTS = 2_000


@dataclass(frozen=True)
class Links:
    """Rows of the first register, rows of the second, and their points."""

    own: Rows
    other: Rows
    points: Points

    def __len__(self) -> int:
        return len(self.own)

    @classmethod
    def joined(cls, parts: Sequence["Links"]) -> "Links":
        return cls(
            np.concatenate([part.own for part in parts] or [np.zeros(0, np.uint32)]),
            np.concatenate([part.other for part in parts] or [np.zeros(0, np.uint32)]),
            np.concatenate([part.points for part in parts] or [np.zeros(0, np.int32)]),
        )

    def order(self, best: int) -> NDArray[np.intp]:
        """The places of the ``best`` of each own row: the higher points first, of equals the earlier row."""
        order = np.lexsort((self.other, -self.points, self.own))
        rows = self.own[order].astype(np.int64)
        starts = np.flatnonzero(np.diff(rows, prepend=-1) != 0) if len(rows) else np.zeros(0, np.intp)
        counts = np.diff(starts, append=len(rows))
        place = np.arange(len(rows)) - np.repeat(starts, counts)
        found: NDArray[np.intp] = order[place < best]
        return found

    def only(self, places: NDArray[np.intp]) -> "Links":
        return Links(self.own[places], self.other[places], self.points[places])


def once(links: Links) -> Links:
    """Each pair one time."""
    _, places = np.unique(links.own.astype(np.uint64) << np.uint64(32) | links.other, return_index=True)
    return links.only(places)


def least_points(score: float) -> int:
    """The fewest points whose score, as it is written, is not below this one."""
    return next((points for points in range(-MOST_POINTS, MOST_POINTS) if score_of(points) >= score), MOST_POINTS)


def written_score(points: int) -> str:
    return f"{score_of(points):.4f}"


def band_of(points: int) -> str:
    """``strong``, ``possible``, or ``weak`` where somebody asked for still less."""
    score = score_of(points)
    return "strong" if score >= STRONG else "possible" if score >= POSSIBLE else "weak"
