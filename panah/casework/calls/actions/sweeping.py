"""What was said is forgotten after its time; that there was a call stays as a count."""

from django.db.models import Exists, OuterRef

from panah.casework.calls import rules
from panah.casework.calls.models import Call, CallerLook, ShiftHandOver
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission


@action(Permission.CLOCK_WORK, on=None)
def sweep_calls(*, by: Actor, limit: int = 500) -> int:
    """Notes, numbers and names after 90 days, marks of callers after a year. What is still open waits. Gives how many."""
    now = clock.now()
    open_still = Exists(Timer.objects.running().filter(file=OuterRef("file_id")))
    old = Call.objects.filter(~open_still, written_at__lt=now - rules.NOTE_IS_KEPT_FOR)
    said = old.exclude(note=None, number=None, picked_up_by=None).values_list("pk", flat=True)[:limit]
    swept = Call.objects.filter(pk__in=list(said)).update(note=None, number=None, picked_up_by=None)
    marked = Call.objects.filter(written_at__lt=now - rules.MARK_IS_KEPT_FOR)
    marked = marked.exclude(number_mark="", alias_mark="", last_two="")
    swept += marked.update(number_mark="", alias_mark="", last_two="")
    shifts = ShiftHandOver.objects.filter(~open_still, made_at__lt=now - rules.NOTE_IS_KEPT_FOR)
    files = list(shifts.values_list("file_id", flat=True)[:limit])
    ShiftHandOver.objects.filter(file__in=files).delete()
    File.objects.filter(pk__in=files).delete()
    CallerLook.objects.filter(at__lt=now - rules.NOTE_IS_KEPT_FOR).delete()
    return swept + len(files)
