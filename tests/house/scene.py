"""The scene of the access table, made through actions: one organisation with everybody in it, and another just like it.

To the first belong a concern, a referral with its link, a case and a planned service. Everybody of the other organisation
is a stranger to them, whatever their role.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from panah.casework.cases.actions import (
    PaperState,
    add_helper,
    ask_transfer,
    plan_service,
    record_interview,
    record_paper,
    record_service,
    record_told,
    start_case,
    write_letter,
)
from panah.casework.cases.codes import LetterKind, LetterRecipient
from panah.casework.cases.models import Case
from panah.casework.concerns.actions import ChildTold, ConcernDetails, begin_triage, report_concern
from panah.casework.concerns.models import ConcernChild
from panah.casework.exchange.actions import AskedByAuthority, record_request
from panah.casework.people.actions import (
    ChildDetails,
    FamilyDetails,
    RelativeDetails,
    SpokenName,
    add_relative,
    begin_family,
    override_consent,
    record_consent,
)
from panah.casework.people.codes import ConsentDecision
from panah.casework.referrals.actions import make_link, refer_case, refer_concern, write_leg_letter
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import number_of
from panah.casework.services.actions import (
    ProviderDetails,
    ReservationFacts,
    add_bed,
    add_provider,
    make_confirmation_link,
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
    write_incident,
)
from panah.foundation.accounts.actions import (
    add_organisation,
    add_person,
    agree,
    answer_for,
    begin_coordinating,
    give_role,
)
from panah.foundation.accounts.models import Agreement, Membership, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.documents.actions import keep_file
from panah.foundation.documents.rules import check_file
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role
from panah.web.accounts.actions import invite

OWN, OTHER = "own", "other"
SYSTEM = Actor.system("test", EVERYTHING)


@dataclass
class Scene:
    """People and actors by (organisation, role); records by the name under which visits ask for them."""

    people: dict[tuple[str, Role], Person] = field(default_factory=dict)
    actors: dict[tuple[str, Role], Actor] = field(default_factory=dict)
    records: dict[str, Any] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """``case.code`` of the records, or the word itself where it names none."""
        record, _, attribute = name.partition(".")
        return str(getattr(self.records[record], attribute)) if record in self.records else name


def made_scene() -> Scene:
    scene = Scene()
    load_places(by=SYSTEM)
    for code in (OWN, OTHER):
        scene.records[code] = add_organisation(by=SYSTEM, code=code, kind="ngo", names=_names(code))
        for role in Role:
            _engage(scene, code, role)
    answer_for(by=SYSTEM, organisation=scene.records[OWN], place=None)
    scene.records["person"] = scene.people[OWN, Role.CASEWORKER]
    _add_provider(scene)
    _add_concern_and_referral(scene)
    _add_case(scene)
    _add_family(scene)
    _add_help(scene)
    _add_waiting(scene)
    _add_request(scene)
    _add_stuck(scene)
    _add_house(scene)
    return scene


def _add_request(scene: Scene) -> None:
    came = AskedByAuthority("police", "Үлгі тергеуші", "Үлгі заң, 1-бап", "Үлгі сұрақ", clock.today())
    scene.records["asked"] = record_request(by=scene.actors[OWN, Role.SUPERVISOR], came=came)


@dataclass(frozen=True)
class Stuck:
    """A request that a body owes to another, as the first organisation sees it, which coordinates the two."""

    body: str
    number: str


def _add_stuck(scene: Scene) -> None:
    own, region = scene.records[OWN], Place.objects.get(pk="KZ-61")
    own.place = region
    own.save(update_fields=["place"])
    begin_coordinating(by=SYSTEM, organisation=own, agreed_on=clock.today())
    asking, asked = (
        add_organisation(by=SYSTEM, code=code, kind="ngo", names=_names(code), place=region)
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
        by=actor_of(worker), case=case, receiver=asked, service_types=("legal",), request="Invented request",
        no_information_leg_reason="no_ground",
    )  # fmt: skip
    scene.records["stuck"] = Stuck("asked", number_of(Leg.objects.get(referral=referral)))


def _add_house(scene: Scene) -> None:
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
    scene.records["held"] = reserve_bed(by=by, provider=house, for_whom=guest)
    scene.records["waits"] = wait_for_bed(by=by, provider=house, for_whom=guest)
    scene.records["planned_day"] = plan_appointment(by=by, stay=stay, kind="doctor", at=clock.now(), words="Invented")
    happened = IncidentReport("injury", clock.now(), "Invented", "Invented", "Invented")
    scene.records["incident"] = write_incident(by=by, stay=stay, report=happened)
    leaving = Exit("own_family", "relative", who="Invented Name", relation="aunt_or_uncle")
    scene.records["leaving"] = ask_exit(by=by, stay=stay, leaving=leaving, reason="Invented")


def _names(code: str) -> dict[str, str]:
    return {language: f"{code} {language}" for language in ("kk", "ru", "en")}


def _engage(scene: Scene, code: str, role: Role) -> None:
    name = f"{code}-{role.value}"
    person = add_person(by=SYSTEM, username=name, display_name=name, password=None, language="en")
    membership = give_role(by=SYSTEM, person=person, organisation=scene.records[code], role=role)
    scene.people[code, role] = person
    scene.actors[code, role] = actor_of(membership)


def _add_provider(scene: Scene) -> None:
    details = ProviderDetails(_names("provider"), ("shelter", "legal"), None, "+7 000 111 22 33", ("kk",))
    scene.records["provider"] = add_provider(by=SYSTEM, organisation=scene.records[OWN], details=details)
    scene.records["still"] = make_confirmation_link(
        by=scene.actors[OWN, Role.HEAD_OF_ORGANISATION], provider=scene.records["provider"]
    )


def _add_concern_and_referral(scene: Scene) -> None:
    duty = scene.actors[OWN, Role.DUTY_WORKER]
    for name in ("concern", "referred"):
        scene.records[name] = report_concern(
            by=Actor.public("kk"),
            details=ConcernDetails(
                signs=("works",),
                language="kk",
                what_was_seen="Invented: seen at a bakery",
                stays_anonymous=True,
                place=Place.objects.districts("KZ-61")[0],
                children=(ChildTold("6_11", "male", "uz", "Invented Name"),),
            ),
            idempotency_key=name,
        )
    begin_triage(by=duty, concern=scene.records["referred"])
    referral = refer_concern(
        by=duty,
        concern=scene.records["referred"],
        concern_child=ConcernChild.objects.get(concern=scene.records["referred"]),
        receiver=scene.records["provider"],
        service_types=("shelter",),
        request="A safe place tonight",
        urgency="high",
        no_information_leg_reason="no_ground",
    )
    scene.records["referral"] = referral
    scene.records["leg"] = Leg.objects.get(referral=referral, kind="person")
    scene.records["link"] = make_link(by=duty, leg=scene.records["leg"])
    text = '{"title": "Invented", "blocks": []}'
    scene.records["leg_letter"] = write_leg_letter(by=duty, leg=scene.records["leg"], language="kk", text=text)


def _add_case(scene: Scene) -> None:
    worker = scene.actors[OWN, Role.CASEWORKER]
    case = start_case(
        by=worker,
        organisation=scene.records[OWN],
        lead=scene.people[OWN, Role.CASEWORKER],
        details=ChildDetails(names=(SpokenName("Invented Name"),), sex="female", age_band="12_14"),
    )
    scene.records["case"] = case
    paper = check_file("letter.txt", b"Invented letter")
    scene.records["paper"] = keep_file(by=worker, record=case, kind="letter", paper=paper)
    _add_what_was_told_and_made(scene, worker, case)
    scene.records["service"] = record_service(
        by=worker, case=case, service_type="basic_needs", happened_on=case.opened_at.date()
    )
    scene.records["planned"] = plan_service(
        by=worker, case=case, service_type="psychological", goal="To sleep well", due_on=date(2030, 1, 1)
    )


def _add_family(scene: Scene) -> None:
    worker, child = scene.actors[OWN, Role.CASEWORKER], scene.records["case"].child
    family = begin_family(by=worker, child=child, details=FamilyDetails("uz"))
    scene.records["adult"] = add_relative(by=worker, family=family, details=RelativeDetails("mother", "Invented Name"))
    scene.records["override"] = override_consent(
        by=worker, child=child, ground="serious_harm", explanation="Invented", was_told="yes"
    )


def _add_what_was_told_and_made(scene: Scene, worker: Actor, case: Case) -> None:
    today = clock.today()
    scene.records["told"] = record_told(
        by=worker, case=case, topic="home", source="volunteered", happened_on=today, text="Invented house"
    )
    scene.records["interview"] = record_interview(by=worker, case=case, held_on=today, body="police")
    scene.records["track"] = record_paper(by=worker, case=case, state=PaperState("passport", "lost"))
    text = '{"title": "", "blocks": [{"kind": "text", "text": "Invented"}]}'
    scene.records["letter"] = write_letter(
        by=worker, case=case, kind=LetterKind.PLAN_COPY, language="kk", text=text, recipient=LetterRecipient.CHILD
    )


def _add_help(scene: Scene) -> None:
    """The other organisation helps with one thing, and is asked to lead another child."""
    worker, other = scene.actors[OWN, Role.CASEWORKER], scene.records[OTHER]
    moving = start_case(
        by=worker, organisation=scene.records[OWN], lead=scene.people[OWN, Role.CASEWORKER],
        details=ChildDetails(sex="male", age_band="12_14"),
    )  # fmt: skip
    for case in (scene.records["case"], moving):
        record_consent(
            by=worker,
            child=case.child,
            scope="share_with_organisation",
            decision=ConsentDecision.GIVEN,
            given_by="self",
        )
    scene.records["part"] = add_helper(
        by=worker, case=scene.records["case"], organisation=other, service_types=("medical",), request="Invented request",
        parts=("name", "needs"), person=scene.people[OTHER, Role.CASEWORKER],
    )  # fmt: skip
    scene.records["moving"] = moving
    scene.records["transfer"] = ask_transfer(
        by=worker, case=moving, organisation=other, reason="nearer", summary="Invented summary"
    )


def _add_waiting(scene: Scene) -> None:
    """A new caseworker whom nobody has confirmed yet."""
    administrator = scene.actors[OWN, Role.ADMINISTRATOR]
    person = invite(
        by=administrator, display_name="Invented Newcomer", role=Role.CASEWORKER, language="en", password="invented-slip-1"
    )  # fmt: skip
    scene.records["waiting"] = Membership.objects.get(person=person)
    _add_first_leader()
    scene.records["first"] = Membership.objects.get(organisation__code="new", role=Role.HEAD_OF_ORGANISATION)


def _add_first_leader() -> None:
    """Of an office with an administrator alone: the organisation of the last resort says who that is."""
    organisation = add_organisation(by=SYSTEM, code="new", kind="ngo", names=_names("new"))
    person = add_person(by=SYSTEM, username="new-administrator", display_name="new", password=None, language="en")
    administrator = give_role(by=SYSTEM, person=person, organisation=organisation, role=Role.ADMINISTRATOR)
    invite(
        by=actor_of(administrator), display_name="Invented Leader", role=Role.HEAD_OF_ORGANISATION, language="en",
        password="invented-slip-2",
    )  # fmt: skip
