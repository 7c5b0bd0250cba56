"""A house of ten places: six guests, one who is on the way, one who waits, yesterday’s log and something that happened."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from panah.casework.services.actions import ReservationFacts, add_bed, reserve_bed, take_out_of_use, wait_for_bed
from panah.casework.services.models import Bed, Provider
from panah.casework.stays.actions import (
    Admission,
    Exit,
    IncidentReport,
    admit_guest,
    plan_appointment,
    record_medical_check,
    write_exit,
    write_incident,
    write_log,
)
from panah.casework.stays.models import Stay
from panah.commands.demo.names import LANGUAGE_OF, Script, name_of
from panah.commands.demo.scene import Scene
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role

OWNER, HOUSE = "ulgi-2", "house"
BEDS = (
    ("1", "А", "girl"), ("2", "А", "girl"), ("3", "А", "girl"), ("4", "Б", "girl"), ("5", "Б", "boy"), ("6", "Б", "boy"),
    ("7", "В", "mother_with_children"), ("8", "В", "mother_with_children"), ("9", "Г", "adult"), ("10", "Г", "adult"),
)  # fmt: skip


@dataclass(frozen=True)
class Guest:
    """A guest as a table row tells it; ``days`` since they came, ``stays`` until they are expected to go."""

    number: int
    bed: str
    sex: str
    age_band: str
    citizenship: str
    days: int
    came_from: str
    consent: str
    stays: int | None = None
    allergies: str = ""


GUESTS = (
    Guest(61, "1", "female", "15_17", "UZ", 43, "police", "self", 10),
    Guest(62, "2", "female", "12_14", "KG", 21, "guardianship_body", "guardian", 60, "Үлгі: пенициллин"),
    Guest(63, "5", "male", "12_14", "UZ", 12, "ngo", "self", 40),
    Guest(64, "6", "male", "6_11", "KZ", 9, "school", "guardian", 30),
    Guest(65, "7", "female", "adult", "TJ", 5, "hotline", "self", 25),
    Guest(66, "3", "female", "15_17", "UZ", 0, "police", "not_yet_night"),
)
_WELL = {"ate": "well", "slept": "well", "health": "well", "school": "went", "mood": "calm", "medicine": "none"}


def run_a_house(scene: Scene) -> None:
    """Everything is counted back from now, so that the board is never of another day."""
    house, by = scene.cast.providers[HOUSE], scene.cast.actor(OWNER, Role.SHELTER_MANAGER)
    beds = _beds(scene, house, by)
    _one_who_left(scene, house, by, beds["4"])
    stays = [_admitted(scene, house, by, beds[guest.bed], guest) for guest in GUESTS]
    _days(scene, by, stays)
    _something_happened(scene, stays[2])
    _on_the_way(scene, house, by)
    with scene.ago(days=2) as day:
        take_out_of_use(by=by, bed=beds["10"], since=day, reason="repair")


def _beds(scene: Scene, house: Provider, by: Actor) -> dict[str, Bed]:
    with scene.ago(days=400):
        return {name: add_bed(by=by, provider=house, name=name, room=room, meant_for=kind) for name, room, kind in BEDS}


def _admitted(scene: Scene, house: Provider, by: Actor, bed: Bed, guest: Guest) -> Stay:
    language = LANGUAGE_OF[guest.citizenship]
    with scene.ago(days=guest.days, hours=3) as day:
        stay = admit_guest(
            by=by, provider=house, bed=bed,
            admission=Admission(
                guest.age_band, guest.sex, guest.came_from, guest.consent, language=language,
                name=name_of(guest.number, language, guest.sex).full(Script.RUSSIAN),
                brought_by="Үлгі: кезекші инспектор", belongings="Үлгі: бір сөмке, киім", health_now="Үлгі: шаршаған",
                allergies=guest.allergies, rules_language=language if language in ("kk", "ru", "uz", "ky", "tg") else "ru",
                expected_until=day + timedelta(days=guest.days + guest.stays) if guest.stays else None,
            ),
        )  # fmt: skip
    if guest.days:
        with scene.ago(days=guest.days - 1, hours=4) as checked:
            record_medical_check(by=by, stay=stay, happened_on=checked, words="Үлгі: ерекше кеңес жоқ.")
    return stay


def _days(scene: Scene, by: Actor, stays: list[Stay]) -> None:
    """The week until yesterday is written; today there is something to do."""
    for back in range(14, 0, -1):
        day = scene.today - timedelta(days=back)
        with scene.ago(days=back - 1, hours=1):
            for stay, guest in zip(stays, GUESTS, strict=True):
                if timezone.localtime(stay.admitted_at).date() <= day:
                    answers = _WELL | ({"mood": "sad", "slept": "badly"} if (guest.number + back) % 5 == 0 else {})
                    write_log(
                        by=by, stay=stay, day=day, answers=answers, words="Үлгі: кітап оқыды." if back == 1 else ""
                    )
    morning = timezone.localtime(scene.now).replace(hour=11, minute=0, second=0, microsecond=0)
    for stay, kind, hours in ((stays[1], "medicine", 0), (stays[0], "lawyer", 2), (stays[4], "visitor", 4)):
        with clock.standing_at(scene.now):
            plan_appointment(by=by, stay=stay, kind=kind, at=morning + timedelta(hours=hours), words="Үлгі")


def _something_happened(scene: Scene, stay: Stay) -> None:
    with scene.ago(minutes=25):
        write_incident(
            by=scene.cast.actor(OWNER, Role.SHELTER_MANAGER, 2), stay=stay,
            report=IncidentReport(
                "stranger", clock.now() - timedelta(minutes=30), "Үлгі: бөтен адам қақпа алдында тұрды, сұрақ қойды.",
                what_was_done="Үлгі: есік жабылды, балалар ішке кірді.", informed=("police",),
            ),
        )  # fmt: skip


def _on_the_way(scene: Scene, house: Provider, by: Actor) -> None:
    with scene.ago(minutes=50):
        guest = ReservationFacts("15_17", "female", asker="Үлгі полиция бөлімі, кезекші", call_back="+7 000 000 03 03")
        reserve_bed(by=by, provider=house, for_whom=guest)
    with scene.ago(minutes=40):
        wait_for_bed(
            by=by, provider=house,
            for_whom=ReservationFacts("12_14", "male", asker="Үлгі мектебі", call_back="+7 000 000 03 05"),
        )  # fmt: skip


def _one_who_left(scene: Scene, house: Provider, by: Actor, bed: Bed) -> None:
    with scene.ago(days=50):
        stay = admit_guest(
            by=by, provider=house, bed=bed, admission=Admission("15_17", "female", "ngo", "self", name="Үлгібаева Үлгі")
        )
    with scene.ago(days=15):
        write_exit(
            by=by, stay=stay,
            leaving=Exit(
                "home_country", "worker_of_body", who="Үлгі: серіктес ұйымның қызметкері", agreed_by=("guest", "guardian"),
                follow_up="Үлгі: бір аптадан кейін қоңырау шалу.",
            ),
        )  # fmt: skip
