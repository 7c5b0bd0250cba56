"""What may rest on one person: how each kind is found, who may have it instead, and the step that gives it on.

A further kind of work that carries a person's name is a further line of ``KEPT``.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from panah.casework.cases.actions import assign_lead, give_part, give_service
from panah.casework.cases.codes import OPEN_STAGES, ServiceStatus
from panah.casework.cases.models import Case, Helper, PlannedService
from panah.casework.cases.queries import files_beside, is_running, possible_leads
from panah.casework.cases.queries.helping import running
from panah.casework.outings.models import Outing
from panah.casework.outings.queries import may_lead
from panah.casework.referrals.actions import give_sending
from panah.casework.referrals.codes import OPEN_STATUSES
from panah.casework.referrals.models import Leg, Referral
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import actor_of, members_with, roles_of
from panah.foundation.clocks.actions.moving import give_timer
from panah.foundation.clocks.codes import NEEDS, OF_AN_OUTING, TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.departures.codes import Kind, Piece
from panah.foundation.departures.models import Departure, Given
from panah.foundation.departures.queries import given_in, roles_with
from panah.foundation.duty.actions import hand_turn
from panah.foundation.duty.models import Turn
from panah.foundation.duty.queries import who_may_be_on_duty
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission

Days = tuple[date, date] | None
_TO_DO_IT = {Permission.CASE_VIEW: Permission.CASE_WORK, Permission.CONCERN_VIEW: Permission.CONCERN_TRIAGE}
"""Whom a row is shown to is not always who can do what it asks."""


def right_for(kind: str, page: str = "") -> Permission:
    """What somebody must be allowed to do for whom a clock of this kind runs; ``page`` is the address it leads to."""
    if kind == TimerKind.GUARDIAN_REQUEST and page == "concern":
        return Permission.CONCERN_TRIAGE
    needed = NEEDS[TimerKind(kind)] if kind in NEEDS else Permission.CASE_WORK
    return _TO_DO_IT.get(needed, needed)


@dataclass(frozen=True)
class Office:
    """Where somebody goes, and who; ``days`` are those of a leave."""

    organisation: Organisation
    person: Person
    days: Days = None


@dataclass(frozen=True)
class Kept:
    """``holder`` is who has it now; ``give`` hands it to ``to``, after ``former``, who may be gone already."""

    right: Permission
    resting: Callable[[Office], Iterable[Any]]
    found: Callable[[str], Any]
    holder: Callable[[Any], uuid.UUID | None]
    is_over: Callable[[Any], bool]
    takers: Callable[[Organisation, Any], list[Person]]
    give: Callable[[Actor, Any, Person, Person], object]


def _cases(office: Office) -> Iterable[Case]:
    rows = Case.objects.filter(organisation=office.organisation, lead=office.person, stage__in=OPEN_STAGES)
    return list(rows.select_related("child", "organisation", "lead", "file").order_by("code"))


def _parts(office: Office) -> Iterable[Helper]:
    rows = Helper.objects.filter(running(clock.today()), organisation=office.organisation, person=office.person)
    return list(rows.select_related("file", "organisation", "case").order_by("code"))


def _services(office: Office) -> Iterable[PlannedService]:
    rows = PlannedService.objects.filter(
        case__organisation=office.organisation, person=office.person, status=ServiceStatus.PLANNED,
        case__stage__in=OPEN_STAGES,
    )  # fmt: skip
    if office.days is not None:  # after a leave the same person goes to it
        rows = rows.filter(due_on__lte=office.days[1])
    return list(rows.select_related("case").order_by("due_on", "id"))


def _clocks(office: Office) -> Iterable[Timer]:
    """But those that go with a case or a part of it."""
    cases, parts = list(_cases(office)), list(_parts(office))
    files = {case.file_id for case in cases} | {case.child.file_id for case in cases} | {one.file_id for one in parts}
    files |= {file.pk for case in cases for file in files_beside(case)}
    rows = Timer.objects.running().filter(organisation=office.organisation, person=office.person)
    rows = rows.filter(Q(file=None) | ~Q(file__in=files)).exclude(kind=TimerKind.HAND_OVER_READ)
    return list(rows.order_by("due_at", "id"))


def _asked(office: Office) -> Iterable[Referral]:
    """What a case asked of others goes with the case."""
    open_legs = Leg.objects.filter(status__in=OPEN_STATUSES).values("referral")
    rows = Referral.objects.filter(
        pk__in=open_legs, sender_organisation=office.organisation, sender=office.person, case=None
    )  # fmt: skip
    return list(rows.order_by("sent_at", "code"))


def _turns(office: Office, name: str) -> Iterable[Turn]:
    rows = Turn.objects.standing().filter(
        organisation=office.organisation, ends_at__gt=clock.now(), **{name: office.person}
    )  # fmt: skip
    if office.days is not None:
        first, last = office.days
        rows = rows.filter(begins_at__date__lte=last, ends_at__date__gte=first)
    return list(rows.select_related("organisation", "person", "backup").order_by("begins_at", "id"))


def _of_roles(organisation: Organisation, permission: Permission) -> list[Person]:
    people = members_with(organisation.pk, *roles_with(permission))
    return list({person.pk: person for person in people}.values())


def _for_a_clock(organisation: Organisation, timer: Timer) -> list[Person]:
    """Who may do what it asks; of an outing only those who may open it."""
    right = right_for(timer.kind, timer.address_name)
    able = _of_roles(organisation, right)
    if timer.kind not in OF_AN_OUTING:
        return able
    outing = Outing.objects.filter(code=timer.address_code).first()
    return [person for person in able if outing is None or _may_open(person, organisation, outing)]


def _may_open(person: Person, organisation: Organisation, outing: Outing) -> bool:
    held = [role for role in roles_of(person) if role.organisation_id == organisation.pk]
    return any(may_lead(actor_of(role), outing) for role in held)


def _one(model: Any, subject: str) -> Any:
    return model.objects.filter(pk=subject).first()


def _is_asked_no_more(referral: Referral) -> bool:
    return not Leg.objects.filter(referral=referral, status__in=OPEN_STATUSES).exists()


def _is_turn_over(turn: Turn) -> bool:
    return turn.removed_at is not None or turn.ends_at <= clock.now()


def _give_case(by: Actor, case: Case, to: Person, former: Person) -> object:
    """The hearings of the case that were this person's go with it."""
    for planned in PlannedService.objects.filter(case=case, person=former, status=ServiceStatus.PLANNED):
        give_service(by=by, planned=planned, person=to)
    return assign_lead(by=by, case=case, lead=to, after=former)


