"""Ages, bands and the words of a name: pure, so that every row of their tables can be read."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from panah.casework.people.codes import Category, Standing
from panah.engines.matching.folding import name_words

ADULT_AGE = 18
TOKEN_BITS = 48
MAXIMUM_WORDS = 12
LONGEST_LIFE = 130
DECIDED_BY_A_BODY = frozenset({Category.IDENTIFIED_VICTIM, Category.NOT_A_VICTIM})  # nobody else may say so (S6)
_BANDS = ((0, "under_1"), (5, "1_5"), (11, "6_11"), (14, "12_14"), (17, "15_17"))


@dataclass(frozen=True)
class Birth:
    """What is known of a birth: a whole date, a year, a year that is a guess, or nothing."""

    day: date | None = None
    year: int | None = None
    is_about: bool = False

    @property
    def known_year(self) -> int | None:
        return self.day.year if self.day else self.year


def age_on(birth: Birth, day: date) -> int | None:
    """Whole years; from a bare year the younger of the two possible ages, since in doubt somebody is a child."""
    if birth.day is not None:
        had_birthday = (day.month, day.day) >= (birth.day.month, birth.day.day)
        return day.year - birth.day.year - (0 if had_birthday else 1)
    if birth.year is None:
        return None
    return max(0, day.year - birth.year - (0 if (day.month, day.day) == (12, 31) else 1))


def age_band(age: int | None) -> str:
    """The code of the band (code list age_band)."""
    if age is None or age < 0:
        return "unknown"
    return next((band for highest, band in _BANDS if age <= highest), "adult")


def is_adult(age: int | None) -> bool:
    """Age unknown is a child."""
    return age is not None and age >= ADULT_AGE


def may_be_born(birth: Birth, today: date) -> bool:
    """Not in the future, not longer ago than people live."""
    year = birth.known_year
    if birth.day is not None and birth.day > today:
        return False
    return year is None or today.year - LONGEST_LIFE <= year <= today.year


def standing_of(birth: Birth, band: str, day: date) -> Standing:
    """In which right somebody is helped who came on ``day``; whose age is not known is a child."""
    age = age_on(birth, day)
    return Standing.ADULT if is_adult(age) or (age is None and band == "adult") else Standing.CHILD


def band_of(birth: Birth, told: str, day: date) -> str:
    """The band on ``day``: from the birth where it is known, else as it was told."""
    age = age_on(birth, day)
    return age_band(age) if age is not None else told


def may_last(given_on: date | None, expires_on: date | None, today: date) -> str:
    """What is wrong with the days of a consent, or nothing."""
    if given_on is not None and given_on > today:
        return "given_in_future"
    if expires_on is not None and expires_on < (given_on or today):
        return "ends_before_it_begins"
    return ""


def tokens_of(names: Sequence[str], key: bytes) -> frozenset[int]:
    """A keyed 48-bit hash for each folded word of the names: finds the word in any script, tells nothing without the key."""
    words = {word for name in names for word in name_words(name)[:MAXIMUM_WORDS]}
    return frozenset(token_of(word, key) for word in words)


def token_of(word: str, key: bytes) -> int:
    return int.from_bytes(hmac.digest(key, word.encode(), hashlib.sha256)[: TOKEN_BITS // 8], "big")
