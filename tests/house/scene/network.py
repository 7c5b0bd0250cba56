"""What the organisations of the scene have with others: what is stuck, and a house with its beds."""

from dataclasses import dataclass

from panah.casework.cases.actions import (
    start_case,
)
from panah.casework.people.actions import (
    ChildDetails,
    record_consent,
)
from panah.casework.people.codes import ConsentDecision
from panah.casework.referrals.actions import refer_case
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import number_of
from panah.casework.services.actions import (
    ReservationFacts,
    add_bed,
    reserve_bed,
    wait_for_bed,
)
from panah.casework.stays.actions import (
    Admission,
    Exit,
    IncidentReport,
    admit_guest,
    ask_exit,
    plan_appointment,
    write_guest_letter,
    write_incident,
)
from panah.casework.stays.codes import HousePaper
from panah.foundation.accounts.actions import (
    add_organisation,
    add_person,
    agree,
    begin_coordinating,
    give_role,
)
from panah.foundation.accounts.models import Agreement, Mandate
from panah.foundation.accounts.queries import actor_of
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.house.scene.base import OWN, SYSTEM, Scene, names_of


@dataclass(frozen=True)
class Stuck:
    """A request that a body owes to another, as the first organisation sees it, which coordinates the two."""

    body: str
    number: str


def add_stuck(scene: Scene) -> None:
    own, region = scene.records[OWN], Place.objects.get(pk="KZ-61")
    own.place = region
    own.save(update_fields=["place"])
    scene.records["mandate"] = begin_coordinating(
        by=SYSTEM, organisation=own, region=region, since=clock.today(), paper="Invented 1"
    )
    Mandate.objects.create(organisation=own, since=clock.today(), paper="Invented 2")  # for the ministry's role
    asking, asked = (
        add_organisation(by=SYSTEM, code=code, kind="ngo", names=names_of(code), place=region)
        for code in ("asking", "asked")
    )
    for code, organisation in (("asking", asking), ("asked", asked)):
        person = add_person(by=SYSTEM, username=f"{code}-worker", display_name=code, password=None, language="en")
        membership = give_role(by=SYSTEM, person=person, organisation=organisation, role=Role.CASEWORKER)
        scene.records[f"{code}_worker"] = membership
    agree(by=SYSTEM, organisation=asking, coordinator=own, agreed_on=clock.today())
    scene.records["agreement"] = Agreement.objects.create(
        organisation=own, coordinator=asking, agreed_on=clock.today()
    )  # fmt: skip
    worker = scene.records["asking_worker"]
    case = start_case(by=actor_of(worker), organisation=asking, lead=worker.person, details=ChildDetails(sex="male"))
    record_consent(
        by=actor_of(worker), child=case.child, scope="share_with_organisation", decision=ConsentDecision.GIVEN,
        given_by="self",
    )  # fmt: skip
    referral = refer_case(
        by=actor_of(worker), case=case, receiver=asked, service_types=("legal",), request="Ойдан шығарылған өтініш",
        no_information_leg_reason="no_ground",
    )  # fmt: skip
    scene.records["stuck"] = Stuck("asked", number_of(Leg.objects.get(referral=referral)))


def add_house(scene: Scene) -> None:
    """A guest in a house of the first organisation, a bed that is held for somebody else, and one who waits."""
    by, house = scene.actors[OWN, Role.SHELTER_MANAGER], scene.records["provider"]
    guest = ReservationFacts("15_17", "female", asker="Invented post", call_back="+7 000")
    for name in ("1", "2"):
        scene.records["bed"] = add_bed(by=by, provider=house, name=name, meant_for="girl")
    scene.records["house"] = house
    stay = admit_guest(
        by=by, provider=house,
        admission=Admission("15_17", "female", "police", "self", name="Invented Name", belongings="Invented bag"),
    )  # fmt: skip
    scene.records["guest"] = stay
    scene.records["house_letter"] = write_guest_letter(
        by=by, stay=stay, kind=HousePaper.ADMISSION, language="kk", text='{"title": "Invented", "blocks": []}'
    )
    scene.records["held"] = reserve_bed(by=by, provider=house, for_whom=guest)
    scene.records["waits"] = wait_for_bed(by=by, provider=house, for_whom=guest)
    scene.records["planned_day"] = plan_appointment(by=by, stay=stay, kind="doctor", at=clock.now(), words="Invented")
    happened = IncidentReport("injury", clock.now(), "Invented", "Invented", "Invented")
    scene.records["incident"] = write_incident(by=by, stay=stay, report=happened)
    leaving = Exit("own_family", "relative", who="Invented Name", relation="aunt_or_uncle")
    scene.records["leaving"] = ask_exit(by=by, stay=stay, leaving=leaving, reason="Invented")
