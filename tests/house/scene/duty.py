"""The duty lists of the two organisations, and one turn in the first."""

from datetime import time, timedelta

from panah.foundation.duty.actions import TurnDetails, add_turn, keep_desk
from panah.foundation.duty.codes import Cover
from panah.foundation.duty.rules import Hours, Span
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.house.scene.base import OTHER, OWN, Scene


def add_duty(scene: Scene) -> None:
    for code in (OWN, OTHER):
        head = scene.actors[code, Role.HEAD_OF_ORGANISATION]
        keep_desk(by=head, hours=Hours(Cover.NIGHTS, time(18), time(9)), phone="+7 000 000 00 01")
    begins = clock.now() + timedelta(days=2)
    turn = TurnDetails(
        Span(begins, begins + timedelta(hours=8)), scene.people[OWN, Role.SUPERVISOR], "+7 000 000 00 01"
    )
    scene.records["turn"] = add_turn(by=scene.actors[OWN, Role.HEAD_OF_ORGANISATION], details=turn)
