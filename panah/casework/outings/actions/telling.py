"""What the leader of a group is told, as rows of Today: by code, and of nobody."""

from datetime import datetime

from panah.casework.outings.models import Outing
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


def runs(outing: Outing, kind: TimerKind) -> bool:
    return Timer.objects.running().filter(file=outing.file_id, kind=kind).exists()


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def tell(*, by: Actor, outing: Outing, kind: TimerKind, due: datetime | None = None) -> Timer | None:
    """One row of each kind while it runs; a migration check is for those who lead the office, all else for the leader."""
    if runs(outing, kind):
        return None
    person = None if kind is TimerKind.OUTING_CHECK else outing.leader
    return start_timer(
        by=by, file=outing.file, kind=kind, urgency="normal", owner=Owner(outing.organisation, person),
        shown=Shown(outing.code, "outing", outing.code, place=outing.place_id), due=due,
    )  # fmt: skip


def tell_leader_of_late(*, by: Actor, outing: Outing) -> None:
    """Within an action: something came that nobody waits for any more."""
    tell(by=by, outing=outing, kind=TimerKind.OUTING_LATE)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def settle(*, by: Actor, outing: Outing, kind: TimerKind, outcome: str) -> int:
    return stop_timers(by=by, file=outing.file, kinds=(kind,), outcome=outcome)


@action(Permission.OUTING_LEAD, on="outing")
def say_seen(*, by: Actor, outing: Outing) -> Outing:
    """Read what came late. Whoever leads the office has also seen that there was a check: its row ends, the fact stays."""
    kinds = [TimerKind.OUTING_LATE]
    if Permission.TEAM_VIEW in by.permissions:
        kinds.append(TimerKind.OUTING_CHECK)
    stop_timers(by=by, file=outing.file, kinds=tuple(kinds), outcome="seen")
    return outing
