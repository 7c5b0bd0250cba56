"""The comparison again, slow and obvious: one pair at a time, every way tried. The engine must give the same points."""

from functools import cache
from itertools import permutations

from panah.engines.matching.comparing import weights
from panah.engines.matching.comparing.candidates import NOTHING
from panah.engines.matching.comparing.evidence import joins_of
from panah.engines.matching.names.endings import Ending
from panah.engines.matching.names.reading import Name, Word
from panah.engines.matching.names.sounds import DELETION, SUBSTITUTION, SWAPPED, number


def distance(one: str, other: str) -> int:
    """The least that leads from one root to the other."""

    @cache
    def of_beginnings(own: int, their: int) -> int:
        if own == 0 and their == 0:
            return 0
        ways = []
        if own:
            ways.append(of_beginnings(own - 1, their) + missing(one[own - 1]))
        if their:
            ways.append(of_beginnings(own, their - 1) + missing(other[their - 1]))
        if own and their:
            ways.append(of_beginnings(own - 1, their - 1) + instead(one[own - 1], other[their - 1]))
        if (
            own > 1
            and their > 1
            and one[own - 2 : own] == other[their - 2 : their][::-1]
            and one[own - 1] != one[own - 2]
        ):
            ways.append(of_beginnings(own - 2, their - 2) + SWAPPED)
        return min(ways)

    return of_beginnings(len(one), len(other))


def missing(sound: str) -> int:
    return int(DELETION[number(sound)])


def instead(one: str, other: str) -> int:
    return int(SUBSTITUTION[number(one), number(other)])


def evidence(one: Word, other: Word) -> int:
    if one.is_initial or other.is_initial:
        cost = min(instead(first[0], second[0]) for first in one.roots for second in other.roots)
        return max(weights.OF_AN_INITIAL - cost * weights.COST_WEIGHT // 100, weights.AGAINST_AN_INITIAL)
    cost = min(distance(first, second) for first in one.roots for second in other.roots)
    cost += int(weights.ENDINGS[one.ending, other.ending])
    if (one.ending is Ending.NONE) != (other.ending is Ending.NONE):
        cost = min(cost, distance(one.whole, other.whole))
    worth = (weights.told_by(one) + weights.told_by(other)) // 2
    return max(worth - cost * weights.COST_WEIGHT // 100, weights.LEAST_OF_A_PAIR)


def laid(ours: tuple[Word, ...], theirs: tuple[Word, ...]) -> int:
    """Every way to give each word of the shorter name one of the longer."""
    if len(ours) > len(theirs):
        ours, theirs = theirs, ours
    return max(
        sum(evidence(word, theirs[place]) for word, place in zip(ours, taken, strict=True))
        - sum(weights.missed(word) for place, word in enumerate(theirs) if place not in taken)
        for taken in permutations(range(len(theirs)), len(ours))
    )


def points(one: Name, other: Name) -> int:
    if not one or not other:
        return NOTHING
    found = [laid(one.words, other.words)]
    for longer, shorter in ((one, other), (other, one)):
        if len(longer.words) - len(shorter.words) in (0, 1):
            for start, word in joins_of(longer):
                together = (*longer.words[:start], word, *longer.words[start + 2 :])
                found.append(laid(together, shorter.words) - weights.JOINED)
    return max(found)
