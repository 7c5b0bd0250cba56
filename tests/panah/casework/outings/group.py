"""A mobile group: an office that sends it, a desk that looks first at concerns, and a house near the market."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from panah.casework.outings.actions import (
    ChildMet,
    OutingDetails,
    open_outing,
    record_child_met,
)
from panah.casework.outings.codes import Decision
from panah.casework.outings.models import Outing, OutingChild, OutingTally
from panah.casework.services.actions import ProviderDetails, add_provider
from panah.casework.services.models import Provider
from panah.foundation.accounts.actions import add_organisation, answer_for
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from tests.panah.casework.cases.office import SYSTEM, Worker, hired

MORNING = datetime(2026, 11, 18, 5, tzinfo=UTC)  # 10:00 in Almaty
AN_HOUR = timedelta(hours=1)
CANARY = "Canarycontact +7 000 444 55 66"
SAID = "Canarysaid: she sells bread until night"
WHO = "Canarywho, on duty"


@dataclass(frozen=True)
class Group:
    organisation: Organisation
    desk: Organisation
    zarina: Worker  # leads the group
    oraz: Worker  # goes along
    kamal: Worker  # works in the same office, does not go along
    saule: Worker  # supervises the office
    gulnar: Worker  # looks first at concerns of the place
    stranger: Worker  # of the desk's organisation, in a mobile group there
    house: Provider
    place: Place


def made_group() -> Group:
    load_places(by=SYSTEM)
    place = Place.objects.districts("KZ-61").filter(kind="district")[0]
    office = add_organisation(by=SYSTEM, code="group", kind="ngo", names=_names("Group"))
    desk = add_organisation(by=SYSTEM, code="desk", kind="family_support_centre", names=_names("Desk"))
    answer_for(by=SYSTEM, organisation=desk, place=place.region())
    house = add_organisation(by=SYSTEM, code="house", kind="ngo", names=_names("House"))
    details = ProviderDetails(_names("House"), ("basic_needs", "shelter"), place, "+7 000 000 07 07", ("kk",))
    return Group(
        office, desk, hired(office, Role.MOBILE_GROUP_MEMBER, "zarina"),
        hired(office, Role.MOBILE_GROUP_MEMBER, "oraz"), hired(office, Role.MOBILE_GROUP_MEMBER, "kamal"),
        hired(office, Role.SUPERVISOR, "saule"), hired(desk, Role.DUTY_WORKER, "gulnar"),
        hired(desk, Role.MOBILE_GROUP_MEMBER, "stranger"),
        add_provider(by=SYSTEM, organisation=house, details=details), place,
    )  # fmt: skip


def _names(word: str) -> dict[str, str]:
    return dict.fromkeys(("kk", "ru", "en"), word)


def opened(group: Group, **changes: Any) -> Outing:
    usual: dict[str, Any] = {
        "place": group.place, "starts_at": MORNING, "purpose": "find_children", "leader": group.zarina.person,
        "spot": "Small market", "members": (group.oraz.person,), "guests": (("Juvenile inspector", "Police"),),
    }  # fmt: skip
    return open_outing(by=group.zarina.actor, details=OutingDetails(**(usual | changes)))


def child_met(decision: Decision = Decision.REFER, **changes: Any) -> ChildMet:
    usual: dict[str, Any] = {
        "age_band": "6_11", "sex": "female", "company": "alone", "language": "uz",
        "signs": ("not_in_school", "works"), "needs": ("food_and_clothes",), "contact_ok": "yes", "contact": CANARY,
        "seen": SAID,
    }  # fmt: skip
    return ChildMet(decision, **(usual | changes))


def urgent(group: Group, **changes: Any) -> ChildMet:
    return child_met(
        Decision.URGENT, **({"provider": group.house, "hand_over": "took", "who_took": WHO} | changes)
    )  # fmt: skip


def handed_on(by: Actor, outing: Outing, met: ChildMet | None = None, key: str = "form-1") -> OutingChild:
    found = record_child_met(by=by, outing=outing, met=met or child_met(), idempotency_key=key)
    assert isinstance(found, OutingChild)
    return found


def counted(by: Actor, outing: Outing, met: ChildMet, key: str = "form-1") -> OutingTally:
    found = record_child_met(by=by, outing=outing, met=met, idempotency_key=key)
    assert isinstance(found, OutingTally)
    return found
