"""The year of a champion: quarters, what a plan must hold, when a report is due, what is late, what is counted of whom."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

QUARTERS = (1, 2, 3, 4)
WRITTEN_WITHIN = timedelta(days=14)
MISSED_BEFORE_END = 2
KEPT_AFTER_DECISION = timedelta(days=365)  # the words of an application that was not selected
A_MONTH = timedelta(days=30)


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return self.after.first - timedelta(days=1)

    @property
    def after(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def before(self) -> "Quarter":
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    @classmethod
    def parse(cls, text: str) -> "Quarter | None":
        year, _stroke, number = text.partition("-")
        if not (year.isascii() and year.isdigit() and len(year) == 4 and number in {"1", "2", "3", "4"}):
            return None
        return cls(int(year), int(number))


def empty_quarters(planned: Collection[int], since: date, year: int) -> list[int]:
    """Quarters of the plan in which nothing is planned, though somebody is a champion then: each needs one thing at least."""
    begins = Quarter.of(since)
    return [number for number in QUARTERS if Quarter(year, number) >= begins and number not in planned]


def is_late(happened: date, written: date) -> bool:
    """Written down later than two weeks after: it is taken all the same, and marked."""
    return written - happened > WRITTEN_WITHIN


def quarters_to_report(since: date, until: date | None, today: date) -> list[Quarter]:
    """Quarters that are over: the first of which a month at least was left, up to the one in which somebody ended."""
    over = Quarter.of(today).before
    last = min(Quarter.of(until), over) if until else over
    first = Quarter.of(since)
    found, one = [], first if first.last - since >= A_MONTH else first.after
    while one <= last:
        found.append(one)
        one = one.after
    return found


def missed(wanted: Sequence[Quarter], sent: Collection[Quarter], due: Iterable[Quarter]) -> list[Quarter]:
    """Those whose report is past its day and did not come."""
    late = set(due)
    return [one for one in wanted if one in late and one not in sent]


def is_inactive(wanted: Sequence[Quarter], sent: Collection[Quarter], due: Iterable[Quarter]) -> bool:
    """Two reports in a row did not come, and the last of those due is one of them: an end is proposed, and a person decides."""
    late = set(due)
    last = [one for one in wanted if one in late][-MISSED_BEFORE_END:]
    return len(last) == MISSED_BEFORE_END and not any(one in sent for one in last)
