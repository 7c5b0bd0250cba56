"""The door of a demo: one click for each role, and no door at all where children could be real."""

import re

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from panah.commands.demo.cast import the_builder
from panah.foundation.accounts.models import Membership
from panah.foundation.security.actions import mark_as_demo
from panah.foundation.security.roles import ROLES, Role
from tests.cast import Cast, made_cast


@pytest.fixture
def here() -> Client:
    """A browser on the machine where Panah runs."""
    return Client(HTTP_HOST="127.0.0.1:8000", REMOTE_ADDR="127.0.0.1")


@pytest.fixture
def cast(db: None) -> Cast:
    return made_cast()


@pytest.fixture
def demo(cast: Cast) -> Cast:
    mark_as_demo(by=the_builder())
    return cast


def test_a_database_that_is_no_demo_has_no_such_door(cast: Cast, here: Client) -> None:
    membership = Membership.objects.get(person_id=cast.aigul.id)
    assert here.get("/demo/").status_code == 404
    assert here.post("/demo/", {"membership": str(membership.pk)}).status_code == 404
    assert "_auth_user_id" not in here.session


def test_the_demo_page_offers_every_role_with_its_sentence(demo: Cast, here: Client) -> None:
    page = here.get("/demo/", headers={"accept-language": "en"})
    assert page.status_code == 200
    text = page.content.decode()
    for actor in demo.company.actors.values():
        assert str(ROLES[Role(actor.role)].title) in text
    assert len(re.findall(r'name="membership"', text)) == len(demo.company.actors)


@pytest.mark.parametrize("name", ["gulnar", "aigul", "saule", "dinara"])
def test_one_click_signs_in_and_keeps_the_language(demo: Cast, here: Client, name: str) -> None:
    actor = getattr(demo, name)
    membership = Membership.objects.get(person_id=actor.id)
    answer = here.post("/demo/", {"membership": str(membership.pk)}, headers={"accept-language": "ru"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/app/"
    assert here.session["_auth_user_id"] == actor.id
    assert here.session["membership"] == str(membership.pk)
    membership.person.refresh_from_db()
    assert membership.person.language == "ru"


@pytest.mark.parametrize("value", ["", "nobody", "7f1c2b5e-0000-4000-8000-000000000000"])
def test_nobody_of_that_name_is_nobody(demo: Cast, here: Client, value: str) -> None:
    assert here.post("/demo/", {"membership": value}).status_code == 404
    assert "_auth_user_id" not in here.session


def test_from_elsewhere_there_is_no_door_unless_it_was_opened(demo: Cast) -> None:
    elsewhere = Client(HTTP_HOST="testserver", REMOTE_ADDR="10.0.0.7")
    assert elsewhere.get(reverse("demo")).status_code == 404
    claimed = Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR="10.0.0.7")
    assert claimed.get(reverse("demo")).status_code == 404
    with override_settings(PANAH_DEMO_OPEN=True):
        assert elsewhere.get(reverse("demo")).status_code == 200
