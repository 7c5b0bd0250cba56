from typing import Any

import pytest

from panah.programme.training.codes import EnrolmentState
from panah.programme.training.rules.own import Next, Standing, next_steps
from panah.programme.training.rules.waves import TimeOfTest


@pytest.mark.parametrize(
    ("known", "steps"),
    [
        ({}, (Next.NOTHING,)),
        ({"state": EnrolmentState.WAITING, "time": TimeOfTest.PRE}, (Next.WAIT,)),
        ({"state": EnrolmentState.CANCELLED, "has_certificate": True}, ()),
        ({"is_held": False, "time": TimeOfTest.PRE}, ()),
        ({"is_on": True, "time": TimeOfTest.PRE}, (Next.CHECK_IN, Next.PRE)),
        ({"time": TimeOfTest.PRE, "pre_done": True}, (Next.NOTHING,)),
        ({"time": TimeOfTest.POST, "pre_done": True}, (Next.POST,)),
        ({"time": TimeOfTest.POST, "post_done": True, "has_certificate": True}, (Next.CERTIFICATE,)),
        ({"time": TimeOfTest.OVER, "has_certificate": True, "is_asked": True}, (Next.PRACTICE, Next.CERTIFICATE)),
        ({"time": TimeOfTest.NOT_YET}, (Next.NOTHING,)),
    ],
)
def test_what_is_to_be_done_stands_first(known: dict[str, Any], steps: tuple[Next, ...]) -> None:
    assert next_steps(Standing(**({"state": EnrolmentState.ENROLLED} | known))) == steps
