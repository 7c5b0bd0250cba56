"""Dates of birth as registers hold them."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panah.engines.matching.births import POINTS, Birth, BirthAgreement, Births, compared_births, known_birth

PARTS = st.one_of(st.none(), st.integers(-5, 40))
YEARS = st.one_of(st.none(), st.integers(-5, 3000), st.integers(2005, 2012))


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ((2011, 3, 17), Birth(2011, 3, 17)),
        ((2011, 17, 3), Birth(2011, 3, 17)),  # day and month the other way round
        ((2011, 2, 31), Birth(2011, 2)),
        ((2011, 2, 29), Birth(2011, 2)),
        ((2012, 2, 29), Birth(2012, 2, 29)),
        ((2011, 13, 32), Birth(2011)),
        ((2011, 0, 0), Birth(2011)),
        ((2011, None, 5), Birth(2011)),
        ((11, 3, 17), Birth()),
        ((None, 3, 17), Birth()),
        ((9999, 1, 1), Birth()),
    ],
)
def test_of_a_date_stays_what_can_be(said: tuple[int | None, int | None, int | None], known: Birth) -> None:
    assert known_birth(*said) == known


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ((2011, 3, 17), (2011, 3, 17), BirthAgreement.SAME_DAY),
        ((2011, 3, 7), (2011, 7, 3), BirthAgreement.SWAPPED),
        ((2011, 3, 17), (2011, 3, 18), BirthAgreement.ONE_PART_DIFFERS),
        ((2011, 3, 17), (2010, 3, 17), BirthAgreement.ONE_PART_DIFFERS),
        ((2011, 3, 17), (2010, 4, 17), BirthAgreement.DIFFERENT),
        ((2011, 3, 17), (2011,), BirthAgreement.SAME_YEAR),
        ((2011, 3, 17), (2011, 1, 1), BirthAgreement.SAME_YEAR),  # 1 January says no more than the year
        ((2011, 1, 1), (2011, 1, 1), BirthAgreement.SAME_YEAR),
        ((2011, 3), (2011, 3, 17), BirthAgreement.SAME_MONTH),
        ((2011, 3), (2011, 4, 17), BirthAgreement.NEAR_YEAR),
        ((2011,), (2012, 3, 17), BirthAgreement.NEAR_YEAR),
        ((2011,), (2013,), BirthAgreement.DIFFERENT),
        ((2011,), (), BirthAgreement.UNKNOWN),
        ((), (), BirthAgreement.UNKNOWN),
    ],
)
def test_births_are_compared(one: tuple[int, ...], other: tuple[int, ...], agreement: BirthAgreement) -> None:
    assert compared_births(known_birth(*one), known_birth(*other)) is agreement
    assert compared_births(known_birth(*other), known_birth(*one)) is agreement


@settings(deadline=None)
@given(YEARS, PARTS, PARTS)
def test_any_date_has_an_answer(year: int | None, month: int | None, day: int | None) -> None:
    birth = known_birth(year, month, day)
    if birth.year is not None:
        assert date(birth.year, birth.month or 1, birth.day or 1)
    assert compared_births(birth, Birth()) is BirthAgreement.UNKNOWN
    assert compared_births(birth, birth) in {
        BirthAgreement.SAME_DAY, BirthAgreement.SAME_MONTH, BirthAgreement.SAME_YEAR, BirthAgreement.UNKNOWN
    }  # fmt: skip


@given(st.tuples(YEARS, PARTS, PARTS), st.lists(st.tuples(YEARS, PARTS, PARTS), max_size=8))
def test_many_at_once_are_worth_what_each_is(
    one: tuple[int | None, int | None, int | None], many: list[tuple[int | None, int | None, int | None]]
) -> None:
    birth, births = known_birth(*one), [known_birth(*other) for other in many]
    found = Births(births).points(birth, np.arange(len(births)))
    assert found.tolist() == [POINTS[compared_births(birth, other)] for other in births]
