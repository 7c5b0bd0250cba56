"""Two records of one child share a token in every way in which they may meet; two that differ share none that tells enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.engines.matching.births import Birth, known_birth
from panah.engines.matching.comparing.verdicts import Record
from panah.engines.matching.names.reading import read_name
from panah.engines.matching.private.tokens import Kind, Level, Side, has_father, tokens_of

DAY = known_birth(2015, 3, 7)
YEAR = known_birth(2015)


def record(name: str, birth: Birth = DAY, sex: str = "female") -> Record:
    return Record((read_name(name),), birth, sex)


def shared(one: Record, other: Record) -> set[tuple[Level, Kind]]:
    theirs = {token.text for token in tokens_of(other, Side.ANSWERING)}
    return {(token.level, token.kind) for token in tokens_of(one, Side.OFFERING) if token.text in theirs}


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (DAY, DAY, Level.DAY),
        (DAY, known_birth(2015, 7, 3), Level.DAY),
        (YEAR, DAY, Level.YEAR),
        (known_birth(2016), DAY, Level.NEAR_YEAR),
        (DAY, YEAR, Level.THEIR_YEAR),
        (DAY, known_birth(2014), Level.THEIR_NEAR_YEAR),
        (YEAR, YEAR, Level.YEAR),
        (Birth(), DAY, Level.NONE),
        (DAY, Birth(), Level.THEIRS_NONE),
        (Birth(), Birth(), Level.NONE),
    ],
)
def test_whatever_is_known_of_a_birth_there_is_one_way_to_meet(one: Birth, other: Birth, level: Level) -> None:
    assert (level, Kind.FINE) in shared(record("Касымова Айгерим", one), record("ҚАСЫМОВА Айгерім", other))


def test_two_known_days_that_differ_never_meet_by_a_year() -> None:
    assert not shared(
        record("Касымова Айгерим Маратовна"), record("Касымова Айгерим Маратовна", known_birth(2015, 4, 8))
    )


@pytest.mark.parametrize("other", ["KASSYMOVA AIGERIM", "Әйгерім Қасымова", "Qosimova Oygerim"])
def test_scripts_and_order_do_not_matter(other: str) -> None:
    assert shared(record("Касымова Айгерим"), record(other))


def test_a_letter_lost_in_one_name_still_meets_by_the_day() -> None:
    assert {kind for _, kind in shared(record("Касымова Айгерим"), record("Касыова Айгерим"))} >= {Kind.SLIP}


def test_a_brother_and_a_sister_share_nothing() -> None:
    sister = record("Касымова Айгерим Маратовна")
    assert not shared(sister, record("Касымов Данияр Маратович", known_birth(2013, 1, 9), "male"))


def test_twins_of_one_sex_share_nothing_when_their_names_differ() -> None:
    assert not shared(record("Касымова Айгерим"), record("Касымова Дильназ"))


def test_an_unknown_sex_meets_both() -> None:
    assert shared(record("Касымова Айгерим", sex=""), record("Касымова Айгерим", sex="female"))
    assert shared(record("Касымова Айгерим", sex="male"), record("Касымова Айгерим", sex="unknown"))
    assert not shared(record("Касымова Айгерим", sex="male"), record("Касымова Айгерим", sex="female"))


@pytest.mark.parametrize("text", ["", "А", "Айгерим", "123", "👧", "А. Б."])
def test_a_name_that_says_too_little_has_no_token(text: str) -> None:
    assert not tokens_of(record(text), Side.OFFERING)
    assert not tokens_of(record(text), Side.ANSWERING)


def test_two_records_without_names_share_nothing() -> None:
    assert not shared(record(""), record(""))


@given(st.text(max_size=500), st.sampled_from([DAY, YEAR, Birth()]), st.sampled_from(["female", "male", "", "x"]))
def test_every_text_has_its_tokens_and_few(text: str, birth: Birth, sex: str) -> None:
    for side in Side:
        tokens = tokens_of(record(text, birth, sex), side)
        assert len(tokens) == len({token.text for token in tokens})
        assert len(tokens) < 1_000


def test_of_several_names_each_may_meet() -> None:
    both = Record((read_name("Иванова Анна"), read_name("Касымова Айгерим")), DAY, "female")
    assert shared(both, record("Касымова Айгерим"))
    assert shared(record("Иванова Анна"), both)


def test_a_father_is_known_or_not() -> None:
    assert has_father(record("Касымова Айгерим Маратовна"))
    assert not has_father(record("Касымова Айгерим М."))
