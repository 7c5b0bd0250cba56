"""A real browser: the form saves itself while one writes, the lock keeps it, and it stands there again, also without script."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from panah.casework.cases.models import Case
from panah.foundation.documents.models import Draft
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.panah.casework.cases.office import Office, made_office, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "Ол бүгін ұйықтай алды, ертең қайта келеміз"


@pytest.fixture
def office(database_files: Any) -> Office:
    return made_office()


@pytest.fixture
def case(office: Office) -> Case:
    return opened(office)


def comes_in(visitor: Visitor, office: Office) -> None:
    client = Client()
    client.force_login(office.aigul.person)
    name = settings.SESSION_COOKIE_NAME
    visitor.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": visitor.address}])


def test_a_form_saves_itself_and_stands_there_again(arrives: Arrives, office: Office, case: Case) -> None:
    visitor = arrives(phone=True)
    comes_in(visitor, office)
    page = visitor.goes_to(f"/app/c/{case.code}/contact/")
    page.fill("textarea[name=text]", TEXT)
    with page.expect_response("**/app/drafts/keep/") as saved:
        page.locator("textarea[name=text]").blur()
    assert saved.value.status == 204
    expect(page.locator("[data-draft-status]")).not_to_be_empty()
    page.reload()
    assert page.locator("textarea[name=text]").input_value() == TEXT
    expect(page.locator("[data-draft]")).to_be_visible()
    visitor.picture("draft-phone")
    presses(page.locator("[data-draft] a"))
    assert page.locator("textarea[name=text]").input_value() == ""


@pytest.mark.parametrize("javascript", [True, False])
def test_a_session_that_ends_in_mid_form_loses_nothing(
    arrives: Arrives, office: Office, case: Case, javascript: bool
) -> None:
    visitor = arrives(javascript=javascript, phone=True)
    comes_in(visitor, office)
    address = f"/app/c/{case.code}/contact/"
    page = visitor.goes_to(address)
    page.fill("textarea[name=text]", TEXT)
    visitor.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    presses(page.locator("main form button.main"))
    page.wait_for_url("**/account/sign-in/**")
    visitor.picture(f"kept-at-the-door-{javascript}")
    assert TEXT not in page.content()
    assert Draft.objects.count() == 1
    comes_in(visitor, office)
    page = visitor.goes_to(address)
    assert page.locator("textarea[name=text]").input_value() == TEXT
    presses(page.locator("main form button.main"))
    page.wait_for_url(f"**/app/c/{case.code}/")
    assert not Draft.objects.exists()


def test_control_and_enter_send_the_form(arrives: Arrives, office: Office, case: Case) -> None:
    visitor = arrives()
    comes_in(visitor, office)
    page = visitor.goes_to(f"/app/c/{case.code}/contact/")
    page.fill("textarea[name=text]", TEXT)
    page.locator("textarea[name=text]").press("Control+Enter")
    page.wait_for_url(f"**/app/c/{case.code}/")
    assert not Draft.objects.exists()
