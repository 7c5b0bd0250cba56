"""The clocks of a house, for the other files here. A row of Today shows the code of a stay, an age band and a sex."""

from datetime import date, datetime, time, timedelta, tzinfo

from django.db.models import Q

from panah.casework.services.models import Provider
from panah.casework.stays.models import DailyLog, Stay
from panah.casework.stays.rules import LOG_DUE, log_due_after, warned_on
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.queries import zone_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor

AN_HOUR = timedelta(hours=1)


def zone_at(provider: Provider) -> tzinfo:
    return zone_of(provider.place)


def shown(stay: Stay, page: str = "guest", code: str = "") -> Shown:
    return Shown(stay.code, page, code or stay.code, stay.sex, None, stay.age_band)


def start_check(by: Actor, stay: Stay) -> None:
    """A doctor or a nurse sees every guest within a day; of who was written down late there is some time left (S14)."""
    start_timer(
        by=by, file=stay.file, kind=TimerKind.MEDICAL_CHECK, urgency="normal", owner=Owner(stay.provider.organisation),
        shown=shown(stay), started_at=stay.admitted_at,
    )  # fmt: skip


def start_warning(by: Actor, stay: Stay) -> None:
    """Two weeks before the stay is expected to end; where that has passed already, in an hour."""
    stop_timers(by=by, file=stay.file, kinds=(TimerKind.STAY_ENDS,), outcome="other_day", done_at=clock.now())
    if stay.expected_until is None:
        return
    due = datetime.combine(warned_on(stay.expected_until), LOG_DUE, zone_at(stay.provider))
    start_timer(
        by=by, file=stay.file, kind=TimerKind.STAY_ENDS, urgency="normal", owner=Owner(stay.provider.organisation),
        shown=shown(stay), due=max(due, clock.now() + AN_HOUR),
    )  # fmt: skip


def expect_log(by: Actor, provider: Provider) -> None:
    """One clock for the house: until ten in the morning the day before is written. It stands while somebody sleeps there."""
    running = Timer.objects.running().filter(kind=TimerKind.DAILY_LOG, address_code=provider.code).first()
    zone, now = zone_at(provider), clock.now()
    if running is not None:
        day = running.due_at.astimezone(zone).date() - timedelta(days=1)
        yesterday = now.astimezone(zone).date() - timedelta(days=1)
        written = [one for one in (day, max(day, yesterday)) if not _unwritten(provider, one, zone)]
        if not written:  # a gap of long ago stands on the board and calls nobody, once last night is written
            return
        stop_timers(
            by=by, file=None, kinds=(TimerKind.DAILY_LOG,), outcome="written", address_code=provider.code,
            done_at=written[0],
        )  # fmt: skip
    if not Stay.objects.filter(provider=provider).here().exists():
        return
    due = log_due_after(now, zone)
    if running is not None and running.due_at >= due:  # this evening the day was written: the next one comes
        due = datetime.combine(running.due_at.astimezone(zone).date() + timedelta(days=1), LOG_DUE, zone)
    start_timer(
        by=by, file=None, kind=TimerKind.DAILY_LOG, urgency="normal", owner=Owner(provider.organisation),
        shown=Shown(provider.code, "house-log", provider.code), due=due,
    )  # fmt: skip


def _unwritten(provider: Provider, day: date, zone: tzinfo) -> bool:
    """Whether a guest of that day has no line."""
    begins = datetime.combine(day, time.min, zone)
    ends = begins + timedelta(days=1)
    there = Stay.objects.filter(Q(left_at=None) | Q(left_at__gte=ends), provider=provider, admitted_at__lt=ends)
    written = DailyLog.objects.filter(day=begins.date()).values("stay")
    return bool(there.exclude(pk__in=written).exists())