KEPT: dict[Piece, Kept] = {
    Piece.SERVICE: Kept(
        Permission.CASE_ASSIGN, _services, lambda key: _one(PlannedService, key), lambda one: one.person_id,
        lambda one: one.status != ServiceStatus.PLANNED or one.case.stage not in OPEN_STAGES,
        lambda organisation, one: possible_leads(organisation.pk),
        lambda by, one, to, former: give_service(by=by, planned=one, person=to),
    ),
    Piece.CASE: Kept(
        Permission.CASE_ASSIGN, _cases, lambda key: _one(Case, key), lambda one: one.lead_id,
        lambda one: one.stage not in OPEN_STAGES, lambda organisation, one: possible_leads(organisation.pk), _give_case,
    ),
    Piece.PART: Kept(
        Permission.CASE_ASSIGN, _parts, lambda key: _one(Helper, key), lambda one: one.person_id,
        lambda one: not is_running(one),
        lambda organisation, one: _of_roles(organisation, Permission.CASE_HELP),
        lambda by, one, to, former: give_part(by=by, helper=one, person=to),
    ),
    Piece.CLOCK: Kept(
        Permission.CASE_ASSIGN, _clocks, lambda key: _one(Timer, key), lambda one: one.person_id,
        lambda one: one.stopped_at is not None,
        _for_a_clock,
        lambda by, one, to, former: give_timer(by=by, timer=one, person=to),
    ),
    Piece.ASKED: Kept(
        Permission.CASE_ASSIGN, _asked, lambda key: _one(Referral, key), lambda one: one.sender_id, _is_asked_no_more,
        lambda organisation, one: _of_roles(organisation, Permission.REFERRAL_SEND),
        lambda by, one, to, former: give_sending(by=by, referral=one, person=to),
    ),
    Piece.TURN: Kept(
        Permission.DUTY_KEEP, lambda office: _turns(office, "person"), lambda key: _one(Turn, key),
        lambda one: one.person_id, _is_turn_over, lambda organisation, one: who_may_be_on_duty(organisation.pk),
        lambda by, one, to, former: hand_turn(by=by, turn=one, person=to),
    ),
    Piece.BACKUP: Kept(
        Permission.DUTY_KEEP, lambda office: _turns(office, "backup"), lambda key: _one(Turn, key),
        lambda one: one.backup_id, _is_turn_over, lambda organisation, one: who_may_be_on_duty(organisation.pk),
        lambda by, one, to, former: hand_turn(by=by, turn=one, person=to, is_backup=True),
    ),
}  # fmt: skip
"""In the order in which they are shown and given."""


