"""Somebody young writes in the first person: three questions, a number, an answer. Nothing on the way says what it is about."""

import gzip
import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from panah.casework.concerns.actions import ask_reporter_to_talk, begin_triage, end_poster, make_poster
from panah.casework.concerns.models import Concern, ConcernMessage, Poster
from panah.foundation.reference.codes import content_table
from panah.foundation.security import vault
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import reveal
from panah.web.public import throttle
from tests.panah.casework.concerns.office import Office, actor_for, person_in
from tests.panah.web.public.visitor import Visitor

pytestmark = pytest.mark.django_db

ALL = [code for code, _name in settings.LANGUAGES]
TOPICS = {
    **content_table("rules/telling_words.toml")["topic"],
    "uz": ("qurbon", "jabrlan", "savdo", "zoʻravon", "ekspluat", "qullik", "jinoyat"),
    "ky": ("курман", "соода", "зордук", "эксплуатац", "кулчулук", "кылмыш"),
    "tg": ("қурбон", "савдо", "зӯровар", "истисмор", "ғулом", "ҷиноят"),
}
OURS = "+7 000 000 00 07"
WORDS = "Canarysaw uyga borgim kelmayapti"


@dataclass
class Girl(Visitor):
    """Keeps nothing but the page that she looks at."""

    language: str = "uz"
    where: str = "write"

    def opens(self, code: str = "") -> str:
        return self._sees(self.client.get(f"/{self.language}/write/{code + '/' if code else ''}"))

    def presses(self, go: str = "next", **fields: Any) -> str:
        data = {name: self.hidden(name) for name in ("state", "step") if f'name="{name}"' in self.text}
        return self._sees(self.client.post(f"/{self.language}/write/", {**data, "go": go, **fields}))

    def switches(self, language: str, **fields: Any) -> str:
        self.language = language
        return self.presses(switch_language=language, **fields)

    def writes(self, code: str = "", **safe: str) -> str:
        self.opens(code)
        self.presses(about_whom="me")
        self.presses(what_was_seen=WORDS)
        self.presses(**safe)
        return self.receipt

    def reads(self, receipt: str, door: str = "write/answer") -> str:
        return self._sees(self.client.post(f"/{self.language}/{door}/", {"receipt": receipt}))


@pytest.fixture(autouse=True)
def phone(office: Office) -> None:
    for counter in (throttle.REPORTS, throttle.WRONG_RECEIPTS_OF_NETWORK, throttle.WRONG_TRIES_OF_RECEIPT):
        counter.forget()
    type(office.organisation).objects.filter(pk__in=[office.organisation.pk, office.other.pk]).update(duty_phone=OURS)


@pytest.fixture
def poster(office: Office) -> Poster:
    head = actor_for(person_in(office.organisation, Role.HEAD_OF_ORGANISATION, "head"))
    return make_poster(by=head, hangs_at="Canaryschool 12", place=office.district)


def opened(office: Office, actor: Actor | None = None) -> Concern:
    concern = Concern.objects.get()
    with vault.ring():
        reveal(actor or office.elsewhere, concern)
    return concern


def test_three_questions_make_a_concern_in_the_first_person(office: Office) -> None:
    girl = Girl()
    girl.writes(safe_way="call", reporter_contact="8 701 000 55 44", safe_when="darsdan keyin")
    concern = opened(office)
    assert (concern.about_whom, concern.safe_way, concern.language) == ("me", "call", "uz")
    assert (concern.what_was_seen, concern.safe_when) == (WORDS, "darsdan keyin")
    assert concern.reporter_contact == "+7 701 000 5544"
    assert not concern.stays_anonymous
    assert "Canary" not in girl.text


def test_nothing_but_the_message_is_required_and_it_is_never_lost(office: Office) -> None:
    girl = Girl(language="en")
    girl.opens()
    girl.presses()
    assert "Write at least a few words." in girl.presses(what_was_seen="  ")
    assert "Shorten it" in girl.presses(what_was_seen="x" * 20_001)
    girl.presses(what_was_seen=WORDS)
    assert WORDS in girl.presses("back", reporter_contact="Aunt Dilnoza")
    assert "Aunt Dilnoza" in girl.presses(what_was_seen=WORDS)
    girl.presses(reporter_contact="")
    assert girl.receipt
    concern = opened(office)
    assert (concern.about_whom, concern.safe_way, concern.stays_anonymous) == ("not_said", "here", True)


