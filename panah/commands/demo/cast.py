"""Who works in the demo: organisations, the people in their roles, and what they offer. All of it through actions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from panah.casework.services.actions import ProviderDetails, add_provider
from panah.casework.services.models import Provider
from panah.commands.demo.names import SURNAMES, Script
from panah.commands.demo.staff import (
    AGREED,
    ANYWHERE,
    BODIES,
    COORDINATING,
    MORE_OF_PROVIDERS,
    PROVIDERS,
    STAFF,
    Body,
    Worker,
)
from panah.foundation.accounts.actions import (
    add_organisation,
    add_person,
    agree,
    answer_for,
    begin_coordinating,
    give_role,
)
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role

FIRST_MORNING = datetime(2023, 9, 1, 9, tzinfo=ZoneInfo("Asia/Almaty"))


def _nobody_watches() -> None: ...


@dataclass
class Cast:
    """Everybody by name: organisations and providers by code, people and their actors by organisation and role.

    ``step_done`` is called after each record, for whoever waits.
    """

    builder: Actor
    step_done: Callable[[], object] = _nobody_watches
    places: dict[str, Place] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    providers: dict[str, Provider] = field(default_factory=dict)

    def actor(self, organisation: str, role: Role, number: int = 1) -> Actor:
        return self.actors[_key(organisation, role, number)]

    def person(self, organisation: str, role: Role, number: int = 1) -> Person:
        return self.people[_key(organisation, role, number)]

    def count(self, organisation: str, role: Role) -> int:
        return sum(1 for key in self.people if key.startswith(f"{organisation}/{role}/"))


def _key(organisation: str, role: Role, number: int) -> str:
    return f"{organisation}/{role}/{number}"


def the_builder() -> Actor:
    return Actor.system("demo", EVERYTHING)


def engage(cast: Cast) -> Cast:
    """The whole cast of the demo, one after the other in the order of the table; places must be loaded."""
    cast.places = {place.pk: place for place in Place.objects.select_related("parent")}
    for body in BODIES:
        add_body(cast, body)
    for number, worker in enumerate(STAFF):
        with clock.standing_at(FIRST_MORNING + timedelta(minutes=number)):
            add_worker(cast, worker)
    with clock.standing_at(FIRST_MORNING + timedelta(days=30)):
        let_coordinate(cast)
    for code, organisation, names, place, services in PROVIDERS:
        offer(cast, code, organisation, names=names, place=place, services=services)
    return cast


def add_body(cast: Cast, body: Body) -> Organisation:
    """An organisation, and the places from which concerns come to it."""
    organisation = add_organisation(
        by=cast.builder,
        code=body.code,
        kind=body.kind,
        names=dict(zip(("kk", "ru", "en"), body.names, strict=True)),
        place=cast.places[body.place] if body.place else None,
        duty_phone=body.phone,
    )
    cast.organisations[body.code] = organisation
    for code in body.answers_for:
        answer_for(by=cast.builder, organisation=organisation, place=None if code == ANYWHERE else cast.places[code])
    return organisation


def let_coordinate(cast: Cast) -> None:
    """The akimat and the ministry take part, and some organisations have agreed with them."""
    for code, paper in COORDINATING:
        coordinator = cast.organisations[code]
        begin_coordinating(
            by=cast.builder, organisation=coordinator, region=coordinator.place, since=clock.today(), paper=paper
        )  # fmt: skip
        for sender in AGREED:
            agree(
                by=cast.builder, organisation=cast.organisations[sender], coordinator=coordinator, agreed_on=clock.today()
            )  # fmt: skip


def add_worker(cast: Cast, worker: Worker) -> Actor:
    """A person in one role. Nobody has a password: the demo page lets in with one click."""
    organisation = cast.organisations[worker.organisation]
    number = cast.count(worker.organisation, worker.role) + 1
    key = _key(worker.organisation, worker.role, number)
    person = add_person(
        by=cast.builder,
        username=f"{worker.organisation}-{worker.role}-{number}".replace("_", "-"),
        display_name=f"{worker.given_name} {SURNAMES[Script.KAZAKH][worker.sex]}",
        password=None,
    )
    membership = give_role(by=cast.builder, person=person, organisation=organisation, role=worker.role)
    cast.people[key] = person
    cast.actors[key] = actor_of(membership)
    return cast.actors[key]


def offer(
    cast: Cast, code: str, organisation: str, *, names: tuple[str, str, str], place: str, services: tuple[str, ...]
) -> Provider:
    """An entry of the directory."""
    titles: Mapping[str, str] = dict(zip(("kk", "ru", "en"), names, strict=True))
    provider = add_provider(
        by=cast.builder,
        organisation=cast.organisations[organisation],
        details=ProviderDetails(
            names=titles,
            service_types=services,
            place=cast.places[place] if place else None,
            duty_phone=cast.organisations[organisation].duty_phone,
            languages=("kk", "ru", "uz"),
            **MORE_OF_PROVIDERS.get(code, {}),
        ),
    )
    cast.providers[code] = provider
    return provider
