"""Danger now: when the police were called, or why not. One of the two has to be said (S1: by a person)."""

from datetime import datetime

from panah.casework.calls.actions.open_ends import settle_clocks
from panah.casework.calls.actions.refusals import NoDangerNow, NotYetHappened, ReasonMissing, UnknownAnswer
from panah.casework.calls.models import Call
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@action(Permission.CALL_WORK, on="call")
def answer_danger(
    *, by: Actor, call: Call, called_at: datetime | None = None, reason: str = "", idempotency_key: str = ""
) -> Call:
    """The red bar goes. Whoever says it first has said it."""
    if call.is_danger_now != "yes":
        raise NoDangerNow
    if called_at is None and not reason:
        raise ReasonMissing
    if reason and reason not in code_list("no_police_reasons"):
        raise UnknownAnswer
    if called_at is not None and called_at > clock.now():
        raise NotYetHappened
    call.police_called_at = called_at or call.police_called_at
    call.no_police_reason = "" if called_at is not None else reason
    call.save(update_fields=["police_called_at", "no_police_reason"])
    settle_clocks(by, call)
    return call
