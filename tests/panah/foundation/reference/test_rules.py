from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.reference.rules import (
    NoWorkingTime,
    WorkingCalendar,
    add_days,
    add_hours,
    add_working_days,
    add_working_hours,
)

ALMATY = ZoneInfo("Asia/Almaty")
NAURYZ = frozenset({date(2026, 3, 23), date(2026, 3, 24), date(2026, 3, 25)})
CALENDAR = WorkingCalendar(holidays=NAURYZ, extra_working_days=frozenset({date(2026, 3, 28)}))


def local(day: int, hour: int = 12, minute: int = 0, month: int = 3, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (local(16), 1, local(17, 18)),  # Monday to Tuesday
        (local(20), 1, local(26, 18)),  # over the weekend and three days of Nauryz
        (local(20), 2, local(27, 18)),
        (local(20), 3, local(28, 18)),  # a Saturday that is worked by decree
        (local(21, 3), 1, local(26, 18)),  # begun at night on a Saturday
        (local(19, 23, 59), 1, local(20, 18)),
    ],
)
def test_working_days_pass_over_weekends_and_holidays(start: datetime, days: int, due: datetime) -> None:
    assert add_working_days(start, days, CALENDAR) == due


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        (local(16, 10), 3, local(16, 13)),
        (local(16, 17), 3, local(17, 11)),
        (local(16, 6), 1, local(16, 10)),
        (local(20, 17), 2, local(26, 10)),
        (local(20, 20), 9, local(26, 18)),
    ],
)
def test_working_hours_run_only_while_the_office_is_open(start: datetime, hours: int, due: datetime) -> None:
    assert add_working_hours(start, hours, CALENDAR) == due


def test_hours_run_by_night_and_on_holidays() -> None:
    assert add_hours(local(20, 22), 24) == local(21, 22)


def test_days_end_at_the_close_of_the_day_even_of_a_holiday() -> None:
    assert add_days(local(20), 3, CALENDAR) == local(23, 18)


def test_what_comes_out_is_utc() -> None:
    for moment in (
        add_hours(local(20), 1),
        add_days(local(20), 1, CALENDAR),
        add_working_days(local(20), 1, CALENDAR),
        add_working_hours(local(20), 1, CALENDAR),
    ):
        assert moment.tzinfo is UTC


def test_almaty_moved_by_an_hour_on_1_march_2024() -> None:
    before = datetime(2024, 2, 28, 10, 0, tzinfo=ALMATY)  # Wednesday, UTC+6
    assert add_working_days(before, 1, CALENDAR) == datetime(2024, 2, 29, 12, 0, tzinfo=UTC)
    assert add_working_days(before, 2, CALENDAR) == datetime(2024, 3, 1, 13, 0, tzinfo=UTC)
    assert CALENDAR.local_day(datetime(2024, 2, 29, 18, 30, tzinfo=UTC)) == date(
        2024, 2, 29
    )  # half past midnight became 23:30
    assert CALENDAR.local_day(datetime(2024, 2, 29, 19, 0, tzinfo=UTC)) == date(2024, 3, 1)


def test_another_office_has_its_own_zone_and_hours() -> None:
    osh = WorkingCalendar(zone=ZoneInfo("Asia/Bishkek"), week=((time(8), time(16)),) * 6 + (None,))
    start = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)  # Friday 10:00 in Osh
    assert add_working_days(start, 1, osh) == datetime(2026, 11, 21, 10, 0, tzinfo=UTC)  # Saturday 16:00


def test_a_moment_without_zone_is_refused() -> None:
    naive = datetime.fromisoformat("2026-03-20T12:00")
    with pytest.raises(ValueError, match="time zone"):
        add_hours(naive, 1)
    with pytest.raises(ValueError, match="time zone"):
        add_working_days(naive, 1, CALENDAR)


def test_a_calendar_without_open_days_says_so_instead_of_searching_for_ever() -> None:
    closed = WorkingCalendar(week=(None,) * 7)
    with pytest.raises(NoWorkingTime):
        add_working_days(local(20), 1, closed)
    with pytest.raises(NoWorkingTime):
        add_working_hours(local(20), 1, closed)


FIRST, LAST = datetime.fromisoformat("2023-09-01"), datetime.fromisoformat("2027-12-31")
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


@given(MOMENTS, st.integers(1, 40))
def test_a_working_deadline_lies_ahead_on_a_working_day(start: datetime, days: int) -> None:
    due = add_working_days(start, days, CALENDAR)
    assert due > start
    assert CALENDAR.is_working_day(CALENDAR.local_day(due))


@given(MOMENTS, st.integers(0, 5000), st.integers(1, 40), st.integers(0, 10))
def test_later_starts_and_longer_times_never_end_earlier(start: datetime, minutes: int, amount: int, more: int) -> None:
    later = start + timedelta(minutes=minutes)
    for add in (add_days, add_working_days, add_working_hours):
        assert add(start, amount, CALENDAR) <= add(later, amount, CALENDAR)
        assert add(start, amount, CALENDAR) <= add(start, amount + more, CALENDAR)
