"""What tests of a night start from: an office with a house of beds, a desk that looks at concerns, and people in roles."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from panah.casework.operations import actions
from panah.casework.operations.actions import ArrivalDetails, Plan
from panah.casework.operations.codes import ArrivalStep
from panah.casework.operations.models import Arrival, Night, StandBy
from panah.casework.services.actions import ProviderDetails, add_bed, add_provider
from panah.casework.services.models import Provider
from panah.foundation.accounts.actions import answer_for
from panah.foundation.accounts.models import Person
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.panah.casework.cases.office import SYSTEM, Office, Worker, hired, made_office

NOTE = "Canarynote: bring blankets"
BEFORE_A_TALK = (ArrivalStep.DRINK, ArrivalStep.FOOD, ArrivalStep.REST)
BEDS = ("girl", "girl", "boy", "mother_with_children", "adult", "adult")


@dataclass(frozen=True)
class House:
    office: Office
    home: Provider
    nazgul: Worker  # runs the house
    roza: Worker  # a further supervisor

    @property
    def bakyt(self) -> Worker:
        return self.office.bakyt

    @property
    def saule(self) -> Worker:
        return self.office.saule

    @property
    def aigul(self) -> Worker:
        return self.office.aigul


def made_house() -> House:
    office = made_office()
    names = dict.fromkeys(("kk", "ru", "en"), "Terek")
    with clock.standing_at(clock.now() - timedelta(days=400)):
        answer_for(by=SYSTEM, organisation=office.organisation, place=None)
        home = add_provider(
            by=SYSTEM, organisation=office.organisation, details=ProviderDetails(names, ("shelter",), office.district)
        )
        nazgul = hired(office.organisation, Role.SHELTER_MANAGER, "nazgul")
        roza = hired(office.organisation, Role.SUPERVISOR, "roza")
        for number, kind in enumerate(BEDS, start=1):
            add_bed(by=nazgul.actor, provider=home, name=str(number), meant_for=kind)
    return House(office, home, nazgul, roza)


def prepared(house: House, *, hours: float = 48, places: int = 4, crew: tuple[Person, ...] = ()) -> StandBy:
    """Bakyt has made it, and Saule is the other one."""
    plan = Plan(clock.now() + timedelta(hours=hours), places, crew or (house.aigul.person, house.nazgul.person), NOTE)
    return actions.make_stand_by(by=house.bakyt.actor, plan=plan, second=house.saule.person)


def confirmed(house: House, **more: object) -> StandBy:
    stand_by = prepared(house, **more)  # type: ignore[arg-type]
    return actions.confirm_stand_by(by=house.saule.actor, stand_by=stand_by, version=stand_by.version)


def begun(house: House) -> Night:
    """Aigul leads it, Nazgul helps."""
    return actions.begin_night(by=house.aigul.actor, crew=[house.nazgul.person])


def came(
    house: House, night: Night, band: str, age_band: str = "6_11", *, by: Worker | None = None,
    at: datetime | None = None, **more: object,
) -> Arrival:  # fmt: skip
    known = {"sex": "female", "language": "uz"} | more
    details = ArrivalDetails(band, age_band, arrived_at=at, **known)  # type: ignore[arg-type]
    return actions.add_arrival(by=(by or house.aigul).actor, night=night, details=details)


def fed(house: House, night: Night, *bands: str) -> None:
    for step in BEFORE_A_TALK:
        actions.tick(by=house.aigul.actor, night=night, bands=bands, step=step)


def sees(house: House, stand_by: StandBy) -> set[str]:
    """Who of the two offices finds it, by name."""
    office = house.office
    everybody = {
        "bakyt": office.bakyt, "saule": office.saule, "roza": house.roza, "aigul": office.aigul, "nazgul": house.nazgul,
        "gulnar": office.gulnar, "dinara": office.dinara, "lazzat": office.lazzat,
    }  # fmt: skip
    return {
        name for name, who in everybody.items() if StandBy.objects.visible_to(who.actor).filter(pk=stand_by.pk).exists()
    }