@pytest.mark.safeguard("S12", "a phone that was left without a word how to use it is called, and the father answers")
@pytest.mark.parametrize("safe", [{"reporter_contact": "8 701 000 55 44"}, {"safe_way": "call"}])
def test_without_a_way_or_without_a_phone_the_answer_stands_on_the_page_alone(
    office: Office, safe: dict[str, str]
) -> None:
    Girl().writes(**safe)
    assert opened(office).safe_way == "here"


@pytest.mark.safeguard("S12", "whoever looks over her shoulder, or into the history, reads what she writes about")
@pytest.mark.parametrize("language", ALL)
def test_no_title_address_or_word_of_the_pages_says_what_it_is_about(
    office: Office, poster: Poster, language: str
) -> None:
    girl = Girl(language=language)
    pages = [girl.opens(poster.code), girl.presses(), girl.presses(), girl.presses(what_was_seen="x"), girl.presses()]
    receipt = girl.receipt
    begin_triage(by=office.duty, concern=Concern.objects.get())
    pages += [girl.client.get(f"/{language}/write/answer/").content.decode(), girl.reads(receipt)]
    for page in pages:
        low = html.unescape(page).lower()
        assert [word for words in TOPICS.values() for word in words if word in low] == []
        title = re.findall(r"<title>(.*?)</title>", page)[0]
        assert len(title) < 40
        assert "data-exit" in page
        assert "Canaryschool" not in page
        assert "/refer/" not in page, "no word of a reporter in the navigation"
        assert "/signs/" not in page


@pytest.mark.safeguard("S1", "the only number that a frightened child is shown is that of the police")
def test_every_page_names_the_line_for_children_first_and_our_own_phone(office: Office, poster: Poster) -> None:
    girl = Girl(language="en")
    pages = [girl.opens(poster.code), girl.presses(), girl.presses(what_was_seen="x"), girl.presses()]
    pages.append(girl.client.get("/en/write/answer/").content.decode())
    for page in pages:
        numbers = re.findall(r'href="tel:([^"]+)"', page)
        assert numbers[:2] == ["111", OURS]
        assert {"102", "112"} <= set(numbers)
        assert "You need not give your name." in page


def test_who_reads_it_and_when_somebody_must_act_is_told_before_the_first_question(office: Office) -> None:
    text = Girl(language="en").opens()
    first = text.index("about_whom")
    for words in ("Who reads it:", "What we do not do:", "When we must act:", "even if you do not want it"):
        assert 0 < text.index(words) < first
    assert "secret" not in text.lower()


def test_each_page_with_its_style_sheet_stays_within_14_kilobytes(office: Office, poster: Poster) -> None:
    path = finders.find("panah/app.css")
    assert isinstance(path, str)
    css = len(gzip.compress(Path(path).read_bytes(), 9))
    for language in ALL:
        girl = Girl(language=language)
        pages = [girl.opens(poster.code), girl.presses(), girl.presses(what_was_seen="сөз " * 200), girl.presses()]
        assert max(len(gzip.compress(page.encode(), 9)) for page in pages) + css <= 14 * 1024


@pytest.mark.parametrize(("asked", "language"), [("uz-UZ,uz", "uz"), ("tg", "tg"), ("ru", "ru"), ("de", "kk")])
def test_the_picture_leads_to_the_page_in_the_language_of_the_phone(poster: Poster, asked: str, language: str) -> None:
    code = poster.code.replace("-", "")
    response = Client(headers={"accept-language": asked}).get(f"/q/{code}/")
    assert (response.status_code, response.headers["Location"]) == (302, f"/{language}/write/{code}/")
    assert not response.cookies


