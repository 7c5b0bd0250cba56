"""Of the hand-overs whose first answer was due in the window: the share that was acknowledged or answered in time.

Neither in time nor late, and so not counted: those whose time still runs, and those withdrawn before it ended.
"""

from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from panah.casework.referrals.codes import HandOverStep, ReferralStatus
from panah.casework.referrals.models import Step
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.insight.indicators.codes import Unit
from panah.insight.indicators.queries import by_way, moments_of
from panah.insight.indicators.rules import Breakdown, Cell, Count, Indicator, Window, share

ANSWERS = (HandOverStep.ACKNOWLEDGED, HandOverStep.ACCEPTED, HandOverStep.REFUSED, HandOverStep.NEED_MORE)
_DONE_IN_TIME = Q(done_at__lte=F("due_at")) | Q(done_at__isnull=True, stopped_at__lte=F("due_at"))


def _due(window: Window, organisation: str) -> QuerySet[Timer]:
    first, after = moments_of(window)
    rows = Timer.objects.filter(kind=TimerKind.LEG_ACKNOWLEDGE, due_at__gte=first, due_at__lt=after)
    rows = rows.filter(asked_by_organisation_id=UUID(organisation)) if organisation else rows
    return rows.exclude(outcome=ReferralStatus.WITHDRAWN, stopped_at__lte=F("due_at"))


def _in_time(window: Window, organisation: str) -> QuerySet[Timer]:
    """What was done on time and written late is in time (S14)."""
    return _due(window, organisation).filter(_DONE_IN_TIME, stopped_at__isnull=False)


def _in_time_and_late(window: Window, organisation: str) -> tuple[int, int]:
    is_late = (Q(stopped_at__isnull=False) & ~_DONE_IN_TIME) | Q(stopped_at__isnull=True, due_at__lte=clock.now())
    return _in_time(window, organisation).count(), _due(window, organisation).filter(is_late).count()


def _total(window: Window, organisation: str) -> float | None:
    in_time, late = _in_time_and_late(window, organisation)
    return share(in_time, in_time + late)


def _count(window: Window, organisation: str) -> Count:
    in_time, late = _in_time_and_late(window, organisation)
    cells = (Cell("in_time", in_time), Cell("late", late))
    first = Step.objects.filter(leg__code=OuterRef("address_code"), kind__in=ANSWERS).order_by("at", "id")
    through = _in_time(window, organisation).values_list(Subquery(first.values("through")[:1]), flat=True)
    breakdowns = (Breakdown("in_time", cells, is_partition=False), by_way("in_time_by_way", through))
    return Count(share(in_time, in_time + late), breakdowns)


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
