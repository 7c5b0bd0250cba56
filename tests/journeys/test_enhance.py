"""What the one script adds, and that nothing is missing without it."""

import json
import threading
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from playwright.sync_api import Dialog, expect

from panah.foundation.security.pages import public
from panah.web import parts_page
from panah.web.context import Chrome
from tests.journeys.conftest import Arrives, Visitor, presses

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.urls(__name__)]
DRAFTS: list[dict[str, Any]] = []
MAY_ARRIVE = threading.Event()
PLAIN = {"Save-Data": "on"}  # without the font files, which tests need not make


@public("a page of this test")
def living(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return HttpResponse('<link rel="icon" href="data:,"><title>posted</title>')
    values = parts_page.sample(timezone.now()) | {"wrong": parts_page.SampleForm(prefix="other")}
    return render(request, "me/parts.html", values)


@public("a page of this test")
def locking(request: HttpRequest) -> HttpResponse:
    values = parts_page.sample(timezone.now()) | {"wrong": parts_page.SampleForm(prefix="other")}
    return render(
        request,
        "me/parts.html",
        values | {"chrome": Chrome("/", lock_url="/away/", alive_url="/away/", wants_fonts=False)},
    )


@public("a page of this test")
def question(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/page.html", {"base": "base_public.html", "title": "Question", "sentence": "Text"})


@public("a page of this test")
def draft(request: HttpRequest) -> HttpResponse:
    assert MAY_ARRIVE.wait(60)
    DRAFTS.append(request.POST.dict())
    return HttpResponse(status=500 if request.POST["what"] == "fail" else 204)


@public("a page of this test")
def away(request: HttpRequest) -> HttpResponse:
    return HttpResponse('<link rel="icon" href="data:,"><title>weather</title>')


urlpatterns = [
    path("living/", living),
    path("question/", question),
    path("locking/", locking),
    path("app/me/parts/", draft),
    path("away/", away),
]


@pytest.fixture
def visitor(arrives: Arrives, settings: Any) -> Visitor:
    settings.PANAH_EXIT_URL = "/away/"
    DRAFTS.clear()
    MAY_ARRIVE.set()
    return arrives(extra_http_headers=PLAIN)


def test_the_way_out_takes_the_place_of_the_page(visitor: Visitor) -> None:
    visitor.goes_to("/away/")
    page = visitor.goes_to("/question/")
    presses(page.get_by_role("link", name="Тез шығу").or_(page.locator("[data-exit]")).first)
    page.wait_for_url("**/away/")
    assert page.evaluate("history.length") == 3, "blank, weather, and weather where the question was"
    page.go_back()
    assert page.title() == "weather"


def test_three_presses_of_shift_lead_out_and_two_do_not(visitor: Visitor) -> None:
    page = visitor.goes_to("/question/")
    for key in ("Shift", "Shift", "a", "Shift", "Shift"):
        page.keyboard.press(key)
    assert page.url.endswith("/question/")
    page.keyboard.press("Shift")
    page.wait_for_url("**/away/")


def test_the_way_out_is_a_link_without_javascript(arrives: Arrives, settings: Any) -> None:
    settings.PANAH_EXIT_URL = "/away/"
    page = arrives(javascript=False, extra_http_headers=PLAIN).goes_to("/question/")
    presses(page.locator("[data-exit]"))
    assert page.title() == "weather"


def test_without_javascript_nothing_is_shown_that_needs_it(arrives: Arrives) -> None:
    page = arrives(javascript=False, extra_http_headers=PLAIN).goes_to("/living/")
    hidden = page.locator("[data-blur], [data-copy], [data-set-date], [data-draft-status]")
    assert hidden.count() > 5
    assert not any(control.is_visible() for control in hidden.all())
    assert page.locator("select#id_district").is_visible()


def test_a_draft_is_kept_when_a_field_is_left(visitor: Visitor) -> None:
    page = visitor.goes_to("/living/")
    page.fill("#id_what", "sleeps at noon")
    with page.expect_response("**/app/me/parts/"):
        page.focus("#id_phone")
    expect(page.locator("[data-draft-status]")).not_to_be_empty()
    assert DRAFTS[0]["what"] == "sleeps at noon"
    assert "paper" not in DRAFTS[0], "files do not belong into a draft"


def test_text_that_could_not_be_kept_is_not_left_unasked(visitor: Visitor) -> None:
    page = visitor.goes_to("/living/")
    page.fill("#id_what", "fail")
    with page.expect_response("**/app/me/parts/"):
        page.focus("#id_phone")
    questions: list[str] = []

    def answer(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.goto(visitor.address + "/away/")
    assert questions == ["beforeunload"]
    visitor.faults.clear()  # the console names the failed draft


def test_a_name_is_shown_only_after_three_seconds(visitor: Visitor) -> None:
    page = visitor.goes_to("/living/")
    button = page.locator("form[data-hold] button").first
    button.click()
    page.wait_for_timeout(400)
    assert page.title() != "posted"
    button.hover()
    page.mouse.down()
    page.wait_for_timeout(3300)
    page.mouse.up()
    expect(page).to_have_title("posted")


@pytest.mark.parametrize("agrees", [True, False])
def test_a_keyboard_is_asked_instead_of_holding(visitor: Visitor, agrees: bool) -> None:
    page = visitor.goes_to("/living/")
    page.on("dialog", lambda dialog: dialog.accept() if agrees else dialog.dismiss())
    page.locator("form[data-hold] button").first.press("Enter")
    page.wait_for_timeout(500)
    assert (page.title() == "posted") is agrees


def test_typing_chooses_from_a_long_list(visitor: Visitor) -> None:
    page = visitor.goes_to("/living/")
    page.fill("#id_district", "жетісай")
    page.locator("#id_district").blur()
    assert page.input_value("#id_district") == "Жетісай ауданы"
    assert page.evaluate("document.querySelector('select[name=district]').value") == "2"
    page.fill("#id_district", "nowhere")
    page.locator("#id_district").blur()
    assert page.evaluate("document.querySelector('select[name=district]').value") == ""


def test_yesterday_fills_the_date(visitor: Visitor) -> None:
    page = visitor.goes_to("/living/")
    today, _yesterday = page.locator("form[data-draft-url] [data-set-date]").all()
    today.click()
    day = timezone.localdate()
    typed = [page.input_value(f"#id_met_on_{part}") for part in range(3)]
    assert typed == [f"{day:%d}", f"{day:%m}", f"{day:%Y}"]


def test_the_page_can_be_hidden_at_once(visitor: Visitor) -> None:
    page = visitor.goes_to("/living/")
    page.locator("[data-blur]").click()
    assert "blur" in page.evaluate("getComputedStyle(document.querySelector('main')).filter")
    assert page.evaluate("document.querySelector('main').inert")
    page.keyboard.press("Escape")
    assert page.evaluate("getComputedStyle(document.querySelector('main')).filter") == "none"


def test_control_and_enter_send_the_form_once(visitor: Visitor) -> None:
    page = visitor.goes_to("/living/")
    page.fill("#id_what", "text")
    page.press("#id_what", "Control+Enter")
    expect(page).to_have_title("posted")


def test_every_control_can_be_hit_with_a_thumb(arrives: Arrives) -> None:
    page = arrives(phone=True, extra_http_headers=PLAIN).goes_to("/living/")
    small = page.evaluate(
        """() => [...document.querySelectorAll('.button, .choice, header :is(a, button), summary, [type=text], select')]
          .filter((e) => e.checkVisibility())
          .map((e) => [e.tagName, e.textContent.trim().slice(0, 20), e.getBoundingClientRect().height])
          .filter(([, , height]) => height > 0 && height < 43.5)"""
    )
    assert json.dumps(small, ensure_ascii=False) == "[]"


def test_the_page_prints_without_its_chrome_even_from_the_dark_theme(arrives: Arrives) -> None:
    page = arrives(extra_http_headers=PLAIN, color_scheme="dark").goes_to("/living/")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible(), "a class of the root once hid all of it"
    assert not page.locator("header.top").is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_nothing_is_wider_than_the_screen(arrives: Arrives, width: int) -> None:
    visitor = arrives(extra_http_headers=PLAIN)
    visitor.page.set_viewport_size({"width": width, "height": 700})
    page = visitor.goes_to("/living/")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_lock_is_announced_can_be_put_off_and_keeps_the_text(visitor: Visitor) -> None:
    page = visitor.page
    page.clock.install()
    visitor.goes_to("/locking/")
    page.fill("#id_what", "half a sentence")
    page.clock.fast_forward("12:50")
    assert not page.locator("#idle").is_visible()
    page.clock.fast_forward("00:20")
    expect(page.locator("#idle")).to_be_visible()
    page.locator("[data-here]").click()
    expect(page.locator("#idle")).not_to_be_visible()
    page.fill("#id_what", "half a sentence more")
    page.clock.fast_forward("14:00")
    expect(page.locator("#idle")).to_be_visible()
    page.clock.fast_forward("01:10")
    page.wait_for_url("**/away/")
    assert DRAFTS[-1]["what"] == "half a sentence more"


def test_what_is_typed_while_a_draft_is_on_the_way_follows_it_before_the_lock(visitor: Visitor) -> None:
    page = visitor.page
    page.clock.install()
    visitor.goes_to("/locking/")
    page.fill("#id_what", "half a sentence")
    MAY_ARRIVE.clear()
    with page.expect_request("**/app/me/parts/"):
        page.locator("#id_what").blur()
    page.fill("#id_what", "half a sentence more")
    page.clock.fast_forward("15:10")
    MAY_ARRIVE.set()
    page.wait_for_url("**/away/")
    assert [draft["what"] for draft in DRAFTS] == ["half a sentence", "half a sentence more"]


def test_a_dead_network_holds_no_page_open_after_the_lock(visitor: Visitor) -> None:
    page = visitor.page
    page.clock.install()
    visitor.goes_to("/locking/")
    page.fill("#id_what", "half a sentence")
    MAY_ARRIVE.clear()
    try:
        page.clock.fast_forward("15:10")
        page.clock.run_for(11_000)
        page.wait_for_url("**/away/")
    finally:
        MAY_ARRIVE.set()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/living/", "/question/"])
def test_axe_finds_nothing_serious(arrives: Arrives, theme: str, address: str) -> None:
    visitor = arrives(extra_http_headers=PLAIN, color_scheme=theme)
    visitor.goes_to(address)
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in visitor.axe_faults()] == []
