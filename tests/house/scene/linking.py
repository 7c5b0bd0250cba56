"""Pairs that wait: of two own records, and of one that another organisation leads; what is asked, and what was decided."""

from panah.casework.cases.actions import start_case
from panah.casework.linking.actions import ask_about, decide_same, note_pair
from panah.casework.linking.codes import Band, Origin
from panah.casework.linking.models import Pair
from panah.casework.linking.rules.pairs import in_order
from panah.casework.people.actions import ChildDetails
from panah.casework.people.codes import Sameness
from panah.casework.people.models import Child
from panah.foundation.accounts.queries import actor_of
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.house.scene.base import OWN, Scene


def add_linking(scene: Scene) -> None:
    worker, there = scene.actors[OWN, Role.CASEWORKER], scene.records["asking_worker"]
    own = [scene.records["case"].child, *(_led_here(scene) for _number in range(3))]
    theirs = [
        start_case(by=actor_of(there), organisation=there.organisation, lead=there.person, details=ChildDetails()).child
        for _number in range(2)
    ]
    scene.records["pair"] = note_pair(by=worker, child=own[1], other=own[2])
    scene.records["decision"] = decide_same(by=worker, child=own[2], first=own[3], sameness=Sameness.MERGED)
    scene.records["pair_elsewhere"] = _across(own[1], theirs[0])
    scene.records["question"] = ask_about(by=actor_of(there), pair=_across(own[2], theirs[1]), call="Invented, +7 000")


def _led_here(scene: Scene) -> Child:
    worker, lead = scene.actors[OWN, Role.CASEWORKER], scene.people[OWN, Role.CASEWORKER]
    return start_case(by=worker, organisation=scene.records[OWN], lead=lead, details=ChildDetails()).child


def _across(own: Child, their: Child) -> Pair:
    """As the worker finds it."""
    one, other = in_order(own.pk, their.pk)
    return Pair.objects.create(
        one_id=one, other_id=other, origin=Origin.NIGHT, band=Band.POSSIBLE, score=0, found_at=clock.now()
    )
