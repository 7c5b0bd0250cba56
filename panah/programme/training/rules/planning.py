"""What is planned: how far an event may move, its half-days, what a plan lacks, and until when each step is due."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from panah.programme.training.codes import DayPart, EventState, PlanFault

MOST_DAYS = 14
MOST_PLACES = 500
LEFT_AT_LEAST = 0.25  # of the time until the first day, for whoever plans late
_CANCELLABLE = (EventState.PLANNED, EventState.OPEN, EventState.CLOSED)
FOLLOWS: Mapping[EventState, frozenset[EventState]] = {
    EventState.PLANNED: frozenset({EventState.OPEN, EventState.RUNNING, EventState.CANCELLED}),
    EventState.OPEN: frozenset({EventState.CLOSED, EventState.RUNNING, EventState.CANCELLED}),
    EventState.CLOSED: frozenset({EventState.OPEN, EventState.RUNNING, EventState.CANCELLED}),
    EventState.RUNNING: frozenset({EventState.TESTED, EventState.CERTIFIED}),
    EventState.TESTED: frozenset({EventState.CERTIFIED}),
    EventState.CERTIFIED: frozenset({EventState.PRACTICE_CHECK, EventState.REPORTED}),
    EventState.PRACTICE_CHECK: frozenset({EventState.REPORTED}),
    EventState.REPORTED: frozenset(),
    EventState.CANCELLED: frozenset(),
}
"""What may come next. Whoever holds a training without enrolling anybody by link goes from the plan to its first day."""


def may_move(state: EventState, to: EventState) -> bool:
    return to in FOLLOWS[state]


def may_be_cancelled(state: EventState) -> bool:
    return state in _CANCELLABLE


@dataclass(frozen=True)
class Hours:
    """From when until when each half of a day lasts."""

    morning: tuple[time, time] = (time(9, 30), time(13, 0))
    afternoon: tuple[time, time] = (time(14, 0), time(17, 30))

    @property
    def are_in_order(self) -> bool:
        return self.morning[0] < self.morning[1] <= self.afternoon[0] < self.afternoon[1]


@dataclass(frozen=True)
class Half:
    date: date
    part: DayPart
    starts_at: datetime
    ends_at: datetime


def half_days(
    first: date, last: date, hours: Hours, zone: tzinfo, *, begins: DayPart = DayPart.MORNING,
    ends: DayPart = DayPart.AFTERNOON,
) -> tuple[Half, ...]:  # fmt: skip
    """Each half of each day; the first may begin after noon, the last may end at noon."""
    found = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for part, (start, end) in ((DayPart.MORNING, hours.morning), (DayPart.AFTERNOON, hours.afternoon)):
            is_before = day == first and begins is DayPart.AFTERNOON and part is DayPart.MORNING
            is_after = day == last and ends is DayPart.MORNING and part is DayPart.AFTERNOON
            if not (is_before or is_after):
                moments = (datetime.combine(day, moment, tzinfo=zone) for moment in (start, end))
                found.append(Half(day, part, *moments))
    return tuple(found)


@dataclass(frozen=True)
class Plan:
    """What is looked at to say whether a plan is whole. ``spoken`` are the languages of each trainer."""

    languages: Collection[str]
    spoken: Iterable[Collection[str]]
    has_modules: bool
    venue: str
    is_accessible: str  # code list yes_no_unknown


def faults_of(plan: Plan) -> tuple[PlanFault, ...]:
    """What is missing three weeks before: somebody who teaches in each language, a venue that everybody can enter."""
    taught = {language for languages in plan.spoken for language in languages}
    found = (
        (PlanFault.NO_MODULE, not plan.has_modules),
        (PlanFault.NO_TRAINER, not set(plan.languages) <= taught),
        (PlanFault.NO_VENUE, not plan.venue.strip()),
        (PlanFault.VENUE_NOT_ACCESSIBLE, plan.is_accessible == "no"),
        (PlanFault.ACCESS_UNKNOWN, plan.is_accessible not in ("yes", "no")),
    )
    return tuple(fault for fault, holds in found if holds)


def missing_languages(plan: Plan) -> list[str]:
    taught = {language for languages in plan.spoken for language in languages}
    return [language for language in plan.languages if language not in taught]


def due_before(first: datetime, days: int, now: datetime) -> datetime:
    """So many days before it begins; for whoever plans later a quarter of the time that is left."""
    return max(first - timedelta(days=days), now + max((first - now) * LEFT_AT_LEAST, timedelta(hours=1)))
