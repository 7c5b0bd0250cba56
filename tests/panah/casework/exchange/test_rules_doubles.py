"""Who in a list may be somebody already known."""

from uuid import UUID

import pytest

from panah.casework.exchange.rules import doubles
from panah.casework.exchange.rules.doubles import (
    MOST_COMPARED,
    MOST_FOR_ONE,
    MOST_OF_A_NAME,
    Seen,
    doubles_of,
    may_be_same,
)


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
    assert [(one.int, other.int) for one, other in pairs.pairs] == [(10, 1), (11, 1), (11, 10)]


def test_a_common_name_brings_no_more_pairs_than_a_person_can_compare() -> None:
    assert len(doubles_of([seen(99, 1, 2)], [seen(number, 1, 2) for number in range(20)]).pairs) == MOST_FOR_ONE


def test_a_name_that_hundreds_have_is_sought_no_more_and_it_is_said() -> None:
    many = [seen(number, 1, 2) for number in range(5 * MOST_OF_A_NAME)]
    found = doubles_of(many, [])
    assert found.names_of_many == 4 * MOST_OF_A_NAME - 1
    assert len(found.pairs) < MOST_FOR_ONE * (MOST_OF_A_NAME + 1)
    rare = doubles_of([seen(9_001, 1, 2, 3)], [*many, seen(9_000, 2, 3)])
    assert [(one.int, other.int) for one, other in rare.pairs] == [(9_001, 9_000)]
    assert rare.names_of_many == 1


def test_a_list_of_one_name_alone_costs_no_more_comparisons_than_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[None] = []

    def counted(one: Seen, other: Seen) -> bool:
        asked.append(None)
        return False

    monkeypatch.setattr(doubles, "may_be_same", counted)
    doubles_of([seen(number, *range(8)) for number in range(3_000)], [])
    assert len(asked) <= (MOST_OF_A_NAME + 1) * MOST_COMPARED
