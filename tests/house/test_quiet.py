"""Nothing that outs a child stands in a title, an address, a file name or a message (S12)."""

import logging
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from panah.foundation.accounts.models import Person
from panah.foundation.reference.codes import code_list
from panah.foundation.security.pages import policy_of
from panah.foundation.security.roles import ROLES, Role, roles_with_a_room
from tests.house.scene import OWN, Scene, made_scene
from tests.house.source import nothing
from tests.house.test_access_table import named
from tests.house.visits import VISITS

LANGUAGES = ("kk", "ru", "en")
TOPIC_WORDS = {
    "kk": ("құрбан", "саудасы", "саудалау", "қанау", "зорлық", "жезөкше", "құлдық", "қылмыс"),
    "ru": ("жертв", "торговл", "эксплуатац", "насили", "рабств", "проституц", "преступл", "незаконн"),
    "en": ("traffick", "victim", "exploit", "abuse", "violence", "slave", "prostitut", "crime", "illegal"),
}
"""Stems that tell whoever looks over a shoulder, or finds a file, what the page is about."""
CANARIES = ("Invented", "+7 000")
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def telling(text: str) -> list[str]:
    """The topic words and canaries that stand in a title, an address or a message."""
    low = text.lower()
    return [word for words in TOPIC_WORDS.values() for word in words if word in low] + [
        canary for canary in CANARIES if canary in text
    ]


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


@pytest.mark.safeguard("S12", "a title, an address or the name of a file says what the page is about, or whom")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_address_or_file_name_tells(scene: Scene, language: str) -> None:
    faults: list[str] = []
    for name in sorted(VISITS.keys() & named().keys()):
        role = visitor_of(name)
        client = Client(headers={"accept-language": language}, raise_request_exception=False)
        if role is not None:
            Person.objects.filter(pk=scene.people[OWN, role].pk).update(language=language)
            client.force_login(scene.people[OWN, role])
        visit = VISITS[name]
        with translation.override(language), transaction.atomic():
            address = reverse(name, kwargs={key: scene.value(value) for key, value in visit.values.items()})
            response = getattr(client, visit.method)(address)
            transaction.set_rollback(True)
        file_name = response.headers.get("Content-Disposition", "")
        is_page = response.headers.get("Content-Type", "").startswith("text/html") and b"<html" in response.content
        titles = TITLE.findall(unescape(response.content.decode())) if is_page else []
        for text in (address, file_name, *titles):
            faults += [f"{language} {name}: {word} in {text!r}" for word in telling(text)]
        faults += [f"{language} {name}: no title"] if is_page and not "".join(titles).strip() else []
    nothing(faults)


@pytest.mark.safeguard("S12", "a message to a phone or a mailbox holds a topic word")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_holds_a_topic_word(language: str) -> None:
    kinds = code_list("notice_kind")
    nothing(f"{code}: {word}" for code in kinds.codes for word in telling(kinds.label(code, language)))


def test_a_telling_title_is_found() -> None:
    assert telling("Жертва — K7Q4-2MX9") == ["жертв"]
    assert telling("Invented Name") == ["Invented"]
    assert telling("Жоспар — K7Q4-2MX9 — Пана") == []
