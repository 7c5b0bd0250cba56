"""Concerns that a desk has not looked at or not decided on, for those who coordinate: by body, numbers and hours alone."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils.timezone import localtime

from panah.casework.concerns.codes import ConcernStatus
from panah.casework.concerns.models import Concern
from panah.casework.referrals.queries.stuck import Bodies, Seconds, over_twice_of
from panah.foundation.accounts.models import Organisation
from panah.foundation.accounts.queries import Coordination
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock

DESK_CLOCKS = (TimerKind.CONCERN_FIRST_LOOK, TimerKind.CONCERN_TRIAGE)
UNDECIDED = (ConcernStatus.RECEIVED, ConcernStatus.IN_TRIAGE)


@dataclass(frozen=True)
class Desk:
    """What waits at the desk of one body. Each concern that is late is work of the desk, so the numbers are exact."""

    unseen: int = 0  # nobody has looked
    undecided: int = 0
    late: int = 0
    over_twice: int = 0
    oldest: datetime | None = None


def desks(coordination: Coordination, bodies: Bodies) -> dict[uuid.UUID, Desk]:
    """Two queries. A desk is seen where the body itself has agreed: nobody else waits for it (S13)."""
    now = clock.now()
    rows = _clocks(coordination, bodies).alias(twice=2 * Seconds(F("due_at")) - Seconds(F("started_at")))
    counted = rows.order_by().values_list("organisation").annotate(
        unseen=Count("pk", filter=Q(kind=TimerKind.CONCERN_FIRST_LOOK)),
        undecided=Count("pk", filter=Q(kind=TimerKind.CONCERN_TRIAGE)),
        late=Count("pk", filter=Q(due_at__lte=now)), over_twice=Count("pk", filter=over_twice_of(now)),
    )  # fmt: skip
    rows_by_body = list(counted)
    if not rows_by_body:
        return {}
    waiting = Concern.objects.filter(organisation__in=[row[0] for row in rows_by_body], status__in=UNDECIDED).order_by()
    oldest = dict(waiting.values_list("organisation").annotate(oldest=Min("received_at")))
    return {
        body: Desk(unseen, undecided, late, over_twice, oldest.get(body))
        for body, unseen, undecided, late, over_twice in rows_by_body
    }


def _clocks(coordination: Coordination, bodies: Bodies) -> QuerySet[Timer]:
    here = Timer.objects.running().filter(kind__in=DESK_CLOCKS, organisation__in=bodies)
    return here.filter(organisation__in=coordination.senders)


def late_at_desk(coordination: Coordination, body: Organisation) -> list[Timer]:
    """The late clocks of one desk, the longest late first."""
    return list(_clocks(coordination, [body.pk]).filter(due_at__lte=clock.now()).order_by("due_at"))


def desk_pressed_at(coordination: Coordination, body: Organisation) -> datetime | None:
    """When this coordinating body pressed that desk last."""
    rows = Timer.objects.filter(
        file=None, kind=TimerKind.PRESS_WAITS, organisation=coordination.body, address_code=body.code
    )
    return rows.order_by("-started_at").values_list("started_at", flat=True).first()


def desk_pressed_today(coordination: Coordination, body: Organisation) -> bool:
    last = desk_pressed_at(coordination, body)
    return last is not None and localtime(last).date() == clock.today()
