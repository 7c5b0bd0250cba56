"""The invented children before anything is written: every published total, and every trap."""

from collections import Counter
from collections.abc import Callable

import pytest

from panah.casework.people.codes import Standing
from panah.casework.people.rules import Birth, age_band, age_on
from panah.commands.demo import margins
from panah.commands.demo.dice import Dice
from panah.commands.demo.margins import FIRST_DAY, LAST_DAY, InventedChild, invent
from panah.commands.demo.records import TOO_EARLY, TOO_LATE, Record, lookalikes_among, raw_records
from panah.engines.matching.folding import name_words

TOTALS: list[tuple[dict[str, int], Callable[[InventedChild], object]]] = [
    (margins.TERRITORIES, lambda child: child.territory),
    (margins.CITIZENSHIPS, lambda child: child.citizenship),
    (margins.AGE_BANDS, lambda child: child.age_band),
    (margins.SEXES, lambda child: child.sex),
]


@pytest.mark.parametrize(("total", "fact"), TOTALS)
def test_every_total_is_exact(total: dict[str, int], fact: Callable[[InventedChild], object]) -> None:
    assert Counter(fact(child) for child in invent()) == total
    assert sum(total.values()) == 302


def test_category_is_exact_for_citizens_and_for_others() -> None:
    children = invent()
    assert Counter(child.category for child in children if child.is_citizen) == margins.CATEGORIES_OF_CITIZENS
    assert Counter(child.category for child in children if not child.is_citizen) == margins.CATEGORIES_OF_OTHERS


def test_first_services_fall_into_their_quarters() -> None:
    quarters = Counter((child.first_day.year, (child.first_day.month + 2) // 3) for child in invent())
    assert quarters == margins.NEW_IN_QUARTER


def test_children_and_types_make_993_pairs() -> None:
    pairs = Counter(code for child in invent() for code in {one.service_type for one in child.services})
    assert pairs == margins.SERVICE_TYPES
    assert pairs.total() == 993


def test_47_children_go_home_17_families_among_them_on_one_day() -> None:
    going = [(child, one.day) for child in invent() for one in child.services if one.service_type == "repatriation"]
    assert len(going) == 47
    assert not [child for child, _ in going if child.is_citizen]
    together = Counter((child.territory, child.citizenship, child.quarter, day) for child, day in going)
    assert sum(1 for size in together.values() if size > 1) >= 15  # two families may share a place and a day


def test_two_inventions_are_the_same() -> None:
    assert raw_records() == raw_records()
    assert [Dice("a").below(6) for _ in range(3)] == [Dice("a").below(6) for _ in range(3)]


def test_308_raw_records_stand_for_302_children() -> None:
    within = [record for record in raw_records() if record.standing is Standing.CHILD and _is_served_within(record)]
    assert len(within) == 308
    assert len({record.same_as or record.key for record in within}) == 302
    assert Counter(record.sameness for record in within if record.same_as) == {"merged": 2, "both_kept": 4}


def _is_served_within(record: Record) -> bool:
    return any(FIRST_DAY <= visit.given.day <= LAST_DAY for visit in record.visits)


def test_the_traps_are_there() -> None:
    records = raw_records()
    days = [visit.given.day for record in records for visit in record.visits]
    assert days.count(TOO_EARLY) == 2  # a child of nothing else, and a further type of a child who counts
    assert days.count(TOO_LATE) == 2
    assert min(day for day in days if day > TOO_EARLY) == FIRST_DAY
    assert max(day for day in days if day < TOO_LATE) == LAST_DAY
    assert sum(1 for record in records if record.birth == Birth() and record.standing is Standing.CHILD) == 9
    assert [len({visit.organisation for visit in record.visits}) for record in records].count(3) == 1
    assert sum(1 for record in records if record.standing is Standing.ADULT) == 3
    assert sum(1 for record in records if record.stands_at_the_change_of_clocks) == 1
    scripts = {name[0] for record in records for name in record.names}
    assert scripts == {"Ү", "У", "U"}


def test_two_pairs_look_alike_and_stay_two() -> None:
    by_key = {record.key: record for record in raw_records()}
    pairs = [(number, first) for number, first in lookalikes_among(invent()).items() if number != first]
    assert len(pairs) == 2
    for number, first in pairs:
        one, other = by_key[f"child-{first}"], by_key[f"child-{number}"]
        assert set(name_words(one.names[0])) == set(name_words(other.names[0]))
        assert one.names != other.names
        assert (one.birth.known_year, one.sex) == (other.birth.known_year, other.sex)
        assert not one.same_as
        assert not other.same_as


def test_nobody_grows_up_or_is_born_during_the_help() -> None:
    for record in raw_records():
        if record.standing is Standing.CHILD:
            assert record.birth.day is None or record.birth.day <= record.registered_on
            for visit in record.visits:
                age = age_on(Birth(year=record.birth.known_year), visit.given.day)
                assert age_band(age) != "adult"
