"""What it means that the other side has a token too: how many of its children would share it by chance alone.

Nobody tells us how common a name is over there; our own children tell, roughly. A token is worth the more the rarer its parts are
among them, and a match is told of where chance would hardly explain it. A person looks at each; nothing is joined.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from panah.engines.matching.comparing.verdicts import Record
from panah.engines.matching.private.tokens import Kind, Level, Token, has_father

LIMIT = 0.2
"""Told of where of a hundred such children at most this many hundred would be met by chance."""
UNSEEN = 100
"""As if so many other children had been counted before: of a small register the rarity of a name is not to be had."""
YEARS_OF_CHILDHOOD = 18
DAYS = 182
"""Days of a year that are told apart when day and month may change places."""
_SEX = 0.5
_LESS_TOLD = {Kind.COARSE: 4.0, Kind.SLIP: 20.0, Kind.GIVEN: 32.0, Kind.INITIAL: 20.0}
"""Where more would be expected to agree and does not."""
_NO_FATHER = 3.0
_NEARNESS = {Level.NEAR_YEAR: 10.0, Level.THEIR_NEAR_YEAR: 10.0}
"""Two years are tried, and few guess a year wrong."""


@dataclass(frozen=True)
class Weighed:
    """A token of one of our children, kept until the answer comes: which child, and how seldom chance shares it."""

    child: int
    chance: float


class Weights:
    """What our own children tell of how common each part is."""

    def __init__(self, tokens: Iterable[Sequence[Token]]) -> None:
        self._parts: Counter[str] = Counter()
        self._years: Counter[int] = Counter()
        self._count = 0
        for of_a_child in tokens:
            self._count += 1
            self._parts.update({_named(token, part) for token in of_a_child for part in token.parts})
            self._years.update({token.year for token in of_a_child if token.year is not None})

    def chance(self, token: Token, record: Record) -> float:
        """The share of other children with this token, made larger where less agrees than could."""
        found = _SEX * _NEARNESS.get(token.level, 1.0) * _LESS_TOLD.get(token.kind, 1.0)
        if token.kind not in (Kind.FATHER, Kind.ALL) and has_father(record):
            found *= _NO_FATHER
        for part in token.parts:
            found *= (self._parts[_named(token, part)] + 1) / (self._count + UNSEEN)
        if token.year is not None:
            found *= (self._years[token.year] + 1) / (self._count + YEARS_OF_CHILDHOOD)
        return found / DAYS if token.level is Level.DAY else found


def _named(token: Token, part: str) -> str:
    """Codes of a kind are counted among their like."""
    of = {Kind.FINE: "f", Kind.SLIP: "s", Kind.INITIAL: "s"}.get(token.kind, "c")
    return f"{of}:{part}"


def possible(shared: Iterable[Weighed], others: int) -> dict[int, float]:
    """The children of whom chance hardly explains what is shared, with how many of ``others`` it would."""
    least: dict[int, float] = {}
    for one in shared:
        expected = one.chance * max(1, others)
        if expected <= LIMIT:
            least[one.child] = min(expected, least.get(one.child, expected))
    return least
