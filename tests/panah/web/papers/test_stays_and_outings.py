"""Papers that draw what they are given: of a house where people stay, and of an outing. No database is needed."""

import dataclasses
from typing import Any

import pytest

from panah.web.papers import outings, stays
from panah.web.papers.press import Around, letter_of, press
from panah.web.papers.sheet import Sheet
from panah.web.papers.words import LANGUAGE_NAMES, Words
from tests.engines.paper import MOMENT, squeezed, words_in

LANGUAGES = ("kk", "ru", "en")
ADMISSION = stays.Admission(
    house="4QH2-7TXB", code="K7Q4-2MX9", said_name="Малика", who="Қыз бала, 15–17 жас", language="Өзбек тілі",
    admitted="22.11.2026 23:10", brought_by="Полиция, кезекші", word="Өзі келісті", rules="Oʻzbekcha",
    medical_due="23.11.2026 23:10", until="04.12.2026", health="Шаршаған", allergies="Пенициллин",
    along=["Құжат жоқ", "Телефон #1 *сынған*"],
)  # fmt: skip
EXIT = stays.Exit(
    house="4QH2-7TXB", code="K7Q4-2MX9", admitted="22.11.2026 23:10", left="04.12.2026 09:00", nights=12,
    where="Өз отбасына", with_whom="Туысымен", agreed=["Өзі", "Заңды өкілі"], afterwards=["Бейсенбіде дәрігер"],
    phone="+7 000 000 07 05",
)  # fmt: skip
MONTH = stays.Month(
    "4QH2-7TXB", "2026 ж. қараша", 10, 214, "71 %", 9, "35,5", 1,
    [stays.BySex("12–14", 2, 1), stays.BySex("15–17", 3, 0, 1)], [("Өз отбасына", 3), ("Басқа баспанаға", 1)],
    [["K7Q4-2MX9", "Қыз бала, 15–17 жас", "22.11.2026 23:10", "—", "9"]],
)  # fmt: skip
PAPERS = [
    pytest.param(ADMISSION, stays.ADMISSION, stays.admission, id="admission"),
    pytest.param(EXIT, stays.EXIT, stays.exit_of, id="exit"),
    pytest.param(MONTH, stays.MONTH, stays.month, id="month"),
]
LONG = "Ұзаққа созылған «мән» №5 (әңғқөұүһі)\n" * 12


def pressed(sheet: Sheet, kind: str, language: str, around: Around | None = None) -> str:
    words = Words(kind, language)
    return words_in(press().pdf(letter_of(sheet, words, around or Around("2026-0007", made_at=MOMENT)), MOMENT))


def values_of(given: Any) -> list[str]:
    """Every text of what was given, however deep it lies."""
    if isinstance(given, str):
        return given.splitlines()
    if isinstance(given, list | tuple):
        return [text for one in given for text in values_of(one)]
    return [str(given)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("given", "kind", "draw"), PAPERS)
def test_each_paper_holds_every_value_in_each_language(given: Any, kind: str, draw: Any, language: str) -> None:
    said = squeezed(pressed(draw(given, Words(kind, language)), kind, language))
    for value in values_of([value for value in vars(given).values() if not isinstance(value, stays.BySex)]):
        if "BySex" not in value:
            assert squeezed(value) in said, value
    assert squeezed(Words(kind, language)["title"]) in said
    assert "[?]" not in said


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(("given", "kind", "draw"), PAPERS)
def test_long_values_are_pressed_whole(given: Any, kind: str, draw: Any, language: str) -> None:
    texts = {name: LONG for name, value in vars(given).items() if isinstance(value, str) and value}
    longer = dataclasses.replace(given, **texts)
    said = squeezed(pressed(draw(longer, Words(kind, language)), kind, language))
    assert said.count("әңғқөұүһі") == 12 * len(texts)


@pytest.mark.parametrize("language", LANGUAGE_NAMES)
def test_the_house_rules_are_pressed_with_every_line_in_six_languages(language: str) -> None:
    words = Words(stays.RULES, language)
    said = squeezed(pressed(stays.rules(words), stays.RULES, language, Around()))
    for key in ("title", "lead", *stays.RULE_NAMES):
        assert squeezed(words[key]) in said, key
    assert "[?]" not in said
    assert (squeezed(words["machine_made"]) in said) == (language in ("uz", "ky", "tg"))


def test_every_rule_has_its_picture() -> None:
    document = letter_of(stays.rules(Words(stays.RULES, "kk")), Words(stays.RULES, "kk"), Around())
    drawn = [one.picture for block in document.blocks for one in getattr(block, "rows", ())]
    assert len(set(drawn)) == len(stays.RULE_NAMES)
    assert all(picture.count("<path") + picture.count("<circle") for picture in drawn)


def test_what_is_not_known_says_so() -> None:
    empty = stays.Admission("4QH2-7TXB", "K7Q4-2MX9", "", "", "", "22.11.2026")
    said = pressed(stays.admission(empty, Words(stays.ADMISSION, "ru")), stays.ADMISSION, "ru")
    assert said.count("неизвестно") == 10
    assert "Ничего нет." in said
    nobody = stays.Month("4QH2-7TXB", "ноябрь", 0, 0, "—", 0, "—", 0)
    said = pressed(stays.month(nobody, Words(stays.MONTH, "ru")), stays.MONTH, "ru")
    assert said.count("Никого.") == 2
    assert "никто не ночевал" in said


def test_figures_are_counted_once_and_right() -> None:
    said = pressed(stays.month(MONTH, Words(stays.MONTH, "ru")), stays.MONTH, "ru")
    assert "Всего 5 1 1 7" in said
    assert "Всего 4" in said


@pytest.mark.safeguard("S11", "an outing report names somebody who was not referred, or asks about papers")
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_outing_has_no_line_for_a_name_a_citizenship_or_a_status(language: str) -> None:
    words = Words(outings.REPORT, language)
    sheet = outings.blank(words)
    to_write = [
        text for block in sheet.blocks for text in [*block.get("columns", ()), *block.get("lines", ())] if block["kind"] != "boxes"
    ]  # fmt: skip
    asked = " ".join(text if isinstance(text, str) else text[0] for text in to_write).casefold()
    names = [line for block in sheet.blocks if block["kind"] != "signs" for line in block.get("columns", ())]
    assert words["name"] not in names
    for word in ("азамат", "мәртебе", "граждан", "статус", "citizen", "status", "nationality"):
        assert word not in asked, word
    said = pressed(sheet, outings.REPORT, language, Around())
    assert words["no_check"] in said
    assert squeezed(words["check_made"]) in squeezed(said)
    assert "[?]" not in said


@pytest.mark.safeguard("S12", "a paper of a house says where it is")
def test_no_paper_of_a_house_has_a_place_for_its_address() -> None:
    for kind in (stays.Admission, stays.Exit, stays.Month):
        assert not {one.name for one in dataclasses.fields(kind)} & {"address", "street", "place", "name"}
    assert not {one.name for one in dataclasses.fields(stays.Exit)} & {"said_name", "brought_by", "left_with"}
