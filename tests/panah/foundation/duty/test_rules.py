"""Turns, gaps and the noon of the alarm, by the clocks of the place."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panah.foundation.duty.codes import Cover
from panah.foundation.duty.rules import (
    Hours,
    Span,
    a_week_later,
    alarm_at,
    gaps,
    is_to_be_told,
    span_of,
    week_of,
    windows,
)

SOUTH, MOSCOW = ZoneInfo("Asia/Almaty"), ZoneInfo("Europe/Moscow")
MONDAY = date(2026, 11, 23)
NIGHTS = Hours(Cover.NIGHTS, time(18), time(9))


def at(day: int, hour: int, minute: int = 0, zone: ZoneInfo = SOUTH) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=zone)


def works(day: date) -> bool:
    return day.weekday() < 5


def test_a_turn_over_midnight_ends_in_the_morning() -> None:
    assert span_of(MONDAY, time(20), time(8), SOUTH) == Span(at(23, 20), at(24, 8))
    assert span_of(MONDAY, time(8), time(20), SOUTH) == Span(at(23, 8), at(23, 20))
    assert span_of(MONDAY, time(9), time(9), SOUTH) == Span(at(23, 9), at(24, 9)), "a whole day"


def test_two_places_mean_other_moments_by_the_same_hours() -> None:
    south, west = (span_of(MONDAY, time(20), time(8), zone) for zone in (SOUTH, MOSCOW))
    assert west.begins - south.begins == timedelta(hours=2)


@pytest.mark.parametrize(
    ("cover", "count"), [(Cover.NIGHTS, 7 + 2), (Cover.ALWAYS, 14), (Cover.NONE, 0)]
)  # fmt: skip
def test_a_week_is_seven_nights_and_the_days_off_or_all_days(cover: Cover, count: int) -> None:
    hours = Hours(cover, time(18), time(9))
    wanted = list(windows(hours, MONDAY, MONDAY + timedelta(days=6), SOUTH, works))
    assert len(wanted) == count
    assert wanted == sorted(wanted)
    if cover == Cover.ALWAYS:
        assert all(one.ends == following.begins for one, following in pairwise(wanted))


def test_a_night_that_begins_after_midnight_is_a_night_too() -> None:
    hours = Hours(Cover.ALWAYS, time(0), time(8))
    assert list(windows(hours, MONDAY, MONDAY, SOUTH, works)) == [
        Span(at(23, 8), at(24, 0)), Span(at(24, 0), at(24, 8)),
    ]  # fmt: skip


def test_gaps_are_what_no_turn_holds() -> None:
    night = Span(at(23, 18), at(24, 9))
    assert gaps([night], []) == [night]
    assert gaps([night], [Span(at(23, 17), at(24, 10))]) == []
    assert gaps([night], [Span(at(23, 20), at(24, 2)), Span(at(24, 1), at(24, 8))]) == [
        Span(at(23, 18), at(23, 20)), Span(at(24, 8), at(24, 9)),
    ]  # fmt: skip
    assert gaps([night], [Span(at(23, 18), at(24, 2)), Span(at(23, 19), at(23, 20))]) == [Span(at(24, 2), at(24, 9))]
    assert gaps([night], [Span(at(24, 9), at(24, 18))]) == [night], "the turn after it holds nothing of it"


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=8), st.integers(0, 40), st.integers(1, 20))
@settings(max_examples=80, deadline=None)
def test_every_hour_is_held_or_a_gap_and_never_both(turns: list[tuple[int, int]], start: int, length: int) -> None:
    zero = at(23, 0)

    def hours(first: int, count: int) -> Span:
        return Span(zero + timedelta(hours=first), zero + timedelta(hours=first + count))

    wanted, held = hours(start, length), [hours(*turn) for turn in turns]
    found = gaps([wanted], held)
    for hour in range(start, start + length):
        moment = zero + timedelta(hours=hour)
        assert any(turn.holds(moment) for turn in held) != any(gap.holds(moment) for gap in found)


@pytest.mark.parametrize(
    ("begins", "noon"),
    [
        (at(24, 18), at(24, 12)),  # of a night: noon of that day
        (at(24, 20), at(24, 12)),
        (at(25, 1), at(24, 12)),  # somebody goes home at one at night
        (at(24, 9), at(23, 12)),  # of a day off: noon of the eve
        (at(24, 14), at(23, 12)),  # noon of the same day would leave two hours
    ],
)
def test_a_gap_is_an_alarm_by_the_last_noon_that_leaves_time(begins: datetime, noon: datetime) -> None:
    gap = Span(begins.astimezone(UTC), begins + timedelta(hours=8))
    assert alarm_at(gap, SOUTH) == noon
    assert not is_to_be_told(gap, noon - timedelta(hours=25), SOUTH)
    assert is_to_be_told(gap, noon - timedelta(hours=23), SOUTH)
    assert is_to_be_told(gap, gap.begins, SOUTH), "it runs"
    assert not is_to_be_told(gap, gap.ends, SOUTH)


def test_noon_is_that_of_the_place() -> None:
    gap = Span(at(24, 20, zone=MOSCOW), at(25, 8, zone=MOSCOW))
    assert alarm_at(gap, MOSCOW) == at(24, 12, zone=MOSCOW)


def test_a_week_later_is_the_same_hour_on_the_wall() -> None:
    assert a_week_later(Span(at(23, 20), at(24, 8)), SOUTH) == Span(at(30, 20), at(30, 20) + timedelta(hours=12))
    before = datetime(2024, 2, 26, 20, tzinfo=SOUTH)  # on 1 March 2024 the clocks there were put back by an hour
    later = a_week_later(Span(before, before + timedelta(hours=1)), SOUTH)
    assert later.begins.astimezone(SOUTH).time() == time(20)
    assert later.begins - before == timedelta(days=7, hours=1)


def test_a_week_begins_on_its_monday() -> None:
    assert week_of(date(2026, 11, 29)) == week_of(MONDAY) == MONDAY


def test_a_turn_is_cut_where_the_work_of_its_person_ends() -> None:
    turn = Span(at(23, 20), at(24, 8))
    assert turn.until(None) == turn
    assert turn.until(at(24, 0)) == Span(at(23, 20), at(24, 0))
    assert gaps([turn], [turn.until(at(22, 0))]) == [turn]
