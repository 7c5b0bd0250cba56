from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet, Sum

from panah.foundation.reference.models import Place
from panah.programme.outreach.codes import PostState, Went
from panah.programme.outreach.models import Airing, Campaign, CampaignMaterial, Distribution, PlannedPost
from panah.programme.outreach.rules import NOWHERE, Numbers, Outcome, numbers_of

NIGHT = "night"


def known_hotlines() -> dict[str, str]:
    """The numbers that this installation prints, by their code; its own one of the night among them."""
    numbers = {code: number for code, number in settings.PANAH_EMERGENCY_PHONES.items() if number}
    own = str(getattr(settings, "PANAH_NIGHT_PHONE", ""))
    return numbers | ({NIGHT: own} if own else {})


def given_out(material: CampaignMaterial) -> int:
    found = Distribution.objects.filter(material=material, taken_back_at=None).aggregate(sum=Sum("quantity"))["sum"]
    return int(found or 0)


def campaign_numbers(campaign: Campaign) -> Numbers:
    """What came of one campaign; every breakdown adds up to its total."""
    return numbers_of(_outcomes(Q(campaign=campaign)))


@dataclass(frozen=True)
class Reached:
    """All campaigns and posts of a time, for figures: numbers alone. ``reach`` is estimated, and may count people twice."""

    campaigns: int
    numbers: Numbers


def campaign_reach_over(first: date, last: date) -> Reached:
    """What went out between two days, both of them counted. A campaign counts where one of its days lies between."""
    begun = Campaign.objects.filter(begins_on__lte=last).filter(Q(ends_on=None) | Q(ends_on__gte=first))
    return Reached(begun.count(), numbers_of(_outcomes(Q(), first, last)))


def _outcomes(of: Q, first: date | None = None, last: date | None = None) -> Iterator[Outcome]:
    regions = dict(Place.objects.filter(kind="district").values_list("pk", "parent_id"))

    def between(rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(on__gte=first, on__lte=last) if first and last else rows

    for row in between(Distribution.objects.filter(of, taken_back_at=None)):
        place = _region(row.place_id, regions)
        yield Outcome(Went.DISTRIBUTION, row.quantity, place, row.tongue, row.reach or 0)
    for row in between(Airing.objects.filter(of, taken_back_at=None)):
        place = _region(row.place_id, regions)
        yield Outcome(Went.AIRING, 1, place, row.tongue, row.reach or 0, row.seconds or 0)
    for row in between(PlannedPost.objects.filter(of, state=PostState.PUBLISHED)):
        yield Outcome(Went.POST, 1, NOWHERE, row.tongue, row.reach or 0)


def _region(place: str | None, regions: Mapping[str, str | None]) -> str:
    """A district counts in its region; no place is no region."""
    return regions.get(place or "") or place or NOWHERE
