from collections.abc import Mapping
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from panah.casework.cases.actions.opening import let_out
from panah.casework.cases.actions.refusals import must_be_past, must_be_yes
from panah.casework.cases.codes import ClosureDecision, NoteKind, Stage
from panah.casework.cases.models import Case, ClosureRequest, Episode, Note
from panah.casework.cases.queries import closure_asked, owner_of, possible_leads, shown_of, what_runs
from panah.casework.cases.rules import check_day, is_open, may_ask_closure, may_sign, stage_after_return
from panah.foundation.accounts.queries import members_with
from panah.foundation.clocks.actions import Owner, start_timer, stop_all_timers, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed

END_OF_WORK = time(18, 0)


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
    idempotency_key: str = "",
) -> ClosureRequest:
    """The lead proposes to end; a supervisor who is somebody else signs. Nothing may still run."""
    must_be_yes(
        may_ask_closure(
            case.stage, what_runs(case), checklist, code_list("closure_checks").codes, follow_up_on=follow_up_on,
            today=clock.today(),
        )
    )  # fmt: skip
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
    stop_all_timers(by=by, file=case.file, outcome="closed")
    due = timezone.make_aware(datetime.combine(request.follow_up_on or check_day(clock.today()), END_OF_WORK))
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
    stop_timers(by=by, file=case.file, kinds=(TimerKind.CHECK_AFTER_CLOSURE,), outcome="done")
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
    case.stage, case.closed_at, case.plan_agreed_on, case.plan_agreed_with = Stage.NEW, None, None, ""
    if case.lead is not None and case.lead not in possible_leads(case.organisation_id):
        let_out(case, case.lead)
        case.lead = None  # has left meanwhile: "nobody" is an alarm, a name that does not answer is not
    case.save(update_fields=["stage", "closed_at", "plan_agreed_on", "plan_agreed_with", "lead"])
    Episode.objects.create(case=case, opened_at=clock.now())
    _note(by, case, NoteKind.REOPENED, reason, clock.today())
    start_timer(
        by=by, file=case.file, kind=TimerKind.FIRST_SAFETY_CONTACT, urgency=case.urgency, owner=owner_of(case),
        shown=shown_of(case), blocks_closure=True,
    )  # fmt: skip


def _note(by: Actor, case: Case, kind: NoteKind, text: str, day: date) -> Note:
    return Note.objects.create(
        file_id=case.file_id, case=case, kind=kind, text=text, happened_on=day, written_at=clock.now(),
        written_by_id=by.person_id,
    )  # fmt: skip
