"""Dates of birth as they are known of children: whole, a year alone, a year that is a guess, written the other way round, or not.

Many registers write 1 January where they know the year only, so that day is worth no more than its year.
"""

from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum

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
