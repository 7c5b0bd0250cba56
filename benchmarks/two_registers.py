"""Two invented registers for ``benchmarks.registers``: some children stand in both, each time written by another hand.

Words come from public groups of spellings, the common ones often, as names are. Of a child who stands in both the second register
knows the whole birthday, the year, a year beside, the day and month turned round, or nothing. The same seed gives the same rows.
"""

import csv
import random
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from benchmarks.hard_names import Person, Word, words_of, written

Row = tuple[str, str, str, str]
HEADINGS = ("id", "name", "born", "sex")
HABITS = {"kk": 5, "ru": 5, "passport": 4, "passport_gh": 1, "uzbek": 1, "german": 0.5, "gost": 0.5}
KNOWN_BIRTHS = {"whole": 55, "year": 25, "beside": 10, "swapped": 3, "nothing": 7}
FIRST_YEAR, YEARS = 2003, 20
COMMON = 30
"""The larger, the less do common names lead."""


@dataclass(frozen=True)
class Born:
    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.day:02}.{self.month:02}.{self.year}"


class Population:
    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        words = words_of(folder)
        self.chance.shuffle(words)
        self.families, self.given = (
            words,
            [word for word in words if not word.russian.endswith(("ов", "ова", "ев", "ева"))],
        )
        self.weights = {len(pool): list(accumulate(1 / (COMMON + place) for place in range(len(pool))))
                        for pool in (self.families, self.given)}  # fmt: skip

    def word(self, pool: list[Word]) -> Word:
        return self.chance.choices(pool, cum_weights=self.weights[len(pool)])[0]

    def person(self) -> Person:
        father = self.word(self.given) if self.chance.random() < 0.7 else None
        return Person(self.word(self.families), self.word(self.given), father, self.chance.random() < 0.5)

    def born(self) -> Born:
        return Born(FIRST_YEAR + self.chance.randrange(YEARS), self.chance.randint(1, 12), self.chance.randint(1, 28))

    def habit(self) -> str:
        return self.chance.choices(list(HABITS), list(HABITS.values()))[0]

    def row(self, number: str, person: Person, born: str, habit: str) -> Row:
        sex = ("m", "f")[person.is_girl] if self.chance.random() < 0.95 else ""
        return number, written(person, habit, self.chance), born, sex

    def known(self, born: Born) -> str:
        kind = self.chance.choices(list(KNOWN_BIRTHS), list(KNOWN_BIRTHS.values()))[0]
        if kind == "swapped" and born.day <= 12:
            return str(Born(born.year, born.day, born.month))
        beside = born.year + self.chance.choice((-1, 1))
        return {"year": str(born.year), "beside": str(beside), "nothing": ""}.get(kind, str(born))


def registers(folder: Path, rows: int, in_common: int, seed: int = 11) -> tuple[list[Row], list[Row]]:
    """Who stands in both has the same number: ``a17`` and ``b17``."""
    population = Population(folder, seed)
    ours, theirs = [], []
    for number in range(rows):
        person, born = population.person(), population.born()
        habit = population.habit()
        ours.append(population.row(f"a{number}", person, str(born), habit))
        known = population.known(born)
        if number >= in_common:
            person, born = population.person(), population.born()
            known = str(born) if population.chance.random() < 0.7 else str(born.year)
        theirs.append(population.row(f"b{number}", person, known, population.habit()))
    population.chance.shuffle(ours)
    population.chance.shuffle(theirs)
    return ours, theirs


def write_register(path: Path, rows: list[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([HEADINGS, *rows])
    return path
