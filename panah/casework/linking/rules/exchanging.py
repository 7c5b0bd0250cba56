"""When a file may leave to another organisation, and whose children are in it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

APPROVALS = 2
KEPT = timedelta(days=7)
"""From our offer to the last moment at which its answer is read; then the key is destroyed."""
MONTH = timedelta(days=30)
OFTEN = 2
"""Files of each kind to one counterpart in thirty days: who may ask often may guess names one by one."""
SHARE_ABROAD, SHARE_HERE = "share_cross_border", "share_with_organisation"


class State(StrEnum):
    WAITS = "waits"  # for two approvals, and for the command
    SENT = "sent"  # our file was written: of an offer the answer is awaited
    FINISHED = "finished"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"  # no answer came in time


class Which(StrEnum):
    """Which children of one's own take part."""

    OPEN = "open"
    ALL = "all"  # also those whose cases are closed


class Said(StrEnum):
    """What the call to the focal point brought."""

    SAME = "same"
    DIFFERENT = "different"
    CANNOT_SAY = "cannot_say"


class Hindrance(StrEnum):
    """Why a file may not be written or read now."""

    NOT_APPROVED = "not_approved"
    USED = "used"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    TOO_OFTEN = "too_often"
    COUNTERPART_ENDED = "counterpart_ended"


def scope_of(*, is_abroad: bool) -> str:
    """The yes without which a child is left out."""
    return SHARE_ABROAD if is_abroad else SHARE_HERE


def hindrance_to_write(state: str, approvers: Iterable[str], lately: int, *, has_ended: bool) -> Hindrance | None:
    """What stands against writing a file. ``approvers`` are those who may approve still; ``lately`` counts thirty days."""
    if has_ended:
        return Hindrance.COUNTERPART_ENDED
    if state != State.WAITS:
        return _over(state) or Hindrance.USED
    if len(set(approvers)) < APPROVALS:
        return Hindrance.NOT_APPROVED
    return Hindrance.TOO_OFTEN if lately >= OFTEN else None


def hindrance_to_read(state: str, made_at: datetime | None, now: datetime) -> Hindrance | None:
    """What stands against reading an answer: it is read once, and in time."""
    if state != State.SENT or made_at is None:
        return _over(state) or (Hindrance.USED if state == State.FINISHED else Hindrance.NOT_APPROVED)
    return Hindrance.LAPSED if is_over(made_at, now) else None


def is_over(made_at: datetime, now: datetime) -> bool:
    return now - made_at >= KEPT


def _over(state: str) -> Hindrance | None:
    return {State.WITHDRAWN: Hindrance.WITHDRAWN, State.LAPSED: Hindrance.LAPSED}.get(State(state))
