"""A training of the first organisation that ended half a year ago: its test, one learner, and the question that waits."""

from dataclasses import dataclass
from datetime import timedelta

from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.programme.directory.actions import AdultDetails
from panah.programme.directory.codes import TraineeSector
from panah.programme.training.actions import (
    Asked,
    EventDetails,
    PaperDetails,
    ask_practice_checks,
    enrol_here,
    make_ready,
    new_version_of,
    plan_event,
    put_item,
    tick_half_day,
    write_paper,
)
from panah.programme.training.queries import own_token
from panah.programme.training.rules.scoring import true_or_false
from tests.house.scene.base import OWN, SYSTEM, Scene


@dataclass(frozen=True)
class Link:
    token: str


def add_test(scene: Scene) -> None:
    by, now = scene.actors[OWN, Role.TRAINER], clock.now()
    day = (now - timedelta(days=185)).date()
    with clock.standing_at(now - timedelta(days=200)):
        event = plan_event(
            by=by, details=EventDetails("Оқыту", "Тренинг", Place.objects.districts("KZ-61")[0], ["kk"], day, day, 24)
        )
        person = AdultDetails("Invented Learner", TraineeSector.EDUCATION, "female")
        one = enrol_here(by=by, event=event, details=person, asked=Asked("kk", may_be_asked=True))
        paper = write_paper(by=by, details=PaperDetails("Тест", "Тест", event=event))
        item = true_or_false("Рас па?", "Верно ли?", is_true=True)
        paper = put_item(by=by, paper=paper, item=item, version=paper.version)
        paper = make_ready(by=by, paper=paper, version=paper.version)
    half_day = event.half_days.get(number=1)
    with clock.standing_at(half_day.starts_at):
        tick_half_day(by=by, event=event, half_day=half_day, present=[one.pk])
    ask_practice_checks(by=SYSTEM)
    scene.records |= {"examined": event, "learner": one, "learner_link": Link(own_token(one)), "test_paper": paper}
    scene.records["test_draft"] = new_version_of(by=by, paper=paper)
