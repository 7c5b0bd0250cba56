"""A mobile group of the first organisation: an outing that is open, and one that came home with its paper signed."""

from panah.casework.outings.actions import (
    ChildMet,
    OutingDetails,
    add_member,
    close_outing,
    keep_signed,
    open_outing,
    record_child_met,
    take_offline,
    write_report,
)
from panah.casework.outings.codes import Decision
from panah.casework.outings.queries import taken_by
from panah.foundation.documents.rules import check_file
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.house.scene.base import OWN, Scene


def add_outing(scene: Scene) -> None:
    by, person = scene.actors[OWN, Role.MOBILE_GROUP_MEMBER], scene.people[OWN, Role.MOBILE_GROUP_MEMBER]
    details = OutingDetails(Place.objects.districts("KZ-61")[0], clock.now(), "find_children", person)
    outing = scene.records["outing"] = open_outing(by=by, details=details)
    scene.records["member"] = add_member(by=by, outing=outing, post="Invented", body="Invented")
    for name in ("met", "second"):
        met = ChildMet(Decision.REFER, "6_11", "female", signs=("works",), seen="Invented: sells bread")
        scene.records[name] = record_child_met(by=by, outing=outing, met=met, idempotency_key=name)
    take_offline(by=by, outing=outing)
    scene.records["taken"] = taken_by(outing)[0]
    home = scene.records["home"] = open_outing(by=by, details=details)
    close_outing(by=by, outing=home, migration_check="not_made")
    text = '{"title": "Invented", "blocks": []}'
    scene.records["outing_report"] = write_report(by=by, outing=home, language="kk", text=text)
    scene.records["signed"] = keep_signed(by=by, outing=home, paper=check_file("signed.txt", b"Invented signatures"))
