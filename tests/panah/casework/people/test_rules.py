from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.casework.people.codes import Category, Standing
from panah.casework.people.rules import (
    DECIDED_BY_A_BODY,
    Birth,
    age_band,
    age_on,
    band_of,
    is_adult,
    may_be_born,
    may_last,
    standing_of,
)
from panah.foundation.reference.codes import code_list

TODAY = date(2026, 11, 21)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (Birth(day=date(2012, 11, 21)), TODAY, 14),
        (Birth(day=date(2012, 11, 22)), TODAY, 13),
        (Birth(day=date(2012, 2, 29)), date(2026, 2, 28), 13),
        (Birth(day=date(2012, 2, 29)), date(2026, 3, 1), 14),
        (Birth(day=date(2012, 2, 29)), date(2028, 2, 29), 16),
        (Birth(year=2012), TODAY, 13),
        (Birth(year=2012), date(2026, 12, 31), 14),
        (Birth(year=2026), TODAY, 0),
        (Birth(day=date(2012, 1, 1), year=1999), TODAY, 14),
        (Birth(), TODAY, None),
    ],
)
def test_of_two_possible_ages_the_younger_is_taken(birth: Birth, day: date, age: int | None) -> None:
    assert age_on(birth, day) == age


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (None, "unknown"), (-1, "unknown"), (0, "under_1"), (1, "1_5"), (5, "1_5"), (6, "6_11"), (11, "6_11"),
        (12, "12_14"), (14, "12_14"), (15, "15_17"), (17, "15_17"), (18, "adult"), (99, "adult"),
    ],
)  # fmt: skip
def test_bands_hold_both_their_ends(age: int | None, band: str) -> None:
    assert age_band(age) == band
    assert band in code_list("age_band").codes


@given(st.integers(min_value=0, max_value=130))
def test_a_band_and_the_adult_age_never_disagree(age: int) -> None:
    assert is_adult(age) == (age_band(age) == "adult")


@given(DAYS, DAYS)
def test_a_bare_year_never_makes_older_than_the_whole_date(born: date, day: date) -> None:
    whole, year = age_on(Birth(day=born), day), age_on(Birth(year=born.year), day)
    assert whole is not None
    assert year is not None
    if day >= born:
        assert year in {max(0, whole), max(0, whole - 1)}


@pytest.mark.parametrize(
    ("birth", "may_be"),
    [
        (Birth(), True),
        (Birth(day=TODAY), True),
        (Birth(day=date(2026, 11, 22)), False),
        (Birth(year=2026), True),
        (Birth(year=2027), False),
        (Birth(year=1896), True),
        (Birth(year=1895), False),
        (Birth(year=0), False),
    ],
)
def test_nobody_is_born_in_the_future_or_before_living_memory(birth: Birth, may_be: bool) -> None:
    assert may_be_born(birth, TODAY) == may_be


@pytest.mark.parametrize(
    ("birth", "band", "standing"),
    [
        (Birth(), "unknown", Standing.CHILD),
        (Birth(), "15_17", Standing.CHILD),
        (Birth(), "adult", Standing.ADULT),
        (Birth(year=2008), "unknown", Standing.CHILD),  # 17 or 18: in doubt a child
        (Birth(year=2007), "unknown", Standing.ADULT),
        (Birth(year=2015), "adult", Standing.CHILD),  # the year says more than the band
    ],
)
def test_age_in_doubt_is_a_child(birth: Birth, band: str, standing: Standing) -> None:
    assert standing_of(birth, band, TODAY) == standing


def test_a_told_band_holds_only_where_no_year_is_known() -> None:
    assert band_of(Birth(), "6_11", TODAY) == "6_11"
    assert band_of(Birth(year=2012), "6_11", TODAY) == "12_14"


@pytest.mark.parametrize(
    ("given_on", "expires_on", "fault"),
    [
        (None, None, ""),
        (TODAY, None, ""),
        (TODAY, TODAY, ""),
        (date(2020, 1, 1), date(2020, 6, 1), ""),  # a paper of long ago that has ended is a fact too
        (date(2026, 11, 22), None, "given_in_future"),
        (TODAY, date(2026, 11, 20), "ends_before_it_begins"),
        (None, date(2026, 11, 20), "ends_before_it_begins"),
    ],
)
def test_a_consent_has_days_that_can_be(given_on: date | None, expires_on: date | None, fault: str) -> None:
    assert may_last(given_on, expires_on, TODAY) == fault


def test_only_a_body_grants_or_refuses_a_status() -> None:
    assert {Category.IDENTIFIED_VICTIM, Category.NOT_A_VICTIM} == DECIDED_BY_A_BODY
