"""Where the child sleeps tonight, and with whom (S9): the clock to the guardianship body, and what stops it."""

from dataclasses import dataclass
from datetime import datetime

from panah.casework.concerns import rules
from panah.casework.concerns.actions.refusals import NotYetHappened, ReasonMissing, TextTooLong, UnknownCode
from panah.casework.concerns.models import Concern
from panah.casework.concerns.queries import guardian_clock_of, nights, shown_of
from panah.foundation.clocks.actions import Owner, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@dataclass(frozen=True)
class GuardianTold:
    """Who at the guardianship body was told, how, and when it happened (which may be earlier than now: S14)."""

    who: str
    channel: str  # code list guardian_channel
    happened_at: datetime
    post: str = ""
    number: str = ""  # under which it was registered there, or of our own letter


def start_guardian_clock(by: Actor, concern: Concern) -> None:
    """Within an action: where nobody safe is with the child, the duty office has a day to tell the guardianship body."""
    is_needed = rules.needs_guardian(concern.sleeps_tonight, nights())
    if not is_needed or concern.guardian_told_at is not None or guardian_clock_of(concern) is not None:
        return
    start_timer(
        by=by, file=concern.file, kind=TimerKind.GUARDIAN_REQUEST, urgency=concern.urgency,
        owner=Owner(concern.organisation), shown=shown_of(concern, fact=f"sleeps_tonight:{concern.sleeps_tonight}"),
    )  # fmt: skip


@action(Permission.CONCERN_TRIAGE, on="concern")
def record_where_child_sleeps(
    *,
    by: Actor,
    concern: Concern,
    sleeps_tonight: str,
    sleeps_with: str = "",
    version: int | None = None,
    idempotency_key: str = "",
) -> Concern:
    """What the duty worker found out about this night. Nobody safe: the clock starts; somebody safe: it stops.

    What is unclear neither starts it nor lets it go.
    """
    _check_version(concern, version)
    if sleeps_tonight not in code_list("sleeps_tonight"):
        raise UnknownCode
    _check_lengths({"sleeps_with": sleeps_with})
    concern.sleeps_tonight, concern.sleeps_with = sleeps_tonight, sleeps_with
    concern.save(update_fields=["sleeps_tonight", "sleeps_with"])
    if sleeps_tonight in nights().safe:
        stop_timers(by=by, file=concern.file, kinds=(TimerKind.GUARDIAN_REQUEST,), outcome="with_safe_adult")
    start_guardian_clock(by, concern)
    return concern


@action(Permission.CONCERN_TRIAGE, on="concern")
def record_guardian_told(
    *, by: Actor, concern: Concern, told_to: GuardianTold, version: int | None = None, idempotency_key: str = ""
) -> Concern:
    """The guardianship body knows of the child; its clock stops. A late entry is welcome and says when it was written."""
    _check_version(concern, version)
    if not told_to.who.strip():
        raise ReasonMissing
    if told_to.channel not in code_list("guardian_channel"):
        raise UnknownCode
    if told_to.happened_at > clock.now():
        raise NotYetHappened
    for text in (told_to.who, told_to.post, told_to.number):
        _check_lengths({"guardian_told": text})
    concern.guardian_told_at = told_to.happened_at
    concern.guardian_told = {
        "who": told_to.who, "post": told_to.post, "number": told_to.number, "channel": told_to.channel,
        "written_at": clock.now().isoformat(timespec="minutes"),
    }  # fmt: skip
    concern.save(update_fields=["guardian_told_at", "guardian_told"])
    stop_timers(by=by, file=concern.file, kinds=(TimerKind.GUARDIAN_REQUEST,), outcome="told")
    return concern


def _check_version(concern: Concern, version: int | None) -> None:
    if version is not None and version != concern.version:
        raise EditedMeanwhile


def _check_lengths(texts: dict[str, str]) -> None:
    for fault in rules.too_long(texts):
        raise TextTooLong(fault)
