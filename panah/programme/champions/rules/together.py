"""What two champions wrote down may be one thing that they held together. No rule joins them: a person says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from panah.programme.champions.codes import AT_A_PLACE


@dataclass(frozen=True)
class Held:
    """An event or a meeting as it is compared: by codes and a day. ``is_apart``: somebody said that it is another one."""

    code: str
    champion: str
    type: str
    day: date
    place: str
    venue: str
    recorded_at: datetime
    is_apart: bool = False

    @property
    def what(self) -> tuple[object, ...]:
        """Rows that agree in it may be one. Which school or which market is written by everybody in other words."""
        return self.type, self.day, self.place, self.venue

    @property
    def order(self) -> tuple[datetime, str]:
        return self.recorded_at, self.code


def may_be_one(one: Held, other: Held) -> bool:
    """The same kind on the same day in the same district, at the same kind of place, by two champions."""
    is_somewhere = one.type in AT_A_PLACE and bool(one.place)
    return is_somewhere and one.what == other.what and one.champion != other.champion


def undecided(rows: Iterable[Held]) -> list[tuple[Held, Held]]:
    """Pairs of which nobody has said anything: the one that was written down first, and the later one."""
    pairs: list[tuple[Held, Held]] = []
    earlier: dict[tuple[object, ...], list[Held]] = {}
    for row in sorted(rows, key=lambda one: one.order):
        before = earlier.setdefault(row.what, [])
        first = next((one for one in before if may_be_one(one, row)), None)
        if first is not None and not row.is_apart:
            pairs.append((first, row))
        before.append(row)
    return pairs
