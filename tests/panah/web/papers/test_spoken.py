"""Texts in another language than their paper: the paper stops, a person translates or lets them stand, nothing typed is lost."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from panah.casework.cases.models import Case
from panah.foundation.documents.codes import Wording
from panah.foundation.documents.models import Letter, Translation
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.cases.actions.test_lettering import FAMILY, adult_of
from tests.panah.casework.cases.office import Office, in_plan, made_office, opened
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
