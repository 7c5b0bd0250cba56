from datetime import date

import pytest

from panah.programme.library import rules
from panah.programme.library.codes import Audience, Change, Spoken

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("is_signed_in", "is_champion", "read"),
    [
        (False, False, {Audience.PUBLIC}),
        (True, True, {Audience.PUBLIC, Audience.CHAMPIONS}),
        (True, False, set(Audience)),
    ],
)
def test_who_reads_what(is_signed_in: bool, is_champion: bool, read: set[Audience]) -> None:
    assert rules.audiences_open_to(is_signed_in=is_signed_in, is_champion=is_champion) == read


def test_more_readers_are_wider_and_the_same_are_not() -> None:
    assert rules.is_wider(Audience.PUBLIC, Audience.PARTNERS)
    assert not rules.is_wider(Audience.PARTNERS, Audience.PARTNERS)
    assert not rules.is_wider(Audience.PARTNERS, Audience.CHAMPIONS)


@pytest.mark.parametrize(
    ("there", "missing"),
    [
        ([], (Spoken.KK, Spoken.RU)),
        (["kk"], (Spoken.RU,)),
        (["kk", "ru"], ()),
        (["both"], ()),
    ],
)
def test_a_missing_language_is_named(there: list[str], missing: tuple[Spoken, ...]) -> None:
    assert rules.missing_languages(there) == missing


def test_a_language_joins_once_and_a_paper_in_both_stands_alone() -> None:
    assert rules.may_join(Spoken.RU, ["kk"])
    assert not rules.may_join(Spoken.KK, ["kk"])
    assert not rules.may_join(Spoken.RU, ["both"])
    assert rules.may_join(Spoken.BOTH, [])
    assert not rules.may_join(Spoken.BOTH, ["kk"])


def test_the_second_person_is_another_one() -> None:
    assert rules.may_approve("b", {"a"})
    assert not rules.may_approve("a", {"a"})
    assert not rules.may_approve("", {"a"})


def test_numbers_go_on_from_the_highest() -> None:
    assert rules.next_number([]) == 1
    assert rules.next_number([1, 3]) == 4


@pytest.mark.parametrize(
    ("day", "fits"),
    [(date(2026, 11, 22), False), (date(2026, 11, 23), True), (date(2031, 11, 20), True), (date(2040, 1, 1), False)],
)
def test_a_review_lies_ahead_and_not_beyond_all_memory(day: date, fits: bool) -> None:
    assert rules.is_review_day(day, TODAY) is fits


def test_two_texts_are_laid_side_by_side() -> None:
    before = "One\nTwo\nThree\nFour\nFive\nSix\nSeven"
    after = "One\nTwo\nThree\nFour\nFive\nSix, changed\nSeven"
    found = rules.line_changes(before, after)
    assert [(line.change, line.text) for line in found] == [
        (Change.KEPT, "Four"), (Change.KEPT, "Five"), (Change.REMOVED, "Six"), (Change.ADDED, "Six, changed"),
        (Change.KEPT, "Seven"),
    ]  # fmt: skip


def test_what_is_the_same_shows_no_line() -> None:
    assert rules.line_changes("One\n\nTwo", "One\nTwo  ") == []
    assert [line.change for line in rules.line_changes("", "New")] == [Change.ADDED]
