"""Texts in another language than their paper: the paper stops, a person translates or lets them stand, nothing typed is lost."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from panah.casework.cases.models import Case
from panah.casework.referrals.actions import say_of_leg_texts
from panah.casework.referrals.actions.refusals import ToldBetweenTheLines
from panah.casework.referrals.models import Leg
from panah.foundation.documents.codes import Wording
from panah.foundation.documents.models import Letter, Translation
from panah.foundation.documents.rules import SaidOfText
from panah.foundation.security import vault
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed
from panah.web.referrals.packet import packet_for_sender, packet_section
from panah.web.templatetags.spoken import spoken
from tests.engines.paper import squeezed, words_in
from tests.panah.casework.cases.actions.test_lettering import FAMILY, adult_of
from tests.panah.casework.cases.office import Office, in_plan, made_office, opened
from tests.panah.casework.referrals.handover import (
    CANARY_HOME,
    Sides,
    case_referred,
    consented,
    family_told,
    leg_of,
    made_sides,
    opened_case,
    silent_body,
)
from tests.panah.web.cases.visiting import key_in, signed_in, text_of, words_of
from tests.panah.web.papers.standing import keys_asked

GOAL = "Мектепке қайта баруға көмектесу керек"
TRANSLATION = "Помочь вернуться в школу"
ASKED = "Қызға бүгін түнде қауіпсіз орын керек. Дәрігерге де көрсету керек."

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_own_folder(settings: Any, tmp_path: Path) -> None:
    settings.PANAH_DATA = tmp_path


@pytest.fixture
def office() -> Office:
    return made_office()


class Writing:
    """A worker before the form of a letter about one case."""

    def __init__(self, office: Office, kind: str = "plan-copy", **more: str) -> None:
        self.case: Case = opened(office)
        self.client = signed_in(office.aigul)
        self.address = reverse("case-letter-new", args=[self.case.code, kind])
        self.fields = {"language": "ru", "recipient": "child", "once": key_in(self.client.get(self.address)), **more}

    def sends(self, **more: Any) -> Any:
        return self.client.post(self.address, self.fields | more, follow=True)

    def says(self, page: Any, way: str, words: str = "", written: str = "kk") -> Any:
        (key,) = keys_asked(page)
        said = {"asked": key, f"written_{key}": written, f"way_{key}": way, f"words_{key}": words}
        return self.sends(**said)


def text_of_letter() -> str:
    letter = Letter.objects.order_by("-place_in_year")[0]
    open_sealed(letter)
    return str(letter.text)


@pytest.fixture
def writing(office: Office) -> Writing:
    made = Writing(office)
    in_plan(office, made.case, goal=GOAL)
    return made


def test_a_paper_stops_at_a_text_in_another_language_and_shows_which(writing: Writing) -> None:
    page = writing.sends()
    assert not Letter.objects.exists()
    assert f'<mark lang="kk">{GOAL}</mark>' in text_of(page)
    assert "Texts in another language than the paper" in words_of(page)
    assert "This field is required" not in words_of(page)
    assert GOAL in writing.sends().content.decode()  # sent again without a decision, it stops again


def test_a_translation_stands_on_the_paper_is_marked_and_is_kept_for_the_next(writing: Writing) -> None:
    writing.says(writing.sends(), "translated", f"  {TRANSLATION}\n")
    assert f"{TRANSLATION} [Перевод. Язык оригинала: Қазақша]" in text_of_letter()
    assert GOAL not in text_of_letter()
    kept = Translation.objects.get()
    assert TRANSLATION not in str(kept.__dict__)
    open_sealed(kept)
    assert (kept.original, kept.words, kept.written_in, kept.language) == (GOAL, TRANSLATION, "kk", "ru")
    assert not keys_asked(writing.sends(once="another"))
    assert Letter.objects.count() == 2
    assert Translation.objects.count() == 1


def test_a_goal_that_was_changed_is_asked_about_anew(writing: Writing, office: Office) -> None:
    writing.says(writing.sends(), "translated", TRANSLATION)
    in_plan(office, writing.case, goal="Бұл мүлде басқа мақсат, оны ешкім аударған жоқ")
    (key,) = keys_asked(writing.sends(once="another"))
    assert key
    assert Letter.objects.count() == 1


def test_a_text_may_go_as_it_is_written_and_the_paper_says_so(writing: Writing) -> None:
    writing.says(writing.sends(), "as_written", "half a translation that nobody wants")
    assert f"{GOAL} [Как написано. Язык текста: Қазақша]" in text_of_letter()
    kept = Translation.objects.get()
    open_sealed(kept)
    assert (kept.wording, kept.words) == (Wording.AS_WRITTEN, "")


def test_a_wrong_guess_is_put_right_and_asked_no_more(writing: Writing) -> None:
    writing.says(writing.sends(), "", written="ru")
    assert GOAL in text_of_letter()
    assert "[" not in "".join(re.findall(r'"text": "([^"]*)"', text_of_letter()))
    assert Translation.objects.get().wording == Wording.NOT_NEEDED
    assert not keys_asked(writing.sends(once="another"))


@pytest.mark.parametrize("words", ["", "   ", "\n\n"])
def test_an_empty_translation_is_said_and_nothing_is_made(writing: Writing, words: str) -> None:
    page = writing.says(writing.sends(), "translated", words)
    assert "Write the translation, or choose to print the text as it is written." in words_of(page)
    assert not Letter.objects.exists()
    assert not Translation.objects.exists()


def test_no_decision_is_said_at_its_question(writing: Writing) -> None:
    page = writing.says(writing.sends(), "")
    assert "On the paper — " not in words_of(page)
    assert "choose to print the text as it is written" in words_of(page)
    assert not Letter.objects.exists()


def test_a_translation_stays_when_something_else_is_wrong(writing: Writing) -> None:
    (key,) = keys_asked(writing.sends())
    typed = {"asked": key, f"written_{key}": "kk", f"way_{key}": "translated", f"words_{key}": "Kept words"}
    page = writing.sends(recipient="", **typed)
    assert "Kept words" in text_of(page)
    again = writing.sends(**{name: value for name, value in typed.items() if name != "asked"})
    assert keys_asked(again) == [key]  # it stands before the eyes again before it is used
    assert "Kept words" in text_of(again)
    assert not Letter.objects.exists()


def test_a_translation_that_was_being_typed_comes_back_with_the_page(writing: Writing) -> None:
    page = writing.says(writing.sends(), "translated", "  ")
    (key,) = keys_asked(page)
    writing.client.post(
        writing.address, writing.fields | {"asked": key, f"words_{key}": "Unfinished words", "recipient": ""}
    )
    assert "Unfinished words" in text_of(writing.client.get(writing.address))


@pytest.mark.safeguard("S1", "a translation for a paper tells the home of the family, which the text itself did not")
def test_a_translation_tells_no_more_than_a_paper_may(office: Office) -> None:
    writing = Writing(office)
    in_plan(office, writing.case, goal=GOAL)
    adult_of(office, writing.case)
    page = writing.says(writing.sends(), "translated", f"Вернуться домой: {FAMILY.home}")
    assert "Take it out" in words_of(page)
    assert FAMILY.home in text_of(page)
    assert not Letter.objects.exists()
    assert not Translation.objects.exists()


def test_what_is_typed_on_the_form_itself_is_a_text_too(office: Office) -> None:
    writing = Writing(office, "transfer-form", to="Another house", summary=ASKED)
    page = writing.sends()
    assert not Letter.objects.exists()
    writing.says(page, "translated", "Нужно место и врач")
    assert "Нужно место и врач [Перевод" in text_of_letter()


def test_texts_are_shown_whatever_their_language_when_somebody_asks(writing: Writing) -> None:
    page = writing.sends(language="kk", look="texts")
    assert not Letter.objects.exists()
    assert GOAL in text_of(page)
    writing.fields["language"] = "kk"
    writing.says(page, "as_written", written="ky")
    assert f"{GOAL} [Жазылған қалпында. Тілі: Кыргызча]" in text_of_letter()


def test_a_look_at_a_paper_without_texts_makes_nothing(office: Office) -> None:
    page = Writing(office).sends(look="texts")
    assert "No free text stands on this paper" in words_of(page)
    assert not Letter.objects.exists()


def test_the_record_of_acts_holds_no_word_of_it(writing: Writing) -> None:
    writing.says(writing.sends(), "translated", TRANSLATION)
    rows = str(list(AuditEvent.objects.values()))
    assert "keep_translation" in rows
    assert not any(word in rows for word in (TRANSLATION, GOAL))


class Sending:
    """A caseworker before the letter to a body that answers on paper."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        case = opened_case(sides)
        consented(sides, case)
        family_told(sides, case)
        self.leg: Leg = leg_of(case_referred(sides, case, receiver=silent_body(sides), request=ASKED))
        self.client: Client = Client(headers={"accept-language": "en"})
        self.client.force_login(sides.ngo.people[Role.CASEWORKER])
        self.letter = f"/app/r/{self.leg.code}/letter/?language=ru"
        self.pdf = f"/app/r/{self.leg.code}/letter/pdf/?language=ru"
        self.texts = f"/app/r/{self.leg.code}/letter/texts/?language=ru"

    def says(self, way: str, words: str = "") -> Any:
        (key, *_more) = keys_asked(self.client.get(self.texts))
        said = {"asked": key, f"written_{key}": "kk", f"way_{key}": way, f"words_{key}": words}
        return self.client.post(self.texts, said, follow=True)


