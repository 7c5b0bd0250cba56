"""What nobody presses: a quarter is over, a report did not come, a call has closed, an old application goes."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from panah.foundation.clocks.actions import Owner, Shown, start_timer
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.champions.actions.calling import wait_for_answers
from panah.programme.champions.codes import ChampionState
from panah.programme.champions.models import Call, Champion
from panah.programme.champions.queries import report_due_on, year_of
from panah.programme.champions.rules import Quarter

CALLS_LOOKED_AT = timedelta(days=400)


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def watch_champions(*, by: Actor) -> int:
    """Rows begin when a quarter is over, when a report did not come, and when two did not. Gives how many began."""
    since = clock.today() - CALLS_LOOKED_AT
    calls = Call.objects.filter(closes_on__gte=since).select_related("organisation", "file")
    begun = sum(wait_for_answers(by=by, call=call) for call in calls)
    rows = Champion.objects.filter(state=ChampionState.ACTIVE)
    return begun + sum(_watched(by, one) for one in rows.select_related("organisation", "person", "file"))


def _watched(by: Actor, champion: Champion) -> int:
    year = year_of(champion)
    begun = 0
    if year.to_write and year.to_write[0] not in year.missed and champion.person is not None:
        begun += _asked(by, champion, year.to_write[0])
    if year.missed:
        begun += _once(by, champion, TimerKind.CHAMPION_CALL, report_due_on(year.missed[-1]))
    if year.is_inactive:
        begun += _once(by, champion, TimerKind.CHAMPION_END, report_due_on(year.missed[-1]))
    return begun


def _asked(by: Actor, champion: Champion, quarter: Quarter) -> int:
    """Of the champion: the row stands from the first day after the quarter, ten days before it is due."""
    here = Timer.objects.filter(file=champion.file_id, kind=TimerKind.CHAMPION_REPORT, address_code=str(quarter))
    if here.exists():
        return 0
    start_timer(
        by=by, file=champion.file, kind=TimerKind.CHAMPION_REPORT, urgency="normal",
        owner=Owner(champion.organisation, champion.person),
        shown=Shown(champion.code, "champion-report", str(quarter)), due=_end_of(report_due_on(quarter)),
    )  # fmt: skip
    return 1


def _once(by: Actor, champion: Champion, kind: TimerKind, missed_on: date) -> int:
    """Of who keeps the cohort, once for each report that did not come."""
    start = _end_of(missed_on)
    if Timer.objects.filter(file=champion.file_id, kind=kind, started_at=start).exists():
        return 0
    start_timer(
        by=by, file=champion.file, kind=kind, urgency="normal", owner=Owner(champion.organisation),
        shown=Shown(champion.code, "champion-one", champion.code), started_at=start,
    )  # fmt: skip
    return 1


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), tzinfo=timezone.get_current_timezone())
