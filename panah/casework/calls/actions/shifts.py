"""One shift leaves its open ends to the next, which says that it has read them."""

from panah.casework.calls import rules
from panah.casework.calls.actions.refusals import OwnShift, TextTooLong
from panah.casework.calls.actions.whose import line_of, writer_of
from panah.casework.calls.models import ShiftHandOver
from panah.casework.calls.queries import open_items
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission


@action(Permission.CALL_WORK, on=None)
def hand_over_shift(*, by: Actor, note: str = "", idempotency_key: str = "") -> ShiftHandOver:
    """What is open is listed by itself, so that nothing is forgotten at the end of twelve hours."""
    line = line_of(by)
    if rules.too_long({"note": note}):
        raise TextTooLong
    file = vault.open_file(FileKind.SHIFT)
    grants.grant(file, PrincipalKind.ORGANISATION, line.pk, Relation.LINE)
    shift = ShiftHandOver.objects.create(
        file=file, code=file.code, organisation=line, made_by=writer_of(by),
        made_at=clock.now(), note=note,
        items=[[timer.subject_code, timer.kind, timer.due_at.isoformat()] for timer in open_items(by)],
    )  # fmt: skip
    start_timer(
        by=by, file=file, kind=TimerKind.SHIFT_HAND_OVER, urgency="normal", owner=Owner(line),
        shown=Shown(subject_code=shift.code, address_name="shift", address_code=shift.code),
    )  # fmt: skip
    return shift


@action(Permission.CALL_WORK, on="shift")
def confirm_shift(*, by: Actor, shift: ShiftHandOver) -> ShiftHandOver:
    """The next operator has read it. Who was first stands there; a second press changes nothing."""
    if shift.confirmed_at is not None:
        return shift
    if shift.made_by_id == by.person_id:
        raise OwnShift
    shift.confirmed_by, shift.confirmed_at = writer_of(by), clock.now()
    shift.save(update_fields=["confirmed_by", "confirmed_at"])
    stop_timers(by=by, file=shift.file, kinds=(TimerKind.SHIFT_HAND_OVER,), outcome="confirmed")
    return shift
