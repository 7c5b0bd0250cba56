"""How a number is known again, and what a call leaves open."""

from datetime import UTC, datetime, timedelta

import pytest

from panah.casework.calls import rules
from panah.casework.calls.codes import CallState, CallType
from panah.casework.referrals.rules import Hidden, published

KEY = bytes(32)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "spelling",
    ["8 701 234 56 78", "+7 (701) 234-56-78", "87012345678", "7012345678", "0077012345678", "+7 701 234 ٥٦ ٧٨"],
)
def test_every_spelling_of_a_number_is_the_same_caller(spelling: str) -> None:
    assert rules.known_number(spelling) == rules.known_number("+77012345678") != ""
    assert rules.last_two(spelling) == "78"


@pytest.mark.parametrize(
    "number", ["", "102", "111", "234-56-78", "аноним", "0000000000", "+7 777 777 77 77", "1" * 30]
)
def test_a_silent_short_or_invented_number_is_nobody(number: str) -> None:
    assert rules.known_number(number) == ""
    assert rules.last_two(number) == ""


def test_numbers_of_neighbouring_countries_are_told_apart() -> None:
    spellings = ["+998 90 123 45 67", "+996 555 123 456", "+992 93 123 4567", "+7 701 123 45 67"]
    assert len({rules.known_number(one) for one in spellings}) == len(spellings)
    assert rules.known_number("90 123 45 67") == rules.known_number("+998901234567"), "as it is dialled at home"


@pytest.mark.parametrize("name", ["", " ", "аа", "Аноним", "не назвался", "жоқ", "Anonymous", "...", "?????"])
def test_a_nickname_that_says_nothing_is_nobody(name: str) -> None:
    assert rules.known_alias(name) == ""


def test_a_nickname_is_known_again_however_it_is_written() -> None:
    assert rules.known_alias("  Гүл-Айна ") == rules.known_alias("гүл айна") != ""


def test_a_caller_is_known_within_one_line_only_and_not_without_the_key() -> None:
    mark = rules.caller_mark(KEY, "line-1", "number", "123")
    assert mark == rules.caller_mark(KEY, "line-1", "number", "123")
    others = {
        rules.caller_mark(KEY, "line-2", "number", "123"),
        rules.caller_mark(b"1" * 32, "line-1", "number", "123"),
        rules.caller_mark(KEY, "line-1", "alias", "123"),
    }
    assert mark not in others
    assert len(others) == 3
    assert rules.caller_mark(KEY, "line-1", "number", "") == ""


def test_a_caller_who_hangs_up_before_a_word_leaves_a_silent_call() -> None:
    assert rules.state_of(hung_up=True, said_anything=False) is CallState.SAVED
    assert rules.type_of("", hung_up=True, said_anything=False) == CallType.SILENT
    assert rules.state_of(hung_up=True, said_anything=True) is CallState.DROPPED
    assert rules.type_of("", hung_up=True, said_anything=True) == ""
    assert rules.type_of("child_concern", hung_up=True, said_anything=True) == CallType.CHILD_CONCERN
    assert rules.state_of(hung_up=False, said_anything=True) is CallState.SAVED


@pytest.mark.parametrize(
    ("is_safe", "number", "at", "wanted"),
    [
        (True, "87012345678", NOW + timedelta(hours=1), True),
        (False, "87012345678", NOW + timedelta(hours=1), False),
        (True, "", NOW + timedelta(hours=1), False),
        (True, "87012345678", None, False),
    ],
)
def test_nobody_is_called_back_without_a_safe_number_and_a_safe_time(
    is_safe: bool, number: str, at: datetime | None, wanted: bool
) -> None:
    assert rules.may_be_called_back(number, at, is_number_safe=is_safe) is wanted


def test_danger_is_open_until_102_was_called_or_somebody_says_why_not() -> None:
    assert rules.is_danger_open("yes", None, "")
    assert not rules.is_danger_open("yes", NOW, "")
    assert not rules.is_danger_open("yes", None, "caller_called")
    assert not rules.is_danger_open("no", None, "")


def test_an_answer_grows_stale() -> None:
    today = NOW.date()
    assert not rules.is_stale(today - timedelta(days=179), today)
    assert rules.is_stale(today - timedelta(days=181), today)


def test_a_callback_that_somebody_left_lying_is_free_again() -> None:
    assert not rules.is_free(NOW - timedelta(minutes=5), NOW)
    assert rules.is_free(NOW - timedelta(minutes=31), NOW)
    assert rules.is_free(None, NOW)


def test_looking_up_callers_has_an_end() -> None:
    assert rules.may_look(rules.MOST_LOOKS - 1)
    assert not rules.may_look(rules.MOST_LOOKS)


def test_a_telephone_of_one_digit_too_many_is_refused_before_anybody_relies_on_it() -> None:
    assert rules.is_telephone("+7 701 234 56 78")
    assert not rules.is_telephone("+7 701 234 56 7x")
    assert not rules.is_telephone("12")


def test_what_one_table_hides_no_other_gives_away() -> None:
    by_language = published({("information", "uz"): 7, ("silent", "unknown"): 9, ("silent", "kk"): 6})
    by_hours = published({("information", "09"): 6, ("information", "00"): 1, ("silent", "09"): 15})
    first, second = rules.told_alike([by_language, by_hours])
    assert first.cells["information", "uz"] is Hidden.NOT_SAID, "7 less 6 would be one caller in the night"
    assert (first.rows["information"], first.columns["uz"]) == (Hidden.NOT_SAID, Hidden.NOT_SAID)
    assert second.rows["information"] is Hidden.NOT_SAID
    assert (first.rows["silent"], second.rows["silent"], first.cells["silent", "kk"]) == (15, 15, 6)
    assert rules.told_alike([published({("silent", "kk"): 6})])[0].rows["silent"] == 6
