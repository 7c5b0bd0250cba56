"""Something urgent has come: those on duty hear of it before anybody else, at night too."""

from datetime import datetime

from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.codes import URGENT
from panah.foundation.duty.queries import who_is_woken
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def tell_on_duty(
    *, by: Actor, organisation: Organisation, kind: NoticeKind, permission: Permission, subject_code: str, urgency: str,
    due_at: datetime | None = None,
) -> int:  # fmt: skip
    """Tell those who hold the hour and may act, in a gap the leaders; gives how many. What is not urgent wakes nobody.

    The others are told by the caller as they always were: a list takes no word from anybody.
    """
    if urgency not in URGENT:
        return 0
    people = who_is_woken(organisation.pk, permission)
    for person in people:
        queue_notice(
            by=by, kind=kind, person=person, subject_code=subject_code, urgency=urgency, due_at=due_at, at_once=True
        )  # fmt: skip
    return len(people)
