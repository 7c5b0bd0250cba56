from datetime import date

import pytest

from panah.insight.indicators.rules import Breakdown, Cell, Window, adds_up, middle, quarter_of, share, split


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2023, 9, 18), "2023-Q3"),
        (date(2023, 12, 31), "2023-Q4"),
        (date(2024, 1, 1), "2024-Q1"),
        (date(2024, 3, 31), "2024-Q1"),
        (date(2024, 4, 1), "2024-Q2"),
    ],
)
def test_a_day_lies_in_its_quarter(day: date, quarter: str) -> None:
    assert quarter_of(day) == quarter


def test_cells_stand_in_the_order_of_the_list_then_strangers_then_unknown() -> None:
    found = split("x", ["b", "", "a", "z", "b", "unknown"], ("a", "b", "c", "unknown"))
    assert found.cells == (Cell("a", 1), Cell("b", 2), Cell("z", 1), Cell("unknown", 2))
    assert found.total == 6


def test_unknown_is_a_row_even_when_it_holds_nobody() -> None:
    assert split("x", ["a"], ("a",), shows_unknown=True).cells[-1] == Cell("unknown", 0)
    assert split("x", ["a"], ("a",)).cells == (Cell("a", 1),)


def test_only_a_partition_must_add_up() -> None:
    cells = (Cell("a", 2), Cell("b", 1))
    assert adds_up(3, Breakdown("x", cells))
    assert not adds_up(2, Breakdown("x", cells))
    assert adds_up(2, Breakdown("x", cells, is_partition=False))


def test_a_window_is_over_on_the_day_after_its_last() -> None:
    window = Window(date(2023, 9, 18), date(2025, 6, 30))
    assert not window.is_over(date(2025, 6, 30))
    assert window.is_over(date(2025, 7, 1))


def test_nothing_has_no_median_and_no_share() -> None:
    assert middle([]) is None
    assert share(0, 0) is None
    assert middle([1, 2, 10]) == 2.0
    assert middle([1, 2]) == 1.5
    assert share(5, 7) == 71.4
