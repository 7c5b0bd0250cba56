"""The directory: who may change an entry, and what finding near providers costs."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from panah.casework.services.actions import (
    OfAnotherOrganisation,
    ProviderDetails,
    UnknownService,
    add_provider,
    confirm_provider,
    offer_services,
    retire_provider,
)
from panah.casework.services.models import Provider
from panah.casework.services.queries import offered_by, providers_near
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.codes import ActorKind
from panah.foundation.security.permissions import EVERYTHING, Permission

SYSTEM = Actor.system("test", EVERYTHING)
EDITOR = frozenset({Permission.DIRECTORY_EDIT, Permission.DIRECTORY_VIEW})


@pytest.fixture
def ngo(db: None) -> Organisation:
    load_places(by=SYSTEM)
    return Organisation.objects.create(code="ngo", kind="ngo", name_kk="ҮЕҰ", name_ru="НПО", name_en="NGO")


def worker(organisation: Organisation, permissions: frozenset[Permission] = EDITOR) -> Actor:
    return Actor(ActorKind.PERSON, "1" * 32, organisation=str(organisation.pk), permissions=permissions)


def entry(ngo: Organisation, place: Place | None, *types: str, day: date | None = None) -> Provider:
    names = {"kk": "Үлгі", "ru": "Образец", "en": "Sample"}
    return add_provider(by=SYSTEM, organisation=ngo, details=ProviderDetails(names, types, place, confirmed_on=day))


def test_near_providers_who_offer_all_come_first_in_few_queries(
    ngo: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    here, far = Place.objects.districts("KZ-61")[0], Place.objects.districts("KZ-75")[0]
    country = entry(ngo, None, "shelter", "legal")
    region = entry(ngo, here.region(), "shelter")
    same = entry(ngo, here, "shelter")
    away = entry(ngo, far, "shelter")
    entry(ngo, here, "medical")
    near = Place.objects.select_related("parent__parent").get(pk=here.pk)
    with django_assert_num_queries(4):
        offers = providers_near(worker(ngo), near, ["shelter"])
    assert [offer.provider for offer in offers] == [same, region, country, away]
    both = providers_near(worker(ngo), here, ["shelter", "legal"])
    assert both[0].provider == country
    assert set(both[0].service_types) == {"shelter", "legal"}


def test_a_retired_provider_is_not_offered(ngo: Organisation) -> None:
    provider = entry(ngo, None, "shelter")
    retire_provider(by=worker(ngo), provider=provider)
    assert providers_near(worker(ngo), None, ["shelter"]) == []


def test_confirming_makes_an_old_entry_sure_again(ngo: Organisation) -> None:
    provider = entry(ngo, None, "shelter", day=date(2020, 1, 1))
    assert providers_near(worker(ngo), None, ["shelter"])[0].may_be_wrong
    confirm_provider(by=worker(ngo), provider=provider)
    assert not providers_near(worker(ngo), None, ["shelter"])[0].may_be_wrong
    assert Provider.objects.get().confirmed_on == clock.today()


def test_services_are_replaced_as_a_whole(ngo: Organisation) -> None:
    provider = entry(ngo, None, "shelter", "legal")
    offer_services(by=worker(ngo), provider=provider, service_types=["legal", "medical"])
    assert set(offered_by([provider])[provider.pk]) == {"legal", "medical"}


def test_an_unknown_service_is_refused_and_nothing_is_half_written(ngo: Organisation) -> None:
    with pytest.raises(UnknownService):
        entry(ngo, None, "magic")
    assert not Provider.objects.exists()


def test_an_entry_is_changed_by_its_own_organisation_and_nobody_else(ngo: Organisation) -> None:
    provider = entry(ngo, None, "shelter")
    other = Organisation.objects.create(code="x", kind="ngo", name_kk="x", name_ru="x", name_en="x")
    with pytest.raises(OfAnotherOrganisation):
        confirm_provider(by=worker(other), provider=provider)
    with pytest.raises(NotPermitted):
        confirm_provider(by=worker(ngo, frozenset({Permission.DIRECTORY_VIEW})), provider=provider)
