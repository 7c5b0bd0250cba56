"""Somebody at the public form, as a browser without JavaScript would send it."""

import html
import re
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

ANSWERS: dict[str, dict[str, Any]] = {
    "danger": {"is_danger_now": "no"},
    "night": {"sleeps_tonight": "with_unclear_adult", "sleeps_with": "Canaryforeman"},
    "seen": {"signs": ["works", "no_papers"], "what_was_seen": "Canarysaw наубайхана"},
    "child": {
        "place": "unknown", "where_child_is": "Canarystreet 5", "age_band": "6_11", "sex": "male",
        "child_language": "uz", "name": "Canaryname",
    },
    "you": {"reporter_contact": "8 701 000 55 44", "safe_time": "evening", "reporter_role": "teacher"},
}  # fmt: skip


@dataclass
class Visitor:
    """Keeps nothing but the page that it looks at."""

    language: str = "ru"
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    text: str = ""

    def opens(self) -> str:
        return self._sees(self.client.get(f"/{self.language}/refer/"))

    def presses(self, go: str = "next", **fields: Any) -> str:
        data = {name: self.hidden(name) for name in ("state", "step", "change") if f'name="{name}"' in self.text}
        return self._sees(self.client.post(f"/{self.language}/refer/", {**data, "go": go, **fields}))

    def switches(self, language: str, **fields: Any) -> str:
        self.language = language
        data = {"state": self.hidden("state"), "step": self.hidden("step"), "switch_language": language}
        return self._sees(self.client.post(f"/{language}/refer/", {**data, **fields}))

    def reaches_the_check(self, **changes: dict[str, Any]) -> str:
        self.opens()
        for name, answers in ANSWERS.items():
            self.presses(**(answers | changes.get(name, {})))
        return self.text

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        assert found, self.text
        return found.group(1)

    @property
    def step(self) -> str:
        return self.hidden("step")

    @property
    def receipt(self) -> str:
        found = re.search(r"\d{4} \d{4} \d{4} \d{4}", self.text)
        assert found, self.text
        return found.group()

    def _sees(self, response: Any) -> str:
        assert isinstance(response, HttpResponse)
        assert response.status_code == 200, response.content.decode()[:500]
        assert not response.cookies
        self.text = html.unescape(response.content.decode())
        return self.text
