import uuid
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import Q

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import members_with, works_at
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.clocks.queries import deadline_rules
from panah.foundation.clocks.rules import due_at
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.reference.queries import working_calendar
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role

# What rests on the lead of a case: the desk neither sees nor hears of it.
OF_A_LEAD = frozenset({
    TimerKind.LEAD_ASSIGNMENT, TimerKind.FIRST_SAFETY_CONTACT, TimerKind.SAFETY_ACTION, TimerKind.GUARDIAN_REQUEST,
    TimerKind.ASSESSMENT, TimerKind.PLAN, TimerKind.PLAN_AGREEMENT, TimerKind.SERVICE, TimerKind.FOLLOW_UP,
    TimerKind.REVIEW, TimerKind.CLOSING, TimerKind.CLOSURE_SIGNATURE, TimerKind.CHECK_AFTER_CLOSURE,
})  # fmt: skip
# What runs on the file of a case but is for somebody else than its lead to do.
_OF_OTHERS = (TimerKind.CLOSURE_SIGNATURE, TimerKind.LEG_ACKNOWLEDGE, TimerKind.LEG_ANSWER)
_LEADERS = (Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)


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
    """Start the clock of ``kind``; when it ends follows from the dated rules unless ``due`` is given (a date agreed in a plan)."""
    start = started_at or clock.now()
    source = ""
    if due is None:
        verdict = due_at(deadline_rules(), kind, urgency, start, working_calendar(start))
        due, source = verdict.at, verdict.rule.source
    return Timer.objects.create(
        file=file, kind=kind, urgency=urgency, started_at=start, due_at=due, rule_source=source[:80],
        organisation=owner.organisation, person=owner.person, asked_by_organisation=owner.asked_by_organisation,
        asked_by_person=owner.asked_by_person, blocks_closure=blocks_closure, **asdict(shown),
    )  # fmt: skip


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def stop_timers(*, by: Actor, file: File, kinds: tuple[TimerKind, ...], outcome: str, address_code: str = "") -> int:
    """Stop what runs for this file; ``address_code`` narrows to one referral or planned service. Gives how many stopped."""
    rows = Timer.objects.running().filter(file=file, kind__in=kinds)
    if address_code:
        rows = rows.filter(address_code=address_code)
    return rows.update(stopped_at=clock.now(), outcome=outcome)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def stop_all_timers(*, by: Actor, file: File, outcome: str) -> int:
    return Timer.objects.running().filter(file=file).update(stopped_at=clock.now(), outcome=outcome)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def hand_timers(
    *, by: Actor, file: File, former: Person | None, person: Person | None, organisation: Organisation
) -> int:
    """What rested on ``former`` or on nobody, and what ``former`` waits for, goes over to ``person`` as it runs."""
    running = Timer.objects.running().filter(file=file)
    running.filter(asked_by_organisation=organisation, asked_by_person=former).update(asked_by_person=person)
    rows = running.filter(Q(person=former) | Q(person=None), organisation=organisation)
    return rows.exclude(kind__in=_OF_OTHERS).update(person=person)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def update_fact(*, by: Actor, file: File, organisation: Organisation, fact: str) -> int:
    """The one fact on the rows of ``organisation``; other bodies are not told, and a service keeps saying which it is."""
    rows = Timer.objects.running().filter(file=file, organisation=organisation)
    return rows.exclude(kind=TimerKind.SERVICE).update(fact=fact)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def update_shown(*, by: Actor, file: File, organisation: Organisation, shown: Shown) -> int:
    """Age, sex and place were corrected: the rows of ``organisation`` show them so from now on."""
    rows = Timer.objects.running().filter(file=file, organisation=organisation, kind__in=OF_A_LEAD)
    return rows.update(sex=shown.sex, birth_year=shown.birth_year, age_band=shown.age_band, place=shown.place)


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def climb(*, by: Actor, limit: int = 500) -> int:
    """Tell the owner at three quarters of the time, and the supervisors and the asker when it has passed; each rung once."""
    now, climbed = clock.now(), 0
    for timer in Timer.objects.to_climb(now)[:limit]:
        level = 2 if timer.due_at <= now else 1
        _tell(by, timer, level)
        timer.level = level
        timer.save(update_fields=["level"])
        climbed += 1
    return climbed


def _tell(by: Actor, timer: Timer, level: int) -> None:
    kind = NoticeKind.DEADLINE_PASSED if level == 2 else NoticeKind.DEADLINE_NEAR
    owner = _if_still_there(timer.person, timer.organisation_id)
    asker = _if_still_there(timer.asked_by_person, timer.asked_by_organisation_id)
    people: dict[uuid.UUID, Person] = {}
    if owner is not None:
        people[owner.pk] = owner
    if (level == 2 or owner is None) and timer.organisation_id is not None:
        people |= {person.pk: person for person in _watchers(timer.organisation_id, timer.kind, level)}
    if level == 2 and asker is not None:
        people[asker.pk] = asker
    for person in people.values():
        queue_notice(by=by, kind=kind, person=person, subject_code=timer.subject_code, urgency=timer.urgency)


def _if_still_there(person: Person | None, organisation_id: uuid.UUID | None) -> Person | None:
    """Whoever has left is told nothing more of this office, and must not be the only one who is told."""
    if person is None or organisation_id is None:
        return person
    return person if works_at(person, organisation_id) else None


def _watchers(organisation_id: uuid.UUID, kind: str, level: int) -> list[Person]:
    """Who is told for an organisation. The desk hears of what comes to the desk, never of a case that nobody leads."""
    is_of_the_desk = level == 1 and kind not in OF_A_LEAD
    at_desk = members_with(organisation_id, Role.DUTY_WORKER) if is_of_the_desk else []
    return at_desk or members_with(organisation_id, *_LEADERS)
