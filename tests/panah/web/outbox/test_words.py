"""The message of somebody young by sealed post, and its twin on paper."""

import html
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from panah.casework.concerns.models import Concern, ConcernMessage, Poster
from panah.web.outbox import views
from panah.web.public import throttle
from tests.house.test_quiet import telling
from tests.panah.casework.concerns.office import Office
from tests.panah.foundation.post.sealing import sealed_form
from tests.panah.web.outbox.test_post import posts

LANGUAGES = [code for code, _name in settings.LANGUAGES]
FORM = {"language": "uz", "about_whom": "me", "what_was_seen": "Canarywords", "safe_way": "here", "poster": ""}


@pytest.fixture(autouse=True)
def _nobody_came_before() -> None:
    throttle.REPORTS.forget()
    views.UNREADABLE_OF_NETWORK.forget()


@pytest.mark.parametrize("change", [{}, {"about_whom": "nobody"}, {"safe_way": "gone"}, {"safe_when": "x" * 900}])
def test_a_message_becomes_a_concern_in_the_first_person(office: Office, change: dict[str, str]) -> None:
    body = sealed_form("own-words", FORM | change)
    given = {posts(body)[1]["receipt"] for _time in range(3)}
    assert len(given) == 1
    concern = Concern.objects.get()
    assert concern.is_first_person
    assert concern.language == "uz"
    assert ConcernMessage.objects.count() == (1 if change else 0)


def test_no_words_at_all_are_refused_in_a_sentence(office: Office) -> None:
    status, answer = posts(sealed_form("own-words", FORM | {"what_was_seen": "  "}))
    assert (status, answer["state"]) == (200, "refused")
    assert Concern.objects.count() == 0


@pytest.mark.safeguard("S12", "the page that stays on the phone of somebody young says what it is about")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_and_its_paper_are_quiet_in_each_language(office: Office, language: str) -> None:
    for address in ("outbox/write/", "write/?blank=1", "outbox/"):
        text = html.unescape(Client().get(f"/{language}/{address}").content.decode()).lower()
        assert telling(text) == []


def test_without_javascript_the_message_is_sent_at_once(office: Office) -> None:
    client = Client(enforce_csrf_checks=True)
    text = html.unescape(client.get("/uz/outbox/write/").content.decode())
    state = re.findall(r'name="state" value="([^"]+)"', text)[0]
    values: dict[str, Any] = FORM | {"state": state}
    assert (
        "Canarywords"
        in client.post("/uz/outbox/write/", values | {"what_was_seen": "Canarywords" * 9000}).content.decode()
    )
    assert "Canarywords" in client.post("/ru/outbox/write/", values | {"switch_language": "ru"}).content.decode()
    assert "Canarywords" in client.post("/uz/outbox/write/", values | {"state": "broken"}).content.decode()
    assert Concern.objects.count() == 0
    sent = html.unescape(client.post("/uz/outbox/write/", values).content.decode())
    assert re.search(r"\d{4} \d{4} \d{4} \d{4}", sent)
    assert Concern.objects.count() == 1
    assert not client.cookies


def test_the_picture_at_school_leads_there_too_and_is_counted(office: Office) -> None:
    text = Client().get("/ru/outbox/write/K7Q42MX9/").content.decode()
    assert 'name="poster" value="K7Q42MX9"' in text
    assert posts(sealed_form("own-words", FORM | {"poster": "K7Q42MX9"}))[1]["state"] == "arrived"
    assert Poster.objects.count() == 0


def test_the_paper_says_first_where_it_is_safe(office: Office) -> None:
    text = Client().get("/en/write/?blank=1").content.decode()
    assert text.index("Where it is safe to leave this paper") < text.index("What is going on?")
    assert "<svg" in text
    assert "111" in text
