"""Turns, the hours that nobody holds, and when an alarm about them is due.

Everything takes aware moments. What is a night or a day is local: each organisation lives by the clocks of its place.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from panah.foundation.duty.codes import Cover

NOON = time(12)
A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
LEFT_AT_LEAST = timedelta(hours=6)  # between the alarm and the hour that nobody holds
SHOWN_BEFORE = timedelta(hours=24)  # for so long a gap stands on Today before its alarm


@dataclass(frozen=True, order=True)
class Span:
    """From a moment until a moment, which no longer belongs to it."""

    begins: datetime
    ends: datetime

    def holds(self, moment: datetime) -> bool:
        return self.begins <= moment < self.ends

    def meets(self, other: "Span") -> bool:
        return self.begins < other.ends and other.begins < self.ends

    def until(self, moment: datetime | None) -> "Span":
        """Without what comes after ``moment``."""
        return self if moment is None else Span(self.begins, max(self.begins, min(self.ends, moment)))


@dataclass(frozen=True)
class Hours:
    """When the night begins and ends by the clock, and whether the days are to be held too."""

    cover: Cover
    night_from: time
    night_until: time


def span_of(day: date, begins: time, ends: time, zone: tzinfo) -> Span:
    """A turn of a day; one that ends at or before the hour at which it began ends on the next day."""
    last = day if ends > begins else day + A_DAY
    return Span(_moment(day, begins, zone), _moment(last, ends, zone))


def _moment(day: date, hour: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)


def windows(
    hours: Hours, first: date, last: date, zone: tzinfo, is_working_day: Callable[[date], bool]
) -> Iterator[Span]:
    """What must be held from the first day to the last, in its order: each night, and the days where nobody is there."""
    if hours.cover == Cover.NONE:
        return
    day = first
    while day <= last:
        light = span_of(day, hours.night_until, hours.night_from, zone)
        if hours.cover == Cover.ALWAYS or not is_working_day(day):
            yield light
        yield Span(light.ends, _moment(day + A_DAY, hours.night_until, zone))
        day += A_DAY


def gaps(wanted: Iterable[Span], held: Iterable[Span]) -> list[Span]:
    """The parts of what must be held in which nobody is on duty. Turns may overlap, and reach over the edges."""
    turns = sorted(held)
    return [gap for span in wanted for gap in _left_of(span, turns)]


def _left_of(span: Span, turns: list[Span]) -> Iterator[Span]:
    begins = span.begins
    for turn in turns:
        if turn.begins >= span.ends:
            break
        if turn.begins > begins:
            yield Span(begins, turn.begins)
        begins = max(begins, turn.ends)
    if begins < span.ends:
        yield Span(begins, span.ends)


def alarm_at(gap: Span, zone: tzinfo) -> datetime:
    """The last noon that leaves six hours: of a night noon of the day before which it lies, of a day that of the eve."""
    latest = (gap.begins - LEFT_AT_LEAST).astimezone(zone)
    day = latest.date() if latest.time() >= NOON else latest.date() - A_DAY
    return _moment(day, NOON, zone)


def is_to_be_told(gap: Span, now: datetime, zone: tzinfo) -> bool:
    """Whether it stands on Today: from a day before its alarm until it is over."""
    return alarm_at(gap, zone) - SHOWN_BEFORE <= now < gap.ends


def week_of(day: date) -> date:
    """Its Monday."""
    return day - timedelta(days=day.weekday())


def a_week_later(span: Span, zone: tzinfo) -> Span:
    """The same hours by the clock on the wall there, also where the clocks were changed in between."""
    begins, ends = (
        (moment.astimezone(zone).replace(tzinfo=None) + A_WEEK).replace(tzinfo=zone).astimezone(UTC)
        for moment in (span.begins, span.ends)
    )
    return Span(begins, ends)
