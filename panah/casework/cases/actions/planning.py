from datetime import date

from panah.casework.cases.actions.pace import (
    ask_supervisors,
    start_plan_clock,
    start_review_clock,
    start_service_clock,
)
from panah.casework.cases.actions.refusals import (
    NotYet,
    must_be_open,
    must_be_past,
    must_be_workable,
    must_be_yes,
    must_protect,
)
from panah.casework.cases.codes import NoteKind, ServiceStatus
from panah.casework.cases.models import Case, Note, PlannedService
from panah.casework.cases.rules import Verdict, may_agree_plan, stage_after_plan
from panah.foundation.accounts.queries import members_with
from panah.foundation.clocks.actions import stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role


@action(Permission.CASE_WORK, on="case")
def agree_plan(*, by: Actor, case: Case, agreed_with: str, agreed_on: date) -> Case:
    """The child or the guardian agreed: every planned service gets its clock, the first review is set, a supervisor approves.

    Services do not wait for the supervisor (S7).
    """
    must_be_workable(case)
    must_protect(case)
    must_be_past(case, agreed_on)
    planned = list(PlannedService.objects.filter(case=case, status=ServiceStatus.PLANNED))
    must_be_yes(may_agree_plan(case.stage, len(planned), agreed_with))
    is_first = case.plan_agreed_on is None
    case.plan_agreed_on, case.plan_agreed_with, case.stage = agreed_on, agreed_with, stage_after_plan(case.stage)
    case.save(update_fields=["plan_agreed_on", "plan_agreed_with", "stage"])
    stop_timers(by=by, file=case.file, kinds=(TimerKind.PLAN,), outcome="done", done_at=agreed_on)
    for one in planned:
        start_service_clock(by, case, one)
    if is_first:
        start_review_clock(by, case, agreed_on)
    if case.plan_approved_at is None:
        ask_approval(by, case)
    return case


def ask_approval(by: Actor, case: Case) -> None:
    """A supervisor who does not lead reads the plan."""
    if Timer.objects.running().filter(file=case.file_id, kind=TimerKind.PLAN_APPROVAL).exists():
        return
    ask_supervisors(by, case, TimerKind.PLAN_APPROVAL, "case-plan")
    for supervisor in members_with(case.organisation_id, Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION):
        if supervisor.pk not in (by.person_id, case.lead_id):
            queue_notice(
                by=by, kind=NoticeKind.PLAN_TO_APPROVE, person=supervisor, subject_code=case.code, urgency="normal"
            )  # fmt: skip


@action(Permission.CASE_SIGN, on="case")
def approve_plan(*, by: Actor, case: Case, remark: str = "", idempotency_key: str = "") -> Case:
    """A second pair of eyes read the plan; never those of whoever leads."""
    _must_wait_for(by, case)
    case.plan_approved_at, case.plan_approved_by_id = clock.now(), by.person_id
    case.save(update_fields=["plan_approved_at", "plan_approved_by"])
    _answer(by, case, NoteKind.PLAN_APPROVED, remark)
    return case


@action(Permission.CASE_SIGN, on="case")
def return_plan(*, by: Actor, case: Case, remark: str, idempotency_key: str = "") -> Case:
    """What is missing; meanwhile the services go on, and the lead's clock for the plan runs again."""
    _must_wait_for(by, case)
    _answer(by, case, NoteKind.PLAN_RETURNED, remark)
    start_plan_clock(by, case)
    return case


def _must_wait_for(by: Actor, case: Case) -> None:
    must_be_open(case)
    if not Timer.objects.running().filter(file=case.file_id, kind=TimerKind.PLAN_APPROVAL).exists():
        raise NotYet(Verdict(("plan_not_asked",)))
    if case.lead_id is not None and case.lead_id == by.person_id:
        raise NotYet(Verdict(("own_plan",)))


def _answer(by: Actor, case: Case, kind: NoteKind, remark: str) -> None:
    Note.objects.create(
        file_id=case.file_id, case=case, kind=kind, text=remark, happened_on=clock.today(), written_at=clock.now(),
        written_by_id=by.person_id,
    )  # fmt: skip
    stop_timers(by=by, file=case.file, kinds=(TimerKind.PLAN_APPROVAL,), outcome=kind)
    if case.lead is not None:
        queue_notice(
            by=by, kind=NoticeKind.PLAN_ANSWERED, person=case.lead, subject_code=case.code, urgency="normal"
        )  # fmt: skip
