"""Nights, occupancy, and with whom somebody may leave. Days are those of the wall in the house."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from panah.casework.stays.codes import LeavesWith

WARNED_BEFORE = timedelta(days=14)
LOG_DUE = time(10)  # until when the day before is written
SAFE = "safe"


@dataclass(frozen=True)
class Nights:
    """Whoever came on one day and left on another slept the nights between; who left on the same day slept none."""

    first: date
    left: date | None = None  # none: still here

    @classmethod
    def between(cls, came_at: datetime, left_at: datetime | None, zone: tzinfo) -> "Nights":
        """By the local calendar: midnight in Greenwich is five in the morning here."""
        return cls(came_at.astimezone(zone).date(), left_at.astimezone(zone).date() if left_at else None)

    def count(self, since: date, before: date) -> int:
        """The nights that begin on the days from ``since`` on and before ``before``."""
        begin, end = max(self.first, since), min(self.left or before, before)
        return max(0, (end - begin).days)


@dataclass(frozen=True)
class Span:
    """Days on which a bed was there, or was out of use; ``last`` is one of them, none: it goes on."""

    since: date
    last: date | None = None

    def days(self, since: date, before: date) -> set[date]:
        end = before if self.last is None or self.last >= before else self.last + timedelta(days=1)
        begin = max(self.since, since)
        return {begin + timedelta(days=number) for number in range(max(0, (end - begin).days))}


@dataclass(frozen=True)
class Occupancy:
    """How full a house was over some days: nights slept of nights that could have been."""

    nights: int
    possible: int
    guests: int
    left: int
    nights_of_those_who_left: int

    @property
    def per_cent(self) -> int | None:
        """Rounded half up; none where no bed was there."""
        return (200 * self.nights + self.possible) // (2 * self.possible) if self.possible else None

    @property
    def average_stay(self) -> float | None:
        """Nights of those who left in these days, from their first."""
        return round(self.nights_of_those_who_left / self.left, 1) if self.left else None


def occupancy(
    stays: Iterable[Nights], beds: Iterable[tuple[Span, Sequence[Span]]], since: date, before: date
) -> Occupancy:
    """``beds``: each with the days on which it was out of use; the nights from ``since`` on, before ``before``."""
    rows = [stay for stay in stays if stay.first < before and (stay.left is None or stay.left >= since)]
    gone = [stay for stay in rows if stay.left is not None and since <= stay.left < before]
    possible = sum(
        len(bed.days(since, before) - {day for span in out for day in span.days(since, before)}) for bed, out in beds
    )
    return Occupancy(
        nights=sum(stay.count(since, before) for stay in rows),
        possible=possible,
        guests=len(rows),
        left=len(gone),
        nights_of_those_who_left=sum(stay.count(date.min, stay.left) for stay in gone if stay.left),
    )


def month_of(day: date) -> tuple[date, date]:
    """The first day of its month, and that of the next."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


@dataclass(frozen=True)
class Verdict:
    """May somebody leave so; where not, why: ``reason`` is not_safe, not_known or alone."""

    reason: str = ""

    @property
    def is_yes(self) -> bool:
        return not self.reason


def may_leave_with(who: str, *, safeties: Sequence[str], is_grown: bool) -> Verdict:
    """Whether a guest may leave so without a second person (S3).

    ``safeties``: what the lead decided of the adults of this relation. One of them in doubt is enough for a no, and where
    nobody decided anything nobody is safe. Who left without a word has left: that is written, not allowed.
    """
    if is_grown or who in (LeavesWith.OUR_WORKER, LeavesWith.WORKER_OF_BODY, LeavesWith.GUARDIANSHIP_BODY):
        return Verdict()
    if who == LeavesWith.NOT_KNOWN:
        return Verdict()
    if who == LeavesWith.ALONE:
        return Verdict("alone")
    if who == LeavesWith.RELATIVE and safeties:
        return Verdict() if all(safety == SAFE for safety in safeties) else Verdict("not_safe")
    return Verdict("not_known")


def warned_on(expected_until: date) -> date:
    """When the house begins to think of what comes after."""
    return expected_until - WARNED_BEFORE


def log_due_after(now: datetime, zone: tzinfo) -> datetime:
    """Until when the log of the day that runs is written: ten in the morning of the next."""
    local = now.astimezone(zone)
    return datetime.combine(local.date() + timedelta(days=1), LOG_DUE, zone)


def missing_days(first: date, left: date | None, written: Iterable[date], today: date) -> list[date]:
    """The days of a stay that nobody wrote, up to yesterday; the day of leaving is none of them."""
    end = min(left or today, today)
    days = [first + timedelta(days=number) for number in range(max(0, (end - first).days))]
    known = set(written)
    return [day for day in days if day not in known]
