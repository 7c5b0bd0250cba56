"""The directory's pages: what is shown, what is grey, who may confirm, what a list costs."""

import html
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Person
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import Sides, made_sides, provider


@pytest.fixture
def sides(db: None) -> Sides:
    return made_sides()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return html.unescape(response.content.decode())


def test_an_entry_that_was_not_confirmed_for_long_is_grey_and_says_so(sides: Sides) -> None:
    Provider.objects.filter(pk=sides.shelter.pk).update(confirmed_on=date(2020, 1, 1))
    client = signed_in(sides.ngo.people[Role.CASEWORKER])
    text = text_of(client.get("/app/providers/"))
    assert "01.01.2020, may be wrong" in text
    assert "more than 90 days" in text_of(client.get(f"/app/providers/{sides.shelter.code}/"))
    assert "more than 90 days" not in text_of(client.get(f"/app/providers/{sides.doctor.code}/"))


def test_filters_narrow_by_service_and_region(sides: Sides) -> None:
    client = signed_in(sides.ngo.people[Role.CASEWORKER])
    text = text_of(client.get("/app/providers/?service=medical&region=KZ-61"))
    assert "clinic place" in text
    assert "ngo place" not in text
    assert "clinic place" not in text_of(client.get("/app/providers/?service=medical&region=KZ-75"))
    assert client.get("/app/providers/?service=%00&region=x&page=-1").status_code == 200


@pytest.mark.parametrize("count", [0, 12])
def test_a_list_asks_as_often_however_long_it_is(
    sides: Sides, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        provider(sides.ngo, sides.district, "legal")
    client = signed_in(sides.ngo.people[Role.CASEWORKER])
    client.get("/app/providers/")
    with django_assert_max_num_queries(9):
        client.get("/app/providers/")


def test_the_head_confirms_the_own_entry_and_nobody_else_does(sides: Sides) -> None:
    Provider.objects.update(confirmed_on=None)
    head = signed_in(sides.ngo.people[Role.HEAD_OF_ORGANISATION])
    assert "Everything is still true" in text_of(head.get(f"/app/providers/{sides.shelter.code}/"))
    assert "Everything is still true" not in text_of(head.get(f"/app/providers/{sides.doctor.code}/"))
    for code in (sides.shelter.code, sides.doctor.code):
        assert head.post(f"/app/providers/{code}/confirm/").status_code == 302
    sides.shelter.refresh_from_db()
    sides.doctor.refresh_from_db()
    assert (sides.shelter.confirmed_on, sides.doctor.confirmed_on) == (clock.today(), None)
    worker = signed_in(sides.ngo.people[Role.CASEWORKER])
    assert worker.post(f"/app/providers/{sides.shelter.code}/confirm/").status_code == 403


def test_what_is_not_there_is_not_found(sides: Sides) -> None:
    client = signed_in(sides.ngo.people[Role.CASEWORKER])
    assert client.get("/app/providers/0000-0000/").status_code == 404
    assert Client().get("/app/providers/").status_code == 302
