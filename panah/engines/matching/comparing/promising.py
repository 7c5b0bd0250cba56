"""Which of some hundred names are worth a verdict with its reasons, which takes a thousand times longer than its points."""

from collections.abc import Sequence

from panah.engines.matching.comparing.candidates import NOTHING, Candidates
from panah.engines.matching.comparing.evidence import Vocabulary
from panah.engines.matching.names.reading import Name


def promise_of(asked: Sequence[Name], names: Sequence[Name]) -> list[tuple[int, int]]:
    """For each of ``names``: how much of what was asked agrees, whatever else it has; then the points of the whole name."""
    whole = [NOTHING] * len(names)
    part = [0] * len(names)
    candidates, vocabulary = Candidates(names), Vocabulary(word for name in names for word in name.words)
    places = [[vocabulary.place(word) for word in name.words] for name in names]
    for one in asked:
        points = candidates.points(one).tolist()
        agreed = [vocabulary.evidence(word).tolist() for word in one.words]
        for at, own in enumerate(places):
            whole[at] = max(whole[at], points[at])
            here = sum(max(0, max((by_word[place] for place in own), default=0)) for by_word in agreed)
            part[at] = max(part[at], here)
    return list(zip(part, whole, strict=True))
