"""The clocks of a call follow from what is written in it: each step of this room settles them anew."""

from panah.casework.calls import rules
from panah.casework.calls.codes import CallState
from panah.casework.calls.models import Call
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security.access import Actor

DONE = "done"


def settle_clocks(by: Actor, call: Call) -> None:
    """Within an action: what is open runs, what is done stops, and another hour moves a call back."""
    is_danger = rules.is_danger_open(call.is_danger_now, call.police_called_at, call.no_police_reason)
    _keep(by, call, TimerKind.CALL_DANGER, "call-danger", is_open=is_danger, is_own=True)
    _keep(by, call, TimerKind.CALL_DROPPED, "call-change", is_open=call.state == CallState.DROPPED, is_own=True)
    running = _running(call, TimerKind.CALL_BACK)
    if running is not None and running.due_at != call.call_back_at:
        _stop(by, call, TimerKind.CALL_BACK)
    _keep(by, call, TimerKind.CALL_BACK, "call-back", is_open=call.waits_for_call_back)


def _keep(
    by: Actor, call: Call, kind: TimerKind, page: str, *, is_open: bool, is_own: bool = False
) -> None:  # fmt: skip
    runs = _running(call, kind) is not None
    if is_open and not runs:
        start_call_clock(by, call, kind, page, is_own=is_own)
    elif runs and not is_open:
        _stop(by, call, kind)


def start_call_clock(by: Actor, call: Call, kind: TimerKind, page: str, *, is_own: bool = False) -> None:
    """Within an action. ``is_own``: it rests on whoever answered the call."""
    start_timer(
        by=by, file=call.file, kind=kind, urgency="danger" if kind == TimerKind.CALL_DANGER else "normal",
        owner=Owner(call.organisation, call.operator if is_own else None),
        shown=Shown(subject_code=call.code, address_name=page, address_code=call.code, place=call.place_id or ""),
        due=call.call_back_at if kind == TimerKind.CALL_BACK else None,
    )  # fmt: skip


def _running(call: Call, kind: TimerKind) -> Timer | None:
    return Timer.objects.running().filter(file=call.file_id, kind=kind).first()


def _stop(by: Actor, call: Call, kind: TimerKind) -> None:
    stop_timers(by=by, file=call.file, kinds=(kind,), outcome=DONE)
