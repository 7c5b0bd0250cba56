"""To some colleague nothing comes through outside Panah: one row for whoever looks after the people of that organisation."""

from panah.foundation.accounts.models import Membership, Organisation
from panah.foundation.clocks.actions.running import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.queries import unreached
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def watch_messages(*, by: Actor) -> int:
    """Start a row where there is none, and end it where everybody is reached again. Gives how many began."""
    people = unreached().values("person")
    stuck = set(Membership.objects.valid().filter(person__in=people).values_list("organisation_id", flat=True))
    running = Timer.objects.running().filter(kind=TimerKind.MESSAGES_STUCK, file=None).select_for_update(of=("self",))
    known = {timer.organisation_id for timer in running}
    for organisation_id in known - stuck - {None}:
        stop_timers(
            by=by, file=None, kinds=(TimerKind.MESSAGES_STUCK,), outcome="reached", organisation_id=organisation_id
        )  # fmt: skip
    new = Organisation.objects.filter(pk__in=stuck - known)
    for organisation in new:
        start_timer(
            by=by, file=None, kind=TimerKind.MESSAGES_STUCK, urgency="normal", owner=Owner(organisation),
            shown=Shown("", "unreached", ""),
        )  # fmt: skip
    return len(new)
