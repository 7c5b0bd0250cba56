from collections.abc import Mapping
from datetime import date, datetime, time

from django.utils import timezone

from panah.casework.cases.actions.refusals import CaseIsClosed, must_be_open, must_be_yes
from panah.casework.cases.codes import ClosureDecision, NoteKind, ServiceStatus, Stage
from panah.casework.cases.models import Case, ClosureRequest, Episode, Note, PlannedService
from panah.casework.cases.queries import owner_of, shown_of
from panah.casework.cases.rules import check_day, is_open, may_ask_closure, may_sign
from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import members_with
from panah.foundation.clocks.actions import Owner, start_timer, stop_all_timers, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed


class NothingToSign(Refusal):
    code = "nothing_to_sign"


@action(Permission.CASE_WORK, on="case")
def ask_closure(
    *,
    by: Actor,
    case: Case,
    reason: str,
    checklist: Mapping[str, str],
    child_opinion: str = "",
    follow_up_on: date | None = None,
    idempotency_key: str = "",
) -> ClosureRequest:
    """The lead proposes to end; a supervisor who is somebody else signs. Nothing may still run."""
    blocking = list(Timer.objects.blocking(case.file).values_list("kind", flat=True))
    planned = list(PlannedService.objects.filter(case=case).values_list("status", flat=True))
    must_be_yes(may_ask_closure(case.stage, blocking, planned, checklist, code_list("closure_checks").codes))
    request = ClosureRequest.objects.create(
        file_id=case.file_id, case=case, reason=reason, checklist=dict(checklist), child_opinion=child_opinion,
        follow_up_on=follow_up_on, asked_at=clock.now(), asked_by_id=by.id,
    )  # fmt: skip
    case.stage = Stage.CLOSING
    case.save(update_fields=["stage"])
    start_timer(
        by=by, file=case.file, kind=TimerKind.CLOSURE_SIGNATURE, urgency="normal",
        owner=Owner(case.organisation, None, case.organisation, case.lead), shown=shown_of(case, page="case-close"),
    )  # fmt: skip
    for supervisor in members_with(case.organisation_id, Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION):
        if str(supervisor.pk) != by.id:
            queue_notice(
                by=by, kind=NoticeKind.CLOSURE_TO_SIGN, person=supervisor, subject_code=case.code, urgency="normal"
            )
    return request


def _pending(case: Case) -> ClosureRequest:
    request: ClosureRequest | None = (
        ClosureRequest.objects.filter(case=case, decision=ClosureDecision.ASKED).order_by("-asked_at").first()
    )
    if request is None:
        raise NothingToSign
    return request


@action(Permission.CASE_SIGN, on="case")
def sign_closure(*, by: Actor, case: Case) -> ClosureRequest:
    """The case ends, its clocks stop; a call in 90 days asks how the child is."""
    if not is_open(case.stage):
        raise CaseIsClosed
    request = _pending(case)
    must_be_yes(may_sign(str(request.asked_by_id), by.id))
    _decide(by, request, ClosureDecision.SIGNED)
    now = clock.now()
    case.stage, case.closed_at = Stage.CLOSED, now
    case.save(update_fields=["stage", "closed_at"])
    Episode.objects.filter(case=case, closed_at=None).update(closed_at=now, reason=request.reason)
    stop_all_timers(by=by, file=case.file, outcome="closed")
    due = timezone.make_aware(datetime.combine(request.follow_up_on or check_day(clock.today()), time(18, 0)))
    start_timer(
        by=by, file=case.file, kind=TimerKind.CHECK_AFTER_CLOSURE, urgency="normal", owner=owner_of(case),
        shown=shown_of(case), due=due,
    )  # fmt: skip
    return request


@action(Permission.CASE_SIGN, on="case")
def return_closure(*, by: Actor, case: Case, remark: str) -> ClosureRequest:
    """Not yet, and why: the case goes on where it was."""
    must_be_open(case)
    request = _pending(case)
    open_sealed(request)
    request.remark = remark
    _decide(by, request, ClosureDecision.RETURNED)
    case.stage = Stage.IN_SERVICE if case.plan_agreed_on else Stage.PLANNING if case.risk else Stage.ASSESSING
    case.save(update_fields=["stage"])
    stop_timers(by=by, file=case.file, kinds=(TimerKind.CLOSURE_SIGNATURE,), outcome="returned")
    return request


def _decide(by: Actor, request: ClosureRequest, decision: ClosureDecision) -> None:
    request.decision, request.decided_at, request.decided_by_id = decision, clock.now(), by.id
    request.save()


@action(Permission.CASE_WORK, on="case")
def reopen_case(*, by: Actor, case: Case, reason: str, lead: Person | None = None) -> Case:
    """A new episode of the same case under the same code; the safety of the child is asked first again."""
    if is_open(case.stage):
        return case
    now = clock.now()
    stop_all_timers(by=by, file=case.file, outcome="reopened")
    case.stage, case.closed_at, case.plan_agreed_on, case.plan_agreed_with = Stage.NEW, None, None, ""
    if lead is not None:
        case.lead = lead
    case.save(update_fields=["stage", "closed_at", "plan_agreed_on", "plan_agreed_with", "lead"])
    Episode.objects.create(case=case, opened_at=now)
    Note.objects.create(
        file_id=case.file_id, case=case, kind=NoteKind.REOPENED, text=reason, happened_on=clock.today(), written_at=now,
        written_by_id=by.id if by.is_person else None,
    )  # fmt: skip
    PlannedService.objects.filter(case=case, status=ServiceStatus.PLANNED).update(status=ServiceStatus.CANCELLED)
    start_timer(
        by=by, file=case.file, kind=TimerKind.FIRST_SAFETY_CONTACT, urgency=case.urgency, owner=owner_of(case),
        shown=shown_of(case), blocks_closure=True,
    )  # fmt: skip
    return case
