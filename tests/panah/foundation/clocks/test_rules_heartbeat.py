"""A clock that was moved tells nobody that they are late, and removes nothing, until there was time to set it right."""

from datetime import UTC, datetime, timedelta

import pytest

from panah.foundation.clocks.rules import Heartbeat

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STEADY = Heartbeat(NOON, NOON - 30 * DAY)


def after(start: Heartbeat, jump: timedelta, even: timedelta = timedelta(0)) -> Heartbeat:
    """``jump``, and then turns of the worker for as long as ``even``."""
    beat, end = start.following(start.at + jump), start.at + jump + even
    while beat.at < end:
        beat = beat.following(min(beat.at + HOUR, end))
    return beat


@pytest.mark.parametrize("gap", [5 * SECOND, HOUR, DAY, DAY + 20 * MINUTE, -MINUTE])
def test_what_goes_evenly_holds_nothing_back(gap: timedelta) -> None:
    beat = STEADY.following(NOON + gap)
    assert beat.may_tell
    assert beat.may_remove
    assert not beat.has_just_jumped


@pytest.mark.parametrize("jump", [25 * HOUR, 400 * DAY])
def test_after_a_jump_nothing_is_told_for_ten_minutes_and_nothing_removed_for_a_day(jump: timedelta) -> None:
    beat = after(STEADY, jump)
    assert beat.has_just_jumped
    assert not beat.may_tell
    assert not beat.may_remove
    assert after(STEADY, jump, 10 * MINUTE).may_tell
    assert not after(STEADY, jump, DAY - MINUTE).may_remove
    assert after(STEADY, jump, DAY).may_remove


@pytest.mark.parametrize("jump", [25 * HOUR, 400 * DAY])
def test_set_right_again_it_tells_at_once_and_still_removes_nothing_for_a_day(jump: timedelta) -> None:
    back = after(after(STEADY, jump, 8 * MINUTE), -jump)
    assert back.may_tell
    assert not back.may_remove
    assert after(back, MINUTE, DAY).may_remove


def test_a_machine_that_runs_by_day_alone_still_removes() -> None:
    beat = STEADY
    for _ in range(3):
        beat = after(beat, 14 * HOUR, 10 * HOUR)
    assert beat.may_remove


def test_a_new_installation_waits_a_day_before_it_removes() -> None:
    beat = Heartbeat(NOON, NOON)
    assert beat.may_tell
    assert not beat.may_remove


def test_it_is_read_as_it_was_written() -> None:
    beat = after(STEADY, 25 * HOUR, MINUTE)
    assert Heartbeat.read(beat.written()) == beat


@pytest.mark.parametrize(
    "text", ["", "x", "2026-11-20T12:00:00+00:00 4711", "2026-11-20T12:00:00 2026-11-20 0", "a b c"]
)
def test_what_cannot_be_read_is_nothing(text: str) -> None:
    assert Heartbeat.read(text) is None
