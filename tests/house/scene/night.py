"""A night of arrivals in which everybody of the first organisation who may works, and what two of its people prepare."""

from datetime import timedelta

from panah.casework.operations.actions import ArrivalDetails, Plan, add_arrival, begin_night, make_stand_by
from panah.casework.operations.queries import who_may_work
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.house.scene.base import OWN, Scene


def add_night(scene: Scene) -> None:
    head = scene.actors[OWN, Role.HEAD_OF_ORGANISATION]
    plan = Plan(clock.now() + timedelta(days=9), 12, note="Invented note")
    scene.records["ahead"] = make_stand_by(by=head, plan=plan, second=scene.people[OWN, Role.SUPERVISOR])
    night = begin_night(by=head, crew=who_may_work(scene.records[OWN].pk))
    scene.records["night"] = night
    for band, age_band in (("17", "6_11"), ("18", "adult")):
        add_arrival(by=head, night=night, details=ArrivalDetails(band, age_band, "female", "uz"))
