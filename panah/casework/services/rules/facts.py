"""What is known of somebody who asks, and what of it is only possible."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from panah.casework.services.codes import CitizenshipGroup, Company, Fact, Funding, PapersAtHand, Sex, Status

LONGEST_LIFE = 130
ADULT_AGE = 18
UNKNOWN = "unknown"
FOR_FACTS: Mapping[Fact, type[StrEnum]] = {
    Fact.SEX: Sex,
    Fact.CITIZENSHIP: CitizenshipGroup,
    Fact.STATUS: Status,
    Fact.PAPERS: PapersAtHand,
    Fact.COMPANY: Company,
    Fact.FUNDING: Funding,
}
"""What each fact but the age may be. ``unknown`` is any of the others."""


@dataclass(frozen=True)
class Age:
    """Whole years, both ends included. A sure age is ``Age(15, 15)``."""

    youngest: int = 0
    oldest: int = LONGEST_LIFE

    def __post_init__(self) -> None:
        if not 0 <= self.youngest <= self.oldest:
            raise ValueError(f"nobody is from {self.youngest} to {self.oldest} years old")

    @classmethod
    def sure(cls, years: int) -> "Age":
        return cls(years, years)

    @property
    def as_child(self) -> "Age":
        """In doubt somebody is a child."""
        return Age(self.youngest, ADULT_AGE - 1) if self.may_be_either else self

    @property
    def may_be_either(self) -> bool:
        return self.youngest < ADULT_AGE <= self.oldest

    @property
    def bits(self) -> int:
        first, last = min(self.youngest, LONGEST_LIFE), min(self.oldest, LONGEST_LIFE)
        return ((1 << (last - first + 1)) - 1) << first


def _layout() -> tuple[dict[tuple[Fact, str], int], dict[Fact, int]]:
    """One bit for each year of age and each value of a fact, side by side, so that a row is compared in one step."""
    at, whole, place = {}, {Fact.AGE: Age().bits}, LONGEST_LIFE + 1
    for fact, values in FOR_FACTS.items():
        whole[fact] = 0
        for value in values:
            if value != UNKNOWN:
                at[fact, str(value)] = 1 << place
                whole[fact] |= 1 << place
                place += 1
    return at, whole


BIT, WHOLE = _layout()


@dataclass(frozen=True)
class Facts:
    """What is known of somebody who asks. A word that is empty, ``unknown`` or of no list is not known."""

    age: Age = field(default_factory=Age)
    sex: str = UNKNOWN
    citizenship: str = UNKNOWN
    status: str = UNKNOWN
    papers: str = UNKNOWN
    company: str = UNKNOWN

    @property
    def as_child(self) -> "Facts":
        return replace(self, age=self.age.as_child)


NOTHING_KNOWN = Facts()


class Seen(NamedTuple):
    """Facts as bits: all that is possible, what of it is sure, ages that are neither sure nor all, and what is not known."""

    possible: int
    sure: int
    ages: int
    unknown: int


def seen(facts: Facts, funding: str) -> Seen:
    own = {fact: getattr(facts, fact) for fact in FOR_FACTS if fact is not Fact.FUNDING} | {Fact.FUNDING: funding}
    words = [(BIT.get((fact, str(word)), 0), WHOLE[fact]) for fact, word in own.items()]
    age = facts.age.bits
    known = sum(bit for bit, _whole in words)
    unknown = sum(whole for bit, whole in words if not bit)
    is_sure = not age & (age - 1)
    return Seen(
        possible=age | known | unknown,
        sure=known | (age if is_sure else 0),
        ages=0 if is_sure else age,
        unknown=unknown,
    )


class View(NamedTuple):
    """Somebody as a child where they may be one, and as all that they may be where this differs."""

    as_child: Seen
    whole: Seen | None


def view(facts: Facts, funding: str) -> View:
    whole = seen(facts, funding) if facts.age.may_be_either else None
    return View(seen(facts.as_child, funding), whole)
