"""A small office for the tests of concerns: two organisations, who works there, and a report. Made through actions."""

from dataclasses import dataclass, replace
from typing import Any

from panah.casework.concerns.actions import ChildTold, ConcernDetails, report_concern
from panah.casework.concerns.models import Concern
from panah.foundation.accounts.actions import add_organisation, add_person, answer_for, give_role
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role

SYSTEM = Actor.system("test", EVERYTHING)
PUBLIC = Actor.public("kk")
PASSWORD = "correct horse battery"
CANARY_SEEN = "Canarysaw бала наубайханада түнде жұмыс істейді"
CANARY_NAME = "Canaryname Үлгібаева"
CANARY_WHERE = "Canarystreet 5"
CANARY_CONTACT = "+7 000 555 44 33"


@dataclass(frozen=True)
class Office:
    """One duty organisation for a district, another for the rest."""

    organisation: Organisation
    other: Organisation
    duty_worker: Person
    stranger: Person
    district: Place

    @property
    def duty(self) -> Actor:
        return actor_for(self.duty_worker)

    @property
    def elsewhere(self) -> Actor:
        return actor_for(self.stranger)


_roles: dict[str, Actor] = {}


def actor_for(person: Person) -> Actor:
    return _roles[person.username]


def person_in(organisation: Organisation, role: Role, username: str, language: str = "ru") -> Person:
    person = add_person(by=SYSTEM, username=username, display_name=username, password=PASSWORD, language=language)
    membership = give_role(by=SYSTEM, person=person, organisation=organisation, role=role)
    _roles[username] = actor_of(membership)
    return person


def made_office() -> Office:
    load_places(by=SYSTEM)
    district = Place.objects.districts("KZ-61").filter(kind="district")[0]
    here, there = (
        add_organisation(by=SYSTEM, code=code, kind="ngo", names={"kk": name, "ru": name, "en": name})
        for code, name in (("here", "Canaryorg-1"), ("there", "Canaryorg-2"))
    )
    answer_for(by=SYSTEM, organisation=here, place=district.region())
    answer_for(by=SYSTEM, organisation=there, place=None)
    duty, elsewhere = person_in(here, Role.DUTY_WORKER, "duty"), person_in(there, Role.DUTY_WORKER, "elsewhere")
    return Office(here, there, duty, elsewhere, district)


def details_of(office: Office, **changes: Any) -> ConcernDetails:
    usual = ConcernDetails(
        signs=("works", "no_papers"),
        language="kk",
        what_was_seen=CANARY_SEEN,
        place=office.district,
        where_child_is=CANARY_WHERE,
        reporter_role="teacher",
        reporter_contact=CANARY_CONTACT,
        safe_time="evening",
        children=(ChildTold("6_11", "male", "uz", CANARY_NAME),),
    )
    return replace(usual, **changes)


def reported(office: Office, form: str = "form-1", **changes: Any) -> Concern:
    return report_concern(by=PUBLIC, details=details_of(office, **changes), idempotency_key=form)
