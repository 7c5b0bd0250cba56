"""The pages that work without network, as a browser without JavaScript sees them."""

import gzip
import html
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client

from panah.casework.concerns.models import Concern, ConcernChild, ConcernMessage
from panah.foundation.post.queries import current_key
from panah.web.public import throttle
from tests.panah.casework.concerns.office import Office
from tests.panah.web.outbox.test_post import FORM

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture(autouse=True)
def _nobody_came_before() -> None:
    throttle.REPORTS.forget()


def page(client: Client, path: str, data: Any = None) -> str:
    answer = client.get(path) if data is None else client.post(path, data)
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 200
    assert not answer.cookies
    return html.unescape(answer.content.decode())


def sends(client: Client, **changes: Any) -> str:
    text = page(client, "/ru/outbox/refer/")
    found = re.search(r'name="state" value="([^"]+)"', text)
    assert found
    return page(client, "/ru/outbox/refer/", FORM | {"state": found.group(1)} | changes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_stands_in_each_language_with_the_key_and_all_questions(office: Office, language: str) -> None:
    text = page(Client(), f"/{language}/outbox/refer/")
    assert current_key().words in text
    for name in FORM.keys() - {"language", "state"}:
        assert f'name="{name}"' in text
    assert text.count('name="name_9"') == 1
    assert "csrfmiddlewaretoken" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_stay_light(office: Office, language: str) -> None:
    files = [finders.find(f"panah/{name}") for name in ("app.css", "enhance.js", "outbox.js")]
    rest = sum(len(gzip.compress(Path(str(path)).read_bytes(), 9)) for path in files)
    for address in ("outbox/", "outbox/refer/"):
        text = page(Client(), f"/{language}/{address}")
        assert "fonts.css" not in text
        assert len(gzip.compress(text.encode(), 9)) + rest <= 30 * 1024


def test_whoever_is_signed_in_leaves_no_name_on_a_page_that_stays_on_the_device(office: Office) -> None:
    client = Client()
    client.force_login(office.duty_worker)
    text = Client().get("/ru/outbox/refer/").content.decode()
    assert office.duty_worker.display_name not in text
    script = client.get("/worker.js")
    assert script.headers["Service-Worker-Allowed"] == "/"
    assert script.headers["Content-Type"].startswith("text/javascript")
    assert "worker-src 'self'" in script.headers["Content-Security-Policy"]


def test_without_javascript_the_form_is_sent_at_once(office: Office) -> None:
    text = sends(Client(enforce_csrf_checks=True))
    assert re.search(r"\d{4} \d{4} \d{4} \d{4}", text)
    assert Concern.objects.get().signs == ["works", "no_papers"]


def test_the_same_form_sent_twice_is_one_concern(office: Office) -> None:
    client = Client()
    text = page(client, "/ru/outbox/refer/")
    state = re.findall(r'name="state" value="([^"]+)"', text)[0]
    for seen in ("a", "a", "b"):
        page(client, "/ru/outbox/refer/", FORM | {"state": state, "what_was_seen": seen})
    assert Concern.objects.count() == 1
    assert ConcernMessage.objects.count() == 1


def test_children_are_counted_by_what_was_told_of_them(office: Office) -> None:
    sends(Client(), name_2="Canarysecond", sex_4="female", is_same_family="yes")
    assert ConcernChild.objects.count() == 4
    assert Concern.objects.get().is_same_family == "yes"


@pytest.mark.parametrize("wrong", [{"signs": []}, {"place": ""}, {"reporter_contact": ""}, {"stays_anonymous": "on"}])
def test_what_is_missing_is_said_and_the_text_stays(office: Office, wrong: dict[str, Any]) -> None:
    text = sends(Client(), **wrong)
    assert Concern.objects.count() == 0
    assert "Canarysaw наубайхана" in text
    assert "Canarystreet 5" in text


def test_a_page_whose_seal_is_broken_keeps_the_text(office: Office) -> None:
    text = page(Client(), "/ru/outbox/refer/", FORM | {"state": "nonsense"})
    assert "Canarysaw наубайхана" in text
    assert Concern.objects.count() == 0


def test_another_language_keeps_the_text(office: Office) -> None:
    text = sends(Client(), switch_language="ru")
    assert "Canarysaw наубайхана" in text
    assert Concern.objects.count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outbox_is_empty_on_the_server_for_everybody(office: Office, language: str) -> None:
    first, second = (page(Client(), f"/{language}/outbox/") for _visitor in range(2))
    assert first == second
    assert "data-outbox-list" in first


@pytest.mark.parametrize("name", ["refer", "write"])
def test_each_form_has_its_twin_on_paper(office: Office, name: str) -> None:
    answer = Client().get(f"/ky/outbox/{name}/?blank=1", follow=True)
    assert answer.redirect_chain == [(f"/ky/{name}/?blank=1", 302)]
    assert answer.content.decode().count("☐") >= 3