@pytest.fixture
def sending() -> Sending:
    return Sending(made_sides())


def test_a_letter_to_a_body_stops_before_it_is_read_printed_or_numbered(sending: Sending) -> None:
    for answer in (
        sending.client.get(sending.letter), sending.client.post(sending.letter),
        sending.client.post(sending.pdf, {"once": "key"}),
    ):  # fmt: skip
        assert answer.status_code == 302
        assert answer.headers["Location"] == sending.texts
    assert not Letter.objects.exists()
    page = sending.client.get(sending.texts)
    assert '<mark lang="kk">' in text_of(page)
    assert "Русский" in words_of(page)
    assert sending.client.get(sending.letter.replace("=ru", "=kk")).status_code == 200


def test_the_packet_stays_as_it_left_and_its_translation_stands_below(sending: Sending) -> None:
    in_kazakh = text_of(sending.client.get(sending.letter.replace("=ru", "=kk")))
    sending.says("translated", "Нужно безопасное место и врач")
    page = text_of(sending.client.get(sending.letter))
    assert ASKED in in_kazakh
    assert page.index(ASKED) < page.index("Нужно безопасное место и врач [Перевод. Язык оригинала: Қазақша]")
    assert "Аударма" not in in_kazakh
    said = squeezed(words_in(sending.client.post(sending.pdf, {"once": "key"}).content))
    for wanted in (ASKED, "Нужно безопасное место и врач", "Тексты на другом языке"):
        assert squeezed(wanted) in said


