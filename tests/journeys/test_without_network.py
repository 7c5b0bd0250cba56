"""A teacher in a village without signal: the form is sealed on the phone, lies there unreadable, and is sent by itself."""

import json
import random
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from panah.casework.concerns.models import Concern
from panah.web.outbox import reporting, views
from panah.web.public import throttle
from tests.canaries import sightings
from tests.journeys.conftest import Arrives, presses
from tests.journeys.village import (
    FORM,
    LEFT,
    LIST,
    RESENT,
    SEND,
    WORDS,
    fills_in,
    forgives,
    kept_on,
    on_a_phone,
    receipts,
    seals,
    settled,
)
from tests.panah.casework.concerns.office import Office, made_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office() -> Office:
    throttle.REPORTS.forget()
    views.UNREADABLE_OF_NETWORK.forget()
    return made_office()


@pytest.mark.safeguard("S12", "a phone that is taken away holds in clear what its owner wrote without network")
def test_in_airplane_mode_a_report_waits_sealed_and_arrives_with_its_receipt(arrives: Arrives, office: Office) -> None:
    visitor = on_a_phone(arrives)
    settled(visitor)
    visitor.context.set_offline(True)
    page = visitor.goes_to(FORM)
    visitor.picture("outbox-offline")
    assert visitor.axe_faults() == []
    seals(visitor)
    visitor.picture("outbox-sealed")
    assert visitor.axe_faults() == []
    found = kept_on(page)
    assert len(found["items"]) == 1
    assert set(found["items"][0]) == {"id", "kind", "key", "at", "sealed", "state"}
    assert len(found["pages"]) >= 4
    assert sightings(json.dumps(found, ensure_ascii=False).encode(), WORDS) == set()
    assert Concern.objects.count() == 0
    page = visitor.goes_to(LIST)
    expect(page.locator("[data-outbox-list] .chip.due")).to_have_count(1)
    expect(page.locator("[data-outbox]")).to_contain_text("1")
    visitor.picture("outbox-waits")
    assert visitor.axe_faults() == []
    visitor.context.set_offline(False)
    (receipt,) = receipts(page, 1)
    visitor.picture("outbox-arrived")
    assert len(receipt.replace(" ", "")) == 16
    assert visitor.axe_faults() == []
    assert Concern.objects.get().signs == ["works"]
    assert [set(item) for item in kept_on(page)["items"]] == [{"id", "at", "state", "receipt"}]
    page.click("[data-remove]")
    expect(page.locator("[data-outbox-empty]")).to_be_visible()
    assert kept_on(page)["items"] == []
    forgives(visitor)


def test_online_the_receipt_stands_at_once_and_the_form_is_empty(arrives: Arrives, office: Office) -> None:
    visitor = on_a_phone(arrives, "ru")
    page = visitor.goes_to("/ru/outbox/refer/")
    seals(visitor)
    expect(page.locator("[data-sealed-receipt]")).not_to_be_empty()
    visitor.picture("outbox-at-once")
    page.click("[data-again]")
    assert page.input_value("textarea[name=what_was_seen]") == ""
    assert not page.is_checked("input[name=signs][value=works]")
    assert Concern.objects.count() == 1


def test_what_is_missing_is_said_before_it_is_sealed(arrives: Arrives, office: Office) -> None:
    visitor = on_a_phone(arrives, "ru")
    page = visitor.goes_to("/ru/outbox/refer/")
    page.fill("textarea[name=what_was_seen]", "x" * 20_001)
    page.click(SEND)
    expect(page.locator("[data-faults] li")).to_have_count(4)
    assert visitor.axe_faults() == []
    presses(page, "[data-faults] li a >> nth=0")
    assert kept_on(page)["items"] == []
    assert len(page.input_value("textarea[name=what_was_seen]")) == 20_001


