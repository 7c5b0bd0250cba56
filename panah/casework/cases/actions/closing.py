from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from panah.casework.cases.actions.helping import end_every_help
from panah.casework.cases.actions.leading import take_lead_away
from panah.casework.cases.actions.pace import (
    ask_supervisors,
    call_for_lead,
    evening_of,
    start_first_clock,
    start_review_clock,
)
from panah.casework.cases.actions.planning import ask_approval
from panah.casework.cases.actions.refusals import must_be_past, must_be_yes, must_protect
from panah.casework.cases.actions.reviewing import keep_goals
from panah.casework.cases.codes import Answer, CaseState, ClosureDecision, NoteKind, Stage
from panah.casework.cases.models import Case, ClosureRequest, Episode, Note
from panah.casework.cases.queries import closure_asked, owner_of, possible_leads, shown_of, what_runs
from panah.casework.cases.queries.work import is_gentle
from panah.casework.cases.rules import check_day, is_open, may_ask_closure, may_sign, stage_after_return
from panah.casework.people.actions import stop_watching_child, watch_child
from panah.foundation.accounts.queries import members_with
from panah.foundation.clocks.actions import start_timer, stop_all_timers, stop_timers
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
    sentence = _("Nothing waits for a signature here: the closure was signed, returned, or not asked yet.")


class StillOpen(Refusal):
    code = "still_open"
    sentence = _("This case is open. Write the contact as a note.")


@action(Permission.CASE_WORK, on="case")
def ask_closure(
    *,
    by: Actor,
    case: Case,
    reason: str,
    checklist: Mapping[str, str],
    child_opinion: str = "",
    follow_up_on: date | None = None,
    keep_until: date | None = None,
    goals: Mapping[str, str] | None = None,
    idempotency_key: str = "",
) -> ClosureRequest:
    """The lead proposes to end; a supervisor who is somebody else signs. Nothing may still run.

    Of a child who has died nobody asks for a list, and nobody calls afterwards.
    """
    must_protect(case)
    items = () if is_gentle(reason) else code_list("closure_checks").codes
    must_be_yes(
        may_ask_closure(
            case.stage, what_runs(case), checklist, items, follow_up_on=follow_up_on, keep_until=keep_until,
            today=clock.today(),
        )
    )  # fmt: skip
    keep_goals(by=by, case=case, goals=goals or {})
    request = ClosureRequest.objects.create(
        file_id=case.file_id, case=case, reason=reason, checklist=dict(checklist), child_opinion=child_opinion,
        follow_up_on=follow_up_on, keep_until=keep_until, asked_at=clock.now(), asked_by_id=by.id,
    )  # fmt: skip
    case.stage = Stage.CLOSING
    case.save(update_fields=["stage"])
    stop_timers(by=by, file=case.file, kinds=(TimerKind.CLOSING, TimerKind.PLAN_APPROVAL), outcome="asked")
    ask_supervisors(by, case, TimerKind.CLOSURE_SIGNATURE, "case-close")
    for supervisor in members_with(case.organisation_id, Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION):
        if str(supervisor.pk) != by.id:
            queue_notice(
                by=by, kind=NoticeKind.CLOSURE_TO_SIGN, person=supervisor, subject_code=case.code, urgency="normal"
            )
    return request


def _pending(case: Case) -> ClosureRequest:
    request = closure_asked(case)
    if request is None:
        raise NothingToSign
    return request


