"""The forms of a page as a browser has them: what would be sent, and where somebody writes."""

from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

Pairs = list[tuple[str, str]]
TYPED = ("text", "tel", "email", "url", "search")
WRONG = "1"  # no year and no code
ALMATY = ZoneInfo("Asia/Almaty")


def forms_of(text: str) -> "list[PageForm]":
    reader = _Reader()
    reader.feed(text)
    return reader.forms


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
            if kind in TYPED:
                here.lines.append(name)
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
    lines: list[str] = field(default_factory=list)
    radios: dict[str, list[str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What stands in a text area; the first line break after its tag is none."""
        return "".join(self.values.get(name, [])).removeprefix("\n").replace("\r\n", "\n")

    @property
    def typed(self) -> list[str]:
        """Where somebody writes, the larger places first; parts of a date are no text."""
        return [*self.areas, *(name for name in self.lines if not name.endswith(("_day", "_month", "_year")))]

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

    @property
    def sent(self) -> dict[str, list[str]]:
        """As a test client sends it."""
        return {name: values for name, values in self.values.items() if values}
