"""A friendly word to those for whom we wait."""

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from panah.foundation.clocks.codes import Told
from panah.foundation.clocks.models import Timer
from panah.foundation.clocks.queries import Company, awaited_by
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


class RemindedToday(Refusal):
    code = "reminded_today"
    sentence = _("They were reminded today. Once a day is enough; in danger telephone them.")


class NobodyToRemind(Refusal):
    code = "nobody_to_remind"
    sentence = _("Nobody there uses Panah. Telephone them.")


@action(Permission.REFERRAL_VIEW, on=None)
def remind(*, by: Actor, timer: Timer) -> Timer:
    """Tell those who owe us something that we wait; once a day, by whoever waits for it."""
    found = awaited_by(by).select_for_update(of=("self",)).filter(pk=timer.pk).first()
    if found is None:
        raise NotPermitted
    now = clock.now()
    if found.reminded_at is not None and localtime(found.reminded_at).date() == localtime(now).date():
        raise RemindedToday
    people = Company().told(found, [Told.OWNER], must_end_somewhere=False)
    if not people:
        raise NobodyToRemind
    found.reminded_at = now
    found.save(update_fields=["reminded_at"])
    for person in people:
        queue_notice(
            by=by, kind=NoticeKind.REMINDER, person=person, subject_code=found.subject_code, urgency=found.urgency,
            due_at=found.due_at,
        )  # fmt: skip
    return found
