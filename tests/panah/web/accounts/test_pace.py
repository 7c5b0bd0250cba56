import threading

import pytest

from panah.web.accounts.pace import MOST_NAMES, Pace, TooManyWait


def test_three_mistakes_are_free_and_then_each_waits_longer_up_to_eight_seconds() -> None:
    waited: list[float] = []
    pace = Pace(sleep=waited.append)
    for _ in range(12):
        pace.begin("aigul")
    assert waited == [0.5, 1, 2, 4, 8, 8, 8, 8, 8]


def test_the_right_password_and_a_quiet_quarter_of_an_hour_make_it_quick_again() -> None:
    waited: list[float] = []
    moment = [0.0]
    pace = Pace(sleep=waited.append, now=lambda: moment[0])
    for _ in range(4):
        pace.begin("aigul")
    pace.succeeded("Aigul ")
    pace.begin("aigul")
    assert len(waited) == 1
    for _ in range(4):
        pace.begin("marat")
    moment[0] = 15 * 60 + 1.0
    pace.begin("marat")
    assert len(waited) == 3 - 1


def test_mistakes_under_one_name_do_not_slow_another() -> None:
    waited: list[float] = []
    pace = Pace(sleep=waited.append)
    for _ in range(9):
        pace.begin("aigul")
    count = len(waited)
    pace.begin("marat")
    assert len(waited) == count


def test_tries_that_run_side_by_side_wait_as_long_as_those_in_a_row_and_leave_threads_for_others() -> None:
    go = threading.Event()

    def sleep(seconds: float) -> None:
        go.wait(5)

    pace = Pace(sleep=sleep, places=2)
    for _ in range(3):
        pace.begin("aigul")
    waiting = [threading.Thread(target=pace.begin, args=["aigul"]) for _ in range(2)]
    for thread in waiting:
        thread.start()
    while pace._waiting._value:
        pass
    with pytest.raises(TooManyWait):
        pace.begin("aigul")
    pace.begin("marat")
    go.set()
    for thread in waiting:
        thread.join()
    pace.begin("aigul")


def test_no_name_is_kept_and_their_number_has_an_end() -> None:
    pace = Pace(sleep=lambda seconds: None)
    pace.begin("aigul")
    assert "aigul" not in repr(pace._tries)
    for number in range(MOST_NAMES + 5):
        pace.begin(str(number))
    assert len(pace._tries) == MOST_NAMES