def test_ten_replays_from_two_phones_in_any_order_make_one_record_each(arrives: Arrives, office: Office) -> None:
    bodies: list[str] = []
    visitors = [on_a_phone(arrives), on_a_phone(arrives)]
    for number, visitor in enumerate(visitors):
        page = settled(visitor)
        visitor.context.set_offline(True)
        for turn in range(2):
            seals(visitor, f"{WORDS[number]} {turn}")
            page.click("[data-again]")
        parts = ("id", "kind", "key", "sealed")
        bodies += [json.dumps({"v": 1, **{part: item[part] for part in parts}}) for item in kept_on(page)["items"]]
        visitor.context.set_offline(False)
    replays = bodies * 10
    random.Random(5).shuffle(replays)
    given: dict[str, set[str]] = {}
    for turn, body in enumerate(replays):
        given.setdefault(body, set()).add(visitors[turn % 2].page.evaluate(RESENT, body))
    assert len(given) == Concern.objects.count() == 4
    assert [len(found) for found in given.values()] == [1, 1, 1, 1]
    shown: set[str] = set()
    for visitor in visitors:
        shown |= set(receipts(visitor.goes_to(LIST), 2))
        forgives(visitor)
    assert shown == set().union(*given.values())


def test_two_tabs_that_send_at_once_and_one_that_is_killed_make_one_record(arrives: Arrives, office: Office) -> None:
    visitor = on_a_phone(arrives)
    settled(visitor)
    visitor.context.set_offline(True)
    seals(visitor)
    visitor.page.close()
    visitor.context.set_offline(False)
    context: BrowserContext = visitor.context
    tabs = [context.new_page() for _tab in range(3)]

    def kill_first(route: Route) -> None:
        """The item arrives, and the tab is gone before it hears so."""
        if tabs[0].is_closed():
            route.continue_()
            return
        route.fetch()
        tabs[0].close()

    context.route("**/post/", kill_first)
    tabs[0].goto(visitor.address + LIST, wait_until="commit")
    for tab in tabs[1:]:
        tab.goto(visitor.address + LIST)
    expect(tabs[2].locator("[data-outbox-list] .chip.ok")).to_have_count(1)
    expect(tabs[1].locator("[data-outbox-list] .chip.ok")).to_have_count(1)
    assert Concern.objects.count() == 1
    forgives(visitor)


def test_an_item_over_which_the_server_stumbles_does_not_hold_up_the_others(arrives: Arrives, office: Office) -> None:
    visitor = on_a_phone(arrives)
    page = settled(visitor)
    visitor.context.set_offline(True)
    seals(visitor)
    page.click("[data-again]")
    seals(visitor)
    first = min(kept_on(page)["items"], key=lambda item: int(item["at"]))["id"]

    def stumbles(route: Route) -> None:
        if first in (route.request.post_data or ""):
            route.fulfill(status=500, body="<html>")
        else:
            route.continue_()

    visitor.context.route("**/post/", stumbles)
    page = visitor.goes_to(LIST)
    visitor.context.set_offline(False)
    expect(page.locator("[data-outbox-list] .chip.ok")).to_have_count(1)
    expect(page.locator("[data-later]")).not_to_be_empty()
    visitor.context.unroute("**/post/", stumbles)
    page.click("[data-send]")
    expect(page.locator("[data-outbox-list] .chip.ok")).to_have_count(2)
    assert Concern.objects.count() == 2
    visitor.faults[:] = [fault for fault in visitor.faults if "500" not in fault]
    forgives(visitor)


def test_another_language_waits_for_the_network_and_the_text_stays(arrives: Arrives, office: Office) -> None:
    visitor = on_a_phone(arrives, "ru")
    page = visitor.goes_to("/ru/outbox/refer/")
    expect(page.locator("[data-lasting]")).not_to_be_empty()
    fills_in(page)
    visitor.context.set_offline(True)
    page.click("button[name=switch_language][value=uz]")
    expect(page.locator("[data-faults]")).to_be_visible()
    visitor.context.set_offline(False)
    presses(page, "button[name=switch_language][value=uz]")
    page.wait_for_url("**/uz/outbox/refer/")
    assert WORDS[0] in page.input_value("textarea[name=what_was_seen]")
    page.click(SEND)
    expect(page.locator("[data-sealed-receipt]")).not_to_be_empty()
    page.click("[data-again]")
    assert page.input_value("textarea[name=what_was_seen]") == "", "what the page was drawn with is gone too"
    assert Concern.objects.get().language == "uz"
    forgives(visitor)


