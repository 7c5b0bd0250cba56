"""Who in a list may be somebody already known. Only a proposal: a person compares and decides."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, islice
from uuid import UUID

MOST_FOR_ONE = 3
MOST_OF_A_NAME = 200  # who share two words of the name
MOST_COMPARED = 1_000  # for one, over all the words of a long name
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


@dataclass(frozen=True, slots=True)
class Doubles:
    """The pairs for a person to compare, and how many who came were not compared with everybody of their name."""

    pairs: list[tuple[UUID, UUID]]
    names_of_many: int = 0


def doubles_of(arrived: Sequence[Seen], known: Iterable[Seen]) -> Doubles:
    """Each who came with those known before, or come earlier in the same list, whom it may be; three at most for one.

    Two words that hundreds have, such as those for an unknown name, tell nobody from another: by them nobody is sought.
    """
    by_pair: dict[tuple[int, int], list[Seen]] = defaultdict(list)
    for one in known:
        _enter(by_pair, one)
    found: list[tuple[UUID, UUID]] = []
    names_of_many = 0
    for one in arrived:
        near = [by_pair[pair] for pair in _pairs(one) if pair in by_pair]
        same = _first_same(one, [bucket for bucket in near if len(bucket) <= MOST_OF_A_NAME])
        found += [(one.id, other) for other in same]
        names_of_many += len(same) < MOST_FOR_ONE and any(len(bucket) > MOST_OF_A_NAME for bucket in near)
        _enter(by_pair, one)
    return Doubles(found, names_of_many)


def _first_same(one: Seen, buckets: Iterable[Sequence[Seen]]) -> list[UUID]:
    """The rarest words first: who shares them is the likeliest. It ends where enough are found, or enough were looked at."""
    same: dict[UUID, None] = {}
    rarest_first: list[Sequence[Seen]] = sorted(buckets, key=len)
    for other in islice(chain.from_iterable(rarest_first), MOST_COMPARED):
        if other.id not in same and may_be_same(one, other):
            same[other.id] = None
            if len(same) == MOST_FOR_ONE:
                break
    return list(same)


def _pairs(one: Seen) -> Iterable[tuple[int, int]]:
    return combinations(sorted(one.tokens)[:8], 2)


def _enter(by_pair: dict[tuple[int, int], list[Seen]], one: Seen) -> None:
    for pair in _pairs(one):
        if len(by_pair[pair]) <= MOST_OF_A_NAME:  # one more than is looked through says that they are too many
            by_pair[pair].append(one)
