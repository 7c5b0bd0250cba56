from datetime import date

import pytest

from panah.programme.training.codes import Wave
from panah.programme.training.rules.waves import TimeOfTest, time_of_test, wave_of

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("today", "opened", "time"),
    [
        (date(2026, 11, 15), False, TimeOfTest.NOT_YET),
        (date(2026, 11, 16), False, TimeOfTest.PRE),
        (FIRST, False, TimeOfTest.PRE),
        (FIRST, True, TimeOfTest.POST),
        (LAST, False, TimeOfTest.POST),
        (date(2026, 11, 25), False, TimeOfTest.OVER),
        (date(2026, 11, 25), True, TimeOfTest.OVER),
    ],
)
def test_the_test_of_two_days(today: date, opened: bool, time: TimeOfTest) -> None:
    assert time_of_test(FIRST, LAST, today, is_after_open=opened) is time


@pytest.mark.parametrize(("opened", "time"), [(False, TimeOfTest.PRE), (True, TimeOfTest.POST)])
def test_of_one_day_somebody_opens_the_test_after(opened: bool, time: TimeOfTest) -> None:
    assert time_of_test(FIRST, FIRST, FIRST, is_after_open=opened) is time


def test_only_an_open_test_has_a_wave() -> None:
    assert [wave_of(time) for time in TimeOfTest] == [None, Wave.PRE, Wave.POST, None]
