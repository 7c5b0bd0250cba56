from datetime import date, timedelta

import pytest

from panah.foundation.departures.codes import Kind
from panah.foundation.departures.rules import is_away, may_begin, returns_on

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("kind", "since", "until", "reason"),
    [
        (Kind.LEAVING, 0, None, ""),
        (Kind.LEAVING, -3, None, ""),  # gone since Friday, said on Monday
        (Kind.LEAVING, 400, None, "too_far"),
        (Kind.LEAVE, 1, 14, ""),
        (Kind.LEAVE, 1, None, "no_last_day"),
        (Kind.LEAVE, 5, 4, "days_turned"),
        (Kind.LEAVE, -9, -1, "already_over"),
        (Kind.LEAVE, 1, 400, "too_far"),
    ],
)
def test_days_of_leaving_and_of_leave(kind: Kind, since: int, until: int | None, reason: str) -> None:
    last = TODAY + timedelta(days=until) if until is not None else None
    assert may_begin(kind, TODAY + timedelta(days=since), last, TODAY).reason == reason


def test_whoever_leaves_takes_nothing_new_and_whoever_is_on_leave_nothing_in_these_days() -> None:
    week = (TODAY, TODAY + timedelta(days=6))
    assert is_away(Kind.LEAVING, TODAY + timedelta(days=20), None, TODAY)
    assert [is_away(Kind.LEAVE, *week, TODAY + timedelta(days=day)) for day in (-1, 0, 6, 7)] == [
        False,
        True,
        True,
        False,
    ]


def test_somebody_is_back_on_the_day_after_the_last() -> None:
    assert returns_on(TODAY) == date(2026, 11, 24)
