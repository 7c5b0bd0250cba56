"""The weighted edit distance of one word to every word of a list at once.

Dynamic programming, one column a sound, over all words together: numpy does in one step what a loop would do word by word. Words
are sorted by length, so that a column touches only those that reach so far. Whole numbers, so that the answer is exact.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from panah.engines.matching.names.sounds import DELETION, SUBSTITUTION, SWAPPED, numbers

Costs = NDArray[np.int16]
_SUBSTITUTION: list[list[int]] = SUBSTITUTION.tolist()
_DELETION: list[int] = DELETION.tolist()


def distance(one: str, other: str) -> int:
    """The same for a single pair: for so little, numpy takes longer to begin than this to end."""
    if one == other:
        return 0
    ours: list[int] = numbers(one).tolist()
    theirs: list[int] = numbers(other).tolist()
    before: list[int] = []
    last: list[int] = [0, *accumulate(_DELETION[sound] for sound in theirs)]
    for row, sound in enumerate(ours):
        costs, gone = _SUBSTITUTION[sound], _DELETION[sound]
        current = [last[0] + gone]
        for column, here in enumerate(theirs):
            best = min(last[column] + costs[here], last[column + 1] + gone, current[column] + _DELETION[here])
            if row and column and sound == theirs[column - 1] and here == ours[row - 1] and here != sound:
                best = min(best, before[column - 1] + SWAPPED)
            current.append(best)
        before, last = last, current
    return last[-1]


class Sounds:
    """Many roots, laid out by columns: ``columns[i]`` holds the i-th sound of every root that has one."""

    def __init__(self, roots: Sequence[str]) -> None:
        self.order = np.array(sorted(range(len(roots)), key=lambda place: -len(roots[place])), dtype=np.intp)
        ordered = [roots[place] for place in self.order]
        self.lengths = np.array([len(root) for root in ordered], dtype=np.intp)
        longest = int(self.lengths[0]) if ordered else 0
        padded = numbers("".join(root.ljust(longest) for root in ordered))
        codes = np.ascontiguousarray(padded.reshape(len(ordered), longest).T)
        self.reach = [int(np.searchsorted(-self.lengths, -column, side="left")) for column in range(longest)]
        self.columns = [codes[column, :count] for column, count in enumerate(self.reach)]
        self._gone = [DELETION.take(column) for column in self.columns]
        self._beside = np.zeros((longest, *SUBSTITUTION.shape), dtype=bool)
        for column, (before, here) in enumerate(pairwise(self.columns), start=1):
            self._beside[column, before[: len(here)], here] = True
        self._costs: dict[int, list[Costs]] = {}

    def costs_of(self, sound: int) -> list[Costs]:
        """What it costs to take this sound for each of the others, column by column; kept, since sounds come again."""
        if sound not in self._costs:
            self._costs[sound] = [SUBSTITUTION[sound].take(column) for column in self.columns]
        return self._costs[sound]

    def distances(self, root: str) -> NDArray[np.int32]:
        """From ``root`` to every root, in the order in which they were given."""
        rows = self._rows(numbers(root))
        found = np.empty(len(self.lengths), dtype=np.int32)
        for length in range(len(rows)):
            shorter = self.reach[length] if length < len(self.reach) else 0
            upto = self.reach[length - 1] if length else len(self.lengths)
            found[self.order[shorter:upto]] = rows[length][shorter:upto]
        return found

    def _rows(self, sounds: NDArray[np.uint8]) -> list[Costs]:
        """The last row of the table for every word: ``[length of its beginning][word]``."""
        before: list[Costs] = []
        last: list[Costs] = self._first_row()
        earlier = 0
        for sound in map(int, sounds):
            costs, gone = self.costs_of(sound), DELETION[sound]
            current = [last[0] + gone]
            swaps = self._beside[:, sound, earlier].tolist()
            for column, count in enumerate(self.reach):
                best = last[column][:count] + costs[column]
                np.minimum(best, last[column + 1] + gone, out=best)
                np.minimum(best, current[column][:count] + self._gone[column], out=best)
                if swaps[column] and sound != earlier:
                    swapped = (self.columns[column - 1][:count] == sound) & (self.columns[column] == earlier)
                    turned = before[column - 1][:count] + np.int16(SWAPPED)
                    np.minimum(best, turned, out=best, where=swapped)
                current.append(best)
            before, last, earlier = last, current, sound
        return last

    def _first_row(self) -> list[Costs]:
        row = [np.zeros(len(self.lengths), dtype=np.int16)]
        for gone in self._gone:
            row.append(row[-1][: len(gone)] + gone)
        return row

    def first_sounds(self, sound: int) -> NDArray[np.int32]:
        """What it costs to take each root's first sound for this one."""
        found = np.empty(len(self.lengths), dtype=np.int32)
        firsts = self.columns[0] if self.columns else np.zeros(0, dtype=np.uint8)
        found[self.order] = SUBSTITUTION[sound].take(firsts)
        return found
