import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from panah.foundation.accounts.actions import give_role
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.actions import Owner, Shown, start_timer
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES, Role, roles_with_a_room
from tests.panah.web.accounts.office import PASSWORD, SYSTEM, Office, client_of, knock, text_of, visitor

NEW = {"display_name": "Айгүл Үлгібаева", "role": "caseworker", "language": "kk", "once": "a-key-of-this-form"}


@pytest.fixture
def head(office: Office) -> Client:
    return client_of(office.head)


def on_slip(page: str) -> tuple[str, str]:
    """Username and password as the slip prints them."""
    values = [html.unescape(value).strip() for value in re.findall(r"<dd>\s*([^<]*)", page)]
    found = next(place for place, value in enumerate(values) if re.fullmatch(r"(\w{4}-){3}\w{4}", value))
    return values[found - 1], values[found]


def at(name: str, person: Person) -> str:
    return reverse(name, args=[person.pk])


def test_the_list_shows_ones_own_organisation_alone(office: Office, head: Client) -> None:
    page = text_of(head.get(reverse("person-list")))
    for person in (office.head, office.administrator, office.worker):
        assert person.display_name in page
    assert office.stranger.display_name not in page


@pytest.mark.parametrize(("name", "method"), [("person", "get"), ("person-slip", "post"), ("person-end", "post")])
def test_people_of_another_organisation_do_not_exist(office: Office, head: Client, name: str, method: str) -> None:
    assert getattr(head, method)(at(name, office.stranger)).status_code == 404
    office.stranger.refresh_from_db()
    assert office.stranger.is_active
    assert office.stranger.check_password(PASSWORD)


def test_whoever_works_with_children_does_not_manage_people(office: Office) -> None:
    worker = client_of(office.worker)
    for name in ("person-list", "person-new", "health", "access-log"):
        assert worker.get(reverse(name)).status_code == 403
    assert worker.post(at("person-end", office.head)).status_code == 403


def test_each_role_says_what_it_can_and_cannot_see_before_it_is_given(head: Client) -> None:
    page = text_of(head.get(reverse("person-new")))
    for role in roles_with_a_room():
        assert str(ROLES[role].sentence) in page
    assert str(ROLES[Role.LAWYER].title) not in page


def test_the_slip_leads_in_and_to_a_password_of_ones_own(head: Client) -> None:
    username, password = on_slip(text_of(head.post(reverse("person-new"), NEW)))
    assert username == "aigul.u"
    assert knock(visitor(), username, password)["Location"] == reverse("own-password")


def test_a_form_sent_twice_adds_one_person_and_shows_no_wrong_password(head: Client) -> None:
    head.post(reverse("person-new"), NEW)
    again = text_of(head.post(reverse("person-new"), NEW))
    assert "Password" not in again
    assert "sent twice" in again
    assert Person.objects.filter(username__startswith="aigul").count() == 1


def test_a_wrong_form_keeps_what_was_typed(head: Client) -> None:
    page = text_of(head.post(reverse("person-new"), {**NEW, "role": "lawyer"}))
    assert NEW["display_name"] in page
    assert not Person.objects.filter(username__startswith="aigul").exists()


def test_the_password_of_a_slip_lies_nowhere(head: Client) -> None:
    _username, password = on_slip(text_of(head.post(reverse("person-new"), NEW)))
    assert password not in repr(list(Person.objects.values_list("password", flat=True)))
    assert password not in repr(dict(head.session.items()))
    assert password not in text_of(head.get(reverse("access-log")))


def test_a_new_slip_takes_the_place_of_the_old_password(office: Office, head: Client) -> None:
    username, password = on_slip(text_of(head.post(at("person-slip", office.worker))))
    assert "wrong" in text_of(knock(visitor(), username, PASSWORD))
    assert knock(visitor(), username, password)["Location"] == reverse("own-password")


def test_no_slip_opens_another_organisation(office: Office, head: Client) -> None:
    give_role(by=SYSTEM, person=office.worker, organisation=office.other, role=Role.CASEWORKER)
    assert "another organisation" in text_of(head.post(at("person-slip", office.worker)))


def test_ended_access_dies_at_the_next_request(office: Office, head: Client) -> None:
    working = client_of(office.worker)
    assert working.get(reverse("me")).status_code == 200
    assert "ended" in text_of(head.post(at("person-end", office.worker), follow=True))
    assert working.get(reverse("me"))["Location"].startswith(reverse("sign-in"))
    assert office.worker.display_name not in text_of(head.get(reverse("person-list")))
    assert head.get(at("person", office.worker)).status_code == 200


def test_nobody_ends_the_own_access_by_mistake(office: Office, head: Client) -> None:
    assert "End access now" not in text_of(head.get(at("person", office.head)))
    assert "cannot end your own" in text_of(head.post(at("person-end", office.head), follow=True))
    assert head.get(reverse("me")).status_code == 200


def test_what_rested_on_somebody_who_left_is_listed_by_code(office: Office, head: Client) -> None:
    @action(Permission.DEMO_BUILD, on=None)
    def wait_for(*, by: Any) -> None:
        start_timer(
            by=by, file=None, kind=TimerKind.ASSESSMENT, urgency="normal", due=clock.now() + timedelta(days=1),
            owner=Owner(office.organisation, office.worker), shown=Shown("K7Q4-2MX9", "case", "K7Q4-2MX9"),
        )  # fmt: skip

    wait_for(by=SYSTEM)
    page = text_of(head.post(at("person-end", office.worker), follow=True))
    assert "K7Q4-2MX9" in page
    assert "Finish the assessment" in page


@pytest.mark.parametrize("act", ["person-slip", "person-end"])
def test_a_slip_that_was_taken_back_opens_nothing_for_whoever_had_begun_to_use_it(head: Client, act: str) -> None:
    """Somebody photographs a slip, knocks first and waits at the door; the head makes another slip, or ends access."""
    username, password = on_slip(text_of(head.post(reverse("person-new"), NEW)))
    thief = visitor()
    assert knock(thief, username, password)["Location"] == reverse("own-password")
    person = Person.objects.get(username=username)
    head.post(at(act, person))
    own = {"password1": "a password of the thief", "password2": "a password of the thief"}
    assert thief.post(reverse("own-password"), own)["Location"] == reverse("sign-in")
    person.refresh_from_db()
    assert not person.check_password("a password of the thief")
