"""People come and go: a colleague is soon on leave, a case has just changed its lead, and the newcomers have their five lines."""

from datetime import timedelta

from panah.casework.cases.actions import assign_lead, write_hand_over
from panah.casework.people.codes import Category
from panah.commands.demo.scene import NGO, Newcomer, Scene, begin, meet
from panah.foundation.accounts.actions import hide_guide
from panah.foundation.departures.actions import announce_departure
from panah.foundation.departures.codes import Kind
from panah.foundation.security.roles import Role

NOTE = "Үлгі: бала әжесіне сенеді, сурет салғанды жақсы көреді. Сейсенбіде телефон соғамын деп уәде бердім."
AT_HOME = (Role.DUTY_WORKER, Role.CASEWORKER, Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)


def come_and_go(scene: Scene) -> None:
    """Nurzhan is on leave from Thursday week on and has given one case over already; the others wait on the list."""
    for actor in scene.cast.actors.values():
        if actor.role in AT_HOME:
            hide_guide(by=actor)
    _hand_over(scene)
    with scene.ago(hours=20):
        announce_departure(
            by=scene.worker(2), kind=Kind.LEAVE, since=scene.today + timedelta(days=5),
            until=scene.today + timedelta(days=18), stand_in=scene.cast.person(NGO, Role.CASEWORKER),
        )  # fmt: skip


def _hand_over(scene: Scene) -> None:
    by = scene.worker(2)
    with scene.ago(days=6) as day:
        case = begin(scene, Newcomer(31, "female", 8, "KG", Category.CHILD_OF_MIGRANT_LABOURERS), worker=2)
        meet(by, case, day)
    with scene.ago(hours=3):
        write_hand_over(
            by=by, case=case, note=NOTE,
        )  # fmt: skip
        assign_lead(by=scene.supervisor(), case=case, lead=scene.cast.person(NGO, Role.CASEWORKER))
