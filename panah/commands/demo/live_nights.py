"""One night behind us, in which ten people came at once; and something ahead, of which two people of the demo know."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from panah.casework.concerns.actions import GuardianTold, begin_triage, record_guardian_told
from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.operations.actions import (
    AdultWish,
    ArrivalDetails,
    FamilyReport,
    Plan,
    add_arrival,
    begin_night,
    begin_talk,
    close_night,
    decide_adult,
    make_stand_by,
    report_family,
    settle_adult,
    tick,
)
from panah.casework.operations.codes import ArrivalNext, ArrivalStep
from panah.casework.operations.models import Arrival, Night
from panah.casework.referrals.actions import accept_leg, refer_concern
from panah.commands.demo.live_concerns import leg_of
from panah.commands.demo.scene import Scene, meet
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role

OFFICE, DESK = "ulgi-2", "duty-79"
BEGAN = 44  # hours ago
AHEAD = timedelta(days=9)


@dataclass(frozen=True)
class Row:
    """Somebody who came, so many minutes after the first."""

    band: str
    minutes: int
    age_band: str
    sex: str
    language: str
    group: int | None = None
    needs: tuple[str, ...] = ()


CAME = (
    Row("K7Q4Q", 0, "6_11", "female", "uz", 1), Row("M29AN", 1, "1_5", "male", "uz", 1),
    Row("P3WED", 2, "adult", "female", "uz", 1, ("newborn",)), Row("R5T1R", 4, "12_14", "female", "tg", 2),
    Row("V8H28", 5, "15_17", "female", "tg", 2, ("pregnant",)), Row("W4JCF", 9, "15_17", "male", "ky"),
    Row("X1GZN", 11, "unknown", "male", "ky", None, ("injury",)), Row("A6SDJ", 14, "adult", "male", "uz"),
    Row("B9FY0", 15, "adult", "female", "tg", None, ("medicine",)), Row("C2NKR", 18, "adult", "male", "ru"),
)  # fmt: skip
GIVEN = (
    (ArrivalStep.DRINK, 22), (ArrivalStep.FOOD, 40), (ArrivalStep.DOCTOR, 75), (ArrivalStep.REST, 150),
    (ArrivalStep.INTERPRETER, 160), (ArrivalStep.TRUSTED_ADULT, 165),
)  # fmt: skip
FAMILIES = (
    ("K7Q4Q", "with_safe_adult", "Үлгі: анасымен бір бөлмеде."), ("R5T1R", "hospital_or_institution", ""),
    ("W4JCF", "alone_or_street", ""), ("X1GZN", "hospital_or_institution", ""),
)  # fmt: skip


def live_through_a_night(scene: Scene) -> None:
    leader = scene.cast.actor(OFFICE, Role.SUPERVISOR)
    crew = [
        scene.cast.person(OFFICE, role, number)
        for role, number in (
            (Role.CASEWORKER, 1),
            (Role.CASEWORKER, 2),
            (Role.SHELTER_MANAGER, 1),
            (Role.SHELTER_MANAGER, 2),
        )
    ]
    with scene.ago(hours=BEGAN):
        night = begin_night(by=leader, crew=crew)
    for number, row in enumerate(CAME):
        worker = scene.cast.actor(OFFICE, Role.CASEWORKER, 1 + number % 2)
        with scene.ago(hours=BEGAN, minutes=-row.minutes):
            details = ArrivalDetails(row.band, row.age_band, row.sex, row.language, row.group, row.needs)
            add_arrival(by=worker, night=night, details=details)
    for step, minutes in GIVEN:
        with scene.ago(hours=BEGAN, minutes=-minutes):
            tick(by=scene.cast.actor(OFFICE, Role.SHELTER_MANAGER), night=night, bands=_bands(step), step=step)
    with scene.ago(hours=BEGAN - 3):
        _decide(leader, night)
    with scene.ago(hours=BEGAN - 4):
        concerns = [_report(leader, night, *family) for family in FAMILIES]
        close_night(by=leader, night=night, for_the_morning="Үлгі: 9:00-де қорғаншылық органына қоңырау шалу.")
    for concern in concerns:
        _hand_on(scene, concern)


def know_of_something(scene: Scene) -> None:
    """Two people know; nobody else of the demo finds a trace, and no bed is held yet."""
    maker, second = scene.cast.actor(OFFICE, Role.HEAD_OF_ORGANISATION), scene.cast.person(OFFICE, Role.SUPERVISOR)
    begins = datetime.combine(scene.today + AHEAD, time(5, 30), timezone.get_current_timezone())
    crew = tuple(scene.cast.person(OFFICE, Role.CASEWORKER, number) for number in (1, 2))
    with clock.standing_at(scene.now - timedelta(hours=3)):
        make_stand_by(by=maker, plan=Plan(begins, 14, crew, "Үлгі: көрпе, балалар тамағы."), second=second)


def _bands(step: ArrivalStep) -> list[str]:
    if step is ArrivalStep.DOCTOR:
        return [row.band for row in CAME if row.needs]
    return [row.band for row in CAME if row.language not in ("kk", "ru") or step is not ArrivalStep.INTERPRETER]


def _row(night: Night, band: str) -> Arrival:
    found: Arrival = Arrival.objects.get(night=night, band=band)
    return found


def _decide(by: Actor, night: Night) -> None:
    """The mother is safe; one man is suspected and was taken over, the others go as they wish."""
    decide_adult(by=by, arrival=_row(night, "P3WED"), safety="safe", part="parent")
    decide_adult(by=by, arrival=_row(night, "A6SDJ"), safety="suspected", part="other")
    wishes = {
        "P3WED": AdultWish(ArrivalNext.BODY, who="Үлгі емханасы, кезекші дәрігер"),
        "A6SDJ": AdultWish(ArrivalNext.BODY, who="Үлгі полиция бөлімі, кезекші"),
        "B9FY0": AdultWish(ArrivalNext.OWN_WAY), "C2NKR": AdultWish(ArrivalNext.OWN_WAY),
    }  # fmt: skip
    for band, wish in wishes.items():
        settle_adult(by=by, arrival=_row(night, band), wish=wish)
    begin_talk(by=by, arrival=_row(night, "R5T1R"))


def _report(by: Actor, night: Night, band: str, sleeps: str, with_whom: str) -> Concern:
    return report_family(
        by=by, arrival=_row(night, band), report=FamilyReport(sleeps, with_whom, "Үлгі: шаршаған, жаураған.")
    )


def _hand_on(scene: Scene, concern: Concern) -> None:
    """The desk looked at once, told the guardianship body where nobody was with a child, and asked the house to lead."""
    desk, worker = scene.cast.actor(DESK, Role.DUTY_WORKER), scene.cast.actor(OFFICE, Role.CASEWORKER)
    with scene.ago(hours=BEGAN - 5):
        begin_triage(by=desk, concern=concern)
        if concern.sleeps_tonight == "alone_or_street":
            told = GuardianTold("Үлгі: Үлгібаева Г.", "phone", clock.now(), "Үлгі: кезекші маман")
            record_guardian_told(by=desk, concern=concern, told_to=told)
        referrals = [
            refer_concern(
                by=desk, concern=concern, concern_child=child, receiver=scene.cast.providers[OFFICE],
                service_types=("basic_needs", "psychological"), request="Үлгі: түнде көп адаммен бірге келген бала.",
                no_information_leg_reason="no_ground",
            )
            for child in ConcernChild.objects.filter(concern=concern).order_by("position")
        ]  # fmt: skip
    for referral in referrals:
        with scene.ago(hours=BEGAN - 7):
            accept_leg(by=worker, leg=leg_of(referral), lead=scene.cast.person(OFFICE, Role.CASEWORKER))
            referral.refresh_from_db()
        with scene.ago(hours=BEGAN - 12) as day:
            if referral.resulting_case is not None:
                meet(worker, referral.resulting_case, day)
