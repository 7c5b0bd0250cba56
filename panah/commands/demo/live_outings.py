"""Mobile groups: forty-six outings since the programme began, of which one of today is open and one had a migration check."""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta

from panah.casework.outings.actions import (
    ChildMet,
    OutingDetails,
    close_outing,
    count_met,
    keep_signed,
    open_outing,
    record_child_met,
    take_offline,
    watch_outings,
    write_remark,
)
from panah.casework.outings.codes import Decision, MigrationCheck
from panah.casework.outings.models import Outing
from panah.commands.demo.cast import FIRST_MORNING
from panah.commands.demo.scene import PLACES_NEAR, Scene
from panah.foundation.documents.rules import check_file
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role

OUTINGS = 46
OF_TODAY, OF_THE_LAST = 1, 1
GROUPS = ("ulgi-1", "ulgi-2")
SPOTS = ("Үлгі базары", "Образец: автостанция", "Үлгі шекара бекеті", "Образец: стройка")
PURPOSES = ("find_children", "school", "border", "inform", "come_back")
SIGNED = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)  # stands for the photo of a signed paper
GUESTS = (("Кәмелетке толмағандар инспекторы", "Үлгі полиция бөлімі"), ("Педагог", "Үлгі мектебі"))
BANDS, SEXES = ("1_5", "6_11", "12_14", "15_17"), ("female", "male")
A_GIRL = ChildMet(
    Decision.REFER, "6_11", "female", "other_adult", "uz", ("not_in_school", "works"),
    ("school_or_kindergarten", "food_and_clothes"), contact_ok="yes", contact="Үлгі: анасы, +7 000 333 44 55",
    seen="Үлгі: нан сатып тұр, мектепке бармайды.",
)  # fmt: skip


@dataclass(frozen=True)
class Group:
    """Who leads and who comes along."""

    code: str
    leader: Actor
    second: Actor


def go_out(scene: Scene) -> None:
    """The earlier ones by number: of nobody whom they met there is a record. Today somebody is handed on."""
    groups = [
        Group(code, *(scene.cast.actor(code, Role.MOBILE_GROUP_MEMBER, number) for number in (1, 2))) for code in GROUPS
    ]
    earlier = OUTINGS - OF_TODAY - OF_THE_LAST
    apart = (scene.now - FIRST_MORNING - timedelta(days=20)) / earlier
    for number in range(earlier):
        begins = FIRST_MORNING + timedelta(days=7) + apart * number
        _went(scene, groups[number % 3 // 2], number, begins.replace(hour=10, minute=0))
    _the_last(scene, groups[0])
    _today(scene, groups[0])
    watch_outings(by=scene.cast.builder)


def _open(scene: Scene, group: Group, number: int, begins: datetime) -> Outing:
    place = PLACES_NEAR[number % len(PLACES_NEAR)] if group.code == GROUPS[0] else "KZ-79"
    leader, second = (scene.cast.person(group.code, Role.MOBILE_GROUP_MEMBER, one) for one in (1, 2))
    details = OutingDetails(
        scene.cast.places[place], begins, PURPOSES[number % len(PURPOSES)], leader, SPOTS[number % len(SPOTS)], (second,),
        GUESTS[: 1 + number % 2],
    )  # fmt: skip
    return open_outing(by=group.leader, details=details)


def _went(scene: Scene, group: Group, number: int, begins: datetime) -> None:
    with clock.standing_at(begins):
        outing = _open(scene, group, number, begins)
        for press in range(2 + number % 3):
            band, sex = BANDS[(number + press) % 4], SEXES[press % 2]
            count_met(by=group.second, outing=outing, age_band=band, sex=sex)
        for talk, decision in enumerate((Decision.INFORMATION, Decision.NOTHING)):
            signs = ("not_in_school",) if (number + talk) % 2 else ("no_papers",)
            met = ChildMet(decision, BANDS[(number + talk) % 4], SEXES[talk % 2], signs=signs)
            record_child_met(by=group.leader, outing=outing, met=met, idempotency_key=f"demo-{number}-{talk}")
    with clock.standing_at(begins + timedelta(hours=4)):
        close_outing(by=group.leader, outing=outing, migration_check=MigrationCheck.NOT_MADE)
        keep_signed(by=group.leader, outing=outing, paper=check_file("signed.png", SIGNED))


def _the_last(scene: Scene, group: Group) -> None:
    """Somebody who came along looked at papers: the leader says so, and the office sees it as a gap."""
    with scene.ago(days=2, hours=3):
        outing = _open(scene, group, 1, clock.now())
        count_met(by=group.second, outing=outing, age_band="6_11", sex="male")
    with scene.ago(days=2):
        write_remark(by=group.leader, outing=outing, text="Үлгі: базардың батыс жағына бара алмадық.")
        close_outing(
            by=group.leader, outing=outing, migration_check=MigrationCheck.MADE,
            check_note="Үлгі: инспектор екі ата-анадан тіркеуін сұрады.",
        )  # fmt: skip


def _today(scene: Scene, group: Group) -> None:
    """Open: two members wrote down what may be one child, nobody took it up for hours, and a phone is still away."""
    with scene.ago(hours=6):
        outing = _open(scene, group, 0, clock.now())
        take_offline(by=group.second, outing=outing)
        for band, sex in zip(BANDS, SEXES * 2, strict=True):
            count_met(by=group.second, outing=outing, age_band=band, sex=sex)
    with scene.ago(hours=5):
        record_child_met(by=group.leader, outing=outing, met=A_GIRL, idempotency_key="demo-today-1")
    with scene.ago(hours=4, minutes=50):
        record_child_met(by=group.second, outing=outing, met=A_GIRL, idempotency_key="demo-today-2")
    with scene.ago(hours=4):
        met = ChildMet(Decision.INFORMATION, "12_14", "male", signs=("no_papers",))
        record_child_met(by=group.second, outing=outing, met=met, idempotency_key="demo-today-3")
