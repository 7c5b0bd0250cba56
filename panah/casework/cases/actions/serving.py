from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from panah.casework.cases.actions.pace import follow_services, start_follow_up, start_service_clock
from panah.casework.cases.actions.refusals import (
    NotThisCase,
    NotYet,
    ReasonMissing,
    must_be_open,
    must_be_past,
    must_be_workable,
    must_be_yes,
    must_lead,
)
from panah.casework.cases.codes import Depth, ServiceStatus, Stage
from panah.casework.cases.models import Case, DeliveredService, PlannedService, Visit
from panah.casework.cases.queries import region_of
from panah.casework.cases.queries.work import services_of_visit
from panah.casework.cases.rules import Verdict, is_open, may_take_back
from panah.casework.people.queries import known_birth, standing_on
from panah.casework.people.rules import band_of
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.actions import stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, can, require
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

NOT_GIVEN = (ServiceStatus.REFUSED, ServiceStatus.FAILED, ServiceStatus.CANCELLED)


@dataclass(frozen=True)
class Given:
    """What was done, when, by whom and for how much."""

    service_type: str
    happened_on: date
    what_was_done: str = ""
    provider: Provider | None = None
    cost: Decimal | None = None
    currency: str = ""  # ISO 4217
    visit: Visit | None = None


@action(Permission.CASE_WORK, on="case")
def plan_service(
    *,
    by: Actor,
    case: Case,
    service_type: str,
    goal: str,
    due_on: date,
    domain: str = "",
    provider: Provider | None = None,
    person: Person | None = None,
    idempotency_key: str = "",
) -> PlannedService:
    """A goal and who does what by when; it becomes a task once the plan is agreed. Help has no plan to agree on.

    ``person`` is a colleague who does it. The day stays the lead's; what the colleague is asked is shared as with every helper.
    """
    must_be_workable(case)
    must_lead(person, case.organisation_id)
    planned = PlannedService.objects.create(
        file_id=case.file_id, case=case, service_type=service_type, domain=domain, goal=goal, provider=provider,
        person=person, due_on=due_on, written_at=clock.now(),
    )  # fmt: skip
    if case.plan_agreed_on is not None or case.depth == Depth.HELP:
        start_service_clock(by, case, planned)
    follow_services(by=by, case=case)
    return planned


@action(Permission.CASE_WORK, on="case")
def record_service(
    *,
    by: Actor,
    case: Case,
    service_type: str,
    happened_on: date,
    what_was_done: str = "",
    planned: PlannedService | None = None,
    provider: Provider | None = None,
    idempotency_key: str = "",
) -> DeliveredService:
    """A service that one child received, on its day; help does not wait for a stage (S7)."""
    given = Given(service_type, happened_on, what_was_done, provider)
    return keep_service(by=by, case=case, given=given, planned=planned)


@action(Permission.CASE_WORK, on="case")
def record_visit(
    *,
    by: Actor,
    case: Case,
    service_type: str,
    happened_on: date,
    siblings: Sequence[Case] = (),
    what_was_done: str = "",
    planned: PlannedService | None = None,
    provider: Provider | None = None,
    cost: Decimal | None = None,
    currency: str = "",
    idempotency_key: str = "",
) -> Visit:
    """One act for brothers and sisters together: one visit, and a service for each child (S8).

    The cost is that of the visit and stands with the first child; else it would be counted as often as there are children.
    """
    others = sorted({one.pk: one for one in siblings if one.pk != case.pk}.values(), key=lambda one: one.pk)
    for sibling in others:
        require(by, Permission.CASE_WORK, sibling)
        sibling.refresh_from_db(from_queryset=Case.objects.select_for_update())
    visit = Visit.objects.create(organisation=case.organisation, happened_on=happened_on, written_at=clock.now())
    given = Given(service_type, happened_on, what_was_done, provider, cost, currency if cost is not None else "", visit)
    keep_service(by=by, case=case, given=given, planned=planned)
    for sibling in others:
        keep_service(by=by, case=sibling, given=replace(given, cost=None, currency=""))
    return visit


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def keep_service(*, by: Actor, case: Case, given: Given, planned: PlannedService | None = None) -> DeliveredService:
    """Age, standing and category freeze as they were on that day: an 18th birthday in between makes it another right."""
    must_be_open(case)
    must_be_past(case, given.happened_on)
    if planned is not None:
        _must_be_planned(case, planned)
    child, provider = case.child, given.provider
    standing = standing_on(child, given.happened_on)
    service = DeliveredService.objects.create(
        file_id=case.file_id, case=case, child=child, planned=planned, service_type=given.service_type,
        happened_on=given.happened_on, written_at=clock.now(), written_by_id=by.person_id, visit=given.visit,
        organisation=provider.organisation if provider else case.organisation, provider=provider,
        region=region_of(child), category=child.category, standing=standing, what_was_done=given.what_was_done,
        age_band=band_of(known_birth(child), child.age_band_at_entry, given.happened_on), cost=given.cost,
        currency=given.currency,
    )  # fmt: skip
    if planned is not None:
        end_planned(by=by, case=case, planned=planned, status=ServiceStatus.DELIVERED, done_at=given.happened_on)
    if case.depth == Depth.HELP and case.stage != Stage.NEW:
        _await_next_word(by, case, given.happened_on)
    return service


