"""Free beds beside the answer of a place, and the way to one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from panah.casework.services.models import Provider
from panah.casework.services.queries import age_band_of, beds_for
from panah.casework.services.rules import Facts
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission


@dataclass(frozen=True)
class BedOffer:
    """Free beds tonight for somebody like this; with ``reserve_url`` a button that posts there begins to hold one."""

    free: int
    reserve_url: str = ""


def bed_offers(actor: Actor, providers: Sequence[Provider], facts: Facts) -> Mapping[int, BedOffer]:
    """Beds by the provider's id, for houses whose beds are counted here; a place that is not named shows nothing."""
    found = beds_for([one.pk for one in providers], age_band_of(facts.age), facts.sex or "unknown")
    may_reserve = Permission.BED_RESERVE in actor.permissions
    return {
        one.pk: BedOffer(found[one.pk], reverse("reserve", args=[one.code]) if may_reserve else "")
        for one in providers
        if one.pk in found
    }
