"""A request draws the rows that it is given, in their order, and not one more; in each language, however long."""

from dataclasses import replace

import pytest

from panah.web.papers import requests
from panah.web.papers.press import Around, letter_of, press
from panah.web.papers.words import Words
from tests.engines.paper import MOMENT, squeezed, words_in

ROWS = [
    ("Бала", "Қыз, 15–17"),
    ("Тілі", "Oʻzbek, тоҷикӣ: ғ ӣ қ ӯ ҳ ҷ"),
    ("#let", "$x$ *жұлдыз* <b> @a"),
    ("Белгісіз", ""),
]
ASKING = requests.Asking(
    "M3TT-0W6C", "Әғқңөұүһі ўғҳқ № ₸ «» — таңба.", "23.11.2026 09:00", "+7 7252 00 00 00", "EC06 DF7A E1E7",
    "https://panah.example/t/abc/", "«Үлгі»",
)  # fmt: skip
LANGUAGES = {requests.HELP: ("kk", "ru", "en", "uz", "ky", "tg"), requests.INFORMATION: ("kk", "ru", "en")}
AROUND = Around("2026-0042", "K7Q4-2MX9", "https://panah.example/kk/check/K7Q4-2MX9/", MOMENT, ["Бізден"], ["Сізге"])


def said(kind: str, language: str, asking: requests.Asking = ASKING) -> str:
    words = Words(kind, language)
    return words_in(press().pdf(letter_of(requests.letter_of(ROWS, asking, words), words, AROUND), MOMENT))


@pytest.mark.parametrize(("kind", "language"), [(kind, one) for kind, each in LANGUAGES.items() for one in each])
def test_every_value_stands_on_the_paper_in_each_language(kind: str, language: str) -> None:
    text, words = squeezed(said(kind, language)), Words(kind, language)
    for value in [part for row in ROWS for part in row] + [one for one in vars(ASKING).values() if one]:
        assert squeezed(value) in text, value
    for value in ("2026-0042", "K7Q4-2MX9", "Бізден", "Сізге", words["slip"], words["not_known"], words["stamp"]):
        assert squeezed(value) in text, value
    other = replace(ASKING, other_language=[(words["what"], "Нужен врач [Аударма]")])
    text_of_other = squeezed(said(kind, language, other))
    assert squeezed("Нужен врач [Аударма]") in text_of_other
    assert squeezed(words["other_language"]) in text_of_other
    assert squeezed(words["other_language"]) not in text
    assert squeezed(Words("common", language)["check"]) in text, "what the number is for"
    assert "[?]" not in text
    assert (squeezed(words["machine_made"]) in text) == (language in ("uz", "ky", "tg"))


def test_four_thousand_signs_are_printed_whole() -> None:
    long = requests.Asking("M3TT-0W6C", "Ұзақ өтініш.\n" * 310)
    assert said(requests.HELP, "kk", long).count("Ұзақ өтініш.") == 310


def test_what_is_not_given_leaves_no_empty_line() -> None:
    bare = said(requests.HELP, "ru", requests.Asking("M3TT-0W6C"))
    words = Words(requests.HELP, "ru")
    for key in ("answer_by", "questions", "what", "answer_here"):
        assert words[key] not in bare


def test_a_language_without_words_is_written_in_kazakh() -> None:
    for language in ("xx", "unknown", ""):
        assert Words(requests.HELP, "kk")["title"] in said(requests.HELP, language)
