from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from panah.casework.services.codes import ProviderKind
from panah.casework.services.models import Interpreter, OfferedService, Provider, ServedPlace
from panah.casework.services.rules import NEVER_OFFERED, Nearness, Spot, may_be_wrong, nearness, nearness_by, order_of
from panah.casework.services.rules.nearness import STAYS_TRUE_FOR
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor

MOST_OFFERS = 50
MOST_INTERPRETERS = 6


@dataclass(frozen=True)
class Offer:
    """A provider with what it offers, how near it is, and whether its entry may be wrong."""

    provider: Provider
    service_types: tuple[str, ...]
    nearness: Nearness
    may_be_wrong: bool
    interpreters: tuple[tuple[str, str], ...] = ()  # language, sex
    serves: tuple[str, ...] = ()  # codes of places beside its own


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


def places_served_by(providers: Iterable[Provider]) -> dict[int, tuple[str, ...]]:
    """The places that each of these serves beside its own, by the provider's id; one query."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = ServedPlace.objects.filter(provider__in=[provider.pk for provider in providers])
    for provider_id, place in rows.order_by("id").values_list("provider_id", "place_id"):
        found[provider_id].append(place)
    return {provider_id: tuple(places) for provider_id, places in found.items()}


def interpreters_of(providers: Iterable[Provider]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Languages and sexes of those who interpret at each of these, by the provider's id; one query."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Interpreter.objects.filter(provider__in=[provider.pk for provider in providers])
    for provider_id, language, sex in rows.order_by("id").values_list("provider_id", "language", "sex"):
        found[provider_id].append((language, sex))
    return {provider_id: tuple(pairs) for provider_id, pairs in found.items()}


def offers_of(providers: Iterable[Provider], place: Place | None = None) -> list[Offer]:
    """These providers with what pages show of them, in the order given; three queries."""
    rows, child, today = list(providers), spot_of(place), clock.today()
    offered, served, spoken = offered_by(rows), places_served_by(rows), interpreters_of(rows)
    return [
        Offer(
            provider, offered.get(provider.pk, ()),
            min(nearness(spot_of(provider.place), child), nearness_by(served.get(provider.pk, ()), child)),
            may_be_wrong(provider.confirmed_on, today), spoken.get(provider.pk, ()), served.get(provider.pk, ()),
        )
        for provider in rows
    ]  # fmt: skip


def providers_near(
    actor: Actor, place: Place | None, service_types: Collection[str], language: str = ""
) -> list[Offer]:
    """Who offers at least one of these services: first who offers all, then the nearest; four queries.

    The migration service is never among them, and a consulate is always last: nobody goes there unless they wish it (S1).
    """
    wanted = OfferedService.objects.filter(service_type__in=service_types).values("provider")
    rows = Provider.objects.visible_to(actor).filter(pk__in=wanted, is_active=True, organisation__is_active=True)
    rows = rows.exclude(kind=ProviderKind.MIGRATION_SERVICE)
    offers = offers_of(rows.select_related("organisation", "place__parent__parent"), place)
    offers.sort(
        key=lambda offer: (
            offer.provider.kind in NEVER_OFFERED,
            offer.provider.takes_nobody_now,
            *order_of(
                needed=service_types,
                offered=offer.service_types,
                near=offer.nearness,
                is_doubtful=offer.may_be_wrong,
                language=language,
                speaks=[*offer.provider.languages, *(spoken for spoken, _sex in offer.interpreters)],
            ),
            offer.provider.code,
        )
    )
    return offers[:MOST_OFFERS]


def interpreters_near(actor: Actor, place: Place | None, language: str, sex: str = "") -> list[Offer]:
    """Where somebody interprets this language: first where one of this sex does, a girl may want a woman; then the nearest.

    Nobody of whom a family may be afraid is among them (S1).
    """
    rows = Provider.objects.visible_to(actor).speaking(language).filter(is_active=True, organisation__is_active=True)
    rows = rows.exclude(kind__in=NEVER_OFFERED).select_related("organisation", "place__parent__parent")
    offers = offers_of(rows, place)
    offers.sort(
        key=lambda offer: (
            (language, sex) not in offer.interpreters, offer.nearness, offer.may_be_wrong, offer.provider.code,
        )
    )  # fmt: skip
    return offers[:MOST_INTERPRETERS]


def entries_to_confirm(bodies: QuerySet[Organisation]) -> int:
    """How many entries of these bodies nobody has confirmed for so long that they may be wrong."""
    old = Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=clock.today() - STAYS_TRUE_FOR)
    return Provider.objects.filter(old, is_active=True, organisation__in=bodies).count()
