"""What nobody presses: a referral that nobody took up, a phone that did not come home, a record whose concern is erased."""

from datetime import timedelta

from django.utils import timezone

from panah.casework.outings import rules
from panah.casework.outings.actions.meeting import add_one
from panah.casework.outings.actions.telling import runs, settle, tell
from panah.casework.outings.codes import Counted
from panah.casework.outings.models import Outing, OutingChild, TakenOffline
from panah.casework.outings.queries import away_of, standings
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission

LOOKED_AT_FOR = timedelta(days=14)


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def watch_outings(*, by: Actor) -> int:
    """Rows for leaders begin and end by what became of it. Gives how many began."""
    since = clock.now() - LOOKED_AT_FOR
    children: dict[object, list[OutingChild]] = {}
    for child in OutingChild.objects.filter(arrived_at__gte=since, same_as=None).select_related("concern"):
        children.setdefault(child.outing_id, []).append(child)
    away = set(TakenOffline.objects.filter(made_at__gte=since, said_empty_at=None).values_list("outing_id", flat=True))
    rows = Outing.objects.filter(pk__in={*children, *away}).select_related("organisation", "leader", "file")
    return sum(_watched(by, outing, children.get(outing.pk, [])) for outing in rows)


def _watched(by: Actor, outing: Outing, children: list[OutingChild]) -> int:
    now, stands = clock.now(), standings(children)
    is_waiting = any(
        rules.is_unanswered(one.arrived_at, now, is_answered=stands[one.pk].is_answered) for one in children
    )
    begun = _settled(by, outing, TimerKind.OUTING_UNANSWERED, is_waiting=is_waiting)
    return begun + _settled(by, outing, TimerKind.OUTING_UNSENT, is_waiting=_is_morning_after(outing))


def _is_morning_after(outing: Outing) -> bool:
    """From the morning of the next day somebody should have said that nothing is left in a phone."""
    today = timezone.localtime(clock.now()).date()
    return today > timezone.localtime(outing.starts_at).date() and away_of(outing).is_open


def _settled(by: Actor, outing: Outing, kind: TimerKind, *, is_waiting: bool) -> int:
    if is_waiting == runs(outing, kind):
        return 0
    if not is_waiting:
        settle(by=by, outing=outing, kind=kind, outcome="answered")
        return 0
    return 1 if tell(by=by, outing=outing, kind=kind) else 0


@action(Permission.CLOCK_WORK, on=None)
def sweep_outings(*, by: Actor, limit: int = 200) -> int:
    """Where the concern of a child was erased, what a member wrote of it goes too, with its key. A number stays."""
    found = list(OutingChild.objects.filter(concern=None).select_related("outing")[:limit])
    for child in found:
        if child.same_as_id is None:
            add_one(
                by=by, outing=child.outing, counted=Counted.REFERRED, age_band=child.age_band, sex=child.sex,
                signs=child.signs,
            )  # fmt: skip
    files = [child.file_id for child in found]
    OutingChild.objects.filter(file_id__in=files).delete()
    File.objects.filter(pk__in=files).delete()
    return len(files)
