"""Nights by the calendar on the wall, how full a house was, and with whom somebody may leave."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from panah.casework.stays.rules import (
    Nights,
    Span,
    log_due_after,
    may_leave_with,
    missing_days,
    month_of,
    occupancy,
    warned_on,
)

ALMATY = ZoneInfo("Asia/Almaty")
NOVEMBER = (date(2026, 11, 1), date(2026, 12, 1))


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ALMATY)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("came", "left", "nights"),
    [
        (at(2026, 11, 2, 9), at(2026, 11, 2, 20), 0),  # left on the same day
        (
            at(2026, 11, 2, 23, 50),
            at(2026, 11, 3, 0, 10),
            1,
        ),  # over midnight in the house, at 18:50 and 19:10 in Greenwich
        (datetime(2026, 11, 2, 18, 0, tzinfo=UTC), datetime(2026, 11, 2, 20, 0, tzinfo=UTC), 1),
        (at(2026, 11, 2, 0, 30), at(2026, 11, 2, 8), 0),
        (at(2026, 10, 30, 12), at(2026, 11, 3, 12), 2),  # of November alone
        (at(2026, 11, 29, 12), None, 2),
        (at(2026, 12, 1, 1), None, 0),
    ],
)
def test_nights_are_those_between_days_on_the_wall(came: datetime, left: datetime | None, nights: int) -> None:
    assert Nights.between(came, left, ALMATY).count(*NOVEMBER) == nights


def test_occupancy_leaves_out_days_on_which_nobody_could_sleep_there() -> None:
    beds = [
        (Span(date(2026, 1, 1)), []),
        (Span(date(2026, 11, 11)), [Span(date(2026, 11, 21), date(2026, 11, 25)), Span(date(2026, 11, 25))]),
    ]
    stays = [Nights(date(2026, 10, 20), date(2026, 11, 6)), Nights(date(2026, 11, 10), None)]
    found = occupancy(stays, beds, *NOVEMBER)
    assert (found.nights, found.possible) == (5 + 21, 30 + 10)
    assert (found.guests, found.left, found.average_stay) == (2, 1, 17.0)
    assert found.per_cent == 65
    for_ever = [(Span(date(2026, 1, 1)), [Span(date(2026, 11, 11), date.max)])]
    assert occupancy([], for_ever, *NOVEMBER).possible == 10
    empty = occupancy([], [], *NOVEMBER)
    assert (empty.per_cent, empty.average_stay) == (None, None)


days = some.integers(0, 400).map(lambda number: date(2026, 1, 1) + timedelta(days=number))


@given(first=days, length=some.integers(0, 200), since=days, middle=some.integers(0, 60), end=some.integers(0, 60))
def test_nights_of_two_neighbouring_spans_add_up(first: date, length: int, since: date, middle: int, end: int) -> None:
    stay = Nights(first, first + timedelta(days=length))
    between, before = since + timedelta(days=middle), since + timedelta(days=middle + end)
    assert stay.count(since, between) + stay.count(between, before) == stay.count(since, before)
    assert stay.count(date.min, date.max) == length
    slow = sum(since <= first + timedelta(days=night) < before for night in range(length))
    assert stay.count(since, before) == slow


@pytest.mark.safeguard("S3", "a child leaves a house with an adult who is suspected or of whom nobody decided anything")
@pytest.mark.parametrize(
    ("who", "safeties", "is_grown", "reason"),
    [
        ("guardianship_body", (), False, ""),
        ("our_worker", (), False, ""),
        ("relative", ("safe",), False, ""),
        ("relative", ("safe", "suspected"), False, "not_safe"),
        ("relative", ("unknown",), False, "not_safe"),
        ("relative", (), False, "not_known"),
        ("other_adult", (), False, "not_known"),
        ("other_adult", ("safe",), False, "not_known"),
        ("alone", (), False, "alone"),
        ("alone", (), True, ""),
        ("relative", ("suspected",), True, ""),
        ("not_known", (), False, ""),
        ("something new", (), False, "not_known"),
    ],
)
def test_who_may_leave_with_whom(who: str, safeties: tuple[str, ...], is_grown: bool, reason: str) -> None:
    verdict = may_leave_with(who, safeties=safeties, is_grown=is_grown)
    assert (verdict.reason, verdict.is_yes) == (reason, not reason)


def test_months_warnings_and_the_hour_of_the_log() -> None:
    assert month_of(date(2026, 12, 31)) == (date(2026, 12, 1), date(2027, 1, 1))
    assert warned_on(date(2026, 11, 20)) == date(2026, 11, 6)
    assert log_due_after(at(2026, 11, 2, 23, 59), ALMATY) == at(2026, 11, 3, 10)
    assert log_due_after(at(2026, 11, 3, 0, 1), ALMATY) == at(2026, 11, 4, 10)


def test_missing_days_end_with_yesterday_and_with_the_exit() -> None:
    first, today = date(2026, 11, 1), date(2026, 11, 5)
    assert missing_days(first, None, [date(2026, 11, 2)], today) == [date(2026, 11, n) for n in (1, 3, 4)]
    assert missing_days(first, date(2026, 11, 3), [], today) == [date(2026, 11, n) for n in (1, 2)]
    assert missing_days(today, None, [], today) == []
