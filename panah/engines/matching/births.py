"""Dates of birth as they are known of children: whole, a year alone, a year that is a guess, written the other way round, or not.

Many registers write 1 January where they know the year only, so that day is worth no more than its year.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

EARLIEST_YEAR, LATEST_YEAR = 1880, 2120
MONTHS = 12


class BirthAgreement(StrEnum):
    """How two births lie to each other; the codes are reasons of a verdict."""

    SAME_DAY = "birth_same_day"
    SWAPPED = "birth_day_and_month_swapped"
    ONE_PART_DIFFERS = "birth_one_part_differs"
    SAME_MONTH = "birth_same_month"
    SAME_YEAR = "birth_same_year"
    NEAR_YEAR = "birth_year_beside"
    UNKNOWN = "birth_unknown"
    DIFFERENT = "birth_differs"


POINTS = {
    BirthAgreement.SAME_DAY: 180,
    BirthAgreement.SWAPPED: 130,
    BirthAgreement.ONE_PART_DIFFERS: 70,
    BirthAgreement.SAME_MONTH: 100,
    BirthAgreement.SAME_YEAR: 60,
    BirthAgreement.NEAR_YEAR: 20,
    BirthAgreement.UNKNOWN: 0,
    BirthAgreement.DIFFERENT: -240,
}


@dataclass(frozen=True)
class Birth:
    """What is known. Made by ``known_birth``: a month stands only beside a year, a day only beside a month."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def is_whole(self) -> bool:
        """A real day; 1 January stands in for a year."""
        return self.day is not None and (self.month, self.day) != (1, 1)


def known_birth(year: int | None = None, month: int | None = None, day: int | None = None) -> Birth:
    """What of a date can be: of 31 February the month stays, of month 17 and day 4 both turned round, of year 3 nothing."""
    if year is None or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return Birth()
    if month is not None and day is not None and month > MONTHS >= day:
        month, day = day, month
    if month is None or not 1 <= month <= MONTHS:
        return Birth(year)
    if day is None or not 1 <= day <= monthrange(year, month)[1]:
        return Birth(year, month)
    return Birth(year, month, day)


def compared_births(one: Birth, other: Birth) -> BirthAgreement:
    """Symmetric; a guess of a year is a year."""
    if one.year is None or other.year is None:
        return BirthAgreement.UNKNOWN
    if one.is_whole and other.is_whole:
        return _of_days(one, other)
    if one.year == other.year:
        months = {one.month, other.month} if _has_month(one) and _has_month(other) else {None}
        if months == {None}:
            return BirthAgreement.SAME_YEAR
        return BirthAgreement.SAME_MONTH if len(months) == 1 else BirthAgreement.NEAR_YEAR
    return BirthAgreement.NEAR_YEAR if abs(one.year - other.year) == 1 else BirthAgreement.DIFFERENT


def _has_month(birth: Birth) -> bool:
    return birth.is_whole or (birth.month is not None and birth.day is None)


def _of_days(one: Birth, other: Birth) -> BirthAgreement:
    if one == other:
        return BirthAgreement.SAME_DAY
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return BirthAgreement.SWAPPED
    same = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
    return BirthAgreement.ONE_PART_DIFFERS if same == 2 else BirthAgreement.DIFFERENT


class Births:
    """Many births as numbers, so that one is compared to all of them at once; worth what ``compared_births`` finds."""

    def __init__(self, births: Iterable[Birth]) -> None:
        numbers = (part for birth in births for part in (birth.year or 0, birth.month or 0, birth.day or 0))
        columns = np.fromiter(numbers, dtype=np.int16).reshape(-1, 3).T
        self._year, self._month, self._day = columns[0].copy(), columns[1].astype(np.int8), columns[2].astype(np.int8)

    def points(self, birth: Birth, places: NDArray[np.intp]) -> NDArray[np.int32]:
        """Of those at ``places``, in that order."""
        year, month, day = self._year[places], self._month[places], self._day[places]
        if birth.year is None:
            return np.zeros(len(places), dtype=np.int32)
        apart = np.abs(year - birth.year)
        is_whole = (day > 0) & ((month != 1) | (day != 1))
        has_month = is_whole | ((month > 0) & (day == 0))
        found = np.where(apart == 1, POINTS[BirthAgreement.NEAR_YEAR], POINTS[BirthAgreement.DIFFERENT]).astype(
            np.int32
        )
        found[apart == 0] = POINTS[BirthAgreement.SAME_YEAR]
        if _has_month(birth):
            in_month = (apart == 0) & has_month
            found[in_month] = POINTS[BirthAgreement.NEAR_YEAR]
            found[in_month & (month == birth.month)] = POINTS[BirthAgreement.SAME_MONTH]
        if birth.is_whole:
            same = (apart == 0).astype(np.int8) + (month == birth.month) + (day == birth.day)
            days = np.full(len(places), POINTS[BirthAgreement.DIFFERENT], dtype=np.int32)
            days[same == 2] = POINTS[BirthAgreement.ONE_PART_DIFFERS]
            days[(apart == 0) & (month == birth.day) & (day == birth.month)] = POINTS[BirthAgreement.SWAPPED]
            days[same == 3] = POINTS[BirthAgreement.SAME_DAY]
            found = np.where(is_whole, days, found)
        found[year == 0] = POINTS[BirthAgreement.UNKNOWN]
        return found
