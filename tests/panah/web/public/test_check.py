"""A stranger with a letter learns whether it is real, and nobody learns more by guessing."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from panah.casework.cases import actions
from panah.casework.cases.codes import LetterKind, LetterRecipient
from panah.foundation.documents.models import Letter
from panah.foundation.security import clock
from panah.web.public import throttle
from tests.panah.casework.cases.actions.test_lettering import WORDS
from tests.panah.casework.cases.office import Office, made_office, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Iterator[Office]:
    throttle.WRONG_LETTERS_OF_NETWORK.forget()
    yield made_office()
    throttle.WRONG_LETTERS_OF_NETWORK.forget()


def sent(office: Office) -> Letter:
    return actions.write_letter(
        by=office.aigul.actor, case=opened(office), kind=LetterKind.TRANSFER_FORM, language="ru", text=WORDS,
        recipient=LetterRecipient.TEAM,
    )  # fmt: skip


def asked(number: str, *, by_picture: bool = False) -> str:
    with translation.override("en"):
        where = reverse("letter-check-number", args=[number]) if by_picture else reverse("letter-check")
    answer = Client().get(where, {} if by_picture else {"number": number})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.content.decode()


def shape(page: str) -> str:
    """The page without what it says: the same marks in the same order."""
    return " ".join(re.findall(r"<(?:main|dl|dt|dd|form|div class=\"notice|h1|p\b)", page.partition("<main")[2]))


@pytest.mark.parametrize("by_picture", [False, True])
def test_a_real_letter_is_told_with_who_issued_it_and_when(office: Office, by_picture: bool) -> None:
    letter = sent(office)
    page = asked(letter.code, by_picture=by_picture)
    assert "still holds" in page
    assert office.organisation.name_en in page
    assert f"{clock.today():%d.%m.%Y}" in page
    assert letter.subject_code not in page
    assert letter.number not in page
    assert "Canary" not in page


def test_one_that_was_taken_back_is_told_so(office: Office) -> None:
    letter = sent(office)
    actions.withdraw_letter(by=office.aigul.actor, letter=letter)
    page = asked(letter.code)
    assert "was taken back" in page
    assert "is real and still holds" not in page


@pytest.mark.safeguard("S17", "somebody types numbers of letters to find out which exist")
def test_a_wrong_number_is_answered_in_the_same_shape(office: Office) -> None:
    letter = sent(office)
    unknown = asked("0000-0000")
    assert "No such letter" in unknown
    assert shape(unknown) == shape(asked(letter.code))
    assert "No such letter" in asked("<script>alert(1)</script>" * 9)


@pytest.mark.safeguard("S17", "numbers of letters are guessed 10,000 times from one place")
def test_after_fifty_wrong_numbers_a_right_one_says_nothing(office: Office) -> None:
    letter = sent(office)
    for _ in range(throttle.WRONG_LETTERS_OF_NETWORK.limit):
        asked("0000-0000")
    page = asked(letter.code)
    assert "No such letter" in page
    assert office.organisation.name_en not in page


def test_without_a_number_the_page_asks_for_one(office: Office) -> None:
    page = asked("  ")
    assert "Number for checking" in page
    assert "No such letter" not in page
