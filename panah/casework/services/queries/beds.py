"""Where somebody could sleep tonight."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count

from panah.casework.services.models import (
    Bed,
    BedOutage,
    BedQuerySet,
    OfferedService,
    Provider,
    Reservation,
    Waiting,
)
from panah.casework.services.queries.finding import spot_of
from panah.casework.services.rules import beds_that_fit, nearness
from panah.foundation.security import clock
from panah.foundation.security.access import Actor

SHELTER = "shelter"


@dataclass(frozen=True)
class BedNow:
    """A bed tonight: whoever holds it, or why nobody can sleep in it."""

    bed: Bed
    hold: Reservation | None = None
    outage: BedOutage | None = None

    @property
    def is_free(self) -> bool:
        return self.hold is None and self.outage is None


@dataclass(frozen=True)
class Alternative:
    """Another house with a bed that fits, and how many."""

    provider: Provider
    free: int


def free_beds(provider_ids: Collection[int]) -> dict[int, int]:
    """How many beds are free tonight in each of these, whatever they are meant for; one query, no child."""
    found = _by_house(_free().filter(provider__in=provider_ids))
    return {provider_id: found.get(provider_id, 0) for provider_id in provider_ids}


def beds_for(provider_ids: Collection[int], age_band: str, sex: str) -> dict[int, int]:
    """How many beds are free tonight for such a guest, of those houses whose beds are counted here; two queries."""
    counted = Bed.objects.filter(provider__in=provider_ids, is_active=True).order_by()
    found = _by_house(_free().filter(provider__in=provider_ids, meant_for__in=beds_that_fit(age_band, sex)))
    return {provider_id: found.get(provider_id, 0) for provider_id in counted.values_list("provider", flat=True)}


def _free() -> BedQuerySet:
    return Bed.objects.free(clock.now(), clock.today())


def _by_house(beds: BedQuerySet) -> dict[int, int]:
    """How many of these beds stand in which house, by the provider's id."""
    return dict(beds.order_by().values_list("provider").annotate(count=Count("pk")))


def free_that_fit(provider: Provider, age_band: str, sex: str, *, is_with_children: bool = False) -> list[Bed]:
    """The free beds of a house for such a guest, the most fitting first."""
    kinds = beds_that_fit(age_band, sex, is_with_children=is_with_children)
    rows = list(_free().filter(provider=provider, meant_for__in=kinds).order_by("name"))
    return sorted(rows, key=lambda bed: kinds.index(bed.meant_for))


def alternatives(
    provider: Provider, age_band: str, sex: str, *, is_with_children: bool = False, limit: int = 3
) -> list[Alternative]:
    """Other houses with a free bed for such a guest, the nearest first."""
    kinds = beds_that_fit(age_band, sex, is_with_children=is_with_children)
    counts = _by_house(_free().filter(meant_for__in=kinds).exclude(provider=provider))
    houses = Provider.objects.filter(pk__in=counts, is_active=True, organisation__is_active=True)
    here = spot_of(provider.place)
    found = sorted(
        houses.select_related("organisation", "place__parent__parent"),
        key=lambda house: (nearness(spot_of(house.place), here), house.code),
    )
    return [Alternative(house, counts[house.pk]) for house in found[:limit]]


def houses_of(actor: Actor) -> list[Provider]:
    """The houses in which this organisation lets people sleep."""
    offering = OfferedService.objects.filter(service_type=SHELTER).values("provider")
    rows = Provider.objects.visible_to(actor).filter(
        organisation=actor.organisation_id, pk__in=offering, is_active=True
    )
    return list(rows.select_related("organisation", "place").order_by("name_kk", "code"))


def beds_tonight(provider: Provider) -> list[BedNow]:
    """Every bed of a house that is in its list; three queries."""
    now, today = clock.now(), clock.today()
    beds = list(Bed.objects.filter(provider=provider, is_active=True).order_by("room", "name"))
    holds = {
        hold.bed_id: hold
        for hold in Reservation.objects.living(now).filter(provider=provider).select_related("asked_by")
    }
    outages = {
        row.bed_id: row for row in outages_of(beds) if row.since <= today and (row.until is None or row.until >= today)
    }
    return [BedNow(bed, holds.get(bed.pk), outages.get(bed.pk)) for bed in beds]


def outages_of(beds: Iterable[Bed]) -> list[BedOutage]:
    return list(BedOutage.objects.filter(bed__in=[bed.pk for bed in beds]).order_by("-since"))


def waiting_at(provider: Provider) -> list[Waiting]:
    return list(Waiting.objects.open().filter(provider=provider).select_related("asked_by"))
