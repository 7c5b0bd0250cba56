from panah.casework.concerns import rules
from panah.casework.concerns.actions.refusals import AlreadyDecided, GuardianNotTold, ReasonMissing, TextTooLong
from panah.casework.concerns.codes import AnswerStatus, ConcernStatus
from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.concerns.queries import guardian_clock_of, reasons_without_a_child, shown_of
from panah.casework.people.models import Child
from panah.foundation.accounts.queries import people_by_id
from panah.foundation.clocks.actions import Owner, start_timer, stop_timers
from panah.foundation.clocks.actions.moving import stop_timers_of_page
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

TRIAGE_CLOCKS = (TimerKind.CONCERN_FIRST_LOOK, TimerKind.CONCERN_TRIAGE, TimerKind.CONCERN_MESSAGE)
_UNTIL_TAKEN = (TimerKind.CONCERN_FIRST_LOOK, TimerKind.CONCERN_MESSAGE)


@action(Permission.CONCERN_TRIAGE, on="concern")
def begin_triage(*, by: Actor, concern: Concern) -> Concern:
    """The first look is done and somebody decides now; who began already goes on."""
    status = ConcernStatus(concern.status)
    if status is ConcernStatus.IN_TRIAGE:
        return concern
    if not rules.may_become(status, ConcernStatus.IN_TRIAGE):
        raise AlreadyDecided
    concern.status, concern.looked_at = ConcernStatus.IN_TRIAGE, concern.looked_at or clock.now()
    concern.save(update_fields=["status", "looked_at"])
    stop_timers(by=by, file=concern.file, kinds=_UNTIL_TAKEN, outcome="looked_at")
    _settle_press(by, concern)
    start_timer(
        by=by, file=concern.file, kind=TimerKind.CONCERN_TRIAGE, urgency=concern.urgency,
        owner=Owner(concern.organisation, people_by_id({by.id}).get(by.id)), shown=shown_of(concern),
    )  # fmt: skip
    _answer(concern, AnswerStatus.BEING_LOOKED_INTO)
    return concern


@action(Permission.CONCERN_TRIAGE, on="concern")
def give_information(
    *, by: Actor, concern: Concern, note: str, version: int | None = None, idempotency_key: str = ""
) -> Concern:
    """Information or advice was given and nothing more is needed; ``note`` says what was told to whom."""
    return _decide(by, concern, ConcernStatus.INFORMATION_GIVEN, note, version)


@action(Permission.CONCERN_TRIAGE, on="concern")
def set_aside(
    *, by: Actor, concern: Concern, reason: str, note: str, version: int | None = None, idempotency_key: str = ""
) -> Concern:
    """Not a concern for a child's safety: with the reason, and kept 90 days."""
    if reason not in code_list("nothing_reasons"):
        raise ReasonMissing
    concern.reason = reason
    return _decide(by, concern, ConcernStatus.NOT_A_CONCERN, note, version)


def _decide(by: Actor, concern: Concern, status: ConcernStatus, note: str, version: int | None) -> Concern:
    if not rules.may_become(ConcernStatus(concern.status), status):
        raise AlreadyDecided
    if version is not None and version != concern.version:
        raise EditedMeanwhile
    for fault in rules.too_long({"note": note}):
        raise TextTooLong(fault)
    if not note.strip():
        raise ReasonMissing
    _settle_guardian_clock(by, concern, status)
    concern.decision_note = note
    _close_triage(by, concern, status)
    return concern


def _settle_guardian_clock(by: Actor, concern: Concern, status: ConcernStatus) -> None:
    """Nothing ends while a child sleeps without a safe adult and nobody was told, unless there is no such child."""
    if guardian_clock_of(concern) is None:
        return
    if not rules.may_settle_without_guardian(status, concern.reason, reasons_without_a_child()):
        raise GuardianNotTold
    stop_timers(by=by, file=concern.file, kinds=(TimerKind.GUARDIAN_REQUEST,), outcome=status)


def _close_triage(by: Actor, concern: Concern, status: ConcernStatus) -> None:
    now = clock.now()
    concern.status, concern.looked_at = status, concern.looked_at or now
    concern.decided_at, concern.decided_by = now, by.id
    concern.save(update_fields=["status", "looked_at", "decided_at", "decided_by", "reason"])
    stop_timers(by=by, file=concern.file, kinds=TRIAGE_CLOCKS, outcome=status)
    _settle_press(by, concern)
    _answer(concern, AnswerStatus.BEING_LOOKED_INTO)


def _settle_press(by: Actor, concern: Concern) -> None:
    """Whoever pressed this desk need not look again once nothing is late at it."""
    desk = concern.organisation
    if desk is None:
        return
    pressed = Timer.objects.running().filter(file=None, kind=TimerKind.PRESS_WAITS, address_code=desk.code)
    late = Timer.objects.running().filter(organisation=desk, kind__in=TRIAGE_CLOCKS, due_at__lte=clock.now())
    if pressed.exists() and not late.exists():
        stop_timers_of_page(by=by, kind=TimerKind.PRESS_WAITS, address_code=desk.code, outcome="looked_at")


def _answer(concern: Concern, wanted: AnswerStatus) -> None:
    concern.answer_status = rules.next_answer(AnswerStatus(concern.answer_status), wanted)
    concern.save(update_fields=["answer_status"])


@action(Permission.CONCERN_TRIAGE, on="concern")
def ask_reporter_to_talk(*, by: Actor, concern: Concern) -> Concern:
    """The answer page says that we need to talk; nothing else."""
    _answer(concern, AnswerStatus.NEED_TO_TALK)
    return concern


@action(Permission.WITHIN_ACTION, on="concern")
def mark_referred(*, by: Actor, concern: Concern) -> Concern:
    """A referral was sent for a child of this concern; the clocks of triage stop. May happen once for each child."""
    if not rules.may_become(ConcernStatus(concern.status), ConcernStatus.REFERRED):
        raise AlreadyDecided
    _close_triage(by, concern, ConcernStatus.REFERRED)
    return concern


@action(Permission.WITHIN_ACTION, on="concern")
def set_answer_status(*, by: Actor, concern: Concern, status: AnswerStatus) -> Concern:
    """Move the answer page on; it never goes back to say less was done."""
    _answer(concern, status)
    return concern


@action(Permission.WITHIN_ACTION, on="concern_child")
def join_child(*, by: Actor, concern_child: ConcernChild, child: Child) -> ConcernChild:
    """The child that was told of has a record now."""
    concern_child.child = child
    concern_child.save(update_fields=["child"])
    return concern_child
