"""The pages for reporters in six languages: every string and every code that they show is there, and says so if unread.

A crawl finds what no list names: it visits each page with a language that has nobody behind it to fall back on.
"""

import html
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

from panah.casework.concerns.codes import AnswerStatus
from panah.casework.concerns.models import Concern
from panah.casework.concerns.queries import receipt_of
from panah.foundation.reference.codes import code_list
from panah.web import languages
from panah.web.context import LANGUAGE_WORDS
from panah.web.public import throttle
from scripts.messages import ALSO_PUBLIC, PUBLIC_LANGUAGES, PUBLIC_PLACES, faults, gather, gather_public
from tests.gaps import Gaps, gaps_of
from tests.house.source import ROOT, nothing
from tests.panah.casework.concerns.office import made_office, reported
from tests.panah.web.public.visitor import Visitor

ALL = [code for code, _name in settings.LANGUAGES]
PAGES = ("", "signs/", "safety/", "answer/", "write/", "write/answer/", "refer/", "refer/?blank=1", "nothing-is-here/")


@pytest.fixture
def gaps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """What the language of this test lacks, of strings and of codes, as the pages ask for it."""
    found = gaps_of(request.getfixturevalue("language"), monkeypatch)
    for counter in (throttle.REPORTS, throttle.WRONG_RECEIPTS_OF_NETWORK, throttle.WRONG_TRIES_OF_RECEIPT):
        counter.forget()
    yield found
    throttle.WRONG_RECEIPTS_OF_NETWORK.forget()


def goes_through_the_report(language: str) -> None:
    """Every step, every fault, several children, danger, the paper twin's questions, and the receipt."""
    visitor = Visitor(language)
    visitor.opens()
    visitor.presses(is_danger_now="yes")
    visitor.presses()
    visitor.presses(sleeps_tonight="invented")
    visitor.presses(sleeps_tonight="alone_or_street", sleeps_with="x" * 600)
    visitor.presses(sleeps_tonight="alone_or_street", sleeps_with="x")
    visitor.presses()
    visitor.presses(signs="works")
    visitor.presses("add-child")
    visitor.presses("remove-2")
    visitor.presses("put-back")
    for _ in range(7):
        visitor.presses("add-child")
    visitor.presses()
    visitor.presses(place="unknown", is_same_family="no", sex_2="female", age_band_3="under_1", child_language="tg")
    visitor.presses()
    visitor.presses(stays_anonymous="on", reporter_contact="8 701 000 55 44")
    visitor.presses(stays_anonymous="on", reporter_role="neighbour", safe_time="any")
    visitor.presses("send")
    assert visitor.receipt
    visitor.presses(state="broken", step="seen")


def goes_through_the_answer(language: str) -> None:
    """Every state with every sentence, a wrong number, a message, one that is too long, and a page left open."""
    concern, client = reported(made_office()), Client()
    address = f"/{language}/answer/"
    for status in AnswerStatus:
        Concern.objects.filter(pk=concern.pk).update(answer_status=status)
        page = client.post(address, {"receipt": receipt_of("form-1")}).content.decode()
    for sentence in code_list("answer_sentences").codes:
        Concern.objects.filter(pk=concern.pk).update(released_sentence=sentence)
        page = client.post(address, {"receipt": receipt_of("form-1")}).content.decode()
    state = page.split('name="state" value="')[1].split('"')[0]
    for posted in (
        {"receipt": ""},
        {"receipt": "0" * 16},
        {"state": "x", "message": "x"},
        {"state": state, "message": ""},
    ):
        client.post(address, posted)
    client.post(address, {"state": state, "message": "x" * 3_000})
    client.post(address, {"state": state, "message": "x"})
    client.post(address, {"state": state, "message": "x" * 7_000_000})


