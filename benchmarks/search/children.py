"""Invented children of Central Asia, as a register of many towns holds them, and one of them asked for by another hand.

Nobody of them lives. A name is put together of a family name, a given name and mostly a patronymic; words come from the public
groups of spellings (``benchmarks.hard_names``) and from parts that names of the region are made of, some common and most rare
(Zipf). One in five is the brother or sister of another record, and a few of those are twins. The same seed gives the same children.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.hard_names import HABITS, OF_FAMILIES, Person, Word, words_of, written
from panah.engines.matching.births import Birth, known_birth

FIRST_DAY, DAYS = date(2008, 9, 1), 18 * 365
SIBLINGS, TWINS = 0.2, 0.03
WITH_FATHER = 0.7
FAMILIES, GIVEN = 24_000, 3_000
BIRTHS_ASKED = {"whole": 0.55, "year": 0.25, "year_beside": 0.10, "swapped": 0.03, "none": 0.07}
"""What whoever asks knows of the birthday."""
COMMONEST_FAMILY, COMMONEST_GIVEN = 60, 15
"""Zipf with a flat head: the commonest family name has about one child in two hundred and fifty, a given name one in fifty."""

# fmt: off
_HEADS = (
    "ай ақ:ак алтын әл:ал аман асыл:асыл бай бақ:бак бек ер жан жұма:джума есен ел нұр:нур гүл:гуль күн:кун қыз:кыз "
    "мәд:мад мир мұрат:мурат ораз өмір:омир сағын:сагын сұл:сул тай темір:темир тоқ:ток төле:толе ұлан:улан шах "
    "шер ыс іл:ил дил фар хур баһ:бах зар заһ:зах мақ:мак рүс:рус сәу:сау әб:аб"
)
_TAILS = (
    "бек бай жан хан гүл:гуль нұр:нур тай мұрат:мурат дос ғали:гали кен мира ай дана шара зада сұлу:сулу бол болат ман "
    "мас нар сая тас берді:берды қожа:кожа келді:кельды жол құл:кул пан раз риз рух сан тан шат зия мина лола ора нора"
)
_LAST = "бек бай хан әлі:али мұрат:мурат жан ғазы:газы құл:кул ша"
# fmt: on


@dataclass(frozen=True)
class Asked:
    """Somebody asks for the record at ``place``."""

    place: int
    name: str
    birth: Birth
    known: str


def _parts(text: str) -> list[tuple[str, str]]:
    pairs = (part.partition(":") for part in text.split())
    return [(kazakh, russian or kazakh) for kazakh, _, russian in pairs]


def given_names(folder: Path | None) -> tuple[list[Word], list[Word]]:
    """The words that families and children are named by, the commonest first; without the lists composed ones alone."""
    chance = random.Random(11)
    listed = words_of(folder) if folder else []
    composed = [
        Word(one + other, own + their) for one, own in _parts(_HEADS) for other, their in _parts(_TAILS) if one != other
    ]
    chance.shuffle(composed)
    own = [word for word in listed if not word.russian.endswith(OF_FAMILIES)]
    given = [*own, *composed]
    chance.shuffle(given)
    longer = [Word(w.kazakh + one, w.russian + other) for w in given[:GIVEN] for one, other in _parts(_LAST)]
    families = [*(word for word in listed if word.russian.endswith(OF_FAMILIES)), *given]
    chance.shuffle(families)
    chance.shuffle(longer)
    return [*families, *longer][:FAMILIES], given[:GIVEN]


def _drawn(chance: np.random.Generator, words: int, commonest: int, count: int) -> NDArray[np.int32]:
    weights = 1 / (np.arange(words) + commonest)
    return np.searchsorted(np.cumsum(weights / weights.sum()), chance.random(count)).clip(0, words - 1).astype(np.int32)


class Children:
    """Numbers only, so that ten million fit; texts are written when they are asked for."""

    def __init__(self, count: int, folder: Path | None = None, seed: int = 6) -> None:
        chance = np.random.default_rng(seed)
        self.families, self.given = given_names(folder)
        self.count, self._seed = count, seed
        self._family = _drawn(chance, len(self.families), COMMONEST_FAMILY, count)
        self._given = _drawn(chance, len(self.given), COMMONEST_GIVEN, count)
        self._father = _drawn(chance, len(self.given), COMMONEST_GIVEN, count)
        self._father[chance.random(count) >= WITH_FATHER] = -1
        self._is_girl = chance.random(count) < 0.5
        self._day = chance.integers(0, DAYS, count, dtype=np.int32)
        self._habit = chance.choice(len(HABITS), count, p=_shares()).astype(np.int8)
        later = np.flatnonzero(chance.random(count) < SIBLINGS)[1:]
        elder = chance.integers(0, later)
        self._family[later], self._father[later] = self._family[elder], self._father[elder]
        twins = chance.random(len(later)) < TWINS
        self._day[later[twins]] = self._day[elder[twins]]

    def person(self, place: int) -> Person:
        father = int(self._father[place])
        return Person(
            self.families[self._family[place]], self.given[self._given[place]],
            self.given[father] if father >= 0 else None, bool(self._is_girl[place]),
        )  # fmt: skip

    def day(self, place: int) -> date:
        return FIRST_DAY + timedelta(days=int(self._day[place]))

    def habit(self, place: int) -> str:
        """By which hand the record is written."""
        return list(HABITS)[int(self._habit[place])]

    def birth(self, place: int) -> Birth:
        day = self.day(place)
        return Birth(day.year, day.month, day.day)

    def names(self) -> Iterator[str]:
        """Of all, in order."""
        chance, habits = random.Random(self._seed), list(HABITS)
        for place, habit in enumerate(self._habit.tolist()):
            yield written(self.person(place), habits[habit], chance)

    def asked(self, count: int) -> Iterator[Asked]:
        """Each for another record, in another habit of writing than the record's."""
        chance, habits, shares = random.Random(self._seed + 1), list(HABITS), list(HABITS.values())
        for place in chance.sample(range(self.count), min(count, self.count)):
            habit = own = habits[self._habit[place]]
            while habit == own:
                habit = chance.choices(habits, shares)[0]
            known = chance.choices(list(BIRTHS_ASKED), list(BIRTHS_ASKED.values()))[0]
            yield Asked(
                place, written(self.person(place), habit, chance), told(self.birth(place), known, chance), known
            )


def _shares() -> NDArray[np.float64]:
    weights = np.array(list(HABITS.values()), dtype=np.float64)
    shares: NDArray[np.float64] = weights / weights.sum()
    return shares


def told(birth: Birth, known: str, chance: random.Random) -> Birth:
    """What whoever asks knows of a birthday."""
    assert birth.year
    if known == "whole":
        return birth
    if known == "swapped":
        return known_birth(birth.year, birth.day, birth.month)
    if known == "none":
        return Birth()
    return Birth(birth.year + (chance.choice((-1, 1)) if known == "year_beside" else 0))
