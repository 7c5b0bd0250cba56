"""Two NGOs that do public work, made through actions: who plans it, who teaches, who heads."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from panah.foundation.accounts.actions import add_organisation, add_person, give_role
from panah.foundation.accounts.models import Membership, Organisation, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role
from panah.programme.directory.actions import AdultDetails, register_adult
from panah.programme.directory.codes import TraineeSector
from panah.programme.directory.models import Adult

SYSTEM = Actor.system("test", EVERYTHING)


@dataclass(frozen=True)
class Colleague:
    person: Person
    membership: Membership

    @property
    def actor(self) -> Actor:
        return actor_of(self.membership)


@dataclass(frozen=True)
class Bureau:
    here: Organisation
    there: Organisation
    madina: Colleague  # coordinates the public work here
    timur: Colleague  # teaches here
    bakyt: Colleague  # heads the organisation here
    dana: Colleague  # coordinates the public work there
    taraz: Place  # a region
    district: Place  # in it


def hired(organisation: Organisation, role: Role, name: str, language: str = "en") -> Colleague:
    person = add_person(by=SYSTEM, username=name, display_name=name.title(), password=None, language=language)
    return Colleague(person, give_role(by=SYSTEM, person=person, organisation=organisation, role=role))


def made_bureau() -> Bureau:
    with clock.standing_at(datetime(2020, 1, 1, tzinfo=UTC)):
        load_places(by=SYSTEM)
        here, there = (
            add_organisation(by=SYSTEM, code=code, kind="ngo", names=dict.fromkeys(("kk", "ru", "en"), code.title()))
            for code in ("here", "there")
        )
        region = Place.objects.get(pk="KZ-31")
        return Bureau(
            here, there, hired(here, Role.PROGRAMME_COORDINATOR, "madina"), hired(here, Role.TRAINER, "timur"),
            hired(here, Role.HEAD_OF_ORGANISATION, "bakyt"), hired(there, Role.PROGRAMME_COORDINATOR, "dana"),
            region, Place.objects.districts(region.pk)[0],
        )  # fmt: skip


def teacher(name: str = "Айгерім Үлгібаева", **known: Any) -> AdultDetails:
    """A woman teacher of school 12."""
    facts: dict[str, Any] = {"sector": TraineeSector.EDUCATION, "sex": "female", "workplace": "№12 мектеп"}
    return AdultDetails(name=name, **(facts | known))


def known(bureau: Bureau, name: str = "Айгерім Үлгібаева", by: Colleague | None = None, **facts: Any) -> Adult:
    """An adult whom one of the bureau wrote down."""
    return register_adult(by=(by or bureau.madina).actor, details=teacher(name, place=bureau.district, **facts))
