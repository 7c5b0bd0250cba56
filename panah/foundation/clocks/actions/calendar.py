"""Days that are moved while clocks run: by an office for itself, or by the state for all. What runs by rules is counted again."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.codes import URGENT, TimerKind
from panah.foundation.clocks.models import OwnDay, Timer
from panah.foundation.clocks.queries import LEADERS, calendar_of, deadline_rules, ladder
from panah.foundation.clocks.rules import (
    LEFT_AT_LEAST,
    NoDeadlineRule,
    due_at,
    height,
    not_late_at_once,
    rungs_for,
    working_kinds,
)
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.reference.actions import set_calendar_day
from panah.foundation.reference.codes import content_table
from panah.foundation.reference.models import CalendarDay
from panah.foundation.reference.rules import WorkingCalendar
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

AT_ONCE = 500
MOST_DAYS_OFF = 10  # of its own that an office may have in one year: else no alarm of it would ever ring


class ReasonForDay(Refusal):
    code = "reason_for_day"
    sentence = _("Write why, for example the number of the order.")


class DayTooFar(Refusal):
    code = "day_too_far"
    sentence = _("Choose a day of this year or next year.")


class DayIsPast(Refusal):
    code = "day_is_past"
    sentence = _("This day is over. A day off of your office is said at the latest on the day itself.")


class DayOfDecree(Refusal):
    code = "day_of_decree"
    sentence = _("This day was set by a decree and is not changed here.")


class NothingToChange(Refusal):
    code = "nothing_to_change"
    sentence = _("The calendar says so already.")


class TooManyDaysOff(Refusal):
    code = "too_many_days_off"
    sentence = _("Your office has ten days off of its own in this year already. Deadlines cannot wait longer.")


@action(Permission.CALENDAR_EDIT, on=None, is_audited=False)
def change_day(*, by: Actor, day: date, is_working: bool, reason: str) -> int:
    """A day that our own office has off, or works; gives how many running clocks of it moved. Its leaders are told."""
    own = set_day(by=by, day=day, is_working=is_working, reason=reason)
    _tell_leaders(by, own.organisation, day)
    return recount_timers(by=by, day=day, organisation=own.organisation)


@action(Permission.CALENDAR_EDIT, on=None, is_audited=False)
def restore_day(*, by: Actor, day: date) -> int:
    """Take our own change back; gives how many running clocks moved with it."""
    own = unset_day(by=by, day=day)
    if own is None:
        return 0
    _tell_leaders(by, own.organisation, day)
    return recount_timers(by=by, day=day, organisation=own.organisation)


def _tell_leaders(by: Actor, organisation: Organisation, day: date) -> None:
    queue_notice(
        by=by,
        kind=NoticeKind.CALENDAR_CHANGED,
        organisation=organisation,
        roles=LEADERS,
        subject_code=f"{day:%d.%m.%Y}",
    )


@action(Permission.CALENDAR_EDIT, on=None)
def set_day(*, by: Actor, day: date, is_working: bool, reason: str) -> OwnDay:
    """Only the office for which ``by`` works now, only from today on, and not without end."""
    office = Organisation.objects.select_for_update().get(pk=by.organisation)
    _must_make_sense(office, day, is_working, reason)
    own, _created = OwnDay.objects.update_or_create(
        organisation=office, date=day,
        defaults={
            "is_working": is_working, "reason": reason.strip()[:200], "set_by": Person.objects.get(pk=by.id),
            "set_at": clock.now(),
        },
    )  # fmt: skip
    return own


def _must_make_sense(office: Organisation, day: date, is_working: bool, reason: str) -> None:
    today, own = clock.today(), OwnDay.objects.filter(organisation=office)
    if not reason.strip():
        raise ReasonForDay
    if day < today:
        raise DayIsPast
    if day.year > today.year + 1:
        raise DayTooFar
    if CalendarDay.objects.filter(date=day).exists():
        raise DayOfDecree
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    if calendar_of(office, "normal", noon).is_working_day(day) == is_working:
        raise NothingToChange
    if not is_working and own.filter(is_working=False, date__year=day.year).count() >= MOST_DAYS_OFF:
        raise TooManyDaysOff


@action(Permission.CALENDAR_EDIT, on=None)
def unset_day(*, by: Actor, day: date) -> OwnDay | None:
    """The usual calendar holds again. Nothing where this office has said nothing of that day."""
    own = OwnDay.objects.filter(organisation=by.organisation_id, date=day).select_related("organisation").first()
    if own is not None:
        own.delete()
    return own


@action(Permission.REFERENCE_LOAD, on=None)
def load_decreed_days(*, by: Actor) -> int:
    """Bring the days of content/rules/decreed_days.toml into the database, for all; gives how many are new or differ."""
    known, changed = {row.date: row for row in CalendarDay.objects.all()}, 0
    for row in content_table("rules/decreed_days.toml")["rows"]:
        there, day = known.get(row["date"]), row["date"]
        if there is not None and (there.is_working, there.source) == (row["is_working"], row["src"]):
            continue
        set_calendar_day(by=by, day=day, is_working=row["is_working"], names=row, source=row["src"])
        recount_timers(by=by, day=day)
        changed += 1
    return changed


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def recount_timers(*, by: Actor, day: date, organisation: Organisation | None = None) -> int:
    """Count again from the start what follows rules in working time and runs over ``day``. An agreed day stays.

    A day of one office (``organisation``) moves only what that office has and is not urgent. Alarms that were given stay
    given; where the end moved ahead, the ladder is climbed again from where the clock stands.
    """
    before, after = (datetime.combine(day + timedelta(days=days), time(), tzinfo=UTC) for days in (-1, 2))
    rows = Timer.objects.running().filter(is_by_rule=True, kind__in=working_kinds(deadline_rules()))
    rows = rows.filter(started_at__lt=after, due_at__gte=before)
    if organisation is not None:
        rows = rows.filter(organisation=organisation).exclude(urgency__in=URGENT)
    calendars: dict[tuple[object, bool, int], WorkingCalendar] = {}
    moved = [
        timer for timer in rows.select_related("organisation__place").iterator(AT_ONCE) if _has_moved(timer, calendars)
    ]
    Timer.objects.bulk_update(moved, ["due_at", "rule_source", "level", "climbs_at"], batch_size=AT_ONCE)
    return len(moved)


def _has_moved(timer: Timer, calendars: dict[tuple[object, bool, int], WorkingCalendar]) -> bool:
    key = (timer.organisation_id, timer.urgency in URGENT, timer.started_at.year)
    if key not in calendars:
        calendars[key] = calendar_of(timer.organisation, timer.urgency, timer.started_at)
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
