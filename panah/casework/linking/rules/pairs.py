"""What follows from decisions that records are one child, and what two records may be to each other."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import product

from panah.casework.linking.codes import Answer, Band, PairKind, PairState
from panah.engines.matching.births import BirthAgreement, compared_births
from panah.engines.matching.comparing.verdicts import Code, Record, Verdict, compared_names
from panah.engines.matching.keys.blocking import codes_of
from panah.engines.matching.names.endings import OF_A_FAMILY, OF_A_FATHER, Ending
from panah.engines.matching.names.reading import Name, Word

UNDO_FOR = timedelta(days=30)
MOST_OPEN = 5  # pairs of one record that wait at once
Edge = tuple[uuid.UUID, uuid.UUID]


def undo_until(decided_at: datetime) -> datetime:
    """The last moment at which whoever works with the records may part them again without asking."""
    return decided_at + UNDO_FOR


def in_order(one: uuid.UUID, other: uuid.UUID) -> Edge:
    """The same two, whichever was named first."""
    return (one, other) if one.bytes < other.bytes else (other, one)


def components(edges: Iterable[Edge]) -> list[set[uuid.UUID]]:
    """Who is one with whom, directly or over others."""
    beside: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for one, other in edges:
        beside[one].add(other)
        beside[other].add(one)
    found: list[set[uuid.UUID]] = []
    while beside:
        waiting, group = [next(iter(beside))], set[uuid.UUID]()
        while waiting:
            one = waiting.pop()
            if one not in group:
                group.add(one)
                waiting.extend(beside.pop(one))
        found.append(group)
    return found


def first_of(group: Iterable[uuid.UUID], edges: Iterable[Edge], age: Mapping[uuid.UUID, datetime]) -> uuid.UUID:
    """The record under which a group counts: one that no decision puts under another, and of several the oldest."""
    under = {child for child, _first in edges}
    return min(group, key=lambda one: (one in under, age[one], one.bytes))


def band_of(verdict: Verdict) -> Band | None:
    """Below possible a pair is not worth a person's look."""
    if verdict.is_strong:
        return Band.STRONG
    return Band.POSSIBLE if verdict.is_possible else None


def kind_of(one: Record, other: Record, verdict: Verdict) -> PairKind | None:
    """One child, children of one home, or nothing that anybody should look at. Two without a name are nothing."""
    if any(reason.code == Code.NOTHING_TO_COMPARE for reason in verdict.reasons):
        return None
    if are_siblings(one, other):
        return PairKind.SIBLINGS
    return PairKind.SAME if band_of(verdict) else None


def are_siblings(one: Record, other: Record) -> bool:
    """One family name and one father, and another given name; or one that is only alike, with another birthday."""
    agreement = compared_births(one.birth, other.birth)
    ways = list(product(one.names, other.names))
    return bool(ways) and all(_of_one_home(own, their, agreement) for own, their in ways)


def _of_one_home(one: Name, other: Name, agreement: BirthAgreement) -> bool:
    if not (_meet(one, other, OF_A_FAMILY) and _meet(one, other, OF_A_FATHER)):
        return False
    given, their = _given(one), _given(other)
    if not given or not their:
        return False
    codes = {reason.code for reason in compared_names(given, their)}
    if Code.WORD_DIFFERS in codes:
        return True
    return Code.WORD_ALIKE in codes and agreement is BirthAgreement.DIFFERENT


def _meet(one: Name, other: Name, endings: frozenset[Ending]) -> bool:
    """Whether a word with such an ending has the same consonants here and there, of a brother as of his sister."""
    return bool(_codes(one, endings) & _codes(other, endings))


def _codes(name: Name, endings: frozenset[Ending]) -> set[str]:
    return {code for word in _with(name, endings) for root in word.roots for code in codes_of(root) if code}


def _with(name: Name, endings: frozenset[Ending]) -> Sequence[Word]:
    return [word for word in name.words if word.ending in endings]


def _given(name: Name) -> Name:
    named = OF_A_FAMILY | OF_A_FATHER
    return Name(tuple(word for word in name.words if word.ending not in named and not word.is_initial))


def outcome_of(asked: str, asker: str) -> PairState:
    """What two organisations said after a call. One child only where both say so; one "different" is enough to part."""
    words = {asked, asker}
    if Answer.DIFFERENT in words:
        return PairState.DIFFERENT
    if words == {Answer.SAME}:
        return PairState.SAME
    return PairState.OPEN if Answer.CANNOT_SAY in words else PairState.ASKED
