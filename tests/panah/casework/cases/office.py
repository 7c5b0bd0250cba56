"""A small office that leads cases, and another where none of them exists. Made through actions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from panah.casework.cases import actions
from panah.casework.cases.codes import Domain, NoteKind, Risk, ServiceStatus
from panah.casework.cases.models import Case, ClosureRequest, PlannedService
from panah.casework.people.actions import ChildDetails, SpokenName
from panah.casework.people.rules import Birth
from panah.casework.services.actions import ProviderDetails, add_provider
from panah.casework.services.models import Provider
from panah.foundation.accounts.actions import add_organisation, add_person, give_role
from panah.foundation.accounts.models import Membership, Organisation, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role

SYSTEM = Actor.system("test", EVERYTHING)
NAME = "Canaryname Қайрат Үлгібаев"
SEEN = "Canarystory: the child sleeps at an aunt's"
HERE = (Role.CASEWORKER, Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION, Role.DUTY_WORKER, Role.MONITORING_OFFICER)
CHECKLIST = dict.fromkeys(code_list("closure_checks").codes, "yes")


@dataclass(frozen=True)
class Worker:
    person: Person
    membership: Membership

    @property
    def actor(self) -> Actor:
        return actor_of(self.membership)


@dataclass(frozen=True)
class Office:
    organisation: Organisation
    other: Organisation
    aigul: Worker  # leads
    nurzhan: Worker  # a colleague
    saule: Worker  # supervises
    bakyt: Worker  # heads
    gulnar: Worker  # on duty
    dinara: Worker  # reads figures
    lazzat: Worker  # leads cases elsewhere
    provider: Provider
    district: Place


def hired(organisation: Organisation, role: Role, name: str, language: str = "en") -> Worker:
    person = add_person(by=SYSTEM, username=name, display_name=name.title(), password=None, language=language)
    return Worker(person, give_role(by=SYSTEM, person=person, organisation=organisation, role=role))


def made_office() -> Office:
    """All of them have been there for years, so that a test may stand at an earlier moment."""
    with clock.standing_at(datetime(2020, 1, 1, tzinfo=UTC)):
        return _founded()


def _founded() -> Office:
    load_places(by=SYSTEM)
    here, there = (
        add_organisation(by=SYSTEM, code=code, kind="ngo", names=dict.fromkeys(("kk", "ru", "en"), code.title()))
        for code in ("here", "there")
    )
    district = Place.objects.districts("KZ-61")[0]
    names = dict.fromkeys(("kk", "ru", "en"), "Clinic")
    provider = add_provider(
        by=SYSTEM,
        organisation=there,
        details=ProviderDetails(names, ("medical",), district, "+7 000 111 22 33", ("kk",)),
    )
    return Office(
        here, there, hired(here, Role.CASEWORKER, "aigul"), hired(here, Role.CASEWORKER, "nurzhan"),
        hired(here, Role.SUPERVISOR, "saule"), hired(here, Role.HEAD_OF_ORGANISATION, "bakyt"),
        hired(here, Role.DUTY_WORKER, "gulnar"), hired(here, Role.MONITORING_OFFICER, "dinara"),
        hired(there, Role.CASEWORKER, "lazzat"), provider, district,
    )  # fmt: skip


def opened(office: Office, key: str = "", lead: Worker | None = None, urgency: str = "normal", **details: Any) -> Case:
    """A girl of about twelve, whose case Aigul leads unless another does."""
    worker = lead or office.aigul
    known: dict[str, Any] = {
        "names": (SpokenName(NAME),), "sex": "female", "birth": Birth(year=clock.today().year - 13), "language": "uz",
        "place": office.district,
    }  # fmt: skip
    return actions.start_case(
        by=worker.actor, organisation=worker.membership.organisation, lead=worker.person, urgency=urgency,
        details=ChildDetails(**(known | details)), idempotency_key=key,
    )  # fmt: skip


def unled(office: Office) -> Case:
    """A case that came without a lead."""
    return actions.start_case(
        by=office.saule.actor, organisation=office.organisation, lead=None, details=ChildDetails(sex="male")
    )  # fmt: skip


def met(office: Office, case: Case, **changes: Any) -> None:
    usual: dict[str, Any] = {
        "by": office.aigul.actor,
        "case": case,
        "kind": NoteKind.FIRST_SAFETY_CONTACT,
        "text": SEEN,
        "happened_on": clock.today(),
    }
    actions.record_contact(**(usual | changes))


def answered(office: Office, case: Case, areas: Iterable[Domain] = Domain, **changes: Any) -> None:
    for area in areas:
        usual: dict[str, Any] = {"by": office.aigul.actor, "case": case, "domain": area, "situation": "unknown"}
        actions.answer_domain(**(usual | changes))


def assessed(office: Office, case: Case, risk: Risk = Risk.MEDIUM) -> None:
    met(office, case)
    answered(office, case)
    actions.complete_assessment(by=office.aigul.actor, case=case, risk=risk)


def in_plan(office: Office, case: Case, due_on: date | None = None, **changes: Any) -> PlannedService:
    usual: dict[str, Any] = {
        "by": office.aigul.actor,
        "case": case,
        "service_type": "medical",
        "goal": "Canarygoal",
        "due_on": due_on or clock.today(),
    }
    return actions.plan_service(**(usual | changes))


def agreed(office: Office, case: Case, **changes: Any) -> Case:
    usual: dict[str, Any] = {"by": office.aigul.actor, "case": case, "agreed_with": "child", "agreed_on": clock.today()}
    return actions.agree_plan(**(usual | changes))


def at_work(office: Office, risk: Risk = Risk.MEDIUM) -> tuple[Case, PlannedService]:
    """A case in service with an approved plan: one planned service is due in five days."""
    case = opened(office)
    assessed(office, case, risk)
    planned = in_plan(office, case, clock.today() + timedelta(days=5))
    agreed(office, case)
    return actions.approve_plan(by=office.saule.actor, case=case), planned


def served(office: Office, case: Case, **changes: Any) -> Any:
    usual: dict[str, Any] = {
        "by": office.aigul.actor,
        "case": case,
        "service_type": "medical",
        "happened_on": clock.today(),
        "what_was_done": "Canarydone",
    }
    return actions.record_service(**(usual | changes))


def cancelled(office: Office, case: Case, planned: PlannedService, **changes: Any) -> PlannedService:
    usual: dict[str, Any] = {
        "by": office.aigul.actor,
        "case": case,
        "planned": planned,
        "status": ServiceStatus.CANCELLED,
        "reason": "no_longer_needed",
    }
    return actions.cancel_service(**(usual | changes))


def asked(office: Office, case: Case, **changes: Any) -> ClosureRequest:
    usual: dict[str, Any] = {
        "by": office.aigul.actor,
        "case": case,
        "reason": "goals_met",
        "checklist": CHECKLIST,
        "child_opinion": "Canaryopinion",
    }
    return actions.ask_closure(**(usual | changes))


def closed(office: Office, case: Case | None = None) -> Case:
    if case is None:
        case = opened(office)
        met(office, case)
    asked(office, case)
    actions.sign_closure(by=office.saule.actor, case=case)
    return case


def running(case: Case) -> dict[str, Timer]:
    """The clocks of a case by kind."""
    return {timer.kind: timer for timer in Timer.objects.running().filter(file=case.file_id)}
