"""How much speaks for one child in each of many pairs: names, births and sex, the points of ``comparing.verdicts``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from panah.engines.matching.births import POINTS, BirthAgreement
from panah.engines.matching.comparing import weights
from panah.engines.matching.comparing.candidates import NOTHING
from panah.engines.matching.comparing.evidence import Points, best_of
from panah.engines.matching.comparing.verdicts import SEX_DIFFERS, SEX_SAME
from panah.engines.matching.registers.people import NO_WORD, People, parts_of
from panah.engines.matching.registers.words import Places, evidence

AGREEMENTS = tuple(BirthAgreement)
_POINTS = np.array([POINTS[agreement] for agreement in AGREEMENTS], dtype=np.int32)
_PIECE = 500_000
"""Pairs whose words are compared in one go."""


def agreements(ours: NDArray[np.int32], theirs: NDArray[np.int32]) -> NDArray[np.int8]:
    """How each two births lie to each other, as places in ``AGREEMENTS``; the same rules as ``compared_births``."""
    year, month, day = parts_of(ours)
    their_year, their_month, their_day = parts_of(theirs)
    whole, their_whole = _whole(month, day), _whole(their_month, their_day)
    same_year = year == their_year
    is_near = np.abs(year - their_year) == 1
    have_months = _has_month(whole, month, day) & _has_month(their_whole, their_month, their_day)
    same = same_year.astype(np.int8) + (month == their_month) + (day == their_day)
    swapped = same_year & (month == their_day) & (day == their_month)
    both = whole & their_whole
    found = [
        (BirthAgreement.UNKNOWN, (year == 0) | (their_year == 0)),
        (BirthAgreement.SAME_DAY, both & (same == len((year, month, day)))),
        (BirthAgreement.SWAPPED, both & swapped),
        (BirthAgreement.ONE_PART_DIFFERS, both & (same == len((month, day)))),
        (BirthAgreement.DIFFERENT, both),
        (BirthAgreement.SAME_YEAR, same_year & ~have_months),
        (BirthAgreement.SAME_MONTH, same_year & (month == their_month)),
        (BirthAgreement.NEAR_YEAR, same_year | is_near),
    ]
    numbers = [np.int8(AGREEMENTS.index(agreement)) for agreement, _ in found]
    otherwise = np.int8(AGREEMENTS.index(BirthAgreement.DIFFERENT))
    return np.select([where for _, where in found], numbers, otherwise).astype(np.int8)


def _whole(month: NDArray[np.int32], day: NDArray[np.int32]) -> NDArray[np.bool_]:
    return (day > 0) & ~((month == 1) & (day == 1))


def _has_month(whole: NDArray[np.bool_], month: NDArray[np.int32], day: NDArray[np.int32]) -> NDArray[np.bool_]:
    return whole | ((month > 0) & (day == 0))


@dataclass(frozen=True)
class Beside:
    """Pairs of rows of two pieces."""

    ours: People
    theirs: People
    own: Places
    other: Places

    def only(self, places: Places | slice) -> "Beside":
        return Beside(self.ours, self.theirs, self.own[places], self.other[places])

    def without_names(self) -> Points:
        """What birth and sex say."""
        agreed = agreements(self.ours.births[self.own], self.theirs.births[self.other])
        sex, their_sex = self.ours.sexes[self.own], self.theirs.sexes[self.other]
        by_sex = np.where(sex == their_sex, SEX_SAME, SEX_DIFFERS)
        points: Points = _POINTS[agreed] + np.where((sex > 0) & (their_sex > 0), by_sex, 0)
        return points.astype(np.int32)

    def reach(self) -> Points:
        """What the names can bring at most."""
        count = np.minimum(self.ours.counts[self.own], self.theirs.counts[self.other])
        most: Points = (self.ours.most[self.own, count] + self.theirs.most[self.other, count] + 1) // 2
        return np.where(count == 0, NOTHING, most).astype(np.int32)

    def worth_comparing(self, least: int) -> Places:
        """Where names can still bring so many points: few pairs with different birthdays pass."""
        return np.flatnonzero(self.without_names() + self.reach() >= least)

    def points(self) -> Points:
        """All of it. Pairs of a name that cannot be read are never alike."""
        found = self.without_names()
        for start in range(0, len(self.own), _PIECE):
            piece = slice(start, start + _PIECE)
            found[piece] += self.only(piece).of_names()
        return found

    def of_names(self) -> Points:
        found = np.full(len(self.own), NOTHING, dtype=np.int32)
        for places in self.by_counts():
            found[places] = Table.of(self.only(places)).points()
        return found

    def by_counts(self) -> Iterator[Places]:
        """Those that have the same numbers of words go together; not those without any."""
        counts, their_counts = self.ours.counts[self.own], self.theirs.counts[self.other]
        kinds = counts.astype(np.int16) * 16 + their_counts
        for kind in np.unique(kinds[(counts > 0) & (their_counts > 0)]):
            yield np.flatnonzero(kinds == kind)


@dataclass(frozen=True)
class Join:
    """Two neighbours of one name as one word: for which pairs, and what it says beside each word of the other name."""

    start: int
    is_ours: bool
    members: Places
    row: list[Points]


@dataclass(frozen=True)
class Table:
    """``rows[i][j]`` is what the i-th word of our names says beside the j-th of theirs; all pairs have as many words."""

    rows: list[list[Points]]
    missed: list[Points]
    their_missed: list[Points]
    joins: list[Join]

    @classmethod
    def of(cls, pairs: Beside) -> "Table":
        ours, theirs = pairs.ours, pairs.theirs
        count, their_count = int(ours.counts[pairs.own[0]]), int(theirs.counts[pairs.other[0]])
        words = ours.places[pairs.own, :count].T
        their_words = theirs.places[pairs.other, :their_count].T
        more = count - their_count
        asked = [(word, their) for word in words for their in their_words]
        joins = []
        if more in (0, 1):
            joins += [(True, start, column) for start, column in enumerate(ours.joins[pairs.own, : count - 1].T)]
        if more in (0, -1):
            joins += [
                (False, start, column) for start, column in enumerate(theirs.joins[pairs.other, : their_count - 1].T)
            ]
        found = []
        for is_ours, start, column in joins:
            members = np.flatnonzero(column != NO_WORD)
            if len(members):
                joined = column[members]
                beside = [word[members] for word in (their_words if is_ours else words)]
                asked += [(joined, word) if is_ours else (word, joined) for word in beside]
                found.append((is_ours, start, members, len(beside)))
        answers = iter(_answers(ours, theirs, asked))
        rows = [[next(answers) for _ in their_words] for _ in words]
        return cls(
            rows=rows,
            missed=[ours.words.missed[word] for word in words],
            their_missed=[theirs.words.missed[word] for word in their_words],
            joins=[Join(start, is_ours, members, [next(answers) for _ in range(length)])
                   for is_ours, start, members, length in found],
        )  # fmt: skip

    def points(self) -> Points:
        """Of all ways to lay the words beside each other the one that speaks most for one person."""
        best = laid(self.rows, self.missed, self.their_missed)
        for join in self.joins:
            rows, missed, their_missed = self.joined(join)
            points = laid(rows, missed, their_missed) - weights.JOINED
            best[join.members] = np.maximum(best[join.members], points)
        return best

    def joined(self, join: Join) -> tuple[list[list[Points]], list[Points], list[Points]]:
        """The table with one word in place of two, for the pairs that have such a word; what it costs to miss it is never
        asked, since a joined name has no more words than the other."""
        at, start = join.members, join.start
        rows = [[points[at] for points in row] for row in self.rows]
        missed, their_missed = [one[at] for one in self.missed], [one[at] for one in self.their_missed]
        if join.is_ours:
            rows[start : start + 2] = [join.row]
            missed[start : start + 2] = [np.zeros(len(at), dtype=np.int32)]
        else:
            for row, points in zip(rows, join.row, strict=True):
                row[start : start + 2] = [points]
            their_missed[start : start + 2] = [np.zeros(len(at), dtype=np.int32)]
        return rows, missed, their_missed


def laid(rows: list[list[Points]], missed: Sequence[Points], their_missed: Sequence[Points]) -> Points:
    """Whichever name is shorter gives the rows."""
    if len(rows) <= len(rows[0]):
        return best_of(rows, their_missed)
    return best_of([list(column) for column in zip(*rows, strict=True)], missed)


def _answers(ours: People, theirs: People, asked: list[tuple[NDArray[np.int32], NDArray[np.int32]]]) -> list[Points]:
    """Each different pair of words is compared once."""
    width = np.int64(len(theirs.words))
    pairs = np.concatenate([own * width + other for own, other in asked])
    different, places = np.unique(pairs, return_inverse=True)
    found = evidence(ours.words, theirs.words, different // width, different % width)[places]
    ends = np.cumsum([len(own) for own, _ in asked])[:-1]
    return [np.ascontiguousarray(part) for part in np.split(found, ends)]
