"""The akimat of a region and a ministry beside the two sides of a hand-over, for tests of what is stuck."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import number_of
from panah.foundation.accounts.actions import agree, begin_coordinating
from panah.foundation.accounts.models import Agreement, Organisation
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import SYSTEM, Sides, Team, leg_of, made_sides, referred, team

REGION = "KZ-61"
ELSEWHERE = "KZ-75"


@dataclass(frozen=True)
class Coordinated:
    sides: Sides
    akimat: Team
    ministry: Team
    agreement: Agreement

    @property
    def coordinator(self) -> Actor:
        return self.akimat.actors[Role.REGIONAL_COORDINATOR]

    @property
    def minister(self) -> Actor:
        return self.ministry.actors[Role.MINISTRY_COORDINATOR]

    @property
    def body(self) -> Organisation:
        return self.sides.ngo.organisation

    def stuck(self, hours: float = 30, **changes: Any) -> Leg:
        """A request to the NGO that has waited so long; of a high urgency it is over twice its time after eight hours."""
        with clock.standing_at(clock.now() - timedelta(hours=hours)):
            return leg_of(referred(self.sides, **changes))


def coordinated() -> Coordinated:
    """The duty office has agreed with the akimat and with the ministry; the NGO has agreed with nobody."""
    sides = made_sides()
    akimat = team("akimat", Role.REGIONAL_COORDINATOR)
    ministry = team("ministry", Role.MINISTRY_COORDINATOR)
    placed(akimat.organisation, REGION)
    placed(sides.ngo.organisation, REGION)
    placed(sides.clinic.organisation, ELSEWHERE)
    day = clock.today() - timedelta(days=200)
    for body in (akimat.organisation, ministry.organisation):
        begin_coordinating(by=SYSTEM, organisation=body, region=body.place, since=day, paper="1")
    agreements = [
        agree(by=SYSTEM, organisation=sides.duty.organisation, coordinator=body, agreed_on=day)
        for body in (akimat.organisation, ministry.organisation)
    ]
    return Coordinated(sides, akimat, ministry, agreements[0])


def placed(organisation: Organisation, place: str) -> None:
    organisation.place = Place.objects.get(pk=place)
    organisation.save(update_fields=["place"])


def number(leg: Leg) -> str:
    return number_of(leg)
