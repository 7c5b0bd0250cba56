"""The smallest browser: cookies, pages, and a form as it stands on its page. A process of the server may die under it."""

import http.client
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from tests.pages import PageForm, Pairs, forms_of


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
        found = [form for form in forms_of(self.text) if area in form.areas]
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
