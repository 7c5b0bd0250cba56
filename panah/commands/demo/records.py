"""The raw records behind the invented children, with every trap that an honest count must not fall into.

308 records for 302 children: six children came twice, under other spellings, until a person said "same". Beside them
stand people who must not be counted: served a day too early or too late, and adults. Pure: no database, no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from panah.casework.people.codes import Category, Sameness, Standing
from panah.casework.people.rules import Birth, age_band, age_on, is_adult
from panah.commands.demo.dice import Dice
from panah.commands.demo.margins import FIRST_DAY, LAST_DAY, SERVICE_TYPES, Given, InventedChild, invent
from panah.commands.demo.names import LANGUAGE_OF, InventedName, Script, name_of

NGO_OF = {
    "KZ-61": "ulgi-1", "KZ-79": "ulgi-2", "KZ-75": "ulgi-3", "KZ-19": "ulgi-3", "KZ-33": "ulgi-3", "KZ-31": "ulgi-4",
    "KZ-43": "ulgi-5",
}  # fmt: skip
_NEIGHBOUR = {"ulgi-1": "KZ-79", "ulgi-2": "KZ-61", "ulgi-3": "KZ-31", "ulgi-4": "KZ-19", "ulgi-5": "KZ-61"}
MERGED, BOTH_KEPT = 2, 4
TOO_EARLY, TOO_LATE = FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1)
OLDEST = 17
CLOCKS_GO_BACK = (date(2024, 2, 29), date(2024, 3, 1))


@dataclass(frozen=True)
class Visit:
    """A service with who gave it; ``organisation`` is empty where it is the one that leads the case."""

    given: Given
    organisation: str = ""


@dataclass(frozen=True)
class Record:
    """One record as one organisation wrote it."""

    key: str
    organisation: str
    place: str
    sex: str
    birth: Birth
    age_band: str
    citizenship: str
    language: str
    category: Category
    names: tuple[str, ...]
    visits: tuple[Visit, ...]
    registered_on: date
    standing: Standing = Standing.CHILD
    same_as: str = ""
    sameness: Sameness | None = None
    stands_at_the_change_of_clocks: bool = False


def raw_records() -> list[Record]:
    """Everybody of the past, in a fixed order; a record that is the same as another stands after it."""
    dice = Dice("records")
    children = invent()
    late_and_early = _served_outside_too(children)
    lookalikes = lookalikes_among(children)
    twice = set(_who_came_twice(children))
    by_three = next(child for child in children if len(child.services) >= 4 and child.number not in twice)
    records: list[Record] = []
    for child in children:
        name = name_of(lookalikes.get(child.number, child.number), LANGUAGE_OF[child.citizenship], child.sex)
        record = _record(dice, child, name, late_and_early.get(child.number, ()))
        if child.number in lookalikes:
            record = _alike(record, name, records, lookalikes[child.number])
        records.append(_by_three(record) if child is by_three else record)
    records = _with_the_change_of_clocks(records, children)
    for place, number in enumerate(sorted(twice)):
        records[number], twin = _split(records[number], children[number], place)
        records.append(twin)
    return [*records, *_outside(), *_adults()]


def _record(dice: Dice, child: InventedChild, name: InventedName, more: Sequence[Given]) -> Record:
    services = sorted([*child.services, *more], key=lambda one: one.day)
    own = Script.KAZAKH if child.citizenship == "KZ" else Script.RUSSIAN
    first_spelling, second = [own, Script.LATIN][:: 1 if dice.below(3) else -1]
    spellings = (first_spelling, second) if dice.below(3) == 0 else (first_spelling,)
    registered = services[0].day - timedelta(days=dice.below(4))
    return Record(
        key=f"child-{child.number}",
        organisation=NGO_OF[child.territory],
        place=child.territory,
        sex=child.sex,
        birth=birth_of(dice, child.age_band, child.first_day, services[-1].day, registered),
        age_band=child.age_band,
        citizenship=child.citizenship,
        language=LANGUAGE_OF[child.citizenship],
        category=child.category,
        names=tuple(name.full(spelling) for spelling in spellings),
        visits=tuple(Visit(one) for one in services),
        registered_on=registered,
    )


def birth_of(dice: Dice, band: str, first: date, last: date, registered: date) -> Birth:
    """A birth that puts the child in ``band`` on the day ``first``, by the year alone and by the whole date."""
    if band == "unknown":
        return Birth()
    years = range(first.year - OLDEST - 1, first.year)
    fitting = [year for year in years if _is_child_in(band, year, first, last)]
    year = dice.one_of(fitting)
    if band == "under_1" and registered.month > 4 and dice.below(2):
        return Birth(day=date(first.year, 1 + dice.below(registered.month - 2), 1 + dice.below(28)))
    birthday_of_that_year = first + timedelta(days=5 + dice.below(330))
    kind = dice.below(10)
    whole = Birth(day=date(year, birthday_of_that_year.month, min(28, birthday_of_that_year.day)))
    if kind >= 7 or birthday_of_that_year.year > first.year or is_adult(age_on(whole, last)):
        return Birth(year=year, is_about=kind >= 9)
    return whole


def _is_child_in(band: str, year: int, first: date, last: date) -> bool:
    return age_band(age_on(Birth(year=year), first)) == band and not is_adult(age_on(Birth(year=year), last))


def _served_outside_too(children: Sequence[InventedChild]) -> dict[int, tuple[Given, ...]]:
    """Two children got a further type of service a day before and a day after the window: a 994th and 995th pair."""
    early = next(child for child in children if child.quarter == (2023, 3) and child.first_day != FIRST_DAY)
    late = next(child for child in children if child.quarter == (2025, 2) and child.last_day != LAST_DAY)
    return {early.number: (_missing(early, TOO_EARLY),), late.number: (_missing(late, TOO_LATE),)}


def _missing(child: InventedChild, day: date) -> Given:
    had = {one.service_type for one in child.services}
    return Given(next(code for code in SERVICE_TYPES if code not in had and code != "repatriation"), day)


def lookalikes_among(children: Sequence[InventedChild]) -> dict[int, int]:
    """Two pairs of children of one name and one birth year, who are two children: number → number of the name."""
    found: dict[int, int] = {}
    for sex in ("female", "male"):
        alike = [
            child
            for child in children
            if (child.citizenship, child.sex, child.age_band, child.first_day.year) == ("UZ", sex, "6_11", 2024)
        ]
        found |= {alike[0].number: alike[0].number, alike[1].number: alike[0].number}
    return found


def _alike(record: Record, name: InventedName, earlier: Sequence[Record], first: int) -> Record:
    """The first of the pair in Cyrillic letters; the second in Latin ones, with the birth year of the first."""
    if record.key == f"child-{first}":
        return replace(record, names=(name.full(Script.RUSSIAN),))
    year = next(one for one in earlier if one.key == f"child-{first}").birth.known_year
    return replace(record, names=(name.full(Script.LATIN),), birth=Birth(year=year))


def _who_came_twice(children: Sequence[InventedChild]) -> list[int]:
    alike = lookalikes_among(children)
    able = [
        child.number
        for child in children
        if len({one.day for one in child.services}) >= 3 and child.number not in alike and child.age_band != "unknown"
    ]
    return able[10 :: len(able) // 6][: MERGED + BOTH_KEPT]


def _split(record: Record, child: InventedChild, place: int) -> tuple[Record, Record]:
    """The record and its twin: the services of the child lie in both. In the first pair the twin has the earliest."""
    middle = len(record.visits) // 2
    parts = (record.visits[:middle], record.visits[middle:])
    early, late = parts[0], parts[1]
    is_merged = place < MERGED
    elsewhere = _NEIGHBOUR[record.organisation]
    name = name_of(child.number, LANGUAGE_OF[child.citizenship], child.sex)
    mine, others = (late, early) if place == 0 else (early, late)
    first = replace(record, visits=mine, registered_on=mine[0].given.day)
    twin = replace(
        record,
        key=f"{record.key}-twin",
        organisation=record.organisation if is_merged else NGO_OF[elsewhere],
        place=record.place if is_merged else elsewhere,
        sex="unknown" if place == 1 else record.sex,
        birth=Birth(year=record.birth.known_year, is_about=True),
        names=(name.full(Script.LATIN if record.names[0] != name.full(Script.LATIN) else Script.KAZAKH),),
        visits=others,
        registered_on=others[0].given.day,
        same_as=record.key,
        sameness=Sameness.MERGED if is_merged else Sameness.BOTH_KEPT,
    )
    return first, twin


def _by_three(record: Record) -> Record:
    """One child whom three organisations served, in one case."""
    helpers = [code for code in ("ulgi-1", "ulgi-2", "ulgi-3", "ulgi-4") if code != record.organisation][:2]
    owners = ["", *helpers]
    return replace(
        record, visits=tuple(replace(one, organisation=owners[n % 3]) for n, one in enumerate(record.visits))
    )


def _with_the_change_of_clocks(records: list[Record], children: Sequence[InventedChild]) -> list[Record]:
    """A child who was visited in the hour that Almaty lived twice, on the night to 1 March 2024."""
    number = next(child.number for child in children if date(2024, 1, 1) <= child.first_day < date(2024, 2, 20))
    record = records[number]
    again = tuple(Visit(replace(record.visits[0].given, day=day)) for day in CLOCKS_GO_BACK)
    visits = sorted([*record.visits, *again], key=lambda one: one.given.day)
    return [
        *records[:number],
        replace(record, visits=tuple(visits), stands_at_the_change_of_clocks=True),
        *records[number + 1 :],
    ]


def _outside() -> list[Record]:
    """Two children who were served on the day before the window, and on the day after it."""
    return [
        _simple(f"outside-{day:%Y%m%d}", place, 9 + number, day, sex)
        for number, (day, place, sex) in enumerate([(TOO_EARLY, "KZ-61", "female"), (TOO_LATE, "KZ-79", "male")])
    ]


def _adults() -> list[Record]:
    """A mother, a worker and a young woman of 18 who were helped in the window: never counted as children (S10)."""
    ages = [("KZ-61", 34, "female"), ("KZ-75", 41, "male"), ("KZ-31", 18, "female")]
    return [
        replace(_simple(f"adult-{age}", place, age, date(2024, 9, 10), sex), standing=Standing.ADULT, age_band="adult")
        for place, age, sex in ages
    ]


def _simple(key: str, place: str, age: int, day: date, sex: str) -> Record:
    return Record(
        key=key,
        organisation=NGO_OF[place],
        place=place,
        sex=sex,
        birth=Birth(year=day.year - age - 1),
        age_band="unknown",
        citizenship="UZ",
        language="uz",
        category=Category.CHILD_OF_MIGRANT_LABOURERS if age < 18 else Category.UNKNOWN,
        names=(name_of(age, "uz", sex).full(Script.RUSSIAN),),
        visits=(Visit(Given("basic_needs", day)),),
        registered_on=day,
    )
