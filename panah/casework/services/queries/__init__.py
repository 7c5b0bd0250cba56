"""What pages and actions need to know of the network: who is near, by which rules, and where a bed is free."""

from panah.casework.services.queries.beds import (
    SHELTER,
    Alternative,
    BedNow,
    alternatives,
    beds_tonight,
    free_beds,
    free_that_fit,
    houses_of,
    outages_of,
    waiting_at,
)
from panah.casework.services.queries.directory import (
    Offer,
    offered_by,
    offers_of,
    providers_near,
    rulebook,
    spot_of,
)

__all__ = [
    "SHELTER",
    "Alternative",
    "BedNow",
    "Offer",
    "alternatives",
    "beds_tonight",
    "free_beds",
    "free_that_fit",
    "houses_of",
    "offered_by",
    "offers_of",
    "outages_of",
    "providers_near",
    "rulebook",
    "spot_of",
    "waiting_at",
]