def test_all_that_waits_can_be_deleted_and_the_pages_taken_off(arrives: Arrives, office: Office) -> None:
    visitor = on_a_phone(arrives, "kk")
    settled(visitor)
    visitor.context.set_offline(True)
    seals(visitor)
    page = visitor.goes_to(LIST)
    page.click("[data-delete-all]")
    visitor.picture("outbox-delete")
    page.click("#delete-all [value=no]")
    expect(page.locator("[data-outbox-list] li")).to_have_count(1)
    page.click("[data-delete-all]")
    page.click("#delete-all [value=yes]")
    expect(page.locator("[data-outbox-empty]")).to_be_visible()
    page.click("[data-forget]")
    page.click("#forget [value=yes]")
    expect(page.locator("[data-outbox]")).to_contain_text("осы құрылғыдан алынды")
    assert page.evaluate(LEFT) == 0
    assert Concern.objects.count() == 0
    forgives(visitor)


def test_a_phone_that_keeps_nothing_leaves_the_text_on_the_screen(arrives: Arrives, office: Office) -> None:
    visitor = on_a_phone(arrives, "ru")
    visitor.context.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'QuotaExceededError'); };")
    page = visitor.goes_to("/ru/outbox/refer/")
    expect(
        page.locator("[data-lasting]")
    ).not_to_be_empty()  # cut off while the worker is fetched, the console complains
    visitor.context.set_offline(True)
    fills_in(page)
    page.click(SEND)
    expect(page.locator("[data-faults]")).to_be_visible()
    assert WORDS[0] in page.input_value("textarea[name=what_was_seen]")
    visitor.context.set_offline(False)
    page.click(SEND)
    expect(page.locator("[data-sealed-receipt]")).not_to_be_empty()
    assert Concern.objects.count() == 1
    forgives(visitor)


def test_a_browser_that_cannot_seal_sends_at_once_or_keeps_the_text(arrives: Arrives, office: Office) -> None:
    visitor = on_a_phone(arrives, "ru")
    visitor.context.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false});")
    page = visitor.goes_to("/ru/outbox/refer/")
    expect(page.locator("[data-faults]")).to_be_visible()
    fills_in(page)
    visitor.context.set_offline(True)
    page.click(SEND)
    assert WORDS[0] in page.input_value("textarea[name=what_was_seen]")
    visitor.context.set_offline(False)
    presses(page, SEND)
    page.wait_for_url("**/outbox/refer/")
    expect(page.locator("main .figure b")).not_to_be_empty()
    assert Concern.objects.count() == 1
    forgives(visitor)


def test_an_old_page_on_a_phone_is_taken_and_the_new_one_comes_with_the_next_visit(
    arrives: Arrives, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = on_a_phone(arrives, "ru")
    page = visitor.goes_to("/ru/outbox/refer/")
    expect(page.locator("[data-lasting]")).not_to_be_empty()
    visitor.context.set_offline(True)
    page = visitor.goes_to("/ru/outbox/refer/")
    page.evaluate("document.querySelector('select[name=place]').add(new Option('old', 'gone-since', true, true))")
    fills_in(page)
    page.evaluate("document.querySelector('select[name=place]').value = 'gone-since'")
    page.click(SEND)
    expect(page.locator("[data-sealed]")).to_be_visible()
    monkeypatch.setattr(reporting, "_asked", lambda _forms: ["newer"])
    visitor.context.set_offline(False)
    expect(page.locator("[data-sealed-receipt]")).not_to_be_empty()
    page = visitor.goes_to("/ru/outbox/refer/")
    assert page.get_attribute("form[data-seal]", "data-rules") == '["newer"]'
    page.wait_for_timeout(500)
    visitor.context.set_offline(True)
    page = visitor.goes_to("/ru/outbox/refer/")
    assert page.get_attribute("form[data-seal]", "data-rules") == '["newer"]'
    assert Concern.objects.get().place is None
    forgives(visitor)


def test_the_quick_exit_leaves_nothing_but_the_seal(arrives: Arrives, office: Office, settings: Any) -> None:
    settings.PANAH_EXIT_URL = "/kk/safety/"
    visitor = on_a_phone(arrives)
    page = settled(visitor)
    fills_in(page)
    presses(page, "[data-exit]")
    page.wait_for_url("**/kk/safety/")
    page = visitor.goes_to(LIST)
    expect(page.locator("[data-outbox-empty]")).to_be_visible()
    assert sightings(json.dumps(kept_on(page), ensure_ascii=False).encode(), WORDS) == set()
