"""Reports about children that arrived in the window, by what became of them and by urgency; one report is one, whoever it names."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from panah.casework.concerns.models import Concern
from panah.foundation.reference.codes import code_list
from panah.insight.indicators.codes import Unit
from panah.insight.indicators.queries import moments_of
from panah.insight.indicators.rules import Count, Indicator, Window, split


def _received(window: Window, organisation: str) -> QuerySet[Concern]:
    first, after = moments_of(window)
    rows: QuerySet[Concern] = Concern.objects.filter(received_at__gte=first, received_at__lt=after)
    return rows.filter(organisation_id=organisation) if organisation else rows


def _count(window: Window, organisation: str) -> Count:
    rows = list(_received(window, organisation).values_list("status", "urgency"))
    return Count(
        len(rows),
        (
            split("concern_status", [status for status, _ in rows], code_list("concern_status").codes),
            split("urgency", [urgency for _, urgency in rows], code_list("urgency").codes),
        ),
    )


def _total(window: Window, organisation: str) -> float:
    return _received(window, organisation).count()


CONCERNS_RECEIVED = Indicator(
    code="concerns_received",
    title=_("Concerns received"),
    definition=_(
        "Every report about a child that arrived in this time counts once, also where it names several children."
    ),
    unit=Unit.CONCERNS,
    count=_count,
    total=_total,
)
