"""A line in each of the two organisations, one call that waits, one that was passed on, and a shift that nobody has read."""

from datetime import timedelta

from panah.casework.calls.actions import CallDetails, hand_over_shift, pass_on_call, save_call
from panah.casework.concerns.actions import ConcernDetails
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.house.scene.base import OWN, Scene


def add_calls(scene: Scene) -> None:
    operator = scene.actors[OWN, Role.HOTLINE_OPERATOR]
    at = clock.now() + timedelta(days=1)
    talk = CallDetails(
        type="information", note="Invented words", is_danger_now="yes", number="+7 000 432 10 98", is_number_safe=True,
        call_back_at=at,
    )  # fmt: skip
    scene.records["call"] = save_call(by=operator, details=talk)
    passed = save_call(by=operator, details=CallDetails(type="child_concern"))
    report = ConcernDetails(signs=("works",), language="kk", stays_anonymous=True)
    scene.records["passed"] = pass_on_call(by=operator, call=passed, details=report)
    scene.records["shift"] = hand_over_shift(by=operator, note="Invented words")
