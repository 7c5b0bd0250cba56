from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from panah.casework.services.models import OfferedService, Provider
from panah.casework.services.rules import Nearness, Rulebook, Spot, may_be_wrong, nearness, order_of, rulebook_of
from panah.foundation.reference.codes import code_list, content_table
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor

MOST_OFFERS = 50


@dataclass(frozen=True)
class Offer:
    """A provider with what it offers, how near it is, and whether its entry may be wrong."""

    provider: Provider
    service_types: tuple[str, ...]
    nearness: Nearness
    may_be_wrong: bool


def spot_of(place: Place | None) -> Spot:
    chain = []
    step = place
    while step is not None:
        chain.append(step.pk)
        step = step.parent
    return Spot(tuple(chain))


def offered_by(providers: Iterable[Provider]) -> dict[int, tuple[str, ...]]:
    """What each of these offers, by the provider's id; one query."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = OfferedService.objects.filter(provider__in=[provider.pk for provider in providers])
    for provider_id, service_type in rows.order_by("id").values_list("provider_id", "service_type"):
        found[provider_id].append(service_type)
    return {provider_id: tuple(types) for provider_id, types in found.items()}


def offers_of(providers: Iterable[Provider], place: Place | None = None) -> list[Offer]:
    """These providers with what pages show of them, in the order given."""
    rows, child, today = list(providers), spot_of(place), clock.today()
    offered = offered_by(rows)
    return [
        Offer(
            provider,
            offered.get(provider.pk, ()),
            nearness(spot_of(provider.place), child),
            may_be_wrong(provider.confirmed_on, today),
        )
        for provider in rows
    ]


def providers_near(
    actor: Actor, place: Place | None, service_types: Collection[str], language: str = ""
) -> list[Offer]:
    """Who offers at least one of these services: first who offers all, then the nearest; two queries."""
    wanted = OfferedService.objects.filter(service_type__in=service_types).values("provider")
    rows = Provider.objects.visible_to(actor).filter(pk__in=wanted, is_active=True, organisation__is_active=True)
    offers = offers_of(rows.select_related("organisation", "place__parent__parent"), place)
    offers.sort(
        key=lambda offer: (
            *order_of(
                needed=service_types,
                offered=offer.service_types,
                near=offer.nearness,
                is_doubtful=offer.may_be_wrong,
                language=language,
                speaks=offer.provider.languages,
            ),
            offer.provider.code,
        )
    )
    return offers[:MOST_OFFERS]


@cache
def rulebook() -> Rulebook:
    """The dated rows of content/rules/eligibility.toml. A faulty row raises FaultyRules with its name."""
    return rulebook_of(
        content_table("rules/eligibility.toml"),
        services=code_list("service_types").codes,
        reasons=code_list("eligibility_reasons").codes,
    )
