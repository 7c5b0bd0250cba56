"""Who in a list may be somebody already known. Only a proposal: a person compares and decides."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

MOST_FOR_ONE = 3
YEARS_OFF = 1


@dataclass(frozen=True, slots=True)
class Seen:
    """One person as far as doubles are asked for; the tokens of the name, keyed."""

    id: UUID
    tokens: frozenset[int]
    year: int | None
    sex: str


def may_be_same(one: Seen, other: Seen) -> bool:
    """The shorter name stands whole in the longer one, at least two words of it, and neither year nor sex speaks against it."""
    shorter = min(len(one.tokens), len(other.tokens))
    if shorter < 2 or len(one.tokens & other.tokens) < shorter:
        return False
    if one.year is not None and other.year is not None and abs(one.year - other.year) > YEARS_OFF:
        return False
    return one.sex == other.sex or "unknown" in (one.sex, other.sex)


def doubles_of(arrived: Sequence[Seen], known: Iterable[Seen]) -> list[tuple[UUID, UUID]]:
    """Each who came with those known before, or come earlier in the same list, whom it may be; three at most for one."""
    by_pair: dict[tuple[int, int], list[Seen]] = defaultdict(list)
    for one in known:
        _enter(by_pair, one)
    found = []
    for one in arrived:
        near = {other.id: other for pair in _pairs(one) for other in by_pair.get(pair, ())}
        same = [other.id for other in near.values() if may_be_same(one, other)]
        found += [(one.id, other) for other in same[:MOST_FOR_ONE]]
        _enter(by_pair, one)
    return found


def _pairs(one: Seen) -> Iterable[tuple[int, int]]:
    return combinations(sorted(one.tokens)[:8], 2)


def _enter(by_pair: dict[tuple[int, int], list[Seen]], one: Seen) -> None:
    for pair in _pairs(one):
        by_pair[pair].append(one)
