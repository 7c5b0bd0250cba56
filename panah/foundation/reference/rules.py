"""Working time: when an office is open, and what moment lies so many hours or days ahead.

Everything takes aware moments and gives UTC. What counts as a day is local: Asia/Almaty was UTC+6 until the end of
February 2024 and is UTC+5 since, and the zone database knows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Hours = tuple[time, time]
OFFICE: Hours = (time(9), time(18))
OFFICE_WEEK: tuple[Hours | None, ...] = (OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, None, None)
FURTHEST = timedelta(days=3 * 366)


class NoWorkingTime(Exception):
    """The calendar has no open day within three years: a mistake in its days."""

    sentence = "The working calendar has no working day ahead. Check its days."


@dataclass(frozen=True)
class WorkingCalendar:
    """Opening hours from Monday to Sunday (none: closed), days off against them, and days worked against them."""

    holidays: frozenset[date] = frozenset()
    extra_working_days: frozenset[date] = frozenset()
    week: tuple[Hours | None, ...] = OFFICE_WEEK
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Almaty"))

    def is_working_day(self, day: date) -> bool:
        return self.hours_of(day) is not None

    def hours_of(self, day: date) -> Hours | None:
        usual = self.week[day.weekday()]
        if day in self.extra_working_days:
            return usual or next((hours for hours in self.week if hours), OFFICE)
        return None if day in self.holidays else usual

    def local_day(self, moment: datetime) -> date:
        return _aware(moment).astimezone(self.zone).date()

    def closes(self, day: date) -> datetime:
        """The end of a day as a deadline: when the office closes, or would close on a working day."""
        hours = self.hours_of(day) or next((hours for hours in self.week if hours), OFFICE)
        return self._utc(day, hours[1])

    def opening_of(self, day: date) -> tuple[datetime, datetime] | None:
        hours = self.hours_of(day)
        return (self._utc(day, hours[0]), self._utc(day, hours[1])) if hours else None

    def _utc(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, tzinfo=self.zone).astimezone(UTC)


def add_hours(moment: datetime, hours: float) -> datetime:
    """Hours on the clock, night and holiday included."""
    return _aware(moment).astimezone(UTC) + timedelta(hours=hours)


def add_days(moment: datetime, days: int, calendar: WorkingCalendar) -> datetime:
    """The close of the day that is ``days`` ahead in the calendar, a holiday or not."""
    return calendar.closes(calendar.local_day(moment) + timedelta(days=days))


def add_working_days(moment: datetime, days: int, calendar: WorkingCalendar) -> datetime:
    """The close of the last of ``days`` working days; the first is the next one after the day of ``moment``."""
    for number, day in enumerate(_working_days_after(calendar.local_day(moment), calendar), start=1):
        if number >= days:
            return calendar.closes(day)
    raise NoWorkingTime


def add_working_hours(moment: datetime, hours: float, calendar: WorkingCalendar) -> datetime:
    """The moment at which the office has been open for ``hours`` since ``moment``."""
    now, left = _aware(moment).astimezone(UTC), timedelta(hours=hours)
    first = calendar.local_day(moment)
    for day in _working_days_after(first - timedelta(days=1), calendar):
        opening = calendar.opening_of(day)
        if opening is None or opening[1] <= now:
            continue
        begin = max(now, opening[0])
        if left <= opening[1] - begin:
            return begin + left
        left -= opening[1] - begin
    raise NoWorkingTime


def _working_days_after(day: date, calendar: WorkingCalendar) -> Iterator[date]:
    last = day + FURTHEST
    while day < last:
        day += timedelta(days=1)
        if calendar.is_working_day(day):
            yield day


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment
