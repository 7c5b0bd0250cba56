"""Who in a list may be somebody already known."""

from uuid import UUID

import pytest

from panah.casework.exchange.rules.doubles import MOST_FOR_ONE, Seen, doubles_of, may_be_same


def seen(number: int, *tokens: int, year: int | None = 2012, sex: str = "female") -> Seen:
    return Seen(UUID(int=number), frozenset(tokens), year, sex)


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (seen(2, 1, 2, 3), True),
        (seen(2, 1, 2), True),
        (seen(2, 1, 2, year=None, sex="unknown"), True),
        (seen(2, 1, 2, year=2013), True),
        (seen(2, 1, 2, year=2014), False),
        (seen(2, 1, 2, sex="male"), False),
        (seen(2, 1), False),
        (seen(2, 2, 3, 4), False),
        (seen(2), False),
    ],
)
def test_the_shorter_name_stands_in_the_longer_and_nothing_speaks_against_it(other: Seen, is_same: bool) -> None:
    assert may_be_same(seen(1, 1, 2, 3), other) is is_same
    assert may_be_same(other, seen(1, 1, 2, 3)) is is_same


def test_those_known_and_those_earlier_in_the_list_are_asked_about_each_pair_once() -> None:
    pairs = doubles_of([seen(10, 1, 2), seen(11, 1, 2, 3)], [seen(1, 1, 2)])
    assert [(one.int, other.int) for one, other in pairs] == [(10, 1), (11, 1), (11, 10)]


def test_a_common_name_brings_no_more_pairs_than_a_person_can_compare() -> None:
    assert len(doubles_of([seen(99, 1, 2)], [seen(number, 1, 2) for number in range(20)])) == MOST_FOR_ONE
