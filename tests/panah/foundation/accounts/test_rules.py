from datetime import date

import pytest

from panah.foundation.accounts.rules import Days


def days(first: int, last: int | None = None) -> Days:
    return Days(date(2026, 1, first), date(2026, 1, last) if last else None)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (days(1, 10), days(10, 20), True),
        (days(1, 9), days(10, 20), False),
        (days(1), days(30), True),
        (days(5), days(1, 4), False),
        (days(5), days(1, 5), True),
        (days(1, 31), days(10, 12), True),
        (days(10, 9), days(1), False),  # ended before it had begun
    ],
)
def test_days_meet_where_one_is_in_both(one: Days, other: Days, meet: bool) -> None:
    assert one.meet(other) is meet
    assert other.meet(one) is meet
