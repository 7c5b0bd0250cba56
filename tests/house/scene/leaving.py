"""The caseworker of the first organisation leaves one day; nothing has gone to others yet."""

from datetime import timedelta

from panah.foundation.departures.actions import begin_departure
from panah.foundation.departures.codes import Kind
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.house.scene.base import OWN, Scene


def add_leaving(scene: Scene) -> None:
    scene.records["going"] = begin_departure(
        by=scene.actors[OWN, Role.HEAD_OF_ORGANISATION], person=scene.people[OWN, Role.CASEWORKER], kind=Kind.LEAVING,
        since=clock.today() + timedelta(days=14),
    )  # fmt: skip
