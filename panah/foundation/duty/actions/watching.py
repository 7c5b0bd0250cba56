"""Gaps become clocks, and clocks whose gap is closed or over stop. The worker looks each minute, a change of the list at once."""

import uuid
from datetime import datetime

from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.duty.codes import COVERED
from panah.foundation.duty.models import Desk
from panah.foundation.duty.queries import LONGEST, Held, gaps_of, takes_urgent_work, turns_meeting, zone_of_office
from panah.foundation.duty.rules import A_DAY, Span, alarm_at, is_to_be_told
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

AHEAD = 3 * A_DAY  # a gap of the day after tomorrow may be told today
WATCHED = (TimerKind.DUTY_GAP, TimerKind.DUTY_LIST)


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def watch_duty(*, by: Actor) -> int:
    """Of every organisation: which gaps are to be told, and who keeps no list. Gives how many clocks began."""
    desks = {desk.pk: desk for desk in Desk.objects.select_related("organisation__place__parent")}
    wanted = takes_urgent_work()
    running = _running()
    offices = Organisation.objects.filter(pk__in={*desks, *wanted, *running}).select_related("place__parent")
    held = turns_meeting(desks, _horizon())
    return sum(
        _settle(by, office, desks.get(office.pk), held.get(office.pk, []), running.get(office.pk, []), office.pk in wanted)
        for office in offices
    )  # fmt: skip


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def settle_alarms(*, by: Actor, organisation: Organisation) -> int:
    """The same of one organisation, whose list was changed."""
    desk = Desk.objects.select_related("organisation__place__parent").filter(pk=organisation.pk).first()
    held = turns_meeting([organisation.pk], _horizon())[organisation.pk]
    running = _running(organisation).get(organisation.pk, [])
    return _settle(by, organisation, desk, held, running, organisation.pk in takes_urgent_work())


def _horizon() -> Span:
    now = clock.now()
    return Span(now - 2 * LONGEST, now + AHEAD + A_DAY)


def _running(organisation: Organisation | None = None) -> dict[uuid.UUID, list[Timer]]:
    rows = Timer.objects.running().filter(kind__in=WATCHED, file=None)
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    found: dict[uuid.UUID, list[Timer]] = {}
    for timer in rows.select_for_update(of=("self",)):
        if timer.organisation_id is not None:
            found.setdefault(timer.organisation_id, []).append(timer)
    return found


def _settle(
    by: Actor, office: Organisation, desk: Desk | None, held: list[Held], running: list[Timer], is_wanted: bool
) -> int:
    begun = _settle_gaps(by, office, desk, held, [one for one in running if one.kind == TimerKind.DUTY_GAP])
    quiet = [one for one in running if one.kind == TimerKind.DUTY_LIST]
    return begun + _settle_list(by, office, quiet, is_missing=desk is None and is_wanted and office.is_active)


def _settle_gaps(
    by: Actor, office: Organisation, desk: Desk | None, held: list[Held], running: list[Timer]
) -> int:  # fmt: skip
    now = clock.now()
    found: dict[str, Span] = {}
    if desk is not None and desk.cover in COVERED and office.is_active:
        zone = zone_of_office(office)
        today = now.astimezone(zone).date()
        for gap in gaps_of(desk, held, today - A_DAY, today + AHEAD):
            if is_to_be_told(gap, now, zone):
                found[_name_of(gap, office)] = gap
    known = {timer.address_code for timer in running}
    _stop(by, office, [timer for timer in running if timer.address_code not in found], outcome="held_or_over")
    for name, gap in found.items():
        if name not in known:
            _start_gap(by, office, name, gap, now)
    return len(found.keys() - known)


def _name_of(gap: Span, office: Organisation) -> str:
    """When it begins by the clocks there: its address, by which it is known again."""
    return f"{gap.begins.astimezone(zone_of_office(office)):%Y-%m-%d-%H%M}"


def _start_gap(by: Actor, office: Organisation, name: str, gap: Span, now: datetime) -> None:
    zone = zone_of_office(office)
    words = f"{gap.begins.astimezone(zone):%d.%m.%Y %H:%M}"
    start_timer(
        by=by, file=None, kind=TimerKind.DUTY_GAP, urgency="normal", owner=Owner(office),
        shown=Shown(words, "duty-week", name), due=max(alarm_at(gap, zone), now),
    )  # fmt: skip


def _settle_list(by: Actor, office: Organisation, running: list[Timer], *, is_missing: bool) -> int:
    """One row that stays quiet: it is never late, and begins anew a day before it would be."""
    now = clock.now()
    if not is_missing:
        _stop(by, office, running, outcome="said")
        return 0
    if any(timer.due_at > now + A_DAY for timer in running):
        return 0
    _stop(by, office, running, outcome="said_again")
    start_timer(
        by=by, file=None, kind=TimerKind.DUTY_LIST, urgency="normal", owner=Owner(office),
        shown=Shown("", "duty-desk", ""),
    )  # fmt: skip
    return 1


def _stop(by: Actor, office: Organisation, timers: list[Timer], *, outcome: str) -> None:
    for timer in timers:
        stop_timers(
            by=by, file=None, kinds=(TimerKind(timer.kind),), outcome=outcome, organisation_id=office.pk,
            address_code=timer.address_code,
        )  # fmt: skip
