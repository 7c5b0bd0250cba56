"""Is this the same child: a table of features, each with what it found and what that is worth. A person decides.

The codes are for machines; whoever shows them brings the words. Points add up to the total, so that nothing speaks unseen.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import permutations
from math import exp

from panah.engines.matching.births import POINTS, Birth, BirthAgreement, compared_births
from panah.engines.matching.comparing import weights
from panah.engines.matching.comparing.candidates import NOTHING
from panah.engines.matching.comparing.evidence import joins_of, points_between
from panah.engines.matching.names.endings import OF_A_FATHER
from panah.engines.matching.names.reading import Name, Word


class Code(StrEnum):
    """Why. Codes of births stand in ``BirthAgreement``."""

    WORD_SAME = "word_same"
    WORD_SOUNDS_SAME = "word_sounds_same"
    WORD_ALIKE = "word_alike"
    WORD_DIFFERS = "word_differs"
    INITIAL_FITS = "initial_fits"
    INITIAL_DIFFERS = "initial_differs"
    WORDS_JOINED = "words_joined"
    WORD_MISSING = "word_missing"
    PATRONYMIC_MISSING = "patronymic_missing"
    NOTHING_TO_COMPARE = "nothing_to_compare"
    SEX_SAME = "sex_same"
    SEX_DIFFERS = "sex_differs"
    PLACE_SAME = "place_same"


SEX_SAME, SEX_DIFFERS, PLACE_SAME = 10, -120, 25
SOUNDS_SAME = 12
"""Up to this cost two words are the same word in two orthographies."""
EVEN, SLOPE = 320, 60
"""Two words that agree wholly, and nothing else known, are even; the odds grow e-fold with each further 60 points."""
STRONG, POSSIBLE = 0.76, 0.1
"""Strong asks for a birthday or a father's name beside the two words, a year is not enough; among a million invented records one
question in a few thousand showed a wrong one, and six of ten the right one. Possible is what a person may want to look at."""


@dataclass(frozen=True)
class Reason:
    """One feature: its code, its points, and the words of both sides as they were written (empty where there is none)."""

    code: Code | BirthAgreement
    points: int
    ours: str = ""
    theirs: str = ""


@dataclass(frozen=True)
class Record:
    """What is compared of one child. Several names where a child is known under several. Sex and place are codes; of
    what is not known nothing, for a code that stands for "not known" would count as a difference."""

    names: tuple[Name, ...]
    birth: Birth = field(default_factory=Birth)
    sex: str = ""
    place: str = ""


@dataclass(frozen=True)
class Verdict:
    """``score`` lies between 0 and 1 and grows with the points; below ``POSSIBLE`` a pair is not worth a look."""

    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)

    @property
    def score(self) -> float:
        return score_of(self.points)

    @property
    def is_strong(self) -> bool:
        return self.score >= STRONG

    @property
    def is_possible(self) -> bool:
        return self.score >= POSSIBLE


def score_of(points: int) -> float:
    """The share of pairs with so many points that are one person, roughly; it orders pairs, it does not decide."""
    return 1 / (1 + exp(min(700.0, (EVEN - points) / SLOPE)))


def compared(one: Record, other: Record) -> Verdict:
    """Of several names the two that agree best; symmetric but for the sides of the words."""
    best = max(
        (compared_names(own, others) for own in one.names or (Name(()),) for others in other.names or (Name(()),)),
        key=lambda reasons: sum(reason.points for reason in reasons),
    )
    return Verdict((*best, *features_beside(one, other)))


def features_beside(one: Record, other: Record) -> Iterator[Reason]:
    """What tells beside the names."""
    agreement = compared_births(one.birth, other.birth)
    yield Reason(agreement, POINTS[agreement])
    if one.sex and other.sex:
        same = one.sex == other.sex
        yield Reason(Code.SEX_SAME if same else Code.SEX_DIFFERS, SEX_SAME if same else SEX_DIFFERS)
    if one.place and one.place == other.place:
        yield Reason(Code.PLACE_SAME, PLACE_SAME)


def compared_names(one: Name, other: Name) -> tuple[Reason, ...]:
    """The words laid beside each other in the way that speaks most for one person; the same points as ``Candidates``."""
    if not one or not other:
        return (Reason(Code.NOTHING_TO_COMPARE, NOTHING),)
    between = cache(points_between)
    ways = [_laid(one.words, other.words, between)]
    more = len(one.words) - len(other.words)
    if more in (0, 1):
        ways += [_laid(words, other.words, between, joined) for words, joined in _with_joins(one)]
    if more in (0, -1):
        ways += [_laid(one.words, words, between, joined) for words, joined in _with_joins(other)]
    return max(ways, key=lambda reasons: sum(reason.points for reason in reasons))


def _with_joins(name: Name) -> Iterator[tuple[Sequence[Word], Word]]:
    for start, word in joins_of(name):
        yield (*name.words[:start], word, *name.words[start + 2 :]), word


def _laid(
    ours: Sequence[Word], theirs: Sequence[Word], between: Callable[[Word, Word], int], joined: Word | None = None
) -> tuple[Reason, ...]:
    rows = [[between(word, other) for other in theirs] for word in ours]
    if len(ours) <= len(theirs):
        ways: Iterator[list[tuple[int, int]]] = (
            list(enumerate(taken)) for taken in permutations(range(len(theirs)), len(ours))
        )
    else:
        ways = (
            [(own, place) for place, own in enumerate(taken)] for taken in permutations(range(len(ours)), len(theirs))
        )

    def total(way: list[tuple[int, int]]) -> int:
        used, beside = {own for own, _ in way}, {place for _, place in way}
        lost = sum(weights.missed(word) for place, word in enumerate(ours) if place not in used)
        return sum(rows[own][place] for own, place in way) - lost - sum(
            weights.missed(word) for place, word in enumerate(theirs) if place not in beside
        )  # fmt: skip

    best = max(ways, key=total)
    reasons = [_beside(ours[own], theirs[place], rows[own][place]) for own, place in best]
    reasons += [_missing(word, ours=True) for place, word in enumerate(ours) if place not in {own for own, _ in best}]
    reasons += [_missing(word, ours=False) for place, word in enumerate(theirs) if place not in {at for _, at in best}]
    if joined:
        reasons.append(Reason(Code.WORDS_JOINED, -weights.JOINED, joined.text))
    return tuple(reasons)


def _beside(own: Word, other: Word, points: int) -> Reason:
    if own.is_initial or other.is_initial:
        return Reason(Code.INITIAL_FITS if points > 0 else Code.INITIAL_DIFFERS, points, own.text, other.text)
    agreed = (weights.told_by(own) + weights.told_by(other)) // 2
    if own.text.casefold() == other.text.casefold():
        code = Code.WORD_SAME
    elif points >= agreed - SOUNDS_SAME * weights.COST_WEIGHT // 100:
        code = Code.WORD_SOUNDS_SAME
    else:
        code = Code.WORD_ALIKE if points > 0 else Code.WORD_DIFFERS
    return Reason(code, points, own.text, other.text)


def _missing(word: Word, *, ours: bool) -> Reason:
    code = Code.PATRONYMIC_MISSING if word.ending in OF_A_FATHER else Code.WORD_MISSING
    return Reason(code, -weights.missed(word), word.text if ours else "", "" if ours else word.text)