def goes_through_an_own_message(language: str) -> None:
    """The three questions with every fault, the number, every state and sentence of the answer, and what is said again."""
    client, address = Client(), f"/{language}/write/"

    def presses(text: str, **fields: str) -> str:
        state = text.split('name="state" value="')[1].split('"')[0]
        return client.post(address, {"state": state, **fields}).content.decode()

    first = presses(client.get(address).content.decode(), step="whom", about_whom="invented")
    first = presses(first, step="whom", about_whom="me")
    presses(first, step="words", what_was_seen="x" * 21_000)
    words = presses(presses(first, step="words"), step="words", what_was_seen="x")
    presses(words, step="safe", safe_way="invented", safe_when="x" * 600)
    sent = presses(words, step="safe", safe_way="person", reporter_contact="x")
    receipt = re.findall(r"\d{4} \d{4} \d{4} \d{4}", sent)[0]
    presses(sent, step="safe")
    client.post(address, {"state": "broken", "step": "words"})
    for status in AnswerStatus:
        Concern.objects.update(answer_status=status)
        page = client.post(f"{address}answer/", {"receipt": receipt}).content.decode()
    for sentence in code_list("answer_sentences_to_you").codes:
        Concern.objects.update(released_sentence=sentence)
        client.post(f"{address}answer/", {"receipt": receipt})
    state = page.split('name="state" value="')[1].split('"')[0]
    for message in ("", "x" * 3_000, "x"):
        client.post(f"{address}answer/", {"state": state, "message": message})
    for wrong in ("", "0" * 16):
        client.post(f"{address}answer/", {"receipt": wrong})
    client.post(f"{address}answer/", {"state": "x", "message": "x"})


@pytest.mark.django_db
@pytest.mark.parametrize("language", [code for code in ALL if code != "en"])
def test_every_string_and_code_that_a_reporter_meets_is_there(language: str, gaps: set[str]) -> None:
    for page in PAGES:
        Client(raise_request_exception=False).get(f"/{language}/{page}")
    goes_through_the_answer(language)
    goes_through_the_report(language)
    Concern.objects.all().delete()
    goes_through_an_own_message(language)
    ours = {key[0] for key in gather(ROOT)}
    nothing(
        sorted(gap for gap in gaps if gap in ours or gap.startswith(f"{language}: ") or language in PUBLIC_LANGUAGES)
    )


@pytest.mark.parametrize("language", PUBLIC_LANGUAGES)
def test_a_partial_catalogue_is_whole_in_what_it_must_hold_and_holds_no_more(language: str) -> None:
    nothing(faults(language, gather_public(ROOT), ROOT))


def test_the_places_of_public_words_exist() -> None:
    assert [pattern for pattern in PUBLIC_PLACES if not list(ROOT.glob(pattern))] == []
    assert sorted(set(ALSO_PUBLIC) - {key[0] for key in gather(ROOT)}) == []


def test_a_word_that_is_missing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    behind = Gaps()
    monkeypatch.setattr(trans_real.translation("tg"), "_fallback", behind)
    with translation.override("tg"):
        assert translation.gettext("Next") == "Оянда"
        translation.gettext("A sentence that nobody wrote")
    assert behind.found == {"A sentence that nobody wrote"}


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES[:-1])
@pytest.mark.parametrize("language", PUBLIC_LANGUAGES)
def test_words_that_nobody_has_read_say_so_and_offer_the_russian_page(
    language: str, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_office()
    text = html.unescape(Client().get(f"/{language}/{page}").content.decode())
    path = page.split("?")[0]
    assert re.search(rf'(href|formaction)="/ru/{path}"[^>]*>Эта страница по-русски', text)
    rows = [{"code": language, "reviewed_by": "A. Example"}]
    monkeypatch.setattr(languages, "content_table", lambda path: {"rows": rows, "offer": ""})
    assert "Эта страница по-русски" not in Client().get(f"/{language}/{page}").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_whole_language_says_nothing_of_a_machine(language: str) -> None:
    for page in PAGES[:-1]:
        assert "Эта страница по-русски" not in Client().get(f"/{language}/{page}").content.decode()


@pytest.mark.django_db
def test_the_switch_offers_six_languages_to_reporters_and_three_elsewhere() -> None:
    made_office()
    text = Client().get("/tg/signs/").content.decode()
    for code in set(ALL) - {"tg"}:
        assert f'<a href="/{code}/signs/" hreflang="{code}" lang="{code}"' in text
        assert f">{LANGUAGE_WORDS[code]}<" in text
    numbers = Client().get("/ru/numbers/").content.decode()
    assert 'hreflang="kk"' in numbers
    assert 'hreflang="uz"' not in numbers


@pytest.mark.django_db
def test_a_page_without_words_in_the_visitors_language_is_russian() -> None:
    response = Client().get("/uz/numbers/")
    assert (response.status_code, response.headers["Location"]) == (302, "/ru/numbers/")
    for language in PUBLIC_LANGUAGES:
        text = Client(headers={"accept-language": language}).get("/account/sign-in/", follow=True).content.decode()
        assert '<html lang="ru"' in text
    assert Client(headers={"accept-language": "uz-UZ,uz"}).get("/").headers["Location"] == "/uz/"
