"""Why a pair was linked, in codes. Nothing is said of what a word was."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from panah.engines.matching.comparing import weights
from panah.engines.matching.comparing.verdicts import SOUNDS_SAME, Code
from panah.engines.matching.names.endings import OF_A_FATHER
from panah.engines.matching.registers.pairs import AGREEMENTS, Beside, Table, agreements
from panah.engines.matching.registers.words import Words

_FITS = SOUNDS_SAME * weights.COST_WEIGHT // 100
_FATHERS = [int(ending) for ending in OF_A_FATHER]
_NO_TEXT = -1
Item = tuple[int, int]
"""A word by its number, and what tells how it was written; two words taken as one were never written so."""


def reasons_of(pairs: Beside) -> list[str]:
    """For each pair the codes of its verdict, names first, parted by spaces."""
    names = [Code.NOTHING_TO_COMPARE.value] * len(pairs.own)
    for places in pairs.by_counts():
        for place, codes in zip(places, _of_one_shape(pairs.only(places)), strict=True):
            names[place] = " ".join(codes)
    return [f"{said} {others}" for said, others in zip(names, _without_names(pairs), strict=True)]


def _without_names(pairs: Beside) -> Iterator[str]:
    agreed = agreements(pairs.ours.births[pairs.own], pairs.theirs.births[pairs.other])
    sexes, their_sexes = pairs.ours.sexes[pairs.own], pairs.theirs.sexes[pairs.other]
    for agreement, sex, their_sex in zip(agreed, sexes, their_sexes, strict=True):
        code = AGREEMENTS[agreement].value
        if sex and their_sex:
            code += f" {Code.SEX_SAME if sex == their_sex else Code.SEX_DIFFERS}"
        yield code


def _of_one_shape(pairs: Beside) -> Iterator[list[str]]:
    """The ways of each pair in the order in which ``compared_names`` tries them; of equals the first counts."""
    ours, theirs = pairs.ours, pairs.theirs
    table = Table.of(pairs)
    rows = np.array(table.rows).transpose(2, 0, 1).tolist()
    joins: dict[int, list[tuple[bool, int, list[int]]]] = {}
    for join in table.joins:
        columns = np.array(join.row).T.tolist()
        for member, points in zip(join.members.tolist(), columns, strict=True):
            joins.setdefault(member, []).append((join.is_ours, join.start, points))
    for place, (own, other) in enumerate(zip(pairs.own, pairs.other, strict=True)):
        items, their_items = (
            _items(ours.places[own], ours.texts[own]),
            _items(theirs.places[other], theirs.texts[other]),
        )
        ways = [_Way(ours.words, theirs.words, rows[place], items, their_items)]
        for is_ours, start, points in joins.get(place, []):
            joined = (int((ours.joins[own] if is_ours else theirs.joins[other])[start]), _NO_TEXT)
            ways.append(ways[0].joined(is_ours, start, joined, points))
        yield max(ways, key=lambda way: way.total).codes()


def _items(places: NDArray[np.int32], texts: NDArray[np.uint32]) -> list[Item]:
    return [(word, text) for word, text in zip(places.tolist(), texts.tolist(), strict=True) if word >= 0]


@dataclass
class _Way:
    """The words of one pair beside each other, as well as they can lie."""

    words: Words
    their_words: Words
    rows: list[list[int]]
    items: list[Item]
    their_items: list[Item]
    price: int = 0

    def __post_init__(self) -> None:
        count, their_count = len(self.items), len(self.their_items)
        if count <= their_count:
            taken = [list(enumerate(order)) for order in permutations(range(their_count), count)]
        else:
            taken = [[(own, at) for at, own in enumerate(order)] for order in permutations(range(count), their_count)]
        totals = [self._total(pairs) for pairs in taken]
        self.total = max(totals)
        self.taken = taken[totals.index(self.total)]

    def _total(self, taken: list[tuple[int, int]]) -> int:
        own, other = self._left(taken)
        lost = sum(int(self.words.missed[word]) for word in own)
        lost += sum(int(self.their_words.missed[word]) for word in other)
        return sum(self.rows[at][to] for at, to in taken) - lost - self.price

    def _left(self, taken: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
        used, beside = {at for at, _ in taken}, {to for _, to in taken}
        own = [word for at, (word, _) in enumerate(self.items) if at not in used]
        return own, [word for to, (word, _) in enumerate(self.their_items) if to not in beside]

    def joined(self, is_ours: bool, start: int, item: Item, points: list[int]) -> "_Way":
        """The same with one word in place of the two that begin at ``start``."""
        items, their_items = [*self.items], [*self.their_items]
        (items if is_ours else their_items)[start : start + 2] = [item]
        if is_ours:
            rows = [*self.rows[:start], points, *self.rows[start + 2 :]]
        else:
            rows = [[*row[:start], one, *row[start + 2 :]] for row, one in zip(self.rows, points, strict=True)]
        return _Way(self.words, self.their_words, rows, items, their_items, weights.JOINED)

    def codes(self) -> list[str]:
        own, other = self._left(self.taken)
        found = [self._beside(self.items[at], self.their_items[to], self.rows[at][to]) for at, to in self.taken]
        found += [_missing(self.words, word) for word in own] + [_missing(self.their_words, word) for word in other]
        return [*found, Code.WORDS_JOINED.value] if self.price else found

    def _beside(self, own: Item, other: Item, points: int) -> str:
        (word, text), (their, their_text) = own, other
        if self.words.is_initial[word] or self.their_words.is_initial[their]:
            return (Code.INITIAL_FITS if points > 0 else Code.INITIAL_DIFFERS).value
        if text == their_text:
            return Code.WORD_SAME.value
        if points >= (int(self.words.told[word]) + int(self.their_words.told[their])) // 2 - _FITS:
            return Code.WORD_SOUNDS_SAME.value
        return (Code.WORD_ALIKE if points > 0 else Code.WORD_DIFFERS).value


def _missing(words: Words, word: int) -> str:
    return (Code.PATRONYMIC_MISSING if words.endings[word] in _FATHERS else Code.WORD_MISSING).value
