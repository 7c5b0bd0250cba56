"""Calling back: one operator takes it, and says what came of it. The number goes when it has done its work."""

from datetime import datetime

from django.utils import timezone

from panah.casework.calls import rules
from panah.casework.calls.actions.open_ends import settle_clocks
from panah.casework.calls.actions.refusals import HourIsOver, NotAsked, TakenByAnother, UnknownAnswer
from panah.casework.calls.actions.whose import writer_of
from panah.casework.calls.codes import CallbackResult
from panah.casework.calls.models import Call
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@action(Permission.CALL_WORK, on="call")
def take_call_back(*, by: Actor, call: Call) -> Call:
    """Mine now. Of two who press at once the second reads who has it; what somebody left lying is free again."""
    _must_be_free(by, call)
    call.call_back_by, call.call_back_taken_at = writer_of(by), clock.now()
    call.save(update_fields=["call_back_by", "call_back_taken_at"])
    return call


@action(Permission.CALL_WORK, on="call")
def record_call_back(
    *, by: Actor, call: Call, result: CallbackResult, again_at: datetime | None = None, idempotency_key: str = ""
) -> Call:
    """Talked, not reached, or not to be called any more. Without another hour nobody calls again, and the number goes."""
    _must_be_free(by, call)
    if result not in set(CallbackResult):
        raise UnknownAnswer
    if again_at is not None and again_at < clock.now():
        raise HourIsOver
    goes_on = result is CallbackResult.NOT_REACHED and again_at is not None
    call.call_back_result, call.call_back_tries = result, call.call_back_tries + 1
    call.call_back_at = again_at if goes_on else None
    call.call_back_by, call.call_back_taken_at = None, None
    if not goes_on:
        call.number = ""
    call.save()
    settle_clocks(by, call)
    return call


def _must_be_free(by: Actor, call: Call) -> None:
    if not call.waits_for_call_back:
        raise NotAsked
    who, since = call.call_back_by, call.call_back_taken_at
    if who is not None and who.pk != by.person_id and since is not None and not rules.is_free(since, clock.now()):
        raise TakenByAnother(who.display_name, f"{timezone.localtime(since):%H:%M}")
