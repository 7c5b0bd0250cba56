from functools import cache

from panah.foundation.clocks.models import Timer
from panah.foundation.clocks.rules import DeadlineRule, rules_of
from panah.foundation.reference.codes import content_table
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Reach


@cache
def deadline_rules() -> tuple[DeadlineRule, ...]:
    """The dated rows of content/rules/deadlines.toml."""
    return rules_of(content_table("rules/deadlines.toml"))


def waiting_for_me(actor: Actor, limit: int) -> list[Timer]:
    """What this person must do, most pressing first: danger, then by due time. Late comes before due by its date."""
    rows = Timer.objects.running().visible_to(actor)
    if actor.reach is Reach.ORGANISATION:
        rows = rows.filter(organisation_id=actor.organisation)
    return list(rows.order_by("due_at")[:limit])


def waiting_for_others(actor: Actor, limit: int) -> list[Timer]:
    """What others owe to this organisation or person."""
    rows = Timer.objects.running().filter(asked_by_organisation_id=actor.organisation or None)
    rows = rows.exclude(organisation_id=actor.organisation or None)
    return list(rows.select_related("organisation").order_by("due_at")[:limit])
