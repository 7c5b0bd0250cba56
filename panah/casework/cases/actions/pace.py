"""The clocks by which a case goes, for the actions that set them."""

from datetime import date, datetime, time

from django.utils import timezone

from panah.casework.cases.codes import Answer, Depth, ServiceStatus
from panah.casework.cases.models import Case, PlannedService
from panah.casework.cases.queries import owner_of, shown_of
from panah.casework.cases.queries.work import working_since
from panah.casework.cases.rules import stage_after_service
from panah.foundation.clocks.actions import Owner, start_timer
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

END_OF_WORK = time(18, 0)


def evening_of(day: date) -> datetime:
    """The end of work on ``day``: what is agreed for a day is late after it, not in its morning."""
    return timezone.make_aware(datetime.combine(day, END_OF_WORK))


def start_first_clock(by: Actor, case: Case) -> None:
    """The safety of the child comes first; where it was asked and answered, only the next word is awaited."""
    if case.depth == Depth.HELP and case.is_safe_now == Answer.YES:
        start_follow_up(by, case)
        return
    start_timer(
        by=by, file=case.file, kind=TimerKind.FIRST_SAFETY_CONTACT, urgency=case.urgency, owner=owner_of(case),
        shown=shown_of(case), blocks_closure=True,
    )  # fmt: skip


def start_follow_up(by: Actor, case: Case) -> None:
    """How is it going: help is never forgotten, though nothing is planned."""
    start_timer(
        by=by, file=case.file, kind=TimerKind.FOLLOW_UP, urgency=case.risk or case.urgency, owner=owner_of(case),
        shown=shown_of(case),
    )  # fmt: skip


def start_assessment_clock(by: Actor, case: Case) -> None:
    start_timer(
        by=by, file=case.file, kind=TimerKind.ASSESSMENT, urgency=case.risk or case.urgency, owner=owner_of(case),
        shown=shown_of(case), started_at=working_since(case),
    )  # fmt: skip


def start_plan_clock(by: Actor, case: Case, started_at: datetime | None = None) -> None:
    """One at a time, however often a plan is returned."""
    if Timer.objects.running().filter(file=case.file_id, kind=TimerKind.PLAN).exists():
        return
    start_timer(
        by=by, file=case.file, kind=TimerKind.PLAN, urgency=case.risk or case.urgency, owner=owner_of(case),
        shown=shown_of(case), started_at=started_at,
    )  # fmt: skip


def start_review_clock(by: Actor, case: Case, counted_from: date | None = None) -> None:
    """``counted_from`` is the day of the last review, however late it was written down."""
    start = evening_of(counted_from) if counted_from is not None and counted_from < clock.today() else None
    start_timer(
        by=by, file=case.file, kind=TimerKind.REVIEW, urgency=case.risk or "medium", owner=owner_of(case),
        shown=shown_of(case), started_at=start,
    )  # fmt: skip


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def follow_services(*, by: Actor, case: Case) -> None:
    """The stage says whether something planned is still to be given, or only to be looked at."""
    left = PlannedService.objects.filter(case=case, status=ServiceStatus.PLANNED).count()
    is_agreed = case.depth == Depth.PROTECTION and case.plan_agreed_on is not None
    stage = stage_after_service(case.stage, left, is_plan_agreed=is_agreed)
    if stage != case.stage:
        case.stage = stage
        case.save(update_fields=["stage"])


def start_service_clock(by: Actor, case: Case, planned: PlannedService) -> None:
    """One for each planned service, however often its plan is agreed."""
    if Timer.objects.running().filter(file=case.file_id, address_code=str(planned.pk)).exists():
        return
    start_timer(
        by=by, file=case.file, kind=TimerKind.SERVICE, urgency=case.risk or case.urgency, owner=owner_of(case),
        shown=shown_of(case, fact=f"service_types:{planned.service_type}", code=str(planned.pk), page="case-planned"),
        due=evening_of(planned.due_on),
    )  # fmt: skip


def start_reading_clock(by: Actor, case: Case) -> None:
    """The new lead reads what must be known; late, the supervisors see it."""
    start_timer(
        by=by, file=case.file, kind=TimerKind.HAND_OVER_READ, urgency=case.risk or case.urgency, owner=owner_of(case),
        shown=shown_of(case, page="case-hand-over"),
    )  # fmt: skip


def ask_supervisors(by: Actor, case: Case, kind: TimerKind, page: str) -> None:
    """A clock that rests on whoever supervises, for which the lead waits."""
    start_timer(
        by=by, file=case.file, kind=kind, urgency=case.risk or case.urgency,
        owner=Owner(case.organisation, None, case.organisation, case.lead), shown=shown_of(case, page=page),
    )  # fmt: skip


def call_for_lead(by: Actor, case: Case) -> None:
    """Nobody leads: an alarm with its own clock, for the supervisors."""
    if (
        case.lead is None
        and not Timer.objects.running().filter(file=case.file_id, kind=TimerKind.LEAD_ASSIGNMENT).exists()
    ):
        ask_supervisors(by, case, TimerKind.LEAD_ASSIGNMENT, "case-lead")
