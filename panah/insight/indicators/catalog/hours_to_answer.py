"""The median of hours from sending a child on to the yes or no of the body, over the hand-overs answered in the window."""

from django.utils.translation import gettext_lazy as _

from panah.casework.referrals.codes import LegKind, ReferralStatus
from panah.casework.referrals.models import Leg
from panah.insight.indicators.codes import Unit
from panah.insight.indicators.queries import moments_of
from panah.insight.indicators.rules import Count, Indicator, Window, middle

ANSWERS = (ReferralStatus.ACCEPTED, ReferralStatus.REFUSED)


def _total(window: Window, organisation: str) -> float | None:
    first, after = moments_of(window)
    rows = Leg.objects.filter(
        kind=LegKind.PERSON, status__in=ANSWERS, answered_at__gte=first, answered_at__lt=after
    )  # fmt: skip
    rows = rows.filter(referral__sender_organisation_id=organisation) if organisation else rows
    hours = [(answered - sent).total_seconds() / 3600 for sent, answered in rows.values_list("sent_at", "answered_at")]
    return middle(hours)


def _count(window: Window, organisation: str) -> Count:
    return Count(_total(window, organisation))


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
