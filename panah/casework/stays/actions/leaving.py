"""A guest leaves: where to, with whom, agreed by whom. A child is never silently given to an adult in doubt (S3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from panah.casework.people.codes import Safety
from panah.casework.people.models import SafetyDecision
from panah.casework.services.actions import leave_bed
from panah.casework.stays.actions.arriving import LEADERS, tell_lead
from panah.casework.stays.actions.clocks import expect_log, shown
from panah.casework.stays.actions.refusals import (
    AnsweredMeanwhile,
    AskedAlready,
    HasLeft,
    NeedsSecondPerson,
    NotAnswered,
    OwnQuestion,
    WhoIsMissing,
    must_be_here,
    must_have_happened,
)
from panah.casework.stays.codes import ExitAnswer, LeavesWith
from panah.casework.stays.models import ExitRequest, Stay
from panah.casework.stays.queries import adults_of, verdict_on
from panah.foundation.clocks.actions import Owner, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

BY_THEMSELVES = (LeavesWith.ALONE, LeavesWith.NOT_KNOWN)


@dataclass(frozen=True)
class Exit:
    leaves_to: str
    leaves_with: str
    left_at: datetime | None = None  # none: now
    who: str = ""
    relation: str = ""
    agreed_by: Sequence[str] = ()
    follow_up: str = ""


@action(Permission.STAY_WORK, on="stay")
def write_exit(*, by: Actor, stay: Stay, leaving: Exit, idempotency_key: str = "") -> Stay:
    """The bed is free and the nights are counted. Who may not leave so by one person's word waits for a second one."""
    must_be_here(stay)
    _must_be_answered(leaving)
    left_at = leaving.left_at or clock.now()
    must_have_happened(stay, left_at)
    verdict = verdict_on(stay, leaving.leaves_with, leaving.relation)
    if not verdict.is_yes and not _is_agreed(stay, leaving):
        raise NeedsSecondPerson(verdict.reason)
    stay.left_at, stay.exit_written_at = left_at, clock.now()
    stay.leaves_to, stay.leaves_with = leaving.leaves_to, leaving.leaves_with
    stay.left_with, stay.follow_up = leaving.who.strip(), leaving.follow_up.strip()
    stay.agreed_by = [code for code in code_list("exit_agreed_by").codes if code in leaving.agreed_by]
    stay.save()
    leave_bed(by=by, reservation=stay.reservation, left_at=left_at)
    _stop_clocks(by, stay, left_at)
    expect_log(by, stay.provider)
    tell_lead(by, stay, NoticeKind.STAY_ENDED)
    return stay


def _must_be_answered(leaving: Exit) -> None:
    if leaving.leaves_to not in code_list("leaves_to") or leaving.leaves_with not in code_list("leaves_with"):
        raise NotAnswered
    if leaving.leaves_with not in BY_THEMSELVES and not leaving.who.strip():
        raise WhoIsMissing
    if leaving.leaves_with == LeavesWith.RELATIVE and leaving.relation not in code_list("relation_to_child"):
        raise NotAnswered


def _is_agreed(stay: Stay, leaving: Exit) -> bool:
    """A second person said yes to exactly this, the same way and the same adult, and nothing was said against it since."""
    rows = ExitRequest.objects.filter(stay=stay, leaves_with=leaving.leaves_with, relation=leaving.relation)
    answered = list(rows.exclude(answer=ExitAnswer.WAITS).order_by("-answered_at"))
    open_sealed(*answered, only=("who",))
    last = next((row for row in answered if row.who.casefold() == leaving.who.strip().casefold()), None)
    return last is not None and last.answer == ExitAnswer.AGREED and not _is_doubted_since(stay, leaving, last)


def _is_doubted_since(stay: Stay, leaving: Exit, answered: ExitRequest) -> bool:
    """The lead found an adult of this relation not to be safe after the yes, which falls with them (S3)."""
    decisions = SafetyDecision.objects.filter(relative__in=adults_of(stay, leaving.relation))
    return decisions.filter(decided_at__gt=answered.answered_at).exclude(safety=Safety.SAFE).exists()


def _stop_clocks(by: Actor, stay: Stay, left_at: datetime) -> None:
    """All but the incidents: what happened is looked at, whether the guest is here or not."""
    kinds = (TimerKind.MEDICAL_CHECK, TimerKind.STAY_ENDS, TimerKind.EXIT_DECISION)
    stop_timers(by=by, file=stay.file, kinds=kinds, outcome="left", done_at=left_at)


@action(Permission.STAY_WORK, on="stay")
def ask_exit(*, by: Actor, stay: Stay, leaving: Exit, reason: str, idempotency_key: str = "") -> ExitRequest:
    """Ask the supervisor, at once, with the reason."""
    must_be_here(stay)
    _must_be_answered(leaving)
    if not reason.strip():
        raise NotAnswered
    if ExitRequest.objects.filter(stay=stay, answer=ExitAnswer.WAITS).exists():
        raise AskedAlready
    request = ExitRequest.objects.create(
        file=stay.file, stay=stay, leaves_with=leaving.leaves_with, relation=leaving.relation, who=leaving.who.strip(),
        reason=reason.strip(), asked_at=clock.now(), asked_by_id=by.person_id,
    )  # fmt: skip
    house = stay.provider.organisation
    start_timer(
        by=by, file=stay.file, kind=TimerKind.EXIT_DECISION, urgency="high", owner=Owner(house),
        shown=shown(stay, "exit-request", str(request.pk)),
    )  # fmt: skip
    queue_notice(by=by, kind=NoticeKind.EXIT_ASKED, organisation=house, roles=LEADERS, subject_code=stay.code)
    return request


@action(Permission.STAY_SIGN, on="request")
def answer_exit(
    *, by: Actor, request: ExitRequest, is_agreed: bool, remark: str = "", idempotency_key: str = ""
) -> ExitRequest:
    """The second person: not the one who asked."""
    if request.asked_by_id is not None and request.asked_by_id == by.person_id:
        raise OwnQuestion
    if request.answer != ExitAnswer.WAITS:
        raise AnsweredMeanwhile
    request.answer = ExitAnswer.AGREED if is_agreed else ExitAnswer.REFUSED
    request.remark, request.answered_at, request.answered_by_id = remark.strip(), clock.now(), by.person_id
    request.save()
    stop_timers(
        by=by, file=request.file, kinds=(TimerKind.EXIT_DECISION,), outcome=request.answer, address_code=str(request.pk),
        done_at=clock.now(),
    )  # fmt: skip
    return request


@action(Permission.STAY_WORK, on="stay")
def correct_exit(*, by: Actor, stay: Stay, left_at: datetime) -> Stay:
    """The moment of leaving was written wrongly: the nights follow, also of months that were counted (S14)."""
    if stay.left_at is None:
        raise HasLeft(NotAnswered.sentence)
    must_have_happened(stay, left_at)
    stay.left_at, stay.exit_written_at = left_at, clock.now()
    stay.save(update_fields=["left_at", "exit_written_at"])
    leave_bed(by=by, reservation=stay.reservation, left_at=left_at)
    return stay
