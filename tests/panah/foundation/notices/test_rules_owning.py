from datetime import UTC, datetime, timedelta

import pytest

from panah.foundation.notices import rules
from panah.foundation.notices.rules import CodeVerdict

KEY, NOW = b"k" * 32, datetime(2026, 11, 23, 9, tzinfo=UTC)


def _verdict(typed: str, *, wrong: int = 0, later: timedelta = timedelta(minutes=5)) -> CodeVerdict:
    code = rules.code_of(KEY, "one", NOW)
    return rules.code_verdict(code, typed, asked_at=NOW, wrong_before=wrong, now=NOW + later)


def test_the_code_is_taken_however_it_is_typed() -> None:
    code = rules.code_of(KEY, "one", NOW)
    assert len(code) == 6
    assert [_verdict(text) for text in (code, f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}")] == [
        CodeVerdict.RIGHT
    ] * 3


def test_another_code_another_address_and_another_asking_are_wrong() -> None:
    others = (rules.code_of(KEY, "two", NOW), rules.code_of(KEY, "one", NOW + timedelta(seconds=1)), "", "000")
    assert {_verdict(text) for text in others} == {CodeVerdict.WRONG}


def test_a_code_is_over_after_a_day_and_after_five_wrong_ones() -> None:
    code = rules.code_of(KEY, "one", NOW)
    assert _verdict(code, wrong=4) == CodeVerdict.RIGHT
    assert _verdict(code, wrong=5) == CodeVerdict.OVER
    assert _verdict(code, later=timedelta(hours=24)) == CodeVerdict.OVER
    assert _verdict(code, later=timedelta(seconds=-1)) == CodeVerdict.OVER


def test_nobody_is_rung_with_codes_again_and_again() -> None:
    assert rules.may_ask_code([], NOW)
    assert not rules.may_ask_code([NOW - timedelta(minutes=1)], NOW)
    assert rules.may_ask_code([NOW - timedelta(minutes=3)], NOW)
    assert not rules.may_ask_code([NOW - timedelta(hours=hours) for hours in range(1, 6)], NOW)
    assert rules.may_ask_code([NOW - timedelta(hours=24 + hours) for hours in range(1, 6)], NOW)


def test_the_link_is_the_same_in_each_message_and_another_for_each_address() -> None:
    assert rules.stop_token(KEY, "one") == rules.stop_token(KEY, "one")
    assert len({rules.stop_token(KEY, "one"), rules.stop_token(KEY, "two"), rules.stop_token(b"x" * 32, "one")}) == 3
    assert len(rules.stop_token(KEY, "one")) == 20


@pytest.mark.parametrize(
    ("target", "shown"),
    [("aigul@example.kz", "a•••@example.kz"), ("+77010000042", "•••42"), ("@abc", "•••"), ("", "•••")],
)
def test_whoever_looks_on_reads_too_little_to_write_there(target: str, shown: str) -> None:
    assert rules.masked(target) == shown
