"""When an answer that was told to us counts as given, and what may be told at all (S13, S14)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from panah.casework.referrals.rules import may_have_been_told, told_at

ALMATY = ZoneInfo("Asia/Almaty")
SENT = datetime(2026, 11, 20, 9, 0, tzinfo=ALMATY)
NOW = datetime(2026, 11, 24, 16, 0, tzinfo=ALMATY)


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("day", "due", "hour", "expected"),
    [
        (24, None, None, NOW),  # today: now
        (22, None, None, moment(22, 12)),  # a past day: noon
        (21, moment(21, 9), None, moment(21, 9)),  # on the day when it was due: in doubt in time
        (21, moment(21, 15), None, moment(21, 12)),
        (22, moment(21, 9), None, moment(22, 12)),  # a day later: late
        (20, None, None, moment(20, 12)),
        (20, None, time(8), SENT),  # not before it was asked
        (24, None, time(20), NOW),  # not in the future
        (22, None, time(8, 30), moment(22, 8, 30)),
    ],
)
def test_the_moment_that_stops_the_clock(day: int, due: datetime | None, hour: time | None, expected: datetime) -> None:
    found = told_at(date(2026, 11, day), sent_at=SENT, now=NOW, due_at=due, zone=ALMATY, hour=hour)
    assert found == expected


def test_times_in_another_zone_are_read_by_the_clocks_where_people_work() -> None:
    now = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)  # the 24th in Almaty
    found = told_at(date(2026, 11, 24), sent_at=now - timedelta(days=3), now=now, due_at=None, zone=ALMATY)
    assert found == now


@pytest.mark.parametrize(
    ("status", "day", "reasons"),
    [
        ("accepted", 22, ()),
        ("acknowledged", 20, ()),
        ("refused", 24, ()),
        ("need_more", 24, ()),
        ("withdrawn", 22, ("no_such_answer",)),
        ("accepted", 19, ("before_it_was_sent",)),
        ("accepted", 25, ("in_the_future",)),
    ],
)
def test_what_may_have_been_told_and_when(status: str, day: int, reasons: tuple[str, ...]) -> None:
    verdict = may_have_been_told(status, date(2026, 11, day), date(2026, 11, 20), date(2026, 11, 24))
    assert verdict.reasons == reasons
