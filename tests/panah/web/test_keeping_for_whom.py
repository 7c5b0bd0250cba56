"""Whose draft it becomes: a page left open by one person is sent from the session of another, or from another site."""

import pytest
from django.test import Client

from panah.web.components import drafts
from tests.panah.web.accounts.office import Office, actor_for, client_of, made_office
from tests.panah.web.test_keeping import NEW, PLACE, TEXT, form_of


@pytest.fixture
def office(db: None) -> Office:
    return made_office()


def kept_for(office: Office, name: str) -> bool:
    return drafts.found(actor_for(getattr(office, name)), PLACE) is not None


@pytest.mark.safeguard("S12", "a page left open by one person is sent after another has signed in at the same computer")
def test_a_page_left_open_is_kept_for_its_writer_and_not_for_who_is_signed_in_now(office: Office) -> None:
    form = form_of(client_of(office.head))
    next_person = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en")
    next_person.force_login(office.administrator)
    answer = next_person.post(NEW, form | {"csrfmiddlewaretoken": "a" * 64})
    assert answer.status_code == 403
    assert not kept_for(office, "administrator")
    assert kept_for(office, "head")
    assert TEXT not in answer.content.decode()
    assert TEXT not in next_person.get(NEW).content.decode()


def test_a_site_beside_ours_plants_no_draft_in_an_open_session(office: Office) -> None:
    browser = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en")
    browser.force_login(office.head)
    planted = {"display_name": "planted", "role": "caseworker", "language": "kk"}
    for site in ("cross-site", "same-site"):
        assert browser.post(NEW, planted, HTTP_SEC_FETCH_SITE=site).status_code == 403
    assert not kept_for(office, "head")
