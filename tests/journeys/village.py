"""A village without signal, for journeys: a phone, a form filled in there, and all that the phone then holds."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.canaries import canaries
from tests.journeys.conftest import Arrives, Visitor

FORM = "/kk/outbox/refer/"
LIST = "/kk/outbox/"
SEND = "main form[data-seal] .button.main"
WORDS = canaries(3)
CUT = "ERR_INTERNET_DISCONNECTED"
EVERYTHING = """async () => {
  const found = {local: {...localStorage}, session: {...sessionStorage}, cookies: document.cookie, items: [], pages: {}};
  for (const {name} of await indexedDB.databases()) {
    const base = await new Promise((done, fail) => {
      const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); asked.onerror = fail;
    });
    for (const table of base.objectStoreNames) {
      found.items.push(...await new Promise((done) => {
        const asked = base.transaction(table).objectStore(table).getAll(); asked.onsuccess = () => done(asked.result);
      }));
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const page of await cache.keys()) found.pages[name + ' ' + page.url] = await (await cache.match(page)).text();
  }
  found.fields = [...document.querySelectorAll('input, textarea')].map((field) => [field.value, field.defaultValue]);
  return found;
}"""

RESENT = """async (body) => (await (await fetch('/post/', {
  method: 'POST', headers: {'Content-Type': 'application/json'}, body,
})).json()).receipt"""
LEFT = "async () => (await caches.keys()).length + (await navigator.serviceWorker.getRegistrations()).length"


def on_a_phone(arrives: Arrives, language: str = "kk") -> Visitor:
    return arrives(phone=True, language=language)


def fills_in(page: Page, text: str = WORDS[0]) -> None:
    page.check("input[name=is_danger_now][value=no]")
    page.check("input[name=signs][value=works]")
    page.fill("textarea[name=what_was_seen]", f"{text} наубайханада түнде жұмыс істейді")
    page.fill("textarea[name=where_child_is]", WORDS[1])
    page.fill("input[name=name]", WORDS[2])
    page.select_option("select[name=place]", "unknown")
    page.check("input[name=stays_anonymous]")


def settled(visitor: Visitor) -> Page:
    """Once with network: the page stays on the phone from then on."""
    page = visitor.goes_to(FORM)
    expect(page.locator("[data-lasting]")).not_to_be_empty()
    return page


def seals(visitor: Visitor, text: str = WORDS[0]) -> None:
    page = visitor.page
    fills_in(page, text)
    page.click(SEND)
    expect(page.locator("[data-sealed]")).to_be_visible()


def forgives(visitor: Visitor) -> None:
    """What the console says of a network that is cut is no fault of ours."""
    visitor.faults[:] = [fault for fault in visitor.faults if CUT not in fault]


def kept_on(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(EVERYTHING)
    return found


def receipts(page: Page, count: int) -> list[str]:
    expect(page.locator("[data-outbox-list] .chip.ok")).to_have_count(count)
    return [text for text in page.locator("[data-outbox-list] [data-receipt]").all_inner_texts() if text]
