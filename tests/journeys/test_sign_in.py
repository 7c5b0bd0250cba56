"""Coming in, going away and coming back, in a real browser."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from panah.foundation.accounts.models import Person
from panah.foundation.documents.models import Draft
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.panah.web.accounts.office import OTHER_PASSWORD, PASSWORD, Office, code_at, engaged, made_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAIN = {"Save-Data": "on"}  # without the font files, which tests need not make
TEXT = "Canarytext, half a sentence"


@pytest.fixture
def office() -> Office:
    return made_office()


def comes_in(visitor: Visitor, name: str, password: str = PASSWORD) -> Page:
    page = visitor.goes_to("/account/sign-in/")
    page.fill("#id_login", name)
    page.fill("#id_password", password)
    presses(page.locator("main form button.main").first)
    return page


def confirms(page: Page, password: str = PASSWORD) -> None:
    page.fill("#id_password", password)
    presses(page.locator("main form button.main"))


def sends(page: Page) -> None:
    presses(page.locator("main form button.main").last)


def left_alone(person: Person, minutes: int) -> None:
    """As if nobody had been there for so long: the sessions were last seen earlier."""
    earlier = (clock.now() - timedelta(minutes=minutes)).timestamp()
    for row in Session.objects.all():
        content = row.get_decoded()
        if content.get("_auth_user_id") == str(person.pk):
            row.session_data = Session.objects.encode({**content, "seen": earlier})
            row.save()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_worker_adds_an_app_and_comes_in_with_its_code(arrives: Arrives, office: Office, javascript: bool) -> None:
    visitor = arrives(javascript=javascript, phone=True, extra_http_headers=PLAIN)
    page = comes_in(visitor, "worker")
    page.wait_for_url("**/account/second-step/")
    visitor.picture("second-step-asked-for")
    presses(page.locator("main a.button.main"))
    confirms(page)
    secret = page.locator("#authenticator_secret").inner_text()
    visitor.picture("second-step-app")
    page.fill("#id_code", code_at(secret))
    sends(page)
    page.wait_for_url("**/second-step/codes/")
    visitor.picture("recovery-codes")
    recovery = page.locator("main .sheet code").first.inner_text()
    assert re.fullmatch(r"\d{8}", recovery)
    page.goto(visitor.address + "/app/")
    assert page.url.endswith("/app/")

    again = arrives(javascript=javascript, phone=True, extra_http_headers=PLAIN)
    page = comes_in(again, "worker")
    page.wait_for_url("**/account/code/")
    again.picture("second-step")
    page.fill("#id_code", code_at(secret, time.time() + 30))  # this half minute's code added the app
    sends(page)
    page.wait_for_url("**/app/")

    lost = arrives(javascript=javascript, extra_http_headers=PLAIN)
    page = comes_in(lost, "worker")
    page.fill("#id_code", recovery)
    sends(page)
    page.wait_for_url("**/app/")


def key_of(visitor: Visitor) -> Any:
    """A key that lives in the browser and says yes by itself."""
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_a_passkey_is_added_and_opens_without_a_password(arrives: Arrives, office: Office) -> None:
    visitor = arrives(extra_http_headers=PLAIN)
    assert "localhost" in visitor.address, "browsers bind passkeys to a name"
    session = key_of(visitor)
    page = comes_in(visitor, "worker")
    page.goto(visitor.address + "/account/passkeys/add/")
    confirms(page)
    page.fill("#id_name", "my phone")
    page.check("#id_passwordless")
    visitor.picture("passkey-add")
    presses(page, "#passkey_add")
    page.wait_for_url("**/second-step/codes/")
    page.goto(visitor.address + "/account/passkeys/")
    expect(page.get_by_text("my phone")).to_be_visible()
    page.goto(visitor.address + "/app/")
    assert page.url.endswith("/app/"), "a passkey is a second step"

    presses(page.locator("header form button"))
    page.goto(visitor.address + "/account/sign-in/")
    visitor.picture("sign-in")
    presses(page, "#passkey_login")
    page.wait_for_url("**/app/")

    presses(page.locator("header form button"))
    comes_in(visitor, "worker")
    page.wait_for_url("**/account/code/")
    presses(page, "#passkey_use")
    page.wait_for_url("**/app/")
    session.detach()


def test_a_slip_is_printed_handed_over_and_turned_into_a_password(arrives: Arrives, office: Office) -> None:
    head = arrives(extra_http_headers=PLAIN)
    page = comes_in(head, "administrator")
    page.goto(head.address + "/app/people/")
    head.picture("people")
    presses(page.locator("main a.button.main"))
    page.fill("#id_display_name", "Айгүл Үлгібаева")
    page.locator("input[name=role][value=administrator]").check()
    head.picture("person-new")
    sends(page)
    page.locator(".letter").wait_for()
    head.picture("slip")
    username, password = (page.locator(".letter dd").nth(place).inner_text().strip() for place in (1, 2))

    new = arrives(phone=True, extra_http_headers=PLAIN)
    page = comes_in(new, username, password)
    page.wait_for_url("**/account/first/")
    page.fill("#id_password1", OTHER_PASSWORD)
    page.fill("#id_password2", OTHER_PASSWORD)
    new.picture("own-password")
    sends(page)
    page.wait_for_url("**/app/")


def test_ended_access_dies_at_the_next_click(arrives: Arrives, office: Office) -> None:
    somebody = engaged(office.organisation, Role.MONITORING_OFFICER, "leaver")
    leaver, head = arrives(extra_http_headers=PLAIN), arrives(extra_http_headers=PLAIN)
    page = comes_in(leaver, "leaver")
    page.goto(leaver.address + "/app/me/")
    ending = comes_in(head, "administrator")
    ending.goto(f"{head.address}/app/people/{somebody.pk}/")
    head.picture("person")
    presses(ending.locator("button.danger"))
    ending.locator(".summary").wait_for()
    head.picture("person-ended")
    presses(page.locator("main a").first)
    page.wait_for_url("**/account/sign-in/**")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_lock_keeps_the_text_of_a_form_on_its_way(arrives: Arrives, office: Office, javascript: bool) -> None:
    visitor = arrives(javascript=javascript, extra_http_headers=PLAIN)
    page = comes_in(visitor, "administrator")
    page.goto(visitor.address + "/app/people/new/")
    page.fill("#id_display_name", TEXT)
    page.locator("input[name=role][value=caseworker]").check()
    left_alone(office.administrator, 16)
    sends(page)
    page.wait_for_url("**/app/lock/**")
    assert TEXT not in page.content()
    visitor.picture("lock")
    confirms(page)
    page.wait_for_url("**/app/people/new/")
    assert page.locator("#id_display_name").input_value() == TEXT
    visitor.picture("lock-kept")
    sends(page)
    page.locator(".letter").wait_for()
    assert Person.objects.filter(display_name=TEXT).count() == 1


def test_the_browser_locks_by_itself_and_leads_back_to_its_page(arrives: Arrives, office: Office) -> None:
    visitor = arrives(extra_http_headers=PLAIN)
    page = comes_in(visitor, "administrator")
    page.wait_for_url("**/app/")
    page.clock.install()
    visitor.goes_to("/app/me/")
    page.clock.fast_forward("13:10")
    expect(page.locator("#idle")).to_be_visible()
    page.clock.fast_forward("02:00")
    page.wait_for_url("**/app/lock/")
    confirms(page)
    page.wait_for_url("**/app/me/")


def test_a_wrong_password_and_an_unknown_name_look_alike(arrives: Arrives, office: Office) -> None:
    seen = []
    for name in ("administrator", "nobody"):
        visitor = arrives(language="ru", phone=True, extra_http_headers=PLAIN)
        page = comes_in(visitor, name, "wrong")
        page.locator(".errors").wait_for()
        seen.append(page.locator("main").inner_text())
        visitor.picture(f"sign-in-wrong-{name}")
    assert seen[0] == seen[1]


PAGES = ["/app/me/", "/app/people/", "/app/people/new/", "/app/health/", "/app/access-log/", "/app/notices/"]
MORE = ["/account/second-step/", "/account/password/", "/app/lock/"]


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("phone", [True, False])
def test_the_pages_fit_and_axe_finds_nothing(arrives: Arrives, office: Office, language: str, phone: bool) -> None:
    Person.objects.update(language=language)
    visitor = arrives(language=language, phone=phone, extra_http_headers=PLAIN)
    page = visitor.goes_to("/account/sign-in/")
    faults = [fault["id"] for fault in visitor.axe_faults()]
    comes_in(visitor, "administrator")
    page.wait_for_url("**/app/")
    for path in [*PAGES, *MORE]:
        visitor.goes_to(path)
        visitor.picture(f"{language}-{'phone' if phone else 'desktop'}{path.replace('/', '-')}")
        faults += [f"{path} {fault['id']}" for fault in visitor.axe_faults()]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{path} is too wide")
    assert faults == []


def test_a_draft_is_kept_by_the_address_that_the_script_posts_to(arrives: Arrives, office: Office) -> None:
    visitor = arrives(extra_http_headers=PLAIN)
    page = comes_in(visitor, "administrator")
    page.goto(visitor.address + "/app/people/new/")
    token = page.locator("input[name=csrfmiddlewaretoken]").last.input_value()
    status = page.evaluate(
        """async ([token, text]) => {
          const body = new FormData();
          body.set("csrfmiddlewaretoken", token);
          body.set("display_name", text);
          body.set("draft_at", location.pathname);
          return (await fetch("/app/drafts/keep/", {method: "POST", body, redirect: "error"})).status;
        }""",
        [token, TEXT],
    )
    assert status == 204
    assert Draft.objects.filter(form="person-new").count() == 1
