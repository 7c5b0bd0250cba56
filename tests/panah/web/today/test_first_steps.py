"""A newcomer's first Today explains itself, in any role, until it is put away."""

import html

import pytest
from django.test import Client
from django.urls import resolve

from panah.foundation.accounts.models import Membership
from panah.foundation.accounts.queries import actor_of
from panah.foundation.security.roles import Role, roles_with_a_room
from panah.web.today.first_steps import LINES, lines_of
from tests.panah.foundation import given

pytestmark = pytest.mark.django_db
HEADING = "New here? Five lines"


def newcomer(role: Role) -> Client:
    client = Client()
    person = given.person(role.value)
    given.actor(role, person)
    client.force_login(person)
    return client


@pytest.mark.parametrize("role", roles_with_a_room())
def test_each_role_has_five_lines_that_open(role: Role) -> None:
    client = newcomer(role)
    page = html.unescape(client.get("/app/").content.decode())
    assert HEADING in page
    lines = lines_of(actor_of(Membership.objects.get()))
    assert len(lines) == LINES
    for line in lines:
        assert resolve(line.url)
        assert f'href="{line.url}"' in page
        assert client.get(line.url).status_code == 200


def test_they_are_put_away_and_found_again_under_the_own_name() -> None:
    client = newcomer(Role.CASEWORKER)
    client.post("/app/first-steps/hide/")
    assert HEADING not in client.get("/app/").content.decode()
    assert "/app/first-steps/" in client.get("/app/me/").content.decode()
    assert "Help now" in client.get("/app/first-steps/").content.decode()
    client.post("/app/first-steps/hide/", {"show": "1"})
    assert HEADING in client.get("/app/").content.decode()


def test_whoever_waits_to_be_confirmed_is_led_nowhere_shut() -> None:
    client = newcomer(Role.CASEWORKER)
    Membership.objects.update(is_confirmed=False)
    for line in lines_of(actor_of(Membership.objects.get())):
        assert client.get(line.url).status_code == 200
