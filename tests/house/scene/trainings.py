"""A training that is open, and one that is over with its certificate; what is taught, and who teaches."""

from datetime import timedelta
from types import SimpleNamespace

from panah.foundation.documents.rules import check_file
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.programme.directory.actions import AdultDetails
from panah.programme.directory.codes import TraineeSector
from panah.programme.training import actions
from panah.programme.training.actions import Asked, EventDetails, ModuleDetails, Teaches, VersionDetails
from panah.programme.training.models import Certificate, Event, HalfDay
from panah.programme.training.queries import enrol_token, own_token, room_token
from tests.house.scene.base import OWN, Scene


def add_trainings(scene: Scene) -> None:
    by = scene.actors[OWN, Role.TRAINER]
    module = actions.add_module(by=by, details=ModuleDetails("A", "Б", 8), first=VersionDetails("A", "Б", ("kk",)))
    teacher = actions.add_trainer(by=by, details=_adult("Invented Trainer"), teaches=Teaches(("kk", "ru")))
    today = clock.today()
    details = EventDetails(
        "A", "Б", Place.objects.districts("KZ-31")[0], ("kk", "ru"), today + timedelta(days=30),
        today + timedelta(days=31), 20, modules=[module], trainers=[teacher], has_test=False,
    )  # fmt: skip
    event = actions.plan_event(by=by, details=details)
    actions.open_enrolment(by=by, event=event)
    one = actions.enrol_here(by=by, event=event, details=_adult("Invented Learner"), asked=Asked("kk"))
    over = _over(scene, details)
    scene.records |= {
        "training": event, "training_one": one, "training_over": over, "training_module": module,
        "training_trainer": teacher, "training_certificate": Certificate.objects.get(event=over),
        "training_links": SimpleNamespace(
            enrol=enrol_token(event), own=own_token(one), room=room_token(HalfDay.objects.filter(event=event)[0])
        ),
    }  # fmt: skip


def _adult(name: str) -> AdultDetails:
    return AdultDetails(name, TraineeSector.EDUCATION, "female", workplace="Invented School")


def _over(scene: Scene, details: EventDetails) -> Event:
    """Held a month ago: somebody was there, the sheet came back, the certificate left."""
    by, today = scene.actors[OWN, Role.TRAINER], clock.today()
    with clock.standing_at(clock.now() - timedelta(days=30)):
        first = today - timedelta(days=20)
        past = EventDetails("A", "Б", details.place, ("kk",), first, first, 20, modules=details.modules, has_test=False)
        event = actions.plan_event(by=by, details=past)
        one = actions.enrol_here(by=by, event=event, details=_adult("Invented Learner"), asked=Asked("kk"))
    for half in HalfDay.objects.filter(event=event):
        actions.tick_half_day(by=by, event=event, half_day=half, present=[one.pk])
    half = HalfDay.objects.filter(event=event)[0]
    actions.keep_sheet(by=by, event=event, half_day=half, paper=check_file("signed.txt", b"Invented signatures"))
    return actions.issue_certificates(by=by, event=Event.objects.get(pk=event.pk))
