"""What was said is forgotten after its time; that there was a call stays as a count."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from panah.casework.calls import rules
from panah.casework.calls.models import Call, CallerLook, ShiftHandOver
from panah.foundation.clocks.actions import stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role

OF_THE_LINE = (Role.HOTLINE_OPERATOR, Role.HEAD_OF_ORGANISATION)


@action(Permission.CLOCK_WORK, on=None)
def sweep_calls(*, by: Actor, limit: int = 500) -> int:
    """Notes, numbers and names after 90 days, marks of callers after a year. Gives how many.

    What nobody finished goes too, for a duty that is left lying must not keep a number for ever; the line is told a week before.
    """
    now = clock.now()
    _tell_before(by, now)
    old = Call.objects.filter(written_at__lt=now - rules.NOTE_IS_KEPT_FOR)
    said = list(old.exclude(note=None, number=None, picked_up_by=None).values_list("pk", flat=True)[:limit])
    _end_call_backs(by, said)
    swept = Call.objects.filter(pk__in=said).update(note=None, number=None, picked_up_by=None, call_back_at=None)
    marked = Call.objects.filter(written_at__lt=now - rules.MARK_IS_KEPT_FOR)
    marked = marked.exclude(number_mark="", alias_mark="", last_two="")
    swept += marked.update(number_mark="", alias_mark="", last_two="")
    shifts = ShiftHandOver.objects.filter(made_at__lt=now - rules.NOTE_IS_KEPT_FOR)
    files = list(shifts.values_list("file_id", flat=True)[:limit])
    ShiftHandOver.objects.filter(file__in=files).delete()
    File.objects.filter(pk__in=files).delete()
    CallerLook.objects.filter(at__lt=now - rules.NOTE_IS_KEPT_FOR).delete()
    return swept + len(files)


def _end_call_backs(by: Actor, calls: Sequence[uuid.UUID]) -> None:
    """Without a number nobody can call back. What else is open of a call holds no word of it, and goes on asking."""
    files = Call.objects.filter(pk__in=calls).values("file")
    for timer in Timer.objects.running().filter(kind=TimerKind.CALL_BACK, file__in=files).select_related("file"):
        stop_timers(by=by, file=timer.file, kinds=(TimerKind.CALL_BACK,), outcome="forgotten")


def _tell_before(by: Actor, now: datetime) -> None:
    """Once for each call or shift that is still open when its words are about to go."""
    kept_since, near = now - rules.NOTE_IS_KEPT_FOR, now - rules.NOTE_IS_KEPT_FOR + rules.TOLD_BEFORE
    is_open = Timer.objects.running().values("file")
    calls = Call.objects.filter(file__in=is_open, written_at__gt=kept_since, written_at__lte=near)
    shifts = ShiftHandOver.objects.filter(file__in=is_open, made_at__gt=kept_since, made_at__lte=near)
    going = [(call, call.written_at) for call in calls.select_related("organisation")]
    going += [(shift, shift.made_at) for shift in shifts.select_related("organisation")]
    for record, since in going:
        goes_at = since + rules.NOTE_IS_KEPT_FOR
        told = Notice.objects.filter(kind=NoticeKind.DEADLINE_NEAR, subject_code=record.code, due_at=goes_at)
        if not told.exists():
            queue_notice(
                by=by, kind=NoticeKind.DEADLINE_NEAR, organisation=record.organisation, roles=OF_THE_LINE,
                subject_code=record.code, due_at=goes_at,
            )  # fmt: skip
