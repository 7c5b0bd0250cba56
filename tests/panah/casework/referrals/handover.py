"""Two sides of a hand-over for the tests: a duty office that sends, an NGO and a clinic that receive, a police desk."""

from dataclasses import dataclass
from typing import Any

from panah.casework.cases.actions import start_case
from panah.casework.cases.models import Case
from panah.casework.concerns.actions import ChildTold, ConcernDetails, begin_triage, report_concern
from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.people.actions import (
    ChildDetails,
    FamilyDetails,
    RelativeDetails,
    SpokenName,
    add_relative,
    begin_family,
    record_consent,
)
from panah.casework.people.codes import Category, ConsentDecision
from panah.casework.referrals.actions import FreshLink, make_link, refer_case, refer_concern
from panah.casework.referrals.models import Leg, Referral
from panah.casework.services.actions import ProviderDetails, add_provider
from panah.casework.services.models import Provider
from panah.foundation.accounts.actions import add_organisation, add_person, answer_for, give_role
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role

SYSTEM = Actor.system("test", EVERYTHING)
CANARY_NAME = "Қайрат Canaryname"
CANARY_SEEN = "Canarystory: bakery at night"
CANARY_HOME = "Canaryhome street 5"
CANARY_CONTACT = "+7 000 555 44 33"
CANARY_STATUS = "Canarystatus overstayed since July"
CANARY_WORK = "Canarywork brick factory"
REQUEST = "Needs a safe place tonight, speaks Uzbek."
DUTY_PHONE = "+7 000 111 22 33"


@dataclass(frozen=True)
class Team:
    """An organisation and who works there, by role."""

    organisation: Organisation
    people: dict[Role, Person]
    actors: dict[Role, Actor]


@dataclass(frozen=True)
class Sides:
    duty: Team
    ngo: Team
    clinic: Team
    police: Team
    shelter: Provider
    doctor: Provider
    desk: Provider
    district: Place

    @property
    def sender(self) -> Actor:
        return self.duty.actors[Role.DUTY_WORKER]

    @property
    def worker(self) -> Actor:
        return self.ngo.actors[Role.CASEWORKER]


def team(code: str, *roles: Role, phone: str = "") -> Team:
    names = {"kk": f"{code} kk", "ru": f"{code} ru", "en": f"{code} en"}
    organisation = add_organisation(by=SYSTEM, code=code, kind="ngo", names=names, duty_phone=phone)
    people: dict[Role, Person] = {}
    actors: dict[Role, Actor] = {}
    for role in roles:
        name = f"{code}-{role.value}"
        people[role] = add_person(by=SYSTEM, username=name, display_name=name, password=None, language="en")
        actors[role] = actor_of(give_role(by=SYSTEM, person=people[role], organisation=organisation, role=role))
    return Team(organisation, people, actors)


def provider(owner: Team, place: Place | None, *service_types: str) -> Provider:
    code = owner.organisation.code
    names = {language: f"{code} place {language}" for language in ("kk", "ru", "en")}
    details = ProviderDetails(names, service_types, place, "+7 000 777 88 99", ("uz", "kk"))
    return add_provider(by=SYSTEM, organisation=owner.organisation, details=details)


def made_sides() -> Sides:
    load_places(by=SYSTEM)
    district = Place.objects.districts("KZ-61")[0]
    duty = team("duty", Role.DUTY_WORKER, Role.SUPERVISOR, phone=DUTY_PHONE)
    ngo = team("ngo", Role.CASEWORKER, Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)
    clinic = team("clinic", Role.CASEWORKER, Role.DUTY_WORKER)
    police = team("police", Role.DUTY_WORKER)
    answer_for(by=SYSTEM, organisation=duty.organisation, place=None)
    return Sides(
        duty, ngo, clinic, police, provider(ngo, district.region(), "shelter", "legal"),
        provider(clinic, district, "medical"), provider(police, None, "legal"), district,
    )  # fmt: skip


def reported(sides: Sides, form: str = "form-1", children: int = 1, **changes: Any) -> Concern:
    told = tuple(ChildTold("6_11", "male", "uz", CANARY_NAME) for _ in range(children))
    usual: dict[str, Any] = {
        "signs": ("works", "no_papers"), "language": "kk", "what_was_seen": CANARY_SEEN, "place": sides.district,
        "where_child_is": CANARY_HOME, "reporter_role": "teacher", "reporter_contact": CANARY_CONTACT, "children": told,
    }  # fmt: skip
    details = ConcernDetails(**(usual | changes))
    return report_concern(by=Actor.public("kk"), details=details, idempotency_key=form)


def child_of(concern: Concern, position: int = 1) -> ConcernChild:
    return ConcernChild.objects.get(concern=concern, position=position)


def referred(sides: Sides, concern: Concern | None = None, **changes: Any) -> Referral:
    """A concern that went to the NGO; nothing was told to an authority."""
    concern = concern or reported(sides)
    if concern.status == "received":
        begin_triage(by=sides.sender, concern=concern)
    usual: dict[str, Any] = {
        "by": sides.sender, "concern": concern, "concern_child": child_of(concern), "receiver": sides.shelter,
        "service_types": ("shelter",), "request": REQUEST, "urgency": "high", "no_information_leg_reason": "no_ground",
    }  # fmt: skip
    return refer_concern(**(usual | changes))


def opened_case(sides: Sides, citizenship: str = "UZ", category: Category = Category.UNKNOWN) -> Case:
    details = ChildDetails(
        names=(SpokenName(CANARY_NAME),), sex="female", age_band="12_14", citizenship_group=citizenship, language="uz",
        place=sides.district, category=category,
    )  # fmt: skip
    lead = sides.ngo.people[Role.CASEWORKER]
    return start_case(by=sides.worker, organisation=sides.ngo.organisation, lead=lead, details=details)


def consented(sides: Sides, case: Case, scope: str = "share_with_organisation") -> None:
    record_consent(by=sides.worker, child=case.child, scope=scope, decision=ConsentDecision.GIVEN, given_by="self")


def case_referred(sides: Sides, case: Case | None = None, **changes: Any) -> Referral:
    """A child of an open case who is to see the doctor; the consent is recorded."""
    if case is None:
        case = opened_case(sides)
        consented(sides, case)
    usual: dict[str, Any] = {
        "by": sides.worker, "case": case, "receiver": sides.doctor, "service_types": ("medical",), "request": REQUEST,
        "urgency": "normal", "no_information_leg_reason": "no_ground",
    }  # fmt: skip
    return refer_case(**(usual | changes))


def leg_of(referral: Referral, kind: str = "person") -> Leg:
    leg: Leg = Leg.objects.filter(referral=referral, kind=kind).select_related("referral").latest("sent_at")
    return leg


def linked(sides: Sides, referral: Referral) -> FreshLink:
    return make_link(by=sides.sender, leg=leg_of(referral))


def silent_body(sides: Sides, code: str = "silent") -> Provider:
    """A body of which nobody signs in: only the telephone reaches it."""
    return provider(team(code), sides.district, "medical", "shelter")


def family_told(sides: Sides, case: Case) -> None:
    """Everything about the family that an authority must not learn by the way."""
    family = begin_family(by=sides.worker, child=case.child, details=FamilyDetails(home=CANARY_HOME))
    add_relative(
        by=sides.worker, family=family,
        details=RelativeDetails(
            relation="mother", name="Zebo Canarymother", citizenship="Uzbekistan", migration_status=CANARY_STATUS,
            workplace=CANARY_WORK, contact=CANARY_CONTACT,
        ),
    )  # fmt: skip
