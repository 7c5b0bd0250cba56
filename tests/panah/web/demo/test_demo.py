"""The door of a demo: one click for each role, and no door at all where children could be real."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from panah.commands.demo.cast import the_builder
from panah.foundation.accounts.models import Membership
from panah.foundation.security.actions import mark_as_demo
from panah.foundation.security.roles import ROLES
from tests.cast import Cast, made_cast

HERE = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture
def cast(db: None) -> Cast:
    return made_cast()


@pytest.fixture
def demo(cast: Cast) -> Cast:
    mark_as_demo(by=the_builder())
    return cast


def test_a_database_that_is_no_demo_has_no_such_door(cast: Cast, client: Client) -> None:
    membership = Membership.objects.get(person_id=cast.aigul.id)
    assert client.get("/demo/", **HERE).status_code == 404
    assert client.post("/demo/", {"membership": str(membership.pk)}, **HERE).status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_demo_page_offers_every_role_with_its_sentence(demo: Cast, client: Client) -> None:
    page = client.get("/demo/", headers={"accept-language": "en"}, **HERE)
    assert page.status_code == 200
    text = page.content.decode()
    for actor in demo.company.actors.values():
        assert str(ROLES[actor.role].title) in text  # type: ignore[index]
    assert len(re.findall(r'name="membership"', text)) == len(demo.company.actors)


@pytest.mark.parametrize("name", ["gulnar", "aigul", "saule", "dinara"])
def test_one_click_signs_in_and_keeps_the_language(demo: Cast, client: Client, name: str) -> None:
    actor = getattr(demo, name)
    membership = Membership.objects.get(person_id=actor.id)
    answer = client.post("/demo/", {"membership": str(membership.pk)}, headers={"accept-language": "ru"}, **HERE)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/app/"
    assert client.session["_auth_user_id"] == actor.id
    assert client.session["membership"] == str(membership.pk)
    membership.person.refresh_from_db()
    assert membership.person.language == "ru"


@pytest.mark.parametrize("value", ["", "nobody", "7f1c2b5e-0000-4000-8000-000000000000"])
def test_nobody_of_that_name_is_nobody(demo: Cast, client: Client, value: str) -> None:
    assert client.post("/demo/", {"membership": value}, **HERE).status_code == 404
    assert "_auth_user_id" not in client.session


def test_from_elsewhere_there_is_no_door_unless_it_was_opened(demo: Cast, client: Client, settings: object) -> None:
    elsewhere = {"HTTP_HOST": "testserver", "REMOTE_ADDR": "10.0.0.7"}
    assert client.get(reverse("demo"), **elsewhere).status_code == 404
    claimed = {"HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "10.0.0.7"}
    assert client.get(reverse("demo"), **claimed).status_code == 404
    settings.PANAH_DEMO_OPEN = True  # type: ignore[attr-defined]
    assert client.get(reverse("demo"), **elsewhere).status_code == 200
