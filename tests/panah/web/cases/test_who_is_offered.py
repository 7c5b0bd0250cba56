"""Whom a caseworker is offered for a service: the directory, without those of whom a family may be afraid."""

import pytest
from django.urls import reverse

from panah.casework.services.actions import ProviderDetails, add_provider
from panah.casework.services.models import Provider
from panah.foundation.accounts.actions import add_organisation
from tests.panah.casework.cases.office import SYSTEM, Office, at_work
from tests.panah.web.cases.visiting import signed_in, text_of

FEARED = "AAA Feared"


def _entry(kind: str, name: str, organisation_kind: str) -> Provider:
    names = dict.fromkeys(("kk", "ru", "en"), name)
    owner = add_organisation(by=SYSTEM, code=kind, kind=organisation_kind, names=names)
    details = ProviderDetails(names, ("legal", "medical"), None, "+7 000 000 00 05", kind=kind)
    return add_provider(by=SYSTEM, organisation=owner, details=details)


@pytest.mark.safeguard("S1", "the migration service stands first among those whom a caseworker may name for a service")
def test_the_migration_service_is_offered_for_no_service_of_a_case(office: Office) -> None:
    case, _planned = at_work(office)
    feared = _entry("migration_service", FEARED, "migration_service")
    client = signed_in(office.aigul)
    for address in (
        reverse("case-plan", args=[case.code]),
        reverse("case-service", args=[case.code]),
        reverse("case-share-new", args=[case.code, "medical"]),
    ):
        text = text_of(client.get(address))
        assert "Clinic" in text, address
        assert FEARED not in text, address
        assert feared.code not in text, address


@pytest.mark.safeguard("S1", "a consulate whose name begins with A is the first that a caseworker is offered")
def test_a_consulate_is_the_last_that_is_offered(office: Office) -> None:
    case, _planned = at_work(office)
    entry = _entry("consulate", "AAA Consulate", "consulate")
    text = text_of(signed_in(office.aigul).get(reverse("case-plan", args=[case.code])))
    assert text.index(f'value="{office.provider.code}"') < text.index(f'value="{entry.code}"')
