"""Which body coordinates what: recorded by whoever looks after the installation, on a page, by the paper."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from panah.foundation.accounts.actions import answer_for
from panah.foundation.accounts.models import Mandate
from panah.foundation.reference.actions import load_places
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.panah.web.accounts.office import SYSTEM, Office, client_of, engaged, text_of

NEW, ACCESS = "/app/access/coordination/", "/app/access/"


def day(name: str, value: date) -> dict[str, Any]:
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def paper(**changes: Any) -> dict[str, Any]:
    return {"body": "other", "region": "KZ-61", "paper": "№ 12-4/118", **day("since", clock.today())} | changes


@pytest.fixture
def keeper(office: Office) -> Client:
    """An administrator of the organisation of the last resort."""
    load_places(by=SYSTEM)
    answer_for(by=SYSTEM, organisation=office.organisation, place=None)
    return client_of(office.administrator)


def test_an_administrator_records_who_coordinates_and_all_can_read_it(keeper: Client, office: Office) -> None:
    assert "Nobody coordinates yet" in text_of(keeper.get(ACCESS))
    until = clock.today() + timedelta(days=90)
    answer = keeper.post(NEW, paper(**day("until", until)), follow=True)
    assert "until its head has agreed with them" in text_of(answer)
    mandate = Mandate.objects.get()
    assert (mandate.organisation, mandate.region_id, mandate.until) == (office.other, "KZ-61", until)
    for reader in (office.head, office.stranger, engaged(office.other, Role.REGIONAL_COORDINATOR, "coordinator")):
        text = text_of(client_of(reader).get(ACCESS))
        assert "№ 12-4/118" in text
        assert "Turkistan" in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"paper": ""}, "paper"),
        ({"region": ""}, "region"),
        ({"region": "KZ-00"}, "region"),
        ({"body": "nobody"}, "body"),
        ({"since_day": 31, "since_month": 2}, "since"),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(
    keeper: Client, changes: dict[str, Any], words: str
) -> None:
    answer = keeper.post(NEW, paper(**{"paper": "№ 77-kept"} | changes))
    assert words in answer.context["form"].errors
    assert not Mandate.objects.exists()
    if words != "paper":
        assert "№ 77-kept" in text_of(answer)


def test_a_second_mandate_in_the_same_days_is_refused_on_the_form(keeper: Client) -> None:
    keeper.post(NEW, paper())
    text = text_of(keeper.post(NEW, paper(body="own", paper="№ 9-again")))
    assert "Another body coordinates this region in these days." in text
    assert "№ 9-again" in text
    turned = text_of(keeper.post(NEW, paper(body="own", region="country", **day("until", date(2020, 1, 1)))))
    assert "The last day cannot lie before the first" in turned
    assert Mandate.objects.count() == 1


def test_it_is_ended_after_a_look_at_what_ends_with_it(keeper: Client) -> None:
    keeper.post(NEW, paper(region="country"))
    address = reverse("coordination-end", args=[Mandate.objects.get().pk])
    assert address in text_of(keeper.get(ACCESS))
    asked = text_of(keeper.get(address))
    assert "The whole country" in asked
    assert "each head agrees anew" in asked
    assert "has ended too" in text_of(keeper.post(address, follow=True))
    assert not Mandate.objects.in_force().exists()
    assert address not in text_of(keeper.get(ACCESS))


@pytest.mark.safeguard("S13", "the head of another organisation opens the page on which it is recorded who coordinates")
def test_another_organisation_reads_and_writes_nothing(keeper: Client, office: Office) -> None:
    keeper.post(NEW, paper())
    address = reverse("coordination-end", args=[Mandate.objects.get().pk])
    stranger = client_of(office.stranger)
    assert stranger.post(NEW, paper(region="country"))["Location"] == ACCESS
    assert stranger.post(address).status_code == stranger.get(address).status_code == 404
    assert address not in text_of(stranger.get(ACCESS))
    assert client_of(office.worker).get(NEW).status_code == 403
    assert Mandate.objects.in_force().count() == 1
