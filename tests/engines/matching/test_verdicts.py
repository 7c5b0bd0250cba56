"""Every point of a verdict has a reason; the reasons of a pair are the ones a caseworker would give."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from panah.engines.matching.births import BirthAgreement, known_birth
from panah.engines.matching.comparing.candidates import NOTHING, Candidates
from panah.engines.matching.comparing.verdicts import Code, Record, Verdict, compared, compared_names, score_of
from panah.engines.matching.names.reading import read_name
from tests.engines.matching import names

AIGERIM = "Қасымова Әйгерім Маратқызы"


def record(*texts: str, born: Sequence[int] = (), sex: str = "", place: str = "") -> Record:
    return Record(tuple(read_name(text) for text in texts), known_birth(*born), sex, place)


def codes(verdict: Verdict) -> set[str]:
    return {str(reason.code) for reason in verdict.reasons}


@settings(deadline=None)
@given(names.texts, names.texts)
def test_the_reasons_add_up_to_the_points_of_the_fast_comparison(one: str, other: str) -> None:
    own, their = read_name(one), read_name(other)
    assert sum(reason.points for reason in compared_names(own, their)) == Candidates([their]).points(own)[0]


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ("Касымова Айгерим", "КАСЫМОВА Айгерим", {"word_same"}),
        ("Касымова Айгерим", "Qasymova Aigerim", {"word_sounds_same"}),
        ("Касымова Айгерим", "Qosimova Oygerim", {"word_alike"}),
        ("Касымова Айгерим", "Касымова Гульнара", {"word_same", "word_differs"}),
        ("Касымова А.", "Касымова Айгерим", {"word_same", "initial_fits"}),
        ("Касымова А.", "Касымова Гульнара", {"word_same", "initial_differs"}),
        ("Касымова Айгерим", "Касымова Айгерим Маратовна", {"word_same", "patronymic_missing"}),
        ("Касымова", "Касымова Айгерим", {"word_same", "word_missing"}),
        ("Ахметов Нұр Сұлтан", "Ахметов Нурсултан", {"word_same", "word_sounds_same", "words_joined"}),
        ("", "Касымова", {"nothing_to_compare"}),
        ("😀", "", {"nothing_to_compare"}),
    ],
)
def test_reasons_are_named(one: str, other: str, reasons: set[str]) -> None:
    assert {str(reason.code) for reason in compared_names(read_name(one), read_name(other))} == reasons


def test_a_reason_shows_the_words_of_both_sides_as_they_were_written() -> None:
    (first, second, third) = compared_names(read_name("Айгерим Касымова"), read_name(AIGERIM))
    assert (first.ours, first.theirs) == ("Айгерим", "Әйгерім")
    assert (second.ours, second.theirs) == ("Касымова", "Қасымова")
    assert (third.code, third.ours, third.theirs) == (Code.PATRONYMIC_MISSING, "", "Маратқызы")


def test_the_same_child_in_three_alphabets_is_a_strong_match() -> None:
    one = record("Айгерим Касымова", born=(2011, 3, 17), sex="female", place="KZ-75")
    other = record("QOSIMOVA OYGERIM", born=(2011, 3, 17), sex="female", place="KZ-75")
    verdict = compared(one, other)
    assert verdict.is_strong
    assert codes(verdict) >= {"birth_same_day", "sex_same", "place_same"}


@pytest.mark.parametrize(
    ("what", "other"),
    [
        ("a twin", record("Қасымова Жанар Маратқызы", born=(2011, 3, 17), sex="female", place="KZ-75")),
        ("a brother", record("Қасымов Айдар Маратұлы", born=(2009, 1, 5), sex="male", place="KZ-75")),
        ("another year", record(AIGERIM, born=(2003, 8, 9), sex="female")),
        ("nobody", record("")),
        ("no name at all", Record(())),
    ],
)
def test_somebody_else_is_no_strong_match(what: str, other: Record) -> None:
    verdict = compared(record(AIGERIM, born=(2011, 3, 17), sex="female", place="KZ-75"), other)
    assert not verdict.is_strong, what


def test_two_empties_with_one_birthday_are_not_even_possible() -> None:
    verdict = compared(record("", born=(2011, 3, 17)), record("—", born=(2011, 3, 17)))
    assert not verdict.is_possible
    assert verdict.points <= NOTHING + 200


def test_of_several_names_those_that_agree_count() -> None:
    verdict = compared(record("Иванова Анна", AIGERIM), record("Айгерим Касымова", "Петрова Ольга"))
    assert verdict.is_possible
    assert {reason.theirs for reason in verdict.reasons} >= {"Айгерим", "Касымова"}


def test_an_unknown_date_neither_speaks_for_nor_against() -> None:
    known, unknown = record(AIGERIM, born=(2011, 3, 17)), record(AIGERIM)
    reasons = {reason.code: reason.points for reason in compared(known, unknown).reasons}
    assert reasons[BirthAgreement.UNKNOWN] == 0


def test_scores_lie_between_0_and_1_and_grow_with_the_points() -> None:
    scores = [score_of(points) for points in (NOTHING, -500, 0, 320, 480, 5_000)]
    assert scores == sorted(scores)
    assert 0 <= scores[0] < 0.001
    assert 0.999 < scores[-1] <= 1
