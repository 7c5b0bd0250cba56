"""A real browser before a running Panah: with or without JavaScript, phone or desktop, in any language.

Every page is watched: a request to another host, a refusal by the content policy or a fault in the console fails the
journey. With ``PANAH_SCREENSHOTS`` set to a folder, ``Visitor.picture`` keeps what the page looked like.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, sync_playwright

from scripts.debian import chromium

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1200, "height": 900}
# A browser of the tests calls nobody: no updates, no lists of bad sites, no first-run pages.
QUIET = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--no-first-run",
    "--disable-dev-shm-usage",
]


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.fail("Chromium was not found. Install it: sudo apt-get install chromium")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    # Playwright keeps an event loop in this thread; Django would refuse its database here, though nothing is shared.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, *as_root])
        yield browser
        browser.close()


@dataclass
class Visitor:
    """One person with one browser: own cookies, own screen."""

    page: Page
    context: BrowserContext
    address: str
    faults: list[str] = field(default_factory=list)

    def goes_to(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def picture(self, name: str) -> None:
        folder = os.environ.get("PANAH_SCREENSHOTS")
        if folder:
            path = Path(folder) / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=path, full_page=True)

    def axe_faults(self) -> list[dict[str, Any]]:
        """What axe finds on the page that stands now."""
        found: list[dict[str, Any]] = Axe().run(self.page).response["violations"]
        return found

    def watch(self) -> None:
        own = urlsplit(self.address).netloc
        self.context.on("request", lambda request: self._note_request(own, request.url))
        self.context.on(
            "console",
            lambda message: self._note(
                message.type == "error", f"console: {message.text} ({message.location.get('url', '')})"
            ),
        )
        self.context.on("weberror", lambda fault: self._note(True, f"script: {fault.error}"))

    def _note_request(self, own: str, url: str) -> None:
        parts = urlsplit(url)
        self._note(parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != own, f"called {url}")

    def _note(self, is_fault: bool, words: str) -> None:
        if is_fault:
            self.faults.append(words)


Arrives = Callable[..., Visitor]


def presses(place: Page | Locator, selector: str = "") -> None:
    """Press what leads to another page, and wait until that page stands whole.

    The browser's own click may return before a busy machine has begun to leave: what a journey then reads or fills is the
    page of before. Take ``click`` only for what stays on the page.
    """
    if isinstance(place, Page):
        with place.expect_navigation():
            place.click(selector)
    else:
        with place.page.expect_navigation():
            place.click()


def enters(page: Page, selector: str) -> None:
    """Press Enter in a field whose form leads to another page, and wait as ``presses`` does."""
    with page.expect_navigation():
        page.press(selector, "Enter")


@pytest.fixture
def arrives(chromium_browser: Browser, live_server: Any) -> Iterator[Arrives]:
    """``arrives(javascript=False, phone=True, language="kk")`` gives a new visitor; call it for each person."""
    visitors: list[Visitor] = []

    def arrive(*, javascript: bool = True, phone: bool = False, language: str = "kk", **options: Any) -> Visitor:
        context = chromium_browser.new_context(
            java_script_enabled=javascript,
            viewport=PHONE if phone else DESKTOP,
            locale=language,
            timezone_id="Asia/Almaty",
            **options,
        )
        context.set_default_timeout(15_000)
        visitor = Visitor(context.new_page(), context, live_server.url)
        visitor.watch()
        visitors.append(visitor)
        return visitor

    yield arrive
    for visitor in visitors:
        visitor.context.close()
    faults = [fault for visitor in visitors for fault in visitor.faults]
    assert not faults, "the browser met: " + "; ".join(faults)
