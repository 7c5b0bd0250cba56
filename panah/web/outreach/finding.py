"""Loading what belongs to a campaign, for those who may see it; and what can be chosen from elsewhere."""

from django.shortcuts import get_object_or_404

from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.programme.directory.models import Institution
from panah.programme.library.codes import ItemState
from panah.programme.library.models import Version
from panah.programme.library.queries import find_items
from panah.programme.outreach.models import Campaign, CampaignMaterial, PlannedPost
from panah.web.components.child_words import language_now

MOST_OFFERED = 2_000


def campaign_or_404(actor: Actor, code: str) -> Campaign:
    rows = Campaign.objects.visible_to(actor).select_related("organisation__place")
    found: Campaign = get_object_or_404(rows, code=normalise_code(code) or "-")
    return found


def material_or_404(actor: Actor, code: str) -> CampaignMaterial:
    rows = CampaignMaterial.objects.visible_to(actor).select_related("campaign", "library_version__item")
    found: CampaignMaterial = get_object_or_404(rows, code=normalise_code(code) or "-")
    return found


def post_or_404(actor: Actor, code: str) -> PlannedPost:
    rows = PlannedPost.objects.visible_to(actor)
    rows = rows.select_related("account", "campaign", "library_version__item", "image", "organisation__place")
    found: PlannedPost = get_object_or_404(rows, code=normalise_code(code) or "-")
    return found


def offered_institutions(actor: Actor) -> list[Institution]:
    return list(Institution.objects.visible_to(actor).filter(is_active=True).order_by("sort_key", "id")[:MOST_OFFERED])


def shelf_for(actor: Actor) -> dict[str, tuple[str, Version]]:
    """What the library holds, by code: its title and its newest version."""
    items = {item.pk: item for item in find_items(actor, state=ItemState.APPROVED)}
    newest = Version.objects.visible_to(actor).out().filter(item__in=items, superseded_at=None)
    language = language_now()
    found = {version.item_id: version for version in newest}
    return {item.code: (item.title(language), found[pk]) for pk, item in items.items() if pk in found}
