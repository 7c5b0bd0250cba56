"""Noes before anybody was asked to take a child, for those who coordinate: by kind of place, and never by which rule."""

from collections import Counter

from django.db.models import Count
from django.utils.timezone import localtime

from panah.casework.referrals.queries.stuck import OF_RULES, OUTSIDE_RULES, Bodies, Window
from panah.casework.services.codes import SaidBy
from panah.casework.services.models import EligibilityAnswer
from panah.foundation.accounts.queries import Coordination


def noes_by_kind(coordination: Coordination, bodies: Bodies, window: Window) -> Counter[tuple[str, str]]:
    """How many askings met a no, by kind of place and reason: of who agreed, at places of these bodies; in one query.

    A rule asks for age, sex, citizenship or status: whichever it was, it is told as one, "outside the rules" (S2).
    """
    days = (localtime(window.first).date(), localtime(window.after).date())
    rows = EligibilityAnswer.objects.filter(
        day__gte=days[0], day__lt=days[1], organisation__in=coordination.senders, provider__organisation__in=bodies
    )
    found: Counter[tuple[str, str]] = Counter()
    counted = rows.order_by().values_list("provider__kind", "said_by", "reason")
    for kind, said_by, reason, number in counted.annotate(number=Count("asking", distinct=True)):
        is_rule = said_by == SaidBy.RULE or reason in OF_RULES
        found[kind, OUTSIDE_RULES if is_rule else reason] += number
    return found
