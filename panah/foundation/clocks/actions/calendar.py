"""A holiday that is moved afterwards: what runs by the rules is counted again."""

from datetime import UTC, date, datetime, time, timedelta

from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.clocks.queries import deadline_rules, ladder
from panah.foundation.clocks.rules import (
    LEFT_AT_LEAST,
    NoDeadlineRule,
    due_at,
    height,
    not_late_at_once,
    rungs_for,
    working_kinds,
)
from panah.foundation.reference.actions import set_day, unset_day
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import working_calendar
from panah.foundation.reference.rules import WorkingCalendar
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

AT_ONCE = 500


@action(Permission.CALENDAR_EDIT, on=None, is_audited=False)
def change_day(*, by: Actor, day: date, is_working: bool, reason: str) -> int:
    """Set a day against the usual calendar; gives how many running clocks moved with it."""
    set_day(by=by, day=day, is_working=is_working, reason=reason)
    return recount_timers(by=by, day=day)


@action(Permission.CALENDAR_EDIT, on=None, is_audited=False)
def restore_day(*, by: Actor, day: date) -> int:
    """Take our own change back; gives how many running clocks moved with it."""
    return recount_timers(by=by, day=day) if unset_day(by=by, day=day) is not None else 0


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def recount_timers(*, by: Actor, day: date) -> int:
    """Count again from the start what follows rules in working time and runs over ``day``. An agreed day stays.

    Alarms that were given stay given; where the end moved ahead, the ladder is climbed again from where the clock stands.
    """
    before, after = (datetime.combine(day + timedelta(days=days), time(), tzinfo=UTC) for days in (-1, 2))
    rows = Timer.objects.running().filter(is_by_rule=True, kind__in=working_kinds(deadline_rules()))
    rows = rows.filter(started_at__lt=after, due_at__gte=before)
    calendars: dict[tuple[str | None, int], WorkingCalendar] = {}
    moved = [
        timer for timer in rows.select_related("organisation__place").iterator(AT_ONCE) if _has_moved(timer, calendars)
    ]
    Timer.objects.bulk_update(moved, ["due_at", "rule_source", "level", "climbs_at"], batch_size=AT_ONCE)
    return len(moved)


def _has_moved(timer: Timer, calendars: dict[tuple[str | None, int], WorkingCalendar]) -> bool:
    place: Place | None = timer.organisation.place if timer.organisation else None
    key = (place.pk if place else None, timer.started_at.year)
    if key not in calendars:
        calendars[key] = working_calendar(timer.started_at, place)
    try:
        verdict = due_at(deadline_rules(), TimerKind(timer.kind), timer.urgency, timer.started_at, calendars[key])
    except NoDeadlineRule:  # the rule of then is gone: what was counted by it stays
        return False
    due, now = not_late_at_once(timer.started_at, verdict.at, timer.written_at), clock.now()
    if due < timer.due_at:  # a working day more must not make late at once what had time a moment ago
        due = min(timer.due_at, max(due, now + (due - timer.known_from) * LEFT_AT_LEAST))
    if due == timer.due_at:
        return False
    timer.due_at, timer.rule_source = due, verdict.rule.source[:80]
    rungs = rungs_for(ladder(), TimerKind(timer.kind), timer.urgency)
    timer.level, timer.climbs_at = height(rungs, timer.known_from, due, timer.level, now)
    return True