@dataclass(frozen=True)
class Resting:
    """One piece that has no other holder yet."""

    piece: Piece
    record: Any

    @property
    def subject(self) -> str:
        return str(self.record.pk)

    @property
    def key(self) -> str:
        return f"{self.piece}:{self.subject}"

    @property
    def code(self) -> str:
        """By which it is named: that of the child, of the request; a turn has none."""
        if self.piece in (Piece.TURN, Piece.BACKUP):
            return ""
        return str(self.record.case.code if self.piece == Piece.SERVICE else self.record.code)

    @property
    def kept(self) -> Kept:
        return KEPT[self.piece]


def resting_on(person: Person, organisation: Organisation, days: Days = None) -> list[Resting]:
    """Everything that rests on somebody in this office now."""
    office = Office(organisation, person, days)
    return [Resting(piece, record) for piece, kept in KEPT.items() for record in kept.resting(office)]


def days_of(departure: Departure) -> Days:
    is_leave = departure.kind == Kind.LEAVE and departure.until is not None
    return (departure.since, departure.until) if is_leave and departure.until else None


def left_in(departure: Departure) -> list[Resting]:
    """What still waits for another holder. Of an account that ended first: what was written down then, as far as it is still
    nobody's."""
    if departure.kind != Kind.SUDDEN:
        return resting_on(departure.person, departure.organisation, days_of(departure))
    waiting = (_still_resting(departure, given) for given in given_in(departure) if given.to_person is None)
    order = list(KEPT)
    found = [one for one in waiting if one is not None]
    return sorted(found, key=lambda one: order.index(one.piece))


def found_in(departure: Departure, piece: Piece, subject: str) -> Any:
    """The piece as it stands, while it is this office's; what went to another is none of its concern (S15)."""
    record = KEPT[piece].found(subject)
    return record if record is not None and _office_id_of(piece, record) == departure.organisation_id else None


def _office_id_of(piece: Piece, record: Any) -> uuid.UUID | None:
    match piece:
        case Piece.SERVICE:
            found: uuid.UUID | None = record.case.organisation_id
        case Piece.ASKED:
            found = record.sender_organisation_id
        case _:
            found = record.organisation_id
    return found


def is_over_here(departure: Departure, given: Given) -> bool:
    """Whether nothing is left of it to come back: it is done, gone, or another office's by now."""
    piece = Piece(given.piece)
    record = found_in(departure, piece, given.subject)
    return record is None or KEPT[piece].is_over(record)


def _still_resting(departure: Departure, given: Given) -> Resting | None:
    piece = Piece(given.piece)
    record = found_in(departure, piece, given.subject)
    if record is None or KEPT[piece].is_over(record) or not is_held(departure, piece, record):
        return None
    return Resting(piece, record)


def is_held(departure: Departure, piece: Piece, record: Any) -> bool:
    """Whether it still rests on whoever goes; of an account that ended first also on nobody.

    A service of nobody by name is that of whoever leads its case.
    """
    holder = KEPT[piece].holder(record)
    if holder is None and piece == Piece.SERVICE and record.case.lead_id is not None:
        return False
    return holder == departure.person_id or (holder is None and departure.kind == Kind.SUDDEN)
