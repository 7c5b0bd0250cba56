from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panah.programme.training.rules.gain import Change, gain, worst
from panah.programme.training.rules.scoring import percent

BEFORE = {"A": {1}, "B": {1, 2}, "C": set[int](), "only before": {1, 2, 3}}
AFTER = {"A": {1, 2}, "B": {1, 2}, "C": {1}, "only after": {3}}


def test_only_who_sat_both_is_counted_and_the_others_are_told() -> None:
    found = gain(BEFORE, AFTER, [1, 2, 3])
    assert (found.people, found.before_only, found.after_only) == (3, 1, 1)
    assert [(item.change.before, item.change.after, item.change.of) for item in found.items] == [
        (2, 3, 3), (1, 2, 3), (0, 0, 3),
    ]  # fmt: skip
    assert (found.change.before, found.change.after, found.change.of) == (3, 5, 9)
    assert (found.better, found.same, found.worse) == (2, 1, 0)
    assert found.is_too_few


def test_shares_points_and_what_could_be_won() -> None:
    change = Change(3, 5, 9)
    assert (change.before_percent, change.after_percent, change.points) == (33, 56, 22)
    assert change.normalised == Fraction(1, 3)
    assert change.normalised_percent == 33


def test_where_all_was_right_before_nothing_could_be_won() -> None:
    assert Change(4, 4, 4).normalised is None
    assert Change(4, 3, 4).normalised_percent is None


def test_less_after_than_before_is_said_as_it_is() -> None:
    change = Change(3, 1, 5)
    assert (change.points, change.normalised_percent) == (-40, -100)


@pytest.mark.parametrize(("of", "few"), [(0, True), (4, True), (5, False)])
def test_below_five_is_too_few_to_say(of: int, few: bool) -> None:
    assert Change(0, 0, of).is_too_few is few


def test_the_worst_are_those_that_fewest_know_after() -> None:
    after = dict(zip("ABCDE", ({1, 2, 4}, {1, 2}, {1, 4}, {1}, {1}), strict=True))
    before = {key: set[int]() for key in "ABCDE"} | {"A": {4}}
    found = gain(before, after, [1, 2, 3, 4])
    # Question 1 knew everybody. 2 and 4 knew two: 4 won less.
    assert [item.number for item in worst(found)] == [3, 4, 2]


def test_without_people_nothing_is_worst() -> None:
    found = gain({"A": {1}}, {}, [1, 2])
    assert worst(found) == ()
    assert (found.people, found.change.of, found.change.before_percent) == (0, 0, 0)


_RIGHTS = st.dictionaries(st.sampled_from("abcdefgh"), st.sets(st.integers(1, 6)))


@settings(deadline=None)
@given(_RIGHTS, _RIGHTS)
def test_the_sum_of_the_questions_is_that_of_the_group(before: Any, after: Any) -> None:
    found = gain(before, after, range(1, 6))
    assert sum(item.change.before for item in found.items) == found.change.before
    assert sum(item.change.after for item in found.items) == found.change.after
    assert found.better + found.same + found.worse == found.people
    assert found.people + found.before_only == len(before)
    assert found.people + found.after_only == len(after)
    assert found.change.before_percent == percent(found.change.before, found.change.of)
