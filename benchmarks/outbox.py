"""How fast the form without network stands, and what sealing costs, in a real browser.

``python -m benchmarks.outbox`` starts Panah as it is installed and opens the form from a cold cache at 50 KB/s (150 ms of delay,
compressed by nobody), as a phone at the edge of a network would: when it is seen, when it can be filled in, when it would open
without network. Then it seals and sends a full report, with the processor as it is and four times slower. Beside it, in the same
run, the same form is posted in clear by the same browser: the ratio says what the seal costs from the press to the receipt.
"""

import argparse
import http.client
import importlib
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.installation import fresh_installation
from scripts.debian import chromium

BYTES_A_SECOND = 50 * 1024
DELAY_MS = 150
GOAL_OPEN, GOAL_SEAL = 2_000.0, 50.0
FORM = "/kk/outbox/refer/"
SEND = "form[data-seal] .button.main"
TIMES = """() => { const page = performance.getEntriesByType('navigation')[0];
  return [performance.getEntriesByName('first-contentful-paint')[0]?.startTime || 0, page.domContentLoadedEventEnd,
  performance.getEntriesByType('resource').reduce((sum, one) => sum + one.transferSize, page.transferSize)]; }"""
SEALED = "() => performance.getEntriesByName('seal', 'measure').map((one) => one.duration)"


@contextmanager
def served() -> Iterator[str]:
    """Panah on a free port of this machine, as ``panah serve`` runs it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    argv = importlib.import_module("panah.commands.serve").granian("127.0.0.1", port, 1)
    server = subprocess.Popen(argv, env=dict(os.environ))
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(port)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(port: int) -> None:
    for _try in range(150):
        try:
            door = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            door.request("GET", FORM)
            door.getresponse().read()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("Panah did not start")


def opened_cold(browser: Browser, address: str) -> tuple[float, float, float, float]:
    """Milliseconds until something is seen, until it can be filled in, until it stays; and the bytes until then."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="kk")
    page = context.new_page()
    narrow = context.new_cdp_session(page)
    narrow.send("Network.enable")
    conditions = {
        "offline": False,
        "latency": DELAY_MS,
        "downloadThroughput": BYTES_A_SECOND,
        "uploadThroughput": BYTES_A_SECOND,
    }
    narrow.send("Network.emulateNetworkConditions", conditions)
    began = time.perf_counter()
    page.goto(address + FORM)
    page.wait_for_selector("[data-lasting]:not(:empty)")
    lasting = (time.perf_counter() - began) * 1000
    seen, usable, size = page.evaluate(TIMES)
    context.close()
    return seen, usable, lasting, size


def fill(page: Page) -> None:
    page.check("input[name=signs][value=works]")
    page.fill("textarea[name=what_was_seen]", "Наубайханада түнде жұмыс істейді, шамамен он жаста. " * 40)
    page.select_option("select[name=place]", "unknown")
    page.check("input[name=stays_anonymous]")


def sent_sealed(browser: Browser, address: str, slower: int) -> tuple[float, float]:
    """Milliseconds of the seal alone, and from the press to the receipt."""
    context = browser.new_context(locale="kk")
    page = context.new_page()
    page.goto(address + FORM)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    fill(page)
    began = time.perf_counter()
    page.click(SEND)
    page.wait_for_selector("[data-sealed-receipt]:not(:empty)")
    whole = (time.perf_counter() - began) * 1000
    (seal,) = page.evaluate(SEALED)
    context.close()
    return seal, whole


def sent_clear(browser: Browser, address: str) -> float:
    """The same form posted as a browser without JavaScript posts it."""
    context = browser.new_context(locale="kk", java_script_enabled=False)
    page = context.new_page()
    page.goto(address + FORM)
    fill(page)
    began = time.perf_counter()
    page.click(SEND)
    page.wait_for_selector("main .figure b")
    whole = (time.perf_counter() - began) * 1000
    context.close()
    return whole


def line(name: str, values: list[float], goal: float = 0.0, unit: str = "ms") -> None:
    ordered = sorted(values)
    worst = ordered[-1]
    verdict = f"   goal {goal:.0f}: {'reached' if worst <= goal else 'NOT reached'}" if goal else ""
    print(f"  {name:<46}{statistics.median(ordered):>10.1f}{worst:>10.1f} {unit}{verdict}", flush=True)


def measure(browser: Browser, address: str, rounds: int) -> None:
    print(f"  {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before")
    print(f"  {'':<46}{'median':>10}{'worst':>10}")
    cold: list[Any] = list(zip(*[opened_cold(browser, address) for _round in range(rounds)], strict=True))
    line("cold cache, 50 KB/s: first seen", cold[0])
    line("cold cache, 50 KB/s: can be filled in", cold[1], GOAL_OPEN)
    line("cold cache, 50 KB/s: opens without network", cold[2])
    line("bytes until it can be filled in", [size / 1024 for size in cold[3]], unit="KB")
    line("the same bytes on that line alone", [size / BYTES_A_SECOND * 1000 for size in cold[3]])
    whole: list[float] = []
    for slower in (1, 4):
        seals, sent = zip(*[sent_sealed(browser, address, slower) for _round in range(rounds)], strict=True)
        line(f"sealing, processor {slower} times slower" if slower > 1 else "sealing", list(seals), GOAL_SEAL)
        whole = whole or list(sent)
    clear = [sent_clear(browser, address) for _round in range(rounds)]
    line("sealed: press to receipt", whole)
    line("in clear: press to receipt", clear)
    print(f"  sealed over in clear: {statistics.median(whole) / statistics.median(clear):.2f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with fresh_installation():
        security = importlib.import_module("panah.foundation.security.access")
        permissions = importlib.import_module("panah.foundation.security.permissions")
        by = security.Actor.system("setup", {permissions.Permission.REFERENCE_LOAD})
        importlib.import_module("panah.foundation.reference.actions").load_places(by=by)
        importlib.import_module("django.db").connection.close()
        with served() as address, sync_playwright() as playwright:
            as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
            options = ["--disable-background-networking", "--disable-component-update", "--no-first-run", *as_root]
            browser = playwright.chromium.launch(executable_path=chromium(), args=options)
            measure(browser, address, rounds)
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
