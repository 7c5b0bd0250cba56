"""Nothing that outs a child stands in a title, an address, a file name, the foot of a print, a message or a cache (S12)."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.notices import rules
from panah.foundation.notices.actions import Outgoing
from panah.foundation.notices.codes import DANGER, NORMAL, OUTSIDE, Channel, NoticeKind, Purpose
from panah.foundation.notices.delivery.mail import message_of
from panah.foundation.notices.delivery.words import text_of
from panah.foundation.notices.models import Message
from panah.foundation.notices.queries import telling_words
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.pages import policy_of
from panah.foundation.security.roles import ROLES, Role, roles_with_a_room
from tests.house.scene import OWN, Scene, made_scene
from tests.house.source import ROOT, nothing, plant
from tests.house.test_access_table import named
from tests.house.visits import VISITS

LANGUAGES = ("kk", "ru", "en")
EVERY = ("topic", "whom", "kin")
CANARIES = ("Invented", "+7 000")
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
FOOT = re.compile(r'<p class="paper">(.*?)</p>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")
STORE = re.compile(
    r"""(?:caches\.open|caches\.delete|indexedDB\.open|createObjectStore|setItem|getItem)\(\s*["'`]([^"'`]*)"""
)
WHOM_TO_TELL = Person(pk="00000000-0000-0000-0000-000000000001", display_name="Invented Name", language="kk")


def telling(text: str, *kinds: str, names: tuple[str, ...] = ()) -> list[str]:
    """The topic words, canaries and names that stand in a title, an address, a file name or a message."""
    low = text.lower()
    found = [word for word in telling_words(*(kinds or ("topic",))) if word in low]
    return found + [name for name in (*CANARIES, *names) if name and name.lower() in low]


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    logging.disable(logging.CRITICAL)
    yield made_scene()
    logging.disable(logging.NOTSET)


def visitor_of(name: str) -> Role | None:
    policy = policy_of(named()[name].callback)
    if policy is None or policy.permission is None:
        return None
    able = [role for role in roles_with_a_room() if policy.permission in ROLES[role].permissions]
    return Role.CASEWORKER if Role.CASEWORKER in able else able[0] if able else None


def names_of_places() -> tuple[str, ...]:
    """Regions and houses, as they are called in every language."""
    places = [name for row in Place.objects.filter(kind="region") for name in (row.kk, row.ru, row.en)]
    houses = [name for row in Provider.objects.all() for name in (row.name_kk, row.name_ru, row.name_en)]
    return tuple({name for name in (*places, *houses) if len(name) > 4})


def faults_of(name: str, answer: str, file_name: str, address: str, names: tuple[str, ...]) -> Iterator[str]:
    """What tells in the title and the printed foot of one page, in its address, or in the name of its file."""
    yield from (f"{name}: {word} in {address!r}" for word in telling(address, names=names))
    for text in TITLE.findall(unescape(answer)):
        yield from (f"{name}: {word} in {text!r}" for word in telling(text, "topic", "whom", names=names))
    for text in (file_name, *(TAG.sub(" ", foot) for foot in FOOT.findall(unescape(answer)))):
        yield from (f"{name}: {word} in {text!r}" for word in telling(text, *EVERY, names=names))


@pytest.mark.safeguard(
    "S12", "a title, an address, a file or the foot of a print says what it is about, whom, or where"
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_address_or_file_name_tells(scene: Scene, language: str) -> None:
    faults: list[str] = []
    names = names_of_places()
    for name in sorted(VISITS.keys() & named().keys()):
        role = visitor_of(name)
        client = Client(headers={"accept-language": language}, raise_request_exception=False)
        if role is not None:
            Person.objects.filter(pk=scene.people[OWN, role].pk).update(language=language, display_name="A. K.")
            client.force_login(scene.people[OWN, role])
        visit = VISITS[name]
        with translation.override(language), transaction.atomic():
            address = reverse(name, kwargs={key: scene.value(value) for key, value in visit.values.items()})
            response = getattr(client, visit.method)(address)
            transaction.set_rollback(True)
        file_name = response.headers.get("Content-Disposition", "")
        is_page = response.headers.get("Content-Type", "").startswith("text/html") and b"<html" in response.content
        answer = response.content.decode() if is_page else ""
        faults += faults_of(f"{language} {name}", answer, file_name, address, names)
        faults += [f"{language} {name}: no title"] if is_page and not "".join(TITLE.findall(answer)).strip() else []
    nothing(faults)


def message(kind: NoticeKind, urgency: str, channel: Channel, language: str) -> Outgoing:
    """As it would leave for one thing of this kind that waits."""
    due = clock.now() + timedelta(hours=2)
    said = rules.digest([rules.Item(kind, 1, urgency, due)])
    row = Message(person=WHOM_TO_TELL, channel=channel, purpose=Purpose.NOTICES)
    return Outgoing(row, "somebody@example.org", language, "A" * 20, said)


def words_of(outgoing: Outgoing, language: str) -> str:
    """All that leaves: of an e-mail its headers too."""
    with translation.override(language):
        if outgoing.message.channel == Channel.EMAIL:
            letter = message_of(outgoing).message()
            body = letter.get_payload(decode=True)
            assert isinstance(body, bytes)
            return "\n".join([*(f"{name}: {value}" for name, value in letter.items()), body.decode()])
        return text_of(outgoing)


@pytest.mark.safeguard(
    "S12", "a message to a phone or a mailbox says what it is about, whom, where, or of what kind it is"
)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", OUTSIDE)
def test_no_message_of_any_kind_tells(db: None, channel: Channel, language: str) -> None:
    kinds = code_list("notice_kind")
    houses = tuple(Organisation.objects.values_list("name_ru", flat=True))
    faults = []
    for kind in NoticeKind:
        for urgency in (NORMAL, DANGER):
            text = words_of(message(kind, urgency, channel, language), language)
            names = (*houses, *(kinds.label(kind, any_language) for any_language in LANGUAGES))
            faults += [f"{kind} {word!r} in {text}" for word in telling(text, *EVERY, names=names)]
    nothing(faults)


@pytest.mark.safeguard("S12", "the name of a kind of notice, shown in Panah, holds a topic word")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_kind_of_notice_holds_a_topic_word(language: str) -> None:
    kinds = code_list("notice_kind")
    nothing(f"{code}: {word}" for code in kinds.codes for word in telling(kinds.label(code, language)))


def stores(root: Path) -> Iterator[str]:
    """The names of caches and stores that scripts make in a browser: whoever opens its settings reads them."""
    for path in sorted((root / "panah" / "web" / "static").rglob("*.js")):
        for name in STORE.findall(path.read_text(encoding="utf-8")):
            yield from (f"{path.relative_to(root)}: {word} in {name!r}" for word in telling(name, *EVERY))


@pytest.mark.safeguard("S12", "the name of a cache or a store in a browser says what it holds")
def test_no_store_of_a_browser_tells_by_its_name() -> None:
    nothing(stores(ROOT))


@pytest.mark.safeguard("S12", "a link that is given to somebody outside says by its path what it is about")
def test_no_link_for_people_outside_tells() -> None:
    outside = {name: address for name, address in named().items() if name in OUTSIDE_LINKS}
    assert set(outside) == OUTSIDE_LINKS
    nothing(f"{name}: {word}" for name, pattern in outside.items() for word in telling(str(pattern.pattern), *EVERY))


OUTSIDE_LINKS = {
    "answer-link",
    "directory-link",
    "learn-arrived",
    "learn-check-in",
    "learn-enrol",
    "learn-own",
    "letter-check-number",
    "poster-door",
    "practice-answer",
    "room-door",
    "stop-messages",
    "training-test-sit",
}


def test_a_telling_title_is_found() -> None:
    assert telling("Жертва — K7Q4-2MX9") == ["жертв"]
    assert telling("Invented Name") == ["Invented"]
    assert telling("Жоспар — K7Q4-2MX9 — Пана") == []


@pytest.mark.parametrize(
    ("answer", "file_name", "address"),
    [
        ("<title>Приют — K7Q4</title>", "", ""),
        ("<title>Plan — Invented</title>", "", ""),
        ("<title>О ребёнке — K7Q4</title>", "", ""),
        ("<title>Plan — Түркістан облысы</title>", "", ""),
        ('<p class="paper"><span>Карточка ребёнка</span></p>', "", ""),
        ("", 'attachment; filename="girls.csv"', ""),
        ("", 'attachment; filename="K7Q4-14-жас-қыз .pdf"', ""),
        ("", "", "/app/victims/"),
    ],
)
def test_a_planted_word_is_found_wherever_it_stands(answer: str, file_name: str, address: str) -> None:
    assert len(list(faults_of("x", answer, file_name, address, ("Түркістан облысы",)))) >= 1


def test_what_says_nothing_is_let_through() -> None:
    quiet = '<title>Plan — K7Q4-2MX9 — Panah</title><p class="paper"><span>K7Q4-2MX9 · Printed: 22.11.2026</span></p>'
    assert list(faults_of("x", quiet, 'attachment; filename="rows-20261122.csv"', "/app/c/K7Q4-2MX9/", ())) == []


@pytest.mark.parametrize(
    "line", ["Иванова: 1 запрос", "A child waits.", "Приют просит ответа", "Invented Name", "Қыз 14 жаста"]
)
def test_a_telling_line_of_a_message_is_found(line: str) -> None:
    assert telling(line, *EVERY, names=("Иванова",))


def test_a_store_with_a_telling_name_is_found(tmp_path: Path) -> None:
    plant(
        tmp_path, "panah/web/static/panah/x.js", 'const store = await caches.open("children-1");\nindexedDB.open(`o1`);'
    )
    assert len(list(stores(tmp_path))) == 1
