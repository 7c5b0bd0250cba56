"""The public work of the first organisation: a call with those who answered it, a champion with an account, and the kit."""

import io
from datetime import timedelta

from PIL import Image

from panah.foundation.documents.rules import CheckedFile, check_file
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from panah.programme.champions import actions
from panah.programme.champions.actions import (
    ActDetails,
    ApplicationDetails,
    CallDetails,
    KitWords,
    Planned,
    Told,
)
from panah.programme.champions.codes import ActType, ApplicationState, KitKind, Paper
from panah.programme.champions.rules import Quarter
from panah.programme.directory.actions import AdultDetails
from panah.programme.directory.codes import TraineeSector
from tests.house.scene.base import OWN, Scene

WEIGHTS = {"reasons": 60, "time": 40}


def add_champions(scene: Scene) -> None:
    by, own = scene.actors[OWN, Role.PROGRAMME_COORDINATOR], scene.actors[OWN, Role.CHAMPION]
    place = Place.objects.districts("KZ-61")[0]
    _call(scene, by, place)
    details = AdultDetails("Invented Champion", TraineeSector.VOLUNTEER, "unknown", place=place)
    since = clock.today() - timedelta(days=400)
    one = actions.add_champion(by=by, details=details, region=place, language="kk", since=since)
    actions.link_account(by=by, champion=one, person=scene.people[OWN, Role.CHAMPION])
    scene.records["champion"] = one
    planned = Planned(4, ActType.EVENT, "Invented", "Invented", "Invented", 10)
    made = actions.plan_act(by=own, champion=one, year=clock.today().year, planned=planned)
    scene.records["planned_act"], scene.records["champion_year"] = made, made.plan
    done = ActDetails(ActType.POST, clock.today(), "kk", link="https://example.org/invented")
    act = actions.record_act(by=own, champion=one, details=done)
    scene.records["act"] = actions.add_photo(by=own, act=act, paper=_picture(), is_nobody_known=True)
    quarter = Quarter.of(clock.today()).before
    scene.records["told_quarter"] = actions.send_report(by=own, champion=one, quarter=quarter, told=Told("Invented"))
    text = '{"title": "Invented", "blocks": []}'
    scene.records["champion_paper"] = actions.write_paper(
        by=by, champion=one, kind=Paper.THANKS, language="kk", text=text
    )
    words = KitWords("Invented", "Invented", "Invented", "Invented")
    piece = actions.add_kit_piece(by=by, kind=KitKind.PICTURE, words=words, picture=_picture())
    scene.records["piece"] = actions.approve_kit_piece(by=by, piece=piece, version=1)


def _call(scene: Scene, by: Actor, place: Place) -> None:
    today = clock.today()
    said = "Invented"
    details = CallDetails(
        title_kk=said, title_ru=said, text_kk=said, text_ru=said, for_whom_kk=said, for_whom_ru=said, places=3,
        opens_on=today, closes_on=today + timedelta(days=9), weights=WEIGHTS,
    )  # fmt: skip
    call = scene.records["champion_call"] = actions.make_call(by=by, details=details)
    for name, who, phone in (
        ("applied", "Invented Applicant", "+7 701 000 44 01"), ("chosen", "Invented Other", "+7 701 000 44 02"),
    ):  # fmt: skip
        wish = ApplicationDetails(
            who, phone, "Invented reasons", place, "kk", TraineeSector.VOLUNTEER, "unknown", is_of_age=True,
            accepts_safeguarding=True,
        )  # fmt: skip
        scene.records[name] = actions.apply_as_champion(
            by=Actor.public(), call=call, details=wish, idempotency_key=name
        )
    scene.records["chosen"] = actions.decide_application(
        by=by, application=scene.records["chosen"], decision=ApplicationState.RESERVE, minutes="Invented minutes"
    )


def _picture() -> CheckedFile:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(content, "PNG")
    return check_file("invented.png", content.getvalue())