@action(Permission.CASE_SIGN, on="case")
def sign_closure(*, by: Actor, case: Case) -> ClosureRequest:
    """The case ends, its clocks stop; a call in 90 days asks how the child is."""
    request = _pending(case)
    must_be_yes(may_sign(str(request.asked_by_id), by.id, what_runs(case)))
    _decide(by, request, ClosureDecision.SIGNED)
    now = clock.now()
    case.stage, case.closed_at = Stage.CLOSED, now
    case.save(update_fields=["stage", "closed_at"])
    Episode.objects.filter(case=case, closed_at=None).update(closed_at=now, reason=request.reason)
    end_every_help(by=by, case=case, reason="case_closed")
    stop_all_timers(by=by, file=case.file, outcome="closed")
    stop_watching_child(by=by, child=case.child, outcome="closed")
    if is_gentle(request.reason):
        stop_all_timers(by=by, file=case.child.file, outcome="closed")
        return request
    due = evening_of(request.follow_up_on or check_day(clock.today()))
    start_timer(
        by=by, file=case.file, kind=TimerKind.CHECK_AFTER_CLOSURE, urgency="normal", owner=owner_of(case),
        shown=shown_of(case), due=due,
    )  # fmt: skip
    return request


@action(Permission.CASE_SIGN, on="case")
def return_closure(*, by: Actor, case: Case, remark: str) -> ClosureRequest:
    """Not yet, and why: the case goes on where it was."""
    request = _pending(case)
    open_sealed(request)
    request.remark = remark
    _decide(by, request, ClosureDecision.RETURNED)
    case.stage = stage_after_return(bool(case.risk), case.plan_agreed_on is not None)
    case.save(update_fields=["stage"])
    stop_timers(by=by, file=case.file, kinds=(TimerKind.CLOSURE_SIGNATURE,), outcome="returned")
    if not Timer.objects.running().filter(file=case.file_id, kind=TimerKind.REVIEW).exists():
        start_review_clock(by, case)  # a review had proposed to close: the child is looked after further
    if case.plan_agreed_on is not None and case.plan_approved_at is None:
        ask_approval(by, case)
    return request


def _decide(by: Actor, request: ClosureRequest, decision: ClosureDecision) -> None:
    request.decision, request.decided_at, request.decided_by_id = decision, clock.now(), by.id
    request.save()


@action(Permission.CASE_WORK, on="case")
def record_check(
    *, by: Actor, case: Case, text: str, happened_on: date, is_more_needed: bool = False, idempotency_key: str = ""
) -> Note:
    """How the child is after the case ended. Where help is needed again the case goes on in the same step."""
    if is_open(case.stage):
        raise StillOpen
    must_be_past(case, happened_on)
    note = _note(by, case, NoteKind.FOLLOW_UP, text, happened_on)
    stop_timers(by=by, file=case.file, kinds=(TimerKind.CHECK_AFTER_CLOSURE,), outcome="done", done_at=happened_on)
    if is_more_needed:
        _reopen(by, case, text)
    return note


@action(Permission.CASE_WORK, on="case")
def reopen_case(*, by: Actor, case: Case, reason: str) -> Case:
    """A new episode of the same case under the same code; the safety of the child is asked first again."""
    if not is_open(case.stage):
        _reopen(by, case, reason)
    return case


def _reopen(by: Actor, case: Case, reason: str) -> None:
    stop_all_timers(by=by, file=case.file, outcome="reopened")
    case.stage, case.state, case.closed_at, case.paused_until = Stage.NEW, CaseState.ACTIVE, None, None
    case.plan_agreed_on, case.plan_agreed_with, case.plan_approved_at, case.plan_approved_by = None, "", None, None
    case.is_safe_now, case.sleeps_tonight = Answer.UNKNOWN, "unknown"
    case.save()
    Episode.objects.create(case=case, opened_at=clock.now())
    if case.lead is not None and case.lead not in possible_leads(case.organisation_id):
        take_lead_away(by=by, case=case)
    _note(by, case, NoteKind.REOPENED, reason, clock.today())
    call_for_lead(by, case)
    start_first_clock(by, case)
    watch_child(by=by, child=case.child)


def _note(by: Actor, case: Case, kind: NoteKind, text: str, day: date) -> Note:
    return Note.objects.create(
        file_id=case.file_id, case=case, kind=kind, text=text, happened_on=day, written_at=clock.now(),
        written_by_id=by.person_id,
    )  # fmt: skip
