"""Children handed over to a body in the window: legs that ask for help, by what became of them. Being told of is not counted."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from panah.casework.referrals.codes import LegKind
from panah.casework.referrals.models import Leg
from panah.foundation.reference.codes import code_list
from panah.insight.indicators.codes import Unit
from panah.insight.indicators.queries import moments_of
from panah.insight.indicators.rules import Count, Indicator, Window, split


def _sent(window: Window, organisation: str) -> QuerySet[Leg]:
    first, after = moments_of(window)
    rows: QuerySet[Leg] = Leg.objects.filter(kind=LegKind.PERSON, sent_at__gte=first, sent_at__lt=after)
    return rows.filter(referral__sender_organisation_id=UUID(organisation)) if organisation else rows


def _count(window: Window, organisation: str) -> Count:
    statuses = list(_sent(window, organisation).values_list("status", flat=True))
    return Count(len(statuses), (split("referral_status", statuses, code_list("referral_status").codes),))


def _total(window: Window, organisation: str) -> float:
    return _sent(window, organisation).count()


REFERRALS_SENT = Indicator(
    code="referrals_sent",
    title=_("Referrals sent"),
    definition=_(
        "Every request to a body to take or help a child counts once. Letting an authority know is not counted."
    ),
    unit=Unit.REFERRALS,
    count=_count,
    total=_total,
)
