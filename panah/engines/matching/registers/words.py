"""The words of many names as arrays, and what a word of one register says beside a word of the other, pair by pair."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from panah.engines.matching.comparing import weights
from panah.engines.matching.comparing.evidence import Points, key_of
from panah.engines.matching.names.endings import Ending
from panah.engines.matching.names.reading import Word
from panah.engines.matching.names.sounds import DELETION, SUBSTITUTION, SWAPPED, numbers

Arrays = Mapping[str, NDArray[Any]]
Places = NDArray[np.intp]
Costs = NDArray[np.int16]
_WIDTH = SUBSTITUTION.shape[1]
_FLAT = SUBSTITUTION.ravel()
_MOST_SOUNDS = 64


@dataclass(frozen=True)
class Words:
    """Different words. ``roots[view]`` are laid out row by row, with no sound (0) behind their end; a view that a word lacks
    has the length 0."""

    roots: NDArray[np.uint8]
    lengths: NDArray[np.uint8]
    wholes: NDArray[np.uint8]
    whole_lengths: NDArray[np.uint8]
    endings: NDArray[np.uint8]
    told: NDArray[np.int32]
    missed: NDArray[np.int32]
    is_initial: NDArray[np.bool_]

    @classmethod
    def of(cls, words: Iterable[Word]) -> tuple["Words", dict[object, int]]:
        """With the place of each by its key."""
        different = {key_of(word): word for word in words}
        listed = list(different.values())
        views = max((len(word.roots) for word in listed), default=1)
        by_view = [[word.roots[view] if view < len(word.roots) else "" for word in listed] for view in range(views)]
        longest = max((len(root) for roots in by_view for root in roots), default=1)
        found = cls(
            roots=np.stack([_laid_out(roots, longest) for roots in by_view]),
            lengths=np.array([[len(root) for root in roots] for roots in by_view], dtype=np.uint8),
            wholes=_laid_out([word.whole for word in listed], max((len(word.whole) for word in listed), default=1)),
            whole_lengths=np.array([len(word.whole) for word in listed], dtype=np.uint8),
            endings=np.array([word.ending for word in listed], dtype=np.uint8),
            told=np.array([weights.told_by(word) for word in listed], dtype=np.int32),
            missed=np.array([weights.missed(word) for word in listed], dtype=np.int32),
            is_initial=np.array([word.is_initial for word in listed], dtype=bool),
        )
        return found, {key: place for place, key in enumerate(different)}

    def __len__(self) -> int:
        return len(self.endings)


def _laid_out(roots: list[str], longest: int) -> NDArray[np.uint8]:
    return numbers("".join(root.ljust(longest) for root in roots)).reshape(len(roots), longest)


def evidence(ours: Words, theirs: Words, own: Places, other: Places) -> Points:
    """What the words ``own`` say for and against being the words ``other``, in the points of ``Vocabulary.evidence``."""
    points = np.empty(len(own), dtype=np.int32)
    by_initial = ours.is_initial[own] | theirs.is_initial[other]
    for places, of in ((np.flatnonzero(by_initial), _of_initials), (np.flatnonzero(~by_initial), _of_words)):
        if len(places):
            points[places] = of(ours, theirs, own[places], other[places])
    return points


def _of_initials(ours: Words, theirs: Words, own: Places, other: Places) -> Points:
    costs = np.full(len(own), np.iinfo(np.int32).max // weights.COST_WEIGHT, dtype=np.int32)
    for mine, here in zip(ours.roots, ours.lengths, strict=True):
        for their, there in zip(theirs.roots, theirs.lengths, strict=True):
            both = (here[own] > 0) & (there[other] > 0)
            first = SUBSTITUTION[mine[own, 0], their[other, 0]]
            np.minimum(costs, first, out=costs, where=both)
    points: Points = weights.OF_AN_INITIAL - costs * weights.COST_WEIGHT // 100
    return np.maximum(points, weights.AGAINST_AN_INITIAL)


def _of_words(ours: Words, theirs: Words, own: Places, other: Places) -> Points:
    costs = np.full(len(own), np.iinfo(np.int32).max // weights.COST_WEIGHT, dtype=np.int32)
    for mine, here in zip(ours.roots, ours.lengths, strict=True):
        for their, there in zip(theirs.roots, theirs.lengths, strict=True):
            both = np.flatnonzero((here[own] > 0) & (there[other] > 0))
            if len(both):
                found = distances(mine, here, own[both], their, there, other[both])
                costs[both] = np.minimum(costs[both], found)
    costs += weights.ENDINGS[ours.endings[own], theirs.endings[other]]
    bare, their_bare = ours.endings[own] == Ending.NONE, theirs.endings[other] == Ending.NONE
    places = np.flatnonzero(bare != their_bare)
    if len(places):
        wholes = distances(
            ours.wholes, ours.whole_lengths, own[places], theirs.wholes, theirs.whole_lengths, other[places]
        )
        costs[places] = np.minimum(costs[places], wholes)
    points: Points = (ours.told[own] + theirs.told[other]) // 2 - costs * weights.COST_WEIGHT // 100
    return np.maximum(points, weights.LEAST_OF_A_PAIR)


def distances(
    ours: NDArray[np.uint8], our_lengths: NDArray[np.uint8], own: Places,
    theirs: NDArray[np.uint8], their_lengths: NDArray[np.uint8], other: Places,
) -> Costs:  # fmt: skip
    """The weighted edit distance of each pair. Pairs of equal lengths go together, so that no step is for nothing."""
    found = np.empty(len(own), dtype=np.int16)
    shapes = our_lengths[own].astype(np.int16) * _MOST_SOUNDS + their_lengths[other]
    order = np.argsort(shapes, kind="stable")
    kinds, starts = np.unique(shapes[order], return_index=True)
    for kind, start, end in zip(kinds, starts, [*starts[1:], len(order)], strict=True):
        places = order[start:end]
        length, their_length = divmod(int(kind), _MOST_SOUNDS)
        mine = np.ascontiguousarray(ours[own[places], :length].T)
        their = np.ascontiguousarray(theirs[other[places], :their_length].T)
        found[places] = _aligned(mine, their)
    return found


def _aligned(mine: NDArray[np.uint8], theirs: NDArray[np.uint8]) -> Costs:
    """``mine[i]`` holds the i-th sound of every word. The same steps as in ``comparing.distance``."""
    gone_there = DELETION[theirs]
    last = [np.zeros(theirs.shape[1], dtype=np.int16)]
    for gone in gone_there:
        last.append(last[-1] + gone)
    before = last
    for row, sounds in enumerate(mine):
        gone, start = DELETION[sounds], sounds.astype(np.intp) * _WIDTH
        current = [last[0] + gone]
        for column, here in enumerate(theirs):
            best = last[column] + _FLAT.take(start + here)
            np.minimum(best, last[column + 1] + gone, out=best)
            np.minimum(best, current[column] + gone_there[column], out=best)
            if row and column:
                previous = theirs[column - 1]
                swapped = (previous == sounds) & (here == mine[row - 1]) & (here != previous)
                if swapped.any():
                    np.minimum(best, before[column - 1] + np.int16(SWAPPED), out=best, where=swapped)
            current.append(best)
        before, last = last, current
    return last[-1]
