"""Of the hand-overs whose first answer was due in the window: the share that was acknowledged or answered in time.

Neither in time nor late, and so not counted: those whose time still runs, and those withdrawn before it ended.
"""

from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from panah.casework.referrals.codes import ReferralStatus
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.insight.indicators.codes import Unit
from panah.insight.indicators.queries import moments_of
from panah.insight.indicators.rules import Breakdown, Cell, Count, Indicator, Window, share


def _due(window: Window, organisation: str) -> QuerySet[Timer]:
    first, after = moments_of(window)
    rows = Timer.objects.filter(kind=TimerKind.LEG_ACKNOWLEDGE, due_at__gte=first, due_at__lt=after)
    rows = rows.filter(asked_by_organisation_id=UUID(organisation)) if organisation else rows
    return rows.exclude(outcome=ReferralStatus.WITHDRAWN, stopped_at__lte=F("due_at"))


def _in_time_and_late(window: Window, organisation: str) -> tuple[int, int]:
    rows = _due(window, organisation)
    in_time = rows.filter(stopped_at__lte=F("due_at")).count()
    is_late = Q(stopped_at__gt=F("due_at")) | Q(stopped_at__isnull=True, due_at__lte=clock.now())
    return in_time, rows.filter(is_late).count()


def _total(window: Window, organisation: str) -> float | None:
    in_time, late = _in_time_and_late(window, organisation)
    return share(in_time, in_time + late)


def _count(window: Window, organisation: str) -> Count:
    in_time, late = _in_time_and_late(window, organisation)
    cells = (Cell("in_time", in_time), Cell("late", late))
    return Count(share(in_time, in_time + late), (Breakdown("in_time", cells, is_partition=False),))


REFERRALS_IN_TIME = Indicator(
    code="referrals_in_time",
    title=_("Referrals answered in time"),
    definition=_(
        "Of the requests whose first answer was due in this time: the share that was acknowledged or answered "
        "before it was due. Requests whose time still runs, or that were withdrawn before, are left out."
    ),
    unit=Unit.PERCENT,
    count=_count,
    total=_total,
)
