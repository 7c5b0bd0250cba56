"""The smallest browser: cookies, pages, and a form as it stands on its page. A process of the server may die under it."""

import http.client
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

Pairs = list[tuple[str, str]]
WRONG = "1"  # no year and no code
ALMATY = ZoneInfo("Asia/Almaty")


class _Reader(HTMLParser):
    """Finds the forms of a page, with what a browser would send of each."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.area, self.select, self.option = "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(PageForm(given.get("action", ""), given.get("method", "get")))
        if not self.forms:
            return
        here, name = self.forms[-1], given.get("name", "")
        if tag == "textarea":
            self.area = name
            here.values.setdefault(name, [])
            here.areas.append(name)
        elif tag == "select":
            self.select = name
            here.values.setdefault(name, [])
        elif tag == "option" and self.select and ("selected" in given or not here.values[self.select]):
            here.values[self.select] = [given.get("value", "")]
        elif tag == "input" and name:
            self._input(here, given, name)

    def _input(self, here: "PageForm", given: dict[str, str], name: str) -> None:
        kind, value = given.get("type", "text"), given.get("value", "")
        if kind == "radio":
            here.radios.setdefault(name, []).append(value)
        if kind in ("radio", "checkbox"):
            if "checked" in given:
                here.values.setdefault(name, []).append(value or "on")
        elif kind not in ("submit", "file"):
            here.values.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self.area and self.forms:
            self.forms[-1].values[self.area] = [self.forms[-1].text(self.area) + data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        if tag == "select":
            self.select = ""


@dataclass
class PageForm:
    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    areas: list[str] = field(default_factory=list)
    radios: dict[str, list[str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What stands in a text area; the first line break after its tag is none."""
        return "".join(self.values.get(name, [])).removeprefix("\n").replace("\r\n", "\n")

    def fill(self, name: str, text: str, **more: str) -> None:
        """Write ``text``; answer what must be answered as a hurried person would."""
        today = datetime.now(tz=ALMATY).date()
        for key, choices in self.radios.items():
            if self.values.get(key, [""])[0] not in choices:
                self.values[key] = choices[:1]
        for key in self.values:
            for part, number in (("_day", today.day), ("_month", today.month), ("_year", today.year)):
                if key.endswith(part) and "".join(self.values[key]) in ("", WRONG):
                    self.values[key] = [str(number)]
        self.values[name] = [text]
        self.values.update({key: [value] for key, value in more.items()})

    @property
    def pairs(self) -> Pairs:
        return [(name, value) for name, values in self.values.items() for value in values]


@dataclass
class Answer:
    status: int
    text: str
    location: str = ""

    def problems(self) -> list[str]:
        """What the page asks to mend."""
        return re.findall(r"<li>(.*?)</li>", self.text.partition('class="errors"')[2].partition("</ul>")[0])

    def form(self, area: str) -> PageForm:
        """The form with this text area."""
        reader = _Reader()
        reader.feed(self.text)
        found = [form for form in reader.forms if area in form.areas]
        title = re.search(r"<title>(.*?)</title>", self.text, re.DOTALL)
        assert found, f"no form with {area}: {self.status} {title and title[1]} {self.location}"
        return found[0]


@dataclass
class Browser:
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def follow(self, answer: Answer) -> Answer:
        """To where the browser is led, if it is."""
        for _ in range(5):
            if answer.status not in (302, 303):
                break
            parts = urlsplit(answer.location)
            answer = self.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        return answer

    def send(self, page: str, form: PageForm) -> Answer:
        return self.post(form.action or page, form.pairs, came_from=page)

    def post(self, path: str, pairs: Pairs, came_from: str = "") -> Answer:
        return self.ask("POST", path, urlencode(pairs), came_from)

    def ask(self, method: str, path: str, body: str = "", came_from: str = "") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body.encode(), self._headers(came_from, bool(body)))
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, text, response.headers.get("Location", ""))

    def _headers(self, came_from: str, has_body: bool) -> dict[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers["Accept-Language"] = "en"
        if has_body:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin",
                "Referer": f"http://127.0.0.1:{self.port}{came_from}", "Origin": f"http://127.0.0.1:{self.port}",
            }  # fmt: skip
        return headers


def cut_off(act: Callable[[], object], meanwhile: Callable[[], None]) -> None:
    """Do ``act`` and let ``meanwhile`` happen under it; what the browser then sees is a broken line, or nothing."""

    def run() -> None:
        try:
            act()
        except (OSError, http.client.HTTPException):
            return

    thread = threading.Thread(target=run)
    thread.start()
    meanwhile()
    thread.join(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