@pytest.mark.safeguard("S12", "a list of pictures tells from the messages of which school somebody wrote")
def test_the_picture_gives_the_district_and_one_more_to_a_count(office: Office, poster: Poster) -> None:
    Girl().writes(poster.code.replace("-", "").lower())
    concern = Concern.objects.get()
    assert (concern.place, concern.organisation) == (office.district, office.organisation)
    assert Poster.objects.get().came == 1


@pytest.mark.parametrize("code", ["K7Q42MX9", "nothing", "0" * 200])
def test_an_invented_or_old_picture_opens_the_same_page(office: Office, poster: Poster, code: str) -> None:
    end_poster(by=actor_for(person_in(office.organisation, Role.SUPERVISOR, "super")), poster=poster)
    for one in (code, poster.code):
        throttle.REPORTS.forget()
        girl = Girl()
        girl.writes(one)
    assert [concern.place for concern in Concern.objects.all()] == [None, None]
    assert Poster.objects.get().came == 0


def test_another_language_keeps_what_was_typed(office: Office, poster: Poster) -> None:
    girl = Girl()
    girl.opens(poster.code)
    girl.presses(about_whom="friend")
    assert WORDS in girl.switches("kk", what_was_seen=WORDS)
    girl.presses(what_was_seen=WORDS)
    girl.presses()
    concern = Concern.objects.get()
    assert (concern.about_whom, concern.language, concern.place) == ("friend", "kk", office.district)


def test_a_page_that_cannot_be_read_keeps_the_words_of_this_page_and_sends_nothing(office: Office) -> None:
    girl = Girl(language="en")
    girl.opens()
    girl.presses()
    assert WORDS in girl.presses(state="broken", what_was_seen=WORDS)
    assert "got lost" in girl.presses(state="broken", step="safe")
    assert 'name="step" value="words"' in girl.text
    girl.presses(state="broken", step="sent")
    assert not Concern.objects.exists()


def test_the_same_form_sent_again_is_one_message_and_a_change_is_added(office: Office) -> None:
    girl = Girl()
    girl.opens()
    girl.presses()
    girl.presses(what_was_seen=WORDS)
    page = girl.text
    receipts = []
    for safe in ({}, {}, {"safe_when": "after lessons"}):
        girl.text = page
        girl.presses(**safe)
        receipts.append(girl.receipt)
    assert len(set(receipts)) == Concern.objects.count() == ConcernMessage.objects.count() == 1


def test_the_number_is_shown_again_in_another_language(office: Office) -> None:
    girl = Girl()
    receipt = girl.writes()
    girl.switches("ru")
    assert girl.receipt == receipt
    assert "Спасибо, что пишешь нам" in girl.text


def test_the_answer_speaks_to_her_and_takes_a_further_word(office: Office) -> None:
    girl = Girl(language="en")
    receipt = girl.writes()
    assert "Your message is here" in girl.reads(receipt)
    concern = Concern.objects.get()
    begin_triage(by=office.elsewhere, concern=concern)
    assert "We have read your message" in girl.reads(receipt)
    ask_reporter_to_talk(by=office.elsewhere, concern=concern)
    assert "We would like to talk with you" in girl.reads(receipt, "answer"), "also by the door of reporters"
    for fields, words in (({"message": ""}, "a few words"), ({"message": "At five"}, "We will read it.")):
        data = {"state": girl.hidden("state"), **fields}
        girl.text = html.unescape(girl.client.post("/en/write/answer/", data).content.decode())
        assert words in girl.text
    assert ConcernMessage.objects.count() == 1


def test_a_wrong_number_and_a_page_left_open_say_so_without_a_report(office: Office) -> None:
    girl = Girl(language="en")
    for receipt, words in (("", "Type the 16 digits"), ("0" * 16, "We do not find this number")):
        text = girl.reads(receipt)
        assert words in text
        assert "report" not in text.lower()
    text = html.unescape(girl.client.post("/en/write/answer/", {"state": "x", "message": WORDS}).content.decode())
    assert WORDS in text


def test_a_whole_school_behind_one_address_is_slowed_and_never_refused(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    for _ in range(throttle.REPORTS.limit):
        throttle.REPORTS.count("127.0.0.0/24")
    Girl().writes()
    assert Concern.objects.get().is_unverified
