"""Many names made ready once, so that one name is compared to all of them in one go."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from panah.engines.matching.comparing import weights
from panah.engines.matching.comparing.evidence import Points, Vocabulary, best_of, joins_of
from panah.engines.matching.names.reading import Name, Word

NOTHING = -10_000
"""The points of a pair of which one name has no word that can be read: never a match, also not of two empty ones."""


class _Group:
    """The names that have the same number of words."""

    def __init__(self, places: list[int], names: Sequence[Name], vocabulary: Vocabulary) -> None:
        self.places = np.array(places, dtype=np.intp)
        self.words = np.array(
            [[vocabulary.place(word) for word in names[place].words] for place in places], dtype=np.intp
        ).T.copy()
        self.count = len(self.words)
        self.missed = [vocabulary.missed[column] for column in self.words]
        self.joins = [self._joins(start, names, vocabulary) for start in range(self.count - 1)]

    def _joins(
        self, start: int, names: Sequence[Name], vocabulary: Vocabulary
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        found = [
            (row, vocabulary.place(word))
            for row, place in enumerate(self.places)
            for begins, word in joins_of(names[place])
            if begins == start
        ]
        rows, words = zip(*found, strict=True) if found else ((), ())
        return np.array(rows, dtype=np.intp), np.array(words, dtype=np.intp)

    def points(self, name: Name, evidence: dict[Word, Points], joins: list[tuple[int, Word]]) -> Points:
        """The words beside each other; where that may help, also with two neighbours of one name taken as one word."""
        rows = [[evidence[word].take(column) for column in self.words] for word in name.words]
        missed: list[Points | int] = [weights.missed(word) for word in name.words]
        best = _laid(rows, missed, self.missed)
        more = len(name.words) - self.count
        if more in (0, 1):
            for start, word in joins:
                row = [evidence[word].take(column) for column in self.words]
                others = [*rows[:start], row, *rows[start + 2 :]]
                best = np.maximum(best, best_of(others, self.missed) - weights.JOINED)
        if more in (0, -1):
            for start, (members, words) in enumerate(self.joins):
                if len(members):
                    fewer = [
                        _joined_row(row, start, members, evidence[word].take(words))
                        for word, row in zip(name.words, rows, strict=True)
                    ]
                    points = _laid(fewer, missed, [0] * (self.count - 1)) - weights.JOINED
                    best[members] = np.maximum(best[members], points)
        return best


def _laid(rows: list[list[Points]], own_missed: Sequence[Points | int], their_missed: Sequence[Points | int]) -> Points:
    """Whichever name is shorter gives the rows."""
    if len(rows) <= len(rows[0]):
        return best_of(rows, their_missed)
    return best_of([list(column) for column in zip(*rows, strict=True)], own_missed)


def _joined_row(row: list[Points], start: int, members: NDArray[np.intp], points: Points) -> list[Points]:
    """For those names whose words from ``start`` on may be one, the row with that word in place of the two."""
    return [*(one[members] for one in row[:start]), points, *(one[members] for one in row[start + 2 :])]


class Candidates:
    """``Candidates(names).points(name)`` holds for each of them how much speaks for one child, in the order given."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._count = len(names)
        by_count: dict[int, list[int]] = {}
        for place, name in enumerate(names):
            by_count.setdefault(len(name.words), []).append(place)
        by_count.pop(0, None)
        words = [word for name in names for word in name.words]
        self._vocabulary = Vocabulary([*words, *(word for name in names for _, word in joins_of(name))])
        self._known: dict[Word, Points] = {}
        self._groups = [_Group(places, names, self._vocabulary) for _, places in sorted(by_count.items())]

    def agreed(self, name: Name) -> Points:
        """How much of each of its words agrees with any word of the other name, whatever else that has; never below 0."""
        found = np.zeros(self._count, dtype=np.int32)
        evidence = self._evidence(name)
        for group in self._groups:
            for word in name.words:
                best = np.maximum.reduce([evidence[word].take(column) for column in group.words])
                found[group.places] += np.maximum(best, 0)
        return found

    def _evidence(self, name: Name) -> dict[Word, Points]:
        for word in {*name.words, *(word for _, word in joins_of(name))} - self._known.keys():
            self._known[word] = self._vocabulary.evidence(word)
        return self._known

    def points(self, name: Name) -> Points:
        found = np.full(self._count, NOTHING, dtype=np.int32)
        if not name:
            return found
        joins, evidence = joins_of(name), self._evidence(name)
        for group in self._groups:
            found[group.places] = group.points(name, evidence, joins)
        return found
