"""Cases that were open at the end of the last day of the window: opened before that, and not closed by then."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from panah.casework.cases.models import Episode
from panah.insight.indicators.codes import Unit
from panah.insight.indicators.queries import moments_of
from panah.insight.indicators.rules import Count, Indicator, Window


def _open(window: Window, organisation: str) -> QuerySet[Episode]:
    _, after = moments_of(window)
    rows = Episode.objects.filter(Q(closed_at__isnull=True) | Q(closed_at__gte=after), opened_at__lt=after)
    return rows.filter(case__organisation_id=organisation) if organisation else rows


def _total(window: Window, organisation: str) -> float:
    return _open(window, organisation).values("case").distinct().count()


def _count(window: Window, organisation: str) -> Count:
    return Count(_total(window, organisation))


CASES_OPEN = Indicator(
    code="cases_open",
    title=_("Open cases"),
    definition=_("Cases that were open at the end of the last day."),
    unit=Unit.CASES,
    count=_count,
    total=_total,
)
