from datetime import date, datetime, time

from django.utils import timezone

from panah.casework.cases.actions.refusals import (
    NotThisCase,
    NotYet,
    ReasonMissing,
    must_be_open,
    must_be_past,
    must_be_workable,
    must_be_yes,
)
from panah.casework.cases.codes import NoteKind, ServiceStatus
from panah.casework.cases.models import Case, DeliveredService, Note, PlannedService
from panah.casework.cases.queries import owner_of, region_of, shown_of
from panah.casework.cases.rules import Verdict, may_agree_plan, stage_after_plan
from panah.casework.people.rules import Birth, band_of
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.actions import start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

END_OF_WORK = time(18, 0)
NOT_GIVEN = (ServiceStatus.REFUSED, ServiceStatus.FAILED, ServiceStatus.CANCELLED)


@action(Permission.CASE_WORK, on="case")
def plan_service(
    *,
    by: Actor,
    case: Case,
    service_type: str,
    goal: str,
    due_on: date,
    provider: Provider | None = None,
    person: Person | None = None,
    idempotency_key: str = "",
) -> PlannedService:
    """A goal and who does what by when; it becomes a task once the plan is agreed."""
    must_be_workable(case)
    planned = PlannedService.objects.create(
        file_id=case.file_id, case=case, service_type=service_type, goal=goal, provider=provider, person=person,
        due_on=due_on, written_at=clock.now(),
    )  # fmt: skip
    if case.plan_agreed_on is not None:
        _start_service_timer(by, case, planned)
    return planned


def _start_service_timer(by: Actor, case: Case, planned: PlannedService) -> None:
    due = timezone.make_aware(datetime.combine(planned.due_on, END_OF_WORK))
    start_timer(
        by=by, file=case.file, kind=TimerKind.SERVICE, urgency=case.risk or case.urgency, owner=owner_of(case),
        shown=shown_of(case, fact=f"service_types:{planned.service_type}", code=str(planned.pk), page="case-planned"), due=due,
    )  # fmt: skip


@action(Permission.CASE_WORK, on="case")
def agree_plan(*, by: Actor, case: Case, agreed_with: str, agreed_on: date) -> Case:
    """The child or the guardian agreed: every planned service gets its clock, and the first review is set."""
    must_be_workable(case)
    must_be_past(case, agreed_on)
    planned = list(PlannedService.objects.filter(case=case, status=ServiceStatus.PLANNED))
    must_be_yes(may_agree_plan(case.stage, len(planned), agreed_with))
    is_first = case.plan_agreed_on is None
    case.plan_agreed_on, case.plan_agreed_with, case.stage = agreed_on, agreed_with, stage_after_plan(case.stage)
    case.save(update_fields=["plan_agreed_on", "plan_agreed_with", "stage"])
    stop_timers(by=by, file=case.file, kinds=(TimerKind.PLAN,), outcome="done")
    if is_first:
        for one in planned:
            _start_service_timer(by, case, one)
        _start_review(by, case)
    return case


def _start_review(by: Actor, case: Case) -> None:
    start_timer(
        by=by, file=case.file, kind=TimerKind.REVIEW, urgency=case.risk or "medium", owner=owner_of(case),
        shown=shown_of(case),
    )  # fmt: skip


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
    """A service that a child received, on its day; help does not wait for a stage (S7). Age and category freeze here."""
    must_be_open(case)
    must_be_past(case, happened_on)
    if planned is not None:
        _must_be_planned(case, planned)
    child = case.child
    service = DeliveredService.objects.create(
        file_id=case.file_id, case=case, child=child, planned=planned, service_type=service_type, happened_on=happened_on,
        written_at=clock.now(), organisation=provider.organisation if provider else case.organisation, provider=provider,
        region=region_of(child), age_band=band_of(Birth(year=child.birth_year), child.age_band_at_entry, happened_on),
        category=child.category, standing=child.standing, what_was_done=what_was_done,
    )  # fmt: skip
    if planned is not None:
        _end_planned(by, case, planned, ServiceStatus.DELIVERED)
    return service


def _must_be_planned(case: Case, planned: PlannedService) -> None:
    """As it is now, not as the page showed it: of two who record the same visit the second is told."""
    planned.refresh_from_db(from_queryset=PlannedService.objects.select_for_update())
    if planned.case_id != case.pk:
        raise NotThisCase
    if planned.status != ServiceStatus.PLANNED:
        raise NotYet(Verdict(("already_recorded",)))


def _end_planned(by: Actor, case: Case, planned: PlannedService, status: ServiceStatus, reason: str = "") -> None:
    planned.status, planned.reason = status, reason
    planned.save(update_fields=["status", "reason"])
    stop_timers(by=by, file=case.file, kinds=(TimerKind.SERVICE,), outcome=status, address_code=str(planned.pk))


@action(Permission.CASE_WORK, on="case")
def cancel_service(
    *, by: Actor, case: Case, planned: PlannedService, status: ServiceStatus, reason: str
) -> PlannedService:
    """Refused, failed or cancelled, and why: a code, so that what children could not get can be counted."""
    must_be_open(case)
    _must_be_planned(case, planned)
    if status not in NOT_GIVEN or reason not in code_list("not_given_reasons").codes:
        raise ReasonMissing
    _end_planned(by, case, planned, status, reason)
    return planned


@action(Permission.CASE_WORK, on="case")
def record_review(*, by: Actor, case: Case, text: str, happened_on: date, idempotency_key: str = "") -> Note:
    """What the lead, the team and the child found; the next review follows from the risk."""
    must_be_open(case)
    must_be_past(case, happened_on)
    note = Note.objects.create(
        file_id=case.file_id, case=case, kind=NoteKind.REVIEW, text=text, happened_on=happened_on, written_at=clock.now(),
        written_by_id=by.person_id,
    )  # fmt: skip
    stop_timers(by=by, file=case.file, kinds=(TimerKind.REVIEW,), outcome="done")
    _start_review(by, case)
    return note
