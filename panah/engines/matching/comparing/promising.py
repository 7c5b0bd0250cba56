"""Which of some hundred names are worth a verdict with its reasons, which takes a thousand times longer than its points."""

from collections.abc import Sequence

from panah.engines.matching.comparing.candidates import NOTHING, Candidates
from panah.engines.matching.names.reading import Name


def promise_of(asked: Sequence[Name], names: Sequence[Name]) -> list[tuple[int, int]]:
    """For each of ``names``: how much of what was asked agrees, whatever else it has; then the points of the whole name."""
    whole = [NOTHING] * len(names)
    part = [0] * len(names)
    candidates = Candidates(names)
    for one in asked:
        points, agreed = candidates.points(one).tolist(), candidates.agreed(one).tolist()
        for at in range(len(names)):
            whole[at], part[at] = max(whole[at], points[at]), max(part[at], agreed[at])
    return list(zip(part, whole, strict=True))
