"""Who does what in each stage: by law, by agreement and by practice, laid into one table; where two lead and where nobody does."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from panah.programme.directory.codes import Basis, Gap, Part

Area = tuple[str, ...]
"""The codes of places from the region to the district; () is the whole country."""


@dataclass(frozen=True)
class Who:
    """One row of the table: an institution by its ``code``, or without one all bodies of a ``kind``."""

    kind: str
    code: str = ""
    area: Area = ()


@dataclass(frozen=True)
class Said:
    """That somebody has a part in a stage, and the paper that says so.

    By law: ``source`` is a code of legal_acts, ``number`` the article (0: not known), ``mark`` as in code lists. Else the paper
    by its name, and ``number`` finds the row again.
    """

    who: Who
    stage: str
    part: Part
    basis: Basis
    source: str = ""
    mark: str = ""
    text: Mapping[str, str] | str = ""
    since: date | None = None
    until: date | None = None
    number: int = 0

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class MatrixRow:
    """Everything that is said of one, by stage."""

    who: Who
    cells: Mapping[str, tuple[Said, ...]]


@dataclass(frozen=True)
class Matrix:
    stages: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    gaps: Mapping[str, Gap]
    leaders: Mapping[str, tuple[Who, ...]]

    def at(self, stage: str) -> tuple[Said, ...]:
        """Everything that is said of one stage: who leads first."""
        found = [said for row in self.rows for said in row.cells.get(stage, ())]
        return tuple(sorted(found, key=lambda said: _ORDER.index(said.part)))


_ORDER = (Part.LEADS, Part.DECIDES, Part.TAKES_PART, Part.IS_TOLD, Part.PAYS)


def matrix(
    rows_of_law: Iterable[Said], rows_of_agreement: Iterable[Said], *, stages: Sequence[str], on: date
) -> Matrix:
    """What holds on a day. What the law says of a kind stands in a row of its own, before the institutions of that kind.

    The kinds follow in the order in which they are said; of one kind the wider area goes first.
    """
    known = set(stages)
    said = [one for one in (*rows_of_law, *rows_of_agreement) if one.holds(on) and one.stage in known]
    by_who: dict[Who, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for one in said:
        by_who[one.who][one.stage].append(one)
    kinds = {kind: place for place, kind in enumerate(dict.fromkeys(one.who.kind for one in said))}
    order = sorted(by_who, key=lambda who: (kinds[who.kind], bool(who.code), len(who.area), who.area))
    rows = tuple(MatrixRow(who, {stage: _in_order(found) for stage, found in by_who[who].items()}) for who in order)
    leaders = {
        stage: tuple(dict.fromkeys(one.who for one in said if one.stage == stage and one.part is Part.LEADS))
        for stage in stages
    }
    return Matrix(tuple(stages), rows, _gaps(leaders), leaders)


def _in_order(found: Collection[Said]) -> tuple[Said, ...]:
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.part), one.basis, one.source)))


def _gaps(leaders: Mapping[str, tuple[Who, ...]]) -> dict[str, Gap]:
    gaps = {}
    for stage, found in leaders.items():
        if not found:
            gaps[stage] = Gap.NOBODY_LEADS
        elif any(_clash(one, other) for place, one in enumerate(found) for other in found[place + 1 :]):
            gaps[stage] = Gap.TWO_LEAD
    return gaps


def _clash(one: Who, other: Who) -> bool:
    """Two lead the same ground. A body of the kind that the law names is no second one, nor is one of another district."""
    if one.kind == other.kind and not (one.code and other.code):
        return False
    shorter = min(len(one.area), len(other.area))
    if one.kind == other.kind:
        return one.area == other.area
    return one.area[:shorter] == other.area[:shorter]
