"""Bands, what comes before any talk, what is still open of a night, and how long people waited."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from panah.casework.operations.codes import ArrivalStep
from panah.casework.people.codes import Safety
from panah.foundation.security.codes import ALPHABET, check_sign, meant_signs

ADULT_BAND = "adult"
BAND_SIGNS = 5
WRITTEN_BY_HAND = 3  # digits, where no printed band is left
MOST_OF_A_FAMILY = 9
MOST_BANDS = 60
STANDS_FOR = timedelta(hours=24)  # a stand-by, from its hour on
FORGOTTEN_AFTER = timedelta(hours=72)  # from its hour on, or from the moment when it was called off
FURTHEST = timedelta(days=120)
ROWS_KEPT = timedelta(days=90)  # of a night that was closed
SPOKEN_BY_ALL = frozenset({"kk", "ru"})  # nobody has to be fetched for these
BEFORE_A_TALK = (ArrivalStep.DRINK, ArrivalStep.FOOD, ArrivalStep.REST)
NOT_KNOWN = "unknown"


def band_of(text: str) -> str:
    """The number on a band as it was meant, or ``""``: five printed signs that check, or a number written by hand."""
    signs = meant_signs(text)
    if signs.isdecimal() and 0 < len(signs) <= WRITTEN_BY_HAND:
        return str(int(signs)) if int(signs) else ""
    is_printed = len(signs) == BAND_SIGNS and all(sign in ALPHABET for sign in signs)
    return signs if is_printed and check_sign(signs[:-1]) == signs[-1] else ""


def new_bands(count: int, choose: Callable[[str], str]) -> list[str]:
    """So many different numbers for a sheet of bands: random, never one after the other, and they mean nothing."""
    found: dict[str, None] = {}
    while len(found) < min(count, MOST_BANDS):
        body = "".join(choose(ALPHABET) for _sign in range(BAND_SIGNS - 1))
        sign = check_sign(body)
        if sign and not body.isdecimal():
            found[body + sign] = None
    return list(found)


def is_child(age_band: str) -> bool:
    """Whoever is not known to be grown is a child until somebody decides."""
    return age_band != ADULT_BAND


def missing_before_a_talk(
    done: Collection[ArrivalStep], *, is_of_child: bool, language: str, is_medical_first: bool
) -> tuple[ArrivalStep, ...]:
    """What has to be written down before anybody asks anything; nothing: the talk may begin.

    A doctor first where one is needed at once, somebody who interprets where the language is not everybody's; for a child
    also drink, food, rest and an adult whom the child trusts.
    """
    wanted = [*BEFORE_A_TALK] if is_of_child else []
    wanted += [ArrivalStep.DOCTOR] if is_medical_first else []
    wanted += [ArrivalStep.INTERPRETER] if language not in SPOKEN_BY_ALL else []
    wanted += [ArrivalStep.TRUSTED_ADULT] if is_of_child else []
    return tuple(step for step in wanted if step not in done)


def may_sleep_under_one_roof(safety: str) -> bool:
    """An adult sleeps where children sleep only once somebody decided that this adult is safe (S3)."""
    return safety == Safety.SAFE


@dataclass(frozen=True)
class UnderRoof:
    """Who sleeps in a house already, or is on the way to it, whoever sent them there."""

    has_children: bool = False
    has_unclear_adults: bool = False  # of a night, and nobody decided that they are safe
    has_own_adults: bool = False  # of whom the house alone can say something

    def is_fit_for(self, *, is_of_child: bool, safety: str) -> bool:
        """As far as somebody in a night decided anything; of its own adults the house is asked besides."""
        if is_of_child:
            return not self.has_unclear_adults
        return not self.has_children or may_sleep_under_one_roof(safety)


def may_be_with_adult(safety_of_group: Iterable[str]) -> bool:
    """Whether "with a safe adult" may be said of a child: an adult of its group is safe, and none is suspected."""
    known = list(safety_of_group)
    return Safety.SAFE in known and Safety.SUSPECTED not in known


@dataclass(frozen=True)
class Standing:
    """What is known of one row when the night is to end."""

    has_next: bool
    has_owner: bool
    is_child: bool
    sleeps_tonight: str = NOT_KNOWN

    @property
    def is_open(self) -> bool:
        """Nobody has it yet, or nobody knows where the child sleeps (S9)."""
        return not (self.has_next and self.has_owner) or (self.is_child and self.sleeps_tonight == NOT_KNOWN)


def stands_until(begins: datetime) -> datetime:
    return begins + STANDS_FOR


def is_forgotten(now: datetime, begins: datetime, called_off_at: datetime | None) -> bool:
    """Whether a stand-by is to be erased: soon after its day, and as soon after it was called off."""
    return now >= (called_off_at if called_off_at is not None else begins) + FORGOTTEN_AFTER


def is_over(now: datetime, begins: datetime, called_off_at: datetime | None) -> bool:
    return called_off_at is not None or now >= stands_until(begins)


def may_be_ahead(begins: datetime, now: datetime) -> bool:
    """Not over, and not so far away that it would lie about for long."""
    return now - STANDS_FOR < begins <= now + FURTHEST


@dataclass(frozen=True)
class Waits:
    """How many minutes people waited for something: the middle one, the longest, and how many had it."""

    count: int = 0
    middle: int | None = None
    longest: int | None = None


def waits(spans: Sequence[tuple[datetime, datetime]]) -> Waits:
    """From each arrival to what was given; what was written before the arrival counts as at once."""
    minutes = [max(0, round((given - came).total_seconds() / 60)) for came, given in spans]
    if not minutes:
        return Waits()
    return Waits(len(minutes), round(median(minutes)), max(minutes))
