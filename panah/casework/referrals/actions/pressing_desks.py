"""A coordinator presses a desk where concerns lie: its head hears how many, and nobody which."""

from django.utils.translation import gettext_lazy as _

from panah.casework.referrals.actions.pressing import PressedToday, coordination_or_refuse, own
from panah.casework.referrals.queries import desk_pressed_today, late_at_desk
from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.actions import Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.clocks.queries import LEADERS, Company
from panah.foundation.notices.actions import tell_person
from panah.foundation.notices.codes import DANGER, NORMAL, NoticeKind
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


class NothingLateAtDesk(Refusal):
    code = "nothing_late_at_desk"
    sentence = _("Nothing is late at this desk any more.")


@action(Permission.REGION_PRESS, on=None)
def press_desk(*, by: Actor, body: Organisation, idempotency_key: str = "") -> Timer:
    """One word to the head about all concerns that are late there, once a day. No clock of a concern is moved.

    Gives the clock by which the coordinator looks again; it stops when nothing is late there.
    """
    coordination = coordination_or_refuse(by, body)
    Organisation.objects.select_for_update().filter(pk=body.pk).first()  # of two at once the second meets the first
    late = late_at_desk(coordination, body)
    if not late:
        raise NothingLateAtDesk
    if desk_pressed_today(coordination, body):
        raise PressedToday
    urgency = DANGER if any(timer.urgency == DANGER for timer in late) else NORMAL
    stop_timers(
        by=by, file=None, kinds=(TimerKind.PRESS_WAITS,), outcome="pressed_again", address_code=body.code,
        organisation_id=by.organisation_id,
    )  # fmt: skip
    company = Company()
    for person in company.members(body, *LEADERS) or company.members(body):
        tell_person(
            by=by, kind=NoticeKind.DESK_PRESSED, person=person, subject_code="", count=len(late), urgency=urgency,
            due_at=None,
        )  # fmt: skip
    return start_timer(
        by=by, file=None, kind=TimerKind.PRESS_WAITS, urgency=urgency, owner=own(by),
        shown=Shown(body.code[:20], "region-body", body.code),
    )  # fmt: skip
