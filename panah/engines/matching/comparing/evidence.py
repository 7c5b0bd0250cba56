"""Words against words, and the best way to lay the words of one name beside those of another.

Order does not matter. Every word of the shorter name takes one of the longer; of all ways the one that speaks most for one child.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from panah.engines.matching.comparing import weights
from panah.engines.matching.comparing.distance import Sounds, distance
from panah.engines.matching.names.endings import Ending
from panah.engines.matching.names.reading import Name, Word
from panah.engines.matching.names.sounds import SUBSTITUTION, number

Points = NDArray[np.int32]
Key = tuple[tuple[str, ...], int, bool, str]


def key_of(word: Word) -> Key:
    return word.roots, int(word.ending), word.is_initial, word.whole


def points_between(one: Word, other: Word) -> int:
    """What two single words say for and against being one; the same as a ``Vocabulary`` of one word would say."""
    if one.is_initial or other.is_initial:
        cost = min(
            int(SUBSTITUTION[number(ours[0]), number(theirs[0])]) for ours in one.roots for theirs in other.roots
        )
        return max(weights.OF_AN_INITIAL - cost * weights.COST_WEIGHT // 100, weights.AGAINST_AN_INITIAL)
    cost = min(distance(ours, theirs) for ours in one.roots for theirs in other.roots)
    cost += int(weights.ENDINGS[one.ending, other.ending])
    if (one.ending is Ending.NONE) != (other.ending is Ending.NONE):
        cost = min(cost, distance(one.whole, other.whole))
    worth = (weights.told_by(one) + weights.told_by(other)) // 2
    return max(worth - cost * weights.COST_WEIGHT // 100, weights.LEAST_OF_A_PAIR)


def joined(one: Word, other: Word) -> Word | None:
    """Two neighbours as one word: ``Гүл Баһар`` is also ``Гүлбаһар``. Words with endings and long first parts stay apart."""
    if one.is_initial or other.is_initial or one.ending or other.ending or len(one.root) > weights.LONGEST_FIRST_PART:
        return None
    whole = one.root + other.root
    return Word(f"{one.text} {other.text}", (whole,), whole=whole)


def joins_of(name: Name) -> list[tuple[int, Word]]:
    """Where the joined words begin, and the words."""
    pairs = ((place, joined(one, other)) for place, (one, other) in enumerate(pairwise(name.words)))
    return [(place, word) for place, word in pairs if word is not None]


class Vocabulary:
    """The different words of many names, so that each is compared once."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = list({key_of(word): word for word in words}.values())
        self.places = {key_of(word): place for place, word in enumerate(self.words)}
        roots = [root for word in self.words for root in word.roots]
        counts = [len(word.roots) for word in self.words]
        self._starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.intp) if counts else np.zeros(0, np.intp)
        self._sounds = Sounds(roots)
        self._endings = np.array([word.ending for word in self.words], dtype=np.intp)
        self._told = np.array([weights.told_by(word) for word in self.words], dtype=np.int32)
        self._initials = np.array([word.is_initial for word in self.words], dtype=bool)
        self._bare = np.flatnonzero(self._endings == Ending.NONE)
        self._ended = np.flatnonzero(self._endings != Ending.NONE)
        self._bare_wholes = Sounds([self.words[place].whole for place in self._bare])
        self._ended_wholes = Sounds([self.words[place].whole for place in self._ended])
        self.missed = np.array([weights.missed(word) for word in self.words], dtype=np.int32)

    def place(self, word: Word) -> int:
        return self.places[key_of(word)]

    def evidence(self, word: Word) -> Points:
        """What each word of the vocabulary says for and against being this one."""
        if not self.words:
            return np.zeros(0, dtype=np.int32)
        initial = self._by_initial(word)
        if word.is_initial:
            return initial
        costs = np.minimum.reduce([self._nearest(self._sounds.distances(root)) for root in word.roots])
        costs = costs + weights.ENDINGS[word.ending].take(self._endings)
        places, wholes = (
            (self._ended, self._ended_wholes) if word.ending is Ending.NONE else (self._bare, self._bare_wholes)
        )
        costs[places] = np.minimum(costs[places], wholes.distances(word.whole))
        points = (self._told + weights.told_by(word)) // 2 - costs * weights.COST_WEIGHT // 100
        found: Points = np.where(self._initials, initial, np.maximum(points, weights.LEAST_OF_A_PAIR)).astype(np.int32)
        return found

    def _by_initial(self, word: Word) -> Points:
        firsts = {number(root[0]) for root in word.roots}
        costs = np.minimum.reduce([self._nearest(self._sounds.first_sounds(first)) for first in firsts])
        points = weights.OF_AN_INITIAL - costs * weights.COST_WEIGHT // 100
        found: Points = np.maximum(points, weights.AGAINST_AN_INITIAL).astype(np.int32)
        return found

    def _nearest(self, by_view: Points) -> Points:
        found: Points = np.minimum.reduceat(by_view, self._starts)
        return found


def best_of(rows: Sequence[Sequence[Points]], missed: Sequence[Points | int]) -> Points:
    """The most that can be had when each row takes a column of its own.

    ``rows[i][j]`` holds the points of row i beside column j for many pairs of names at once; there are no more rows than columns,
    and a column that no row takes costs what ``missed`` says.
    """
    best: dict[int, Points] = {0: np.zeros_like(rows[0][0])}
    for row in rows:
        following: dict[int, Points] = {}
        for taken, points in best.items():
            for column, gained in enumerate(row):
                if not taken >> column & 1:
                    mask = taken | 1 << column
                    total = points + gained
                    following[mask] = np.maximum(following[mask], total) if mask in following else total
        best = following
    totals = [
        points - sum((cost for column, cost in enumerate(missed) if not taken >> column & 1), start=np.int32(0))
        for taken, points in best.items()
    ]
    most: Points = np.maximum.reduce(totals)
    return most
