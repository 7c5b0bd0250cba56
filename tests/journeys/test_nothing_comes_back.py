"""A girl sends her message and leaves at once; then somebody takes her phone, presses Back, and loads the page again."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Error, Page

from panah.casework.concerns.models import Concern
from panah.web.public import throttle
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, PLAIN, receipt_on
from tests.panah.casework.concerns.office import made_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERS = "Canarygirl: ishdan keyin uyga qoʻyishmaydi"
STEPS_BACK = 5


@pytest.fixture(autouse=True)
def _nobody_waits(settings: Any, live_server: Any) -> Iterator[None]:
    settings.PANAH_EXIT_URL = f"{live_server.url}/uz/safety/"
    made_office()
    throttle.REPORTS.forget()
    yield
    throttle.REPORTS.forget()


def writes(girl: Visitor) -> Page:
    """As far as the last question."""
    page = girl.goes_to("/uz/write/")
    page.check("input[name=about_whom][value=me]")
    presses(page, MAIN)
    page.fill("textarea[name=what_was_seen]", HERS)
    presses(page, MAIN)
    return page


def leaves_at_once(page: Page) -> None:
    page.click("[data-exit]")
    page.wait_for_url("**/safety/")


def seen_by_going_back(page: Page) -> Iterator[str]:
    """What stands on the screen, each time after Back, after Reload, and after the page's own way back."""
    for _ in range(STEPS_BACK):
        with suppress(Error):  # the browser asks whether to send the page again, or there is nothing further back
            page.go_back(timeout=5_000)
        yield _shown(page)
        with suppress(Error):
            page.reload(timeout=5_000)
        yield _shown(page)
        if page.locator("button[value=back]").count():
            with suppress(Error), page.expect_navigation(timeout=5_000):
                page.click("button[value=back]")
            yield _shown(page)


def _shown(page: Page) -> str:
    fields = "".join(one.input_value() for one in page.locator("textarea, input[type=text], input[type=tel]").all())
    return f"{page.content()} {fields}"


@pytest.mark.safeguard("S12", "after a quick way out Back and Reload show what a girl wrote, and her 16 digits")
def test_after_a_quick_way_out_nothing_of_a_message_comes_back(arrives: Arrives) -> None:
    girl = arrives(javascript=True, phone=True, language="uz", extra_http_headers=PLAIN)
    page = writes(girl)
    presses(page, MAIN)
    receipt = receipt_on(page)
    page.reload()
    page.wait_for_selector("main .figure")
    assert receipt_on(page) == receipt, "a page that is loaded again at once still has the digits"
    leaves_at_once(page)
    for shown in seen_by_going_back(page):
        assert HERS not in shown
        assert receipt not in shown
        assert "<textarea" not in shown
    assert Concern.objects.count() == 1
    girl.faults.clear()


@pytest.mark.safeguard(
    "S12", "a girl leaves in the middle of her message, and whoever takes the phone reads it by Back"
)
def test_what_was_not_sent_yet_does_not_come_back_either(arrives: Arrives) -> None:
    girl = arrives(javascript=True, phone=True, language="uz", extra_http_headers=PLAIN)
    page = writes(girl)
    presses(page, "button[value=back]")
    assert page.input_value("textarea") == HERS
    presses(page, MAIN)
    leaves_at_once(page)
    assert [shown for shown in seen_by_going_back(page) if HERS in shown] == []
    assert not Concern.objects.exists()
    girl.faults.clear()


@pytest.mark.safeguard("S12", "without JavaScript a message that was sent comes back by Reload and the page's own Back")
def test_without_javascript_the_words_of_a_sent_message_do_not_come_back(arrives: Arrives) -> None:
    girl = arrives(javascript=False, phone=True, language="uz", extra_http_headers=PLAIN)
    page = writes(girl)
    presses(page, MAIN)
    assert receipt_on(page)
    page.click("[data-exit]")
    page.wait_for_url("**/safety/")
    for shown in seen_by_going_back(page):
        assert HERS not in shown
    assert Concern.objects.count() == 1
    girl.faults.clear()


def test_the_whole_way_is_one_entry_of_the_history_in_any_language(arrives: Arrives) -> None:
    girl = arrives(javascript=True, phone=True, language="uz", extra_http_headers=PLAIN)
    page = girl.goes_to("/uz/write/")
    before = page.evaluate("history.length")
    page = writes(girl)
    presses(page, "button[value=back]")
    presses(page, "nav button[lang=kk]")
    assert page.url.endswith("/kk/write/")
    assert page.get_attribute("html", "lang") == "kk"
    assert page.input_value("textarea") == HERS
    page.reload()
    page.wait_for_selector("textarea")
    assert page.input_value("textarea") == HERS, "what was on the way is not lost by a page that is loaded again"
    presses(page, MAIN)
    presses(page, MAIN)
    assert receipt_on(page)
    assert page.evaluate("history.length") == before
    assert girl.context.cookies() == []


def test_a_network_that_fails_leaves_the_sending_to_the_browser(arrives: Arrives) -> None:
    girl = arrives(javascript=True, phone=True, language="uz", extra_http_headers=PLAIN)
    page = writes(girl)
    failed: list[str] = []

    def once(route: Any) -> None:
        if route.request.resource_type == "fetch" and not failed:
            failed.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    page.route("**/uz/write/", once)
    presses(page, MAIN)
    assert receipt_on(page)
    assert failed
    assert Concern.objects.count() == 1
    girl.faults.clear()
