"""Every page in Kazakh and in Russian: no English sentence meets somebody who chose another language."""

import logging
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from itertools import product

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from panah.foundation.accounts.models import Person
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import policy_of
from panah.foundation.security.roles import ROLES, Role, roles_with_a_room
from scripts.messages import LANGUAGES, gather, read
from tests.cast import Cast, made_cast
from tests.house.scene import OWN, Scene, made_scene
from tests.house.source import nothing
from tests.house.test_access_table import named
from tests.house.visits import VISITS

IN_A_ROW = 3
TOLD = ("A safe place tonight", "To sleep well", "Invented: seen at a bakery", "Invented: works at a bakery")
"""What people of the scene wrote; texts of people are shown as they are."""
WOUNDING = {
    "kk": ("құрбан", "жезөкше", "нелегал", "бенефициар", "қылмыскер"),
    "ru": ("жертв", "проститу", "нелегал", "бенефициар", "преступник", "спасён"),
}
SPOKEN = frozenset({"alt", "aria-label", "content", "label", "placeholder", "title"})
SILENT = frozenset({"script", "style", "template", "svg", "code", "pre", "textarea"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
ROW = re.compile(rf"{WORD.pattern}(?:[ \u00a0,;:]+{WORD.pattern}){{{IN_A_ROW - 1},}}")
CASE_PAGES = {
    "case",
    "case-child",
    "case-plan",
    "case-assess",
    "case-service",
    "case-close",
    "case-reopen",
    "case-check",
}
LISTS = {"today", "case-list", "concern-list", "referral-list", "provider-list", "team", "notices", "figures"}


class Shown(HTMLParser):
    """What a page says aloud or in letters, but for parts that name a language of their own."""

    def __init__(self, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.language, self.pieces = language, list[str]()
        self._silent: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        is_silent = tag in SILENT or values.get("lang") not in (None, self.language) or self._is_silent()
        if not is_silent:
            self.pieces += [value for name, value in attrs if value and (name in SPOKEN or name.startswith("data-"))]
        if tag not in VOID:
            self._silent.append(is_silent)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._silent:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._is_silent():
            self.pieces.append(" ".join(data.split()))

    def _is_silent(self) -> bool:
        return bool(self._silent) and self._silent[-1]


@cache
def english_words() -> set[str]:
    """Every word that the English interface uses."""
    return {
        word.lower()
        for entry in gather().values()
        for text in (entry.singular, entry.plural)
        for word in WORD.findall(text)
    }


def english_in(html: str, language: str, words: set[str]) -> Iterator[str]:
    """Runs of three words or more that the English interface knows."""
    page = Shown(language)
    page.feed(html)
    for piece in page.pieces:
        for told in TOLD:
            piece = piece.replace(told, "")
        for row in ROW.findall(piece):
            if all(word.lower() in words for word in WORD.findall(row)):
                yield row


@dataclass
class Crawl:
    """Visits in one language, each by a browser of its own person; what a visit changed is undone."""

    language: str
    faults: set[str] = field(default_factory=set)
    cookies: dict[Person | None, SimpleCookie] = field(default_factory=dict)

    def visit(self, person: Person | None, name: str, address: str, method: str = "get") -> None:
        client = Client(headers={"accept-language": self.language}, raise_request_exception=False)
        client.cookies = deepcopy(self._cookies_of(person))
        with transaction.atomic():
            response = getattr(client, method)(address)
            transaction.set_rollback(True)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            found = english_in(response.content.decode(), self.language, english_words())
            self.faults |= {f"{self.language} {name}: {row}" for row in found}

    def _cookies_of(self, person: Person | None) -> SimpleCookie:
        if person not in self.cookies:
            client = Client()
            if person is not None:
                Person.objects.filter(pk=person.pk).update(language=self.language)
                client.force_login(person)
            self.cookies[person] = client.cookies
        return self.cookies[person]


def visitors(name: str) -> Iterable[Role | None]:
    """Everybody who may open this address; one is enough where the page is the same for all."""
    policy = policy_of(named()[name].callback)
    if policy is None or policy.permission is None:
        return [None, Role.CASEWORKER]
    return [role for role in roles_with_a_room() if policy.permission in ROLES[role].permissions]


@pytest.fixture
def silence() -> Iterator[None]:
    """The words tell; a line for each refusal would fill the page."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def scene(db: None) -> Scene:
    return made_scene()


@pytest.fixture
def cast(db: None) -> Cast:
    return made_cast()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_says_an_english_sentence(scene: Scene, language: str, silence: None) -> None:
    crawl = Crawl(language)
    for name in sorted(VISITS.keys() & named().keys()):
        line = VISITS[name]
        with translation.override(language):
            address = reverse(name, kwargs={key: scene.value(value) for key, value in line.values.items()})
        for role in visitors(name):
            crawl.visit(scene.people[OWN, role] if role else None, f"{name} {role or ''}", address, line.method)
    nothing(sorted(crawl.faults))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_case_says_an_english_sentence_at_any_stage(cast: Cast, language: str, silence: None) -> None:
    crawl = Crawl(language)
    case_pages, lists = (sorted(pages & named().keys()) for pages in (CASE_PAGES, LISTS))
    for (stage, case), actor, name in product(cast.cases.items(), (cast.aigul, cast.saule), case_pages):
        crawl.visit(cast.person(actor), f"{name} {stage}", reverse(name, args=[case.code]))
    for actor, name in product(_everybody(cast), lists):
        crawl.visit(cast.person(actor), name, reverse(name))
    nothing(sorted(crawl.faults))


def _everybody(cast: Cast) -> tuple[Actor, ...]:
    return (cast.gulnar, cast.aigul, cast.nurzhan, cast.saule, cast.bakyt, cast.lazzat, cast.dinara, cast.erzhan)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_catalogue_uses_a_word_that_wounds(language: str) -> None:
    """The stems behind docs/words.md, "Words that we do not use"."""
    said = [(str(message.id), str(message.string).lower()) for message in read(language) if message.id]
    nothing(f"{stem}: {entry}" for entry, words in said for stem in WOUNDING.get(language, ()) if stem in words)


def test_an_english_sentence_is_found_and_words_of_another_kind_are_not() -> None:
    words = {"open", "the", "case", "to", "go", "on", "download"}
    found = english_in('<p>Істі ашу: Open the case</p><img alt="Go on, open">', "kk", words)
    assert list(found) == ["Open the case", "Go on, open"]
    passing = (
        "<p>PDF ашу</p><script>open the case</script><b lang='en'>Open the case</b><p>HTCDS case open</p>"
        "<p>Open <b>the</b> case</p><p>A safe place tonight</p>"
    )
    assert list(english_in(passing, "kk", words)) == []
