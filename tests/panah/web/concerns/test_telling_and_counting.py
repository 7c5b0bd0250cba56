"""One more sentence for the reporter, and counting without recording anybody."""

import html
from typing import Any

import pytest
from django.test import Client

from panah.casework.concerns.models import Concern, Tally
from panah.casework.concerns.queries import receipt_of
from panah.foundation.reference.codes import code_list
from panah.foundation.security.models import File
from tests.panah.casework.concerns.office import Office, reported


@pytest.fixture
def client(office: Office) -> Client:
    found = Client()
    found.force_login(office.duty_worker)
    return found


def text_of(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return html.unescape(response.content.decode())


def seen_by_reporter(language: str) -> str:
    return text_of(Client().post(f"/{language}/answer/", {"receipt": receipt_of("form-1")}))


@pytest.mark.parametrize("language", ["kk", "ru", "en", "uz", "ky", "tg"])
def test_a_released_sentence_is_read_in_the_reporters_language_and_taken_back(
    office: Office, client: Client, language: str
) -> None:
    concern = reported(office)
    words = code_list("answer_sentences").label("takes_time", language)
    assert words not in seen_by_reporter(language)
    address = f"/app/concerns/{concern.code}/sentence/"
    assert client.post(address, {"sentence": "takes_time", "once": "k"}).status_code == 302
    assert words in seen_by_reporter(language)
    text = text_of(client.post(address, {"sentence": "you_did_right", "once": "l"}))
    assert "Прежде чем выбрать другое, уберите его" in text
    client.post(f"{address}back/")
    assert words not in seen_by_reporter(language)
    assert client.post(f"{address}back/").status_code == 302


def test_own_words_are_no_choice(office: Office, client: Client) -> None:
    concern = reported(office)
    client.post(f"/app/concerns/{concern.code}/sentence/", {"sentence": "She is safe in Taraz", "once": "k"})
    assert Concern.objects.get().released_sentence == ""


def test_one_press_counts_one_and_a_slip_is_taken_back(office: Office, client: Client) -> None:
    text = text_of(client.get("/app/concerns/count/"))
    assert 'value="6_11:female"' in text
    assert 'value="adult:female">Женщина' in text
    assert '<option value="KZ-61" selected>' in text
    posted = {"kind": "6_11:female", "outcome": "information", "region": "KZ-61", "once": "a"}
    for _ in range(2):  # a double click
        response = client.post("/app/concerns/count/", posted)
        assert response.headers["Location"] == "/app/concerns/count/?region=KZ-61&outcome=information"
    client.post("/app/concerns/count/", posted | {"once": "b"})
    assert Tally.objects.get().count == 2
    text = text_of(client.get(response.headers["Location"]))
    assert "6–11 лет · Девочка" in text
    client.post("/app/concerns/count/undo/")
    assert Tally.objects.get().count == 1
    for _ in range(4):
        client.post("/app/concerns/count/undo/")
    assert Tally.objects.get().count == 0
    assert not File.objects.exists()


@pytest.mark.parametrize("kind", ["", "x", "6_11:x", "<b>:male", "6_11"])
def test_an_invented_kind_counts_nothing(client: Client, kind: str) -> None:
    posted = {"kind": kind, "outcome": "information", "region": "", "once": "a"}
    assert client.post("/app/concerns/count/", posted).status_code == 200
    assert not Tally.objects.exists()


def test_the_counts_of_one_office_are_not_shown_to_another(office: Office, client: Client) -> None:
    client.post("/app/concerns/count/", {"kind": "1_5:male", "outcome": "nothing", "once": "a"})
    other = Client()
    other.force_login(office.stranger)
    assert "1–5 лет · Мальчик" not in text_of(other.get("/app/concerns/count/"))
    other.post("/app/concerns/count/undo/")
    assert Tally.objects.get().count == 1
