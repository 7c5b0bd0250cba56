"""What a figure is made of, and the arithmetic of counting each child once. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from panah.insight.indicators.codes import Unit

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Window:
    """From a day to a day, both included. ``code`` names one that the programme declared."""

    first: date
    last: date
    code: str = ""

    def is_over(self, today: date) -> bool:
        return self.last < today


@dataclass(frozen=True)
class Cell:
    code: str
    count: int


@dataclass(frozen=True)
class Breakdown:
    """One way to split a total. ``is_partition`` is false where one child may stand in several cells."""

    name: str
    cells: tuple[Cell, ...]
    is_partition: bool = True

    @property
    def total(self) -> int:
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True)
class Row:
    """One counted thing by its code; facts are codes by name of the breakdown. Never a name, never a citizenship (S2)."""

    code: str
    facts: Mapping[str, str | tuple[str, ...]]
    day: date | None = None


@dataclass(frozen=True)
class Count:
    """What an indicator found: its value, nothing where there was nothing to measure, and what lies behind it."""

    value: float | None
    breakdowns: tuple[Breakdown, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Indicator:
    """What is counted. ``count`` takes the window and the organisation to look at, ``""`` for the whole programme.

    ``title`` and ``definition`` are words for people, read by ``str`` in the reader's language.
    """

    code: str
    title: object
    definition: object
    unit: Unit
    count: Callable[[Window, str], Count]
    total: Callable[[Window, str], float | None]
    has_rows: bool = False


@dataclass
class Served:
    """One child over all records that are the same child: facts of the first service, and every type received."""

    code: str
    sex: str
    citizenship: str
    region: str
    age_band: str
    category: str
    first_day: date
    service_types: set[str] = field(default_factory=set)


def quarter_of(day: date) -> str:
    """``2024-Q1``."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def split(
    name: str, codes: Iterable[str], order: Sequence[str], *, is_partition: bool = True, shows_unknown: bool = False
) -> Breakdown:
    """Count codes in the order of their list; what the list does not know comes after it, and unknown last.

    Where somebody could be of unknown kind, ``shows_unknown`` keeps that row even when it holds nobody.
    """
    counts = Counter(code or UNKNOWN for code in codes)
    known = [code for code in order if counts[code] and code != UNKNOWN]
    others = sorted(code for code in counts if code not in order and code != UNKNOWN)
    last = [UNKNOWN] if shows_unknown or counts[UNKNOWN] else []
    return Breakdown(name, tuple(Cell(code, counts[code]) for code in [*known, *others, *last]), is_partition)


def adds_up(value: float | None, breakdown: Breakdown) -> bool:
    return not breakdown.is_partition or breakdown.total == value


def middle(values: Sequence[float]) -> float | None:
    """The median to one decimal; nothing of nothing."""
    return round(median(values), 1) if values else None


def share(part: int, whole: int) -> float | None:
    """Percent to one decimal; nothing of nothing."""
    return round(100 * part / whole, 1) if whole else None
