import pytest

from panah.programme.training.codes import ItemKind
from panah.programme.training.rules.scoring import (
    DraftItem,
    DraftOption,
    Key,
    NoSuchOption,
    Wanting,
    is_right,
    percent,
    read_answer,
    score,
    true_or_false,
    wanting_in_item,
    wanting_in_paper,
    written,
)

ONE = Key(1, 4, frozenset("B"))
SEVERAL = Key(2, 5, frozenset("AC"), is_several=True)
TRUE_FALSE = Key(3, 2, frozenset("A"))


def options(*rights: bool) -> tuple[DraftOption, ...]:
    return tuple(DraftOption(f"жауап {place}", f"ответ {place}", right) for place, right in enumerate(rights))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("B", "B"), ("b", "B"), (" b ", "B"), ("b)", "B"), ("", ""), ("-", ""), ("—", ""), ("0", ""),
        ("В", "B"), ("в", "B"), ("Д", "D"), ("BB", "B"),
    ],
)  # fmt: skip
def test_a_letter_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert written(read_answer(ONE, typed)) == meant


@pytest.mark.parametrize("typed", ["AC", "CA", "a, c", "A C", "А;С", "а/с", "A+C"])
def test_several_letters_are_read_in_any_order(typed: str) -> None:
    assert read_answer(SEVERAL, typed) == frozenset("AC")


@pytest.mark.parametrize(
    ("key", "typed", "letters"), [(ONE, "E", "E"), (ONE, "Б", "Б"), (ONE, "1", "1"), (TRUE_FALSE, "C", "C")]
)
def test_a_letter_that_is_no_option_is_refused(key: Key, typed: str, letters: str) -> None:
    with pytest.raises(NoSuchOption) as no:
        read_answer(key, typed)
    assert (no.value.letters, no.value.is_too_many) == (letters, False)


def test_two_letters_where_one_is_asked_for_are_refused() -> None:
    with pytest.raises(NoSuchOption) as no:
        read_answer(ONE, "AB")
    assert no.value.is_too_many


def test_a_long_cell_is_refused() -> None:
    with pytest.raises(NoSuchOption):
        read_answer(SEVERAL, "A" * 100)


@pytest.mark.parametrize(
    ("key", "chosen", "right"),
    [
        (ONE, "B", True), (ONE, "A", False), (ONE, "", False),
        (SEVERAL, "AC", True), (SEVERAL, "A", False), (SEVERAL, "ACE", False),
    ],
)  # fmt: skip
def test_right_is_all_of_it_and_nothing_else(key: Key, chosen: str, right: bool) -> None:
    assert is_right(key, chosen) is right


def test_a_score_tells_no_answer_from_a_wrong_one() -> None:
    found = score([ONE, SEVERAL, TRUE_FALSE], {1: "B", 2: "A"})
    assert (found.right, found.of, found.unanswered, found.percent) == (1, 3, 1, 33)


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(1, 2, 50), (1, 8, 13), (2, 3, 67), (0, 5, 0), (5, 5, 100), (0, 0, 0)]
)
def test_percent_rounds_a_half_upwards(part: int, whole: int, said: int) -> None:
    assert percent(part, whole) == said


@pytest.mark.parametrize(
    ("item", "wanting"),
    [
        (DraftItem("сұрақ", "вопрос", options(True, False)), []),
        (DraftItem("сұрақ", "вопрос", options(True, False, True), ItemKind.SEVERAL), []),
        (DraftItem("сұрақ", " ", options(True, False)), [Wanting.TEXT_MISSING]),
        (DraftItem("сұрақ", "вопрос", options(True)), [Wanting.TOO_FEW_OPTIONS]),
        (DraftItem("сұрақ", "вопрос", options(*[True, *[False] * 6])), [Wanting.TOO_MANY_OPTIONS]),
        (DraftItem("сұрақ", "вопрос", options(False, False)), [Wanting.NONE_RIGHT]),
        (DraftItem("сұрақ", "вопрос", options(True, True, False)), [Wanting.TOO_MANY_RIGHT]),
        (DraftItem("сұрақ", "вопрос", options(True, True), ItemKind.SEVERAL), [Wanting.ALL_RIGHT]),
        (
            DraftItem("с", "в", (DraftOption("Иә", "Да", True), DraftOption("иә ", "Нет"))),
            [Wanting.OPTION_TWICE],
        ),
        (
            DraftItem("с", "в", (DraftOption("Иә", "Да", True), DraftOption("", ""))),
            [Wanting.OPTION_TEXT_MISSING],
        ),
    ],
)
def test_what_a_question_lacks_is_said(item: DraftItem, wanting: list[Wanting]) -> None:
    assert wanting_in_item(item) == wanting


def test_what_a_test_lacks_is_said_all_at_once() -> None:
    whole = DraftItem("сұрақ", "вопрос", options(True, False))
    assert wanting_in_paper(("Тест", "Тест"), [whole] * 40) == []
    assert wanting_in_paper(("Тест", ""), []) == [(0, Wanting.NO_TITLE), (0, Wanting.NO_ITEMS)]
    assert wanting_in_paper(("Тест", "Тест"), [whole] * 41) == [(0, Wanting.TOO_MANY_ITEMS)]
    faulty = DraftItem("", "вопрос", options(False, False))
    assert wanting_in_paper(("Т", "Т"), [whole, faulty]) == [(2, Wanting.TEXT_MISSING), (2, Wanting.NONE_RIGHT)]


def test_a_sentence_is_right_or_not() -> None:
    item = true_or_false("Бала куәлік бере алады.", "Ребёнок может свидетельствовать.", is_true=True)
    assert wanting_in_item(item) == []
    assert [option.is_right for option in item.options] == [True, False]
