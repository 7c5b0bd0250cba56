"""Which test is open now: before the training until its last day, after it from then on, and when both are over."""

from datetime import date, timedelta
from enum import StrEnum

from panah.programme.training.codes import Wave

OPENS_BEFORE = timedelta(days=7)


class TimeOfTest(StrEnum):
    """Where the days of an event stand for its test."""

    NOT_YET = "not_yet"
    PRE = "pre"
    POST = "post"
    OVER = "over"


def time_of_test(starts_on: date, ends_on: date, today: date, *, is_after_open: bool) -> TimeOfTest:
    """On an event's last day the test after it is open; of one day somebody opens it by hand, and earlier too."""
    if today > ends_on:
        return TimeOfTest.OVER
    if is_after_open or (today == ends_on and starts_on < ends_on):
        return TimeOfTest.POST
    return TimeOfTest.PRE if today >= starts_on - OPENS_BEFORE else TimeOfTest.NOT_YET


def wave_of(time: TimeOfTest) -> Wave | None:
    return {TimeOfTest.PRE: Wave.PRE, TimeOfTest.POST: Wave.POST}.get(time)
