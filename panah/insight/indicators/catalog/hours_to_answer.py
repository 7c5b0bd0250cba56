"""The median of hours from sending a child on to the yes or no of the body, over the hand-overs answered in the window."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from panah.casework.referrals.codes import LegKind, ReferralStatus
from panah.casework.referrals.models import Leg
from panah.insight.indicators.codes import Unit
from panah.insight.indicators.queries import by_way, moments_of
from panah.insight.indicators.rules import Count, Indicator, Window, middle

ANSWERS = (ReferralStatus.ACCEPTED, ReferralStatus.REFUSED)


def _answered(window: Window, organisation: str) -> QuerySet[Leg]:
    first, after = moments_of(window)
    rows: QuerySet[Leg] = Leg.objects.filter(
        kind=LegKind.PERSON, status__in=ANSWERS, answered_at__gte=first, answered_at__lt=after
    )
    return rows.filter(referral__sender_organisation_id=UUID(organisation)) if organisation else rows


def _total(window: Window, organisation: str) -> float | None:
    moments = _answered(window, organisation).values_list("sent_at", "answered_at")
    return middle([(answered - sent).total_seconds() / 3600 for sent, answered in moments if answered is not None])


def _count(window: Window, organisation: str) -> Count:
    through = _answered(window, organisation).values_list("answered_through", flat=True)
    return Count(_total(window, organisation), (by_way("answered_by_way", through),))


HOURS_TO_ANSWER = Indicator(
    code="hours_to_answer",
    title=_("Hours until an answer"),
    definition=_(
        "Half of the requests answered in this time got their yes or no sooner than this, half later. Nights "
        "and holidays are counted too."
    ),
    unit=Unit.HOURS,
    count=_count,
    total=_total,
)