def test_a_request_may_go_as_it_is_written_and_is_marked(sending: Sending) -> None:
    sending.says("as_written")
    page = text_of(sending.client.get(sending.letter))
    assert "[Как написано. Язык текста: Қазақша]" in page
    assert sending.client.post(sending.pdf, {"once": "key"}).headers["Content-Type"] == "application/pdf"


@pytest.mark.safeguard("S1", "the translation of a request tells the home of the family, which was not ticked")
def test_the_translation_of_a_request_tells_nothing_that_was_not_ticked(sending: Sending) -> None:
    page = sending.says("translated", f"Нужно место. Живут: {CANARY_HOME}")
    assert "was not ticked" in words_of(page)
    assert CANARY_HOME in text_of(page)
    assert not Translation.objects.exists()


def test_only_the_side_that_asks_says_something_of_its_texts(sending: Sending) -> None:
    said = [SaidOfText(ASKED, "kk", "ru", Wording.TRANSLATED, "Нужно место")]
    for stranger in (sending.sides.clinic.actors[Role.CASEWORKER], sending.sides.duty.actors[Role.DUTY_WORKER]):
        with pytest.raises(NotPermitted), vault.ring():
            say_of_leg_texts(by=stranger, leg=sending.leg, said=said)
    with pytest.raises(ToldBetweenTheLines), vault.ring():
        say_of_leg_texts(
            by=sending.sides.worker, leg=sending.leg,
            said=[SaidOfText(ASKED, "kk", "ru", Wording.TRANSLATED, f"Адрес: {CANARY_HOME}")],
        )  # fmt: skip
    assert not Translation.objects.exists()


def test_every_text_can_be_looked_at_again_and_changed(sending: Sending) -> None:
    sending.says("as_written")
    assert "On the paper" in words_of(sending.client.get(sending.texts))
    sending.says("translated", "Нужно место")
    assert "Нужно место [Перевод" in text_of(sending.client.get(sending.letter))
    assert [row.wording for row in Translation.objects.order_by("made_at")] == ["as_written", "translated"]


def test_a_page_says_to_a_reading_voice_what_is_in_another_language(sending: Sending) -> None:
    with vault.ring():
        packet = packet_for_sender(sending.sides.worker, sending.leg)
    with translation.override("ru"):
        assert f'<span lang="kk">{ASKED}' in packet_section(packet)
    with translation.override("kk"):
        assert f"<p>{ASKED}" in packet_section(packet)


def test_texts_are_marked_and_escaped() -> None:
    with translation.override("ru"):
        shown = spoken("<b>Мектепке қайта бару керек</b>\nНужен врач")
    assert shown == '<span lang="kk">&lt;b&gt;Мектепке қайта бару керек&lt;/b&gt;<br></span>Нужен врач'
