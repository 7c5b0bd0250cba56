import uuid
from dataclasses import asdict, dataclass
from datetime import datetime

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import members_with
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
def hand_timers(*, by: Actor, file: File, person: Person | None, organisation: Organisation) -> int:
    """Everything of this file that runs within ``organisation`` now rests on ``person``."""
    return Timer.objects.running().filter(file=file, organisation=organisation).update(person=person)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def update_fact(*, by: Actor, file: File, fact: str) -> int:
    return Timer.objects.running().filter(file=file).update(fact=fact)


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def climb(*, by: Actor, limit: int = 500) -> int:
    """Tell the owner at three quarters of the time, and the supervisors and the asker when it has passed; each rung once."""
    now, climbed = clock.now(), 0
    for timer in Timer.objects.running().filter(level__lt=2, started_at__lt=now).order_by("due_at")[:limit]:
        level = 2 if timer.due_at <= now else 1 if now >= timer.due_at - (timer.due_at - timer.started_at) * 0.25 else 0
        if level > timer.level:
            _tell(by, timer, level)
            timer.level = level
            timer.save(update_fields=["level"])
            climbed += 1
    return climbed


def _tell(by: Actor, timer: Timer, level: int) -> None:
    kind = NoticeKind.DEADLINE_PASSED if level == 2 else NoticeKind.DEADLINE_NEAR
    people: dict[uuid.UUID, Person] = {}
    if timer.person is not None:
        people[timer.person.pk] = timer.person
    if (level == 2 or timer.person is None) and timer.organisation_id is not None:
        roles = (Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION) if level == 2 else (Role.DUTY_WORKER,)
        people |= {person.pk: person for person in members_with(timer.organisation_id, *roles)}
    if level == 2 and timer.asked_by_person is not None:
        people[timer.asked_by_person.pk] = timer.asked_by_person
    for person in people.values():
        queue_notice(by=by, kind=kind, person=person, subject_code=timer.subject_code, urgency=timer.urgency)
