"""Where the beds of a place are shown beside its answer: the one door through which the room of stays fills them in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from panah.casework.services.models import Provider
from panah.foundation.security.access import Actor


@dataclass(frozen=True)
class BedOffer:
    """Free beds tonight; with ``reserve_url`` a button that posts there keeps one for two hours."""

    free: int
    reserve_url: str = ""


def bed_offers(actor: Actor, providers: Sequence[Provider], day: date) -> Mapping[int, BedOffer]:
    """Beds by the provider's id, for those of which somebody counts them; a place that is not named shows nothing."""
    return {}
