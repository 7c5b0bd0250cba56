"""Starting, stopping and handing on. Only other actions take these steps."""

import uuid
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from django.db.models import Q

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.codes import ANSWERED_WITH, ASKED_OF_A_BODY, OF_A_LEAD, OF_OTHERS, TimerKind
from panah.foundation.clocks.models import Alarm, Timer, TimerQuerySet
from panah.foundation.clocks.queries import calendar_of, deadline_rules, ladder
from panah.foundation.clocks.rules import done_moment, due_at, height, not_late_at_once, rungs_for
from panah.foundation.notices.actions import spare_outside, withdraw_notices
from panah.foundation.reference.queries import zone_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission


@dataclass(frozen=True)
class Shown:
    """What a row of Today shows of its subject: codes only."""

    subject_code: str
    address_name: str
    address_code: str
    sex: str = ""
    birth_year: int | None = None
    age_band: str = ""
    place: str = ""
    fact: str = ""
    is_birth_year_about: bool = False

    @classmethod
    def by(cls, timer: Timer) -> "Shown":
        """The same as a row that runs, or ran."""
        return cls(**{one.name: getattr(timer, one.name) for one in fields(cls)})


@dataclass(frozen=True)
class Owner:
    """Who must act, and who waits for it."""

    organisation: Organisation | None
    person: Person | None = None
    asked_by_organisation: Organisation | None = None
    asked_by_person: Person | None = None


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def start_timer(
    *,
    by: Actor,
    file: File | None,
    kind: TimerKind,
    urgency: str,
    owner: Owner,
    shown: Shown,
    started_at: datetime | None = None,
    due: datetime | None = None,
    blocks_closure: bool = False,
) -> Timer:
    """Start the clock of ``kind``; when it ends follows from the dated rules unless ``due`` is given (a day agreed in a plan).

    Where the start lies in the past, because paper came late, a quarter of the time is left at least (S14).
    """
    now = clock.now()
    start, is_by_rule, source = started_at or now, due is None, ""
    if due is None:
        calendar = calendar_of(owner.organisation, urgency, start)
        verdict = due_at(deadline_rules(), kind, urgency, start, calendar)
        due, source = not_late_at_once(start, verdict.at, now), verdict.rule.source
    _, climbs_at = height(rungs_for(ladder(), kind, urgency), max(start, now), due, 0, now)
    return Timer.objects.create(
        file=file, kind=kind, urgency=urgency, started_at=start, written_at=now, due_at=due, climbs_at=climbs_at,
        rule_source=source[:80], is_by_rule=is_by_rule, organisation=owner.organisation, person=owner.person,
        asked_by_organisation=owner.asked_by_organisation, asked_by_person=owner.asked_by_person,
        blocks_closure=blocks_closure, **asdict(shown),
    )  # fmt: skip


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def stop_timers(
    *,
    by: Actor,
    file: File | None,
    kinds: tuple[TimerKind, ...],
    outcome: str,
    address_code: str = "",
    organisation_id: uuid.UUID | None = None,
    done_at: datetime | date | None = None,
) -> int:
    """Stop what runs for this file; ``address_code`` narrows to one referral or planned service. Gives how many stopped.

    ``done_at`` says when it happened, as a moment or as a day: what was done on time and written late was in time (S14).
    """
    rows = Timer.objects.running().filter(file=file, kind__in=kinds)
    if address_code:
        rows = rows.filter(address_code=address_code)
    if organisation_id is not None:
        rows = rows.filter(organisation=organisation_id)
    return _stop(by, rows, outcome, done_at)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def stop_all_timers(*, by: Actor, file: File, outcome: str, done_at: datetime | date | None = None) -> int:
    return _stop(by, Timer.objects.running().filter(file=file), outcome, done_at)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def renew_timer(*, by: Actor, timer: Timer, outcome: str) -> Timer:
    """It was tried, and is to be done again: the same clock from now on, for the same people."""
    _stop(by, Timer.objects.running().filter(pk=timer.pk), outcome, None)
    return start_timer(
        by=by, file=timer.file, kind=TimerKind(timer.kind), urgency=timer.urgency, shown=Shown.by(timer),
        owner=Owner(timer.organisation, timer.person, timer.asked_by_organisation, timer.asked_by_person),
        blocks_closure=timer.blocks_closure,
    )  # fmt: skip


