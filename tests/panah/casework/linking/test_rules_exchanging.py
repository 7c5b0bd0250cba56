"""When a file may leave, and until when its answer is read."""

from datetime import UTC, datetime, timedelta

import pytest

from panah.casework.linking.rules.exchanging import (
    KEPT,
    OFTEN,
    Hindrance,
    State,
    hindrance_to_read,
    hindrance_to_write,
    is_over,
    scope_of,
)

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)


def test_two_different_people_and_nobody_twice() -> None:
    assert hindrance_to_write(State.WAITS, ["a", "b"], 0, has_ended=False) is None
    for approvers in ([], ["a"], ["a", "a"]):
        assert hindrance_to_write(State.WAITS, approvers, 0, has_ended=False) is Hindrance.NOT_APPROVED


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (State.SENT, Hindrance.USED), (State.FINISHED, Hindrance.USED), (State.WITHDRAWN, Hindrance.WITHDRAWN),
        (State.LAPSED, Hindrance.LAPSED),
    ],
)  # fmt: skip
def test_a_file_is_written_once(state: State, why: Hindrance) -> None:
    assert hindrance_to_write(state, ["a", "b"], 0, has_ended=False) is why


def test_not_too_often_and_not_to_whom_we_ended_with() -> None:
    assert hindrance_to_write(State.WAITS, ["a", "b"], OFTEN - 1, has_ended=False) is None
    assert hindrance_to_write(State.WAITS, ["a", "b"], OFTEN, has_ended=False) is Hindrance.TOO_OFTEN
    assert hindrance_to_write(State.WAITS, ["a", "b"], 0, has_ended=True) is Hindrance.COUNTERPART_ENDED


def test_an_answer_is_read_once_and_within_seven_days() -> None:
    assert hindrance_to_read(State.SENT, NOW - KEPT + timedelta(seconds=1), NOW) is None
    assert hindrance_to_read(State.SENT, NOW - KEPT, NOW) is Hindrance.LAPSED
    assert hindrance_to_read(State.FINISHED, NOW, NOW) is Hindrance.USED
    assert hindrance_to_read(State.WAITS, None, NOW) is Hindrance.NOT_APPROVED
    assert hindrance_to_read(State.LAPSED, NOW, NOW) is Hindrance.LAPSED
    assert is_over(NOW - KEPT, NOW)


def test_abroad_needs_another_yes_than_here() -> None:
    assert scope_of(is_abroad=True) != scope_of(is_abroad=False)