def _await_next_word(by: Actor, case: Case, day: date) -> None:
    if stop_timers(by=by, file=case.file, kinds=(TimerKind.FOLLOW_UP,), outcome="done", done_at=day):
        start_follow_up(by, case)


def _must_be_planned(case: Case, planned: PlannedService) -> None:
    """As it is now, not as the page showed it: of two who record the same visit the second is told."""
    planned.refresh_from_db(from_queryset=PlannedService.objects.select_for_update())
    if planned.case_id != case.pk:
        raise NotThisCase
    if planned.status != ServiceStatus.PLANNED:
        raise NotYet(Verdict(("already_recorded",)))


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def end_planned(
    *,
    by: Actor,
    case: Case,
    planned: PlannedService,
    status: ServiceStatus,
    reason: str = "",
    done_at: date | None = None,
) -> None:
    """Given, or not given and why; its clock ends, and the stage of the case follows."""
    planned.status, planned.reason = status, reason
    planned.save(update_fields=["status", "reason"])
    stop_timers(
        by=by, file=case.file, kinds=(TimerKind.SERVICE,), outcome=status, address_code=str(planned.pk), done_at=done_at
    )
    follow_services(by=by, case=case)


@action(Permission.CASE_WORK, on="case")
def cancel_service(
    *, by: Actor, case: Case, planned: PlannedService, status: ServiceStatus, reason: str
) -> PlannedService:
    """Refused, failed or cancelled, and why: a code, so that what children could not get can be counted."""
    must_be_open(case)
    _must_be_planned(case, planned)
    if status not in NOT_GIVEN or reason not in code_list("not_given_reasons").codes:
        raise ReasonMissing
    end_planned(by=by, case=case, planned=planned, status=status, reason=reason)
    return planned


@action(Permission.CASE_WORK, on="service")
def take_back_service(
    *, by: Actor, service: DeliveredService, reason: str = "", is_whole_visit: bool = False, idempotency_key: str = ""
) -> DeliveredService:
    """Undo: nothing is deleted from sight, and nothing of it is counted. By the writer within a day at once, later with a reason.

    With ``is_whole_visit`` for all children of the act on whose cases one may work.
    """
    require(by, Permission.CASE_WORK, service.case)
    _take_back(by, service, reason)
    if is_whole_visit:
        for other in services_of_visit(service)[1:]:
            if other.taken_back_at is None and can(by, Permission.CASE_WORK, other.case).allowed:
                _take_back(by, other, reason)
    return service


def _take_back(by: Actor, service: DeliveredService, reason: str) -> None:
    now = clock.now()
    must_be_yes(
        may_take_back(
            is_writer=by.is_person and service.written_by_id == by.person_id, written_at=service.written_at, now=now,
            has_reason=reason in code_list("taken_back_reasons"), is_done=service.taken_back_at is not None,
        )
    )  # fmt: skip
    service.taken_back_at, service.taken_back_reason = now, reason or "slip"
    service.status = ServiceStatus.CANCELLED
    service.save(update_fields=["taken_back_at", "taken_back_reason", "status"])
    if service.planned is not None and is_open(service.case.stage):
        service.planned.status = ServiceStatus.PLANNED
        service.planned.save(update_fields=["status"])
        start_service_clock(by, service.case, service.planned)
        follow_services(by=by, case=service.case)