def _stop(by: Actor, rows: TimerQuerySet, outcome: str, done_at: datetime | date | None) -> int:
    now, found = clock.now(), list(rows.select_related("organisation__place"))
    for timer in found:
        zone = zone_of(timer.organisation.place if timer.organisation else None)
        timer.stopped_at, timer.outcome = now, outcome
        timer.done_at = done_moment(done_at, timer.due_at, now, zone)
    Timer.objects.bulk_update(found, ["stopped_at", "outcome", "done_at"])
    _spare_outside(by, found)
    _end_telephoning(by, found, outcome)
    _withdraw_alarms(by, [timer for timer in found if timer.level])
    return len(found)


def _spare_outside(by: Actor, timers: list[Timer]) -> None:
    """Whoever would be rung tonight for what was answered this evening sleeps."""
    for timer in timers:
        kinds = next((kinds for kind, kinds in ANSWERED_WITH.items() if kind == timer.kind), ())
        if kinds and timer.subject_code:
            spare_outside(by=by, kinds=kinds, subject_codes=[timer.subject_code], organisation=timer.organisation)


def _end_telephoning(by: Actor, timers: list[Timer], outcome: str) -> None:
    """Nobody telephones after an answer that has come."""
    answered = {timer.address_code for timer in timers if timer.kind in ASKED_OF_A_BODY}
    if answered:
        files = {timer.file_id for timer in timers}
        tasks = Timer.objects.running().filter(kind=TimerKind.TELEPHONE_BODY, file__in=files, address_code__in=answered)
        _stop(by, tasks, outcome, None)


def _withdraw_alarms(by: Actor, timers: list[Timer]) -> None:
    """Nobody is sent to look for what is done: alarms that nobody has read go with their clock."""
    if not timers:
        return
    alarms = Alarm.objects.filter(timer__in=timers)
    notices = set(alarms.values_list("notice_id", flat=True))
    alarms.delete()
    left = dict.fromkeys(notices, 0)
    for notice_id in Alarm.objects.filter(notice__in=notices).values_list("notice_id", flat=True):
        left[notice_id] += 1
    withdraw_notices(by=by, left=left)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def hand_timers(
    *, by: Actor, file: File, former: Person | None, person: Person | None, organisation: Organisation
) -> int:
    """What rested on ``former`` or on nobody, and what ``former`` waits for, goes over to ``person`` as it runs."""
    running = Timer.objects.running().filter(file=file)
    running.filter(asked_by_organisation=organisation, asked_by_person=former).update(asked_by_person=person)
    rows = running.filter(Q(person=former) | Q(person=None), organisation=organisation)
    return rows.exclude(kind__in=OF_OTHERS).update(person=person)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def release_person(*, by: Actor, person: Person, organisation: Organisation) -> int:
    """Somebody's access ends: what rested on this person here rests on nobody by name, so that the leaders see it."""
    running = Timer.objects.running()
    running.filter(asked_by_organisation=organisation, asked_by_person=person).update(asked_by_person=None)
    return running.filter(organisation=organisation, person=person).update(person=None)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def update_fact(*, by: Actor, file: File, organisation: Organisation, fact: str) -> int:
    """The one fact on the rows of ``organisation``; other bodies are not told, and a service keeps saying which it is."""
    rows = Timer.objects.running().filter(file=file, organisation=organisation)
    return rows.exclude(kind=TimerKind.SERVICE).update(fact=fact)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def update_shown(*, by: Actor, file: File, organisation: Organisation, shown: Shown) -> int:
    """Age, sex and place were corrected: the rows of ``organisation`` show them so from now on."""
    rows = Timer.objects.running().filter(file=file, organisation=organisation, kind__in=OF_A_LEAD)
    return rows.update(
        sex=shown.sex, birth_year=shown.birth_year, is_birth_year_about=shown.is_birth_year_about,
        age_band=shown.age_band, place=shown.place,
    )  # fmt: skip
