"""The table of Monday: those who coordinate are told once a week that it is there, and only where something waits."""

from datetime import timedelta

from django.utils.timezone import localtime

from panah.casework.referrals.queries import desks, over_twice_by_body
from panah.foundation.accounts.models import Membership
from panah.foundation.accounts.queries import COORDINATING_ROLES, Coordination, actor_of, coordination_of
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

MORNING = 8


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def tell_of_week(*, by: Actor) -> int:
    """Gives how many were told. A worker that slept on Monday tells them when it wakes."""
    now = localtime(clock.now())
    monday = now.replace(hour=MORNING, minute=0, second=0, microsecond=0) - timedelta(days=now.weekday())
    if now < monday:
        return 0
    told = 0
    rows = Membership.objects.valid().filter(role__in=COORDINATING_ROLES, is_confirmed=True)
    for membership in rows.select_related("person").order_by("since", "id"):
        known = Notice.objects.filter(person=membership.person, kind=NoticeKind.REGION_WEEK, created_at__gte=monday)
        coordination = coordination_of(actor_of(membership))
        if coordination is None or known.exists() or not _is_anything_stuck(coordination):
            continue
        told += len(queue_notice(by=by, kind=NoticeKind.REGION_WEEK, person=membership.person))
    return told


def _is_anything_stuck(coordination: Coordination) -> bool:
    if over_twice_by_body(coordination):
        return True
    return any(desk.over_twice for desk in desks(coordination, coordination.bodies().values("pk")).values())
