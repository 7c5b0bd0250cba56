"""A call becomes a concern, whose clocks begin as of any other; and the duty worker takes the caller over by telephone."""

from dataclasses import replace

from panah.casework.calls import rules
from panah.casework.calls.actions.open_ends import DONE, settle_clocks, start_call_clock
from panah.casework.calls.actions.refusals import AlreadyPassedOn, NotPassedOn, TextTooLong, WhoMissing
from panah.casework.calls.codes import CallOutcome, CallState, CallType
from panah.casework.calls.models import Call
from panah.casework.calls.queries.looking import concern_key
from panah.casework.concerns.actions import ConcernDetails, report_concern
from panah.foundation.clocks.actions import stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed


@action(Permission.CALL_WORK, on="call")
def pass_on_call(
    *, by: Actor, call: Call, details: ConcernDetails, with_number: bool = False, idempotency_key: str = ""
) -> Call:
    """One concern, however often it is sent; the duty desk is told as of any report. The call keeps the link.

    ``with_number``: the number on file goes along unseen, unless another one was written.
    """
    if call.concern_id is not None:
        raise AlreadyPassedOn
    if with_number and not details.reporter_contact:
        open_sealed(call)
        details = replace(details, reporter_contact=call.number, stays_anonymous=not call.number)
    call.concern = report_concern(by=by, details=details, idempotency_key=concern_key(call))
    call.referred_at = clock.now()
    call.type, call.outcome, call.state = CallType.CHILD_CONCERN, CallOutcome.CONCERN, CallState.SAVED
    call.save(update_fields=["concern", "referred_at", "type", "outcome", "state"])
    settle_clocks(by, call)
    if details.is_danger_now == "yes":
        start_call_clock(by, call, TimerKind.CALL_TRANSFER, "call-transfer")
    return call


@action(Permission.CALL_WORK, on="call")
def record_pick_up(*, by: Actor, call: Call, who: str, idempotency_key: str = "") -> Call:
    """The duty worker has the caller on the line, or was told by telephone."""
    _must_be_passed_on(call)
    if not who.strip():
        raise WhoMissing
    if rules.too_long({"who": who}):
        raise TextTooLong
    call.rung_at = call.picked_up_at = clock.now()
    call.picked_up_by = who.strip()
    call.save(update_fields=["rung_at", "picked_up_at", "picked_up_by"])
    stop_timers(by=by, file=call.file, kinds=(TimerKind.CALL_TRANSFER,), outcome="picked_up")
    return call


@action(Permission.CALL_WORK, on="call")
def record_no_pick_up(*, by: Actor, call: Call, idempotency_key: str = "") -> Call:
    """Nobody picked up: call again within a quarter of an hour. Today keeps it until somebody has."""
    _must_be_passed_on(call)
    call.rung_at = clock.now()
    call.save(update_fields=["rung_at"])
    stop_timers(by=by, file=call.file, kinds=(TimerKind.CALL_TRANSFER,), outcome="not_picked_up")
    start_call_clock(by, call, TimerKind.CALL_TRANSFER, "call-transfer")
    return call


def _must_be_passed_on(call: Call) -> None:
    if call.concern_id is None:
        raise NotPassedOn


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def settle_transfers(*, by: Actor) -> int:
    """Where the duty desk has looked at the concern meanwhile, nobody needs to telephone it any more. Gives how many."""
    waiting = Timer.objects.running().filter(kind=TimerKind.CALL_TRANSFER).values("file")
    calls = Call.objects.filter(file__in=waiting, concern__looked_at__isnull=False).select_related("file")
    for call in calls:
        stop_timers(by=by, file=call.file, kinds=(TimerKind.CALL_TRANSFER,), outcome=DONE)
    return len(calls)
