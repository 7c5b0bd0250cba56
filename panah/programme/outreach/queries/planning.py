from datetime import date

from django.db.models import F, QuerySet

from panah.foundation.security.access import Actor
from panah.programme.outreach.models import Account, Campaign, PlannedPost


def campaigns_of(actor: Actor) -> QuerySet[Campaign]:
    """Those that ``actor`` may see, the latest first."""
    rows: QuerySet[Campaign] = Campaign.objects.visible_to(actor)
    return rows.select_related("organisation").order_by("-begins_on", "code")


def accounts_of(actor: Actor, *, only_open: bool = False) -> QuerySet[Account]:
    rows: QuerySet[Account] = Account.objects.visible_to(actor)
    rows = rows.filter(is_active=True) if only_open else rows
    return rows.order_by("-is_active", "network", "handle")


def posts_of_month(actor: Actor, first: date, last: date) -> QuerySet[PlannedPost]:
    """What is planned and was posted between two days, in the order of the hours; what has no hour yet stands last."""
    rows: QuerySet[PlannedPost] = PlannedPost.objects.visible_to(actor).filter(on__gte=first, on__lte=last)
    return rows.select_related("account", "campaign").order_by("on", F("at_time").asc(nulls_last=True), "code")
