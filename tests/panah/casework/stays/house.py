"""A house of an NGO with its people, another one that has nothing to do with it, and an office that leads a case."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from panah.casework.cases.actions import add_helper
from panah.casework.cases.models import Case
from panah.casework.people.actions import record_consent
from panah.casework.people.codes import ConsentDecision
from panah.casework.services.actions import ProviderDetails, ReservationFacts, add_bed, add_provider
from panah.casework.services.models import Bed, Provider
from panah.casework.stays.actions import Admission, Exit, IncidentReport, admit_guest
from panah.casework.stays.models import Stay
from panah.foundation.accounts.actions import add_organisation
from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.panah.casework.cases.office import SYSTEM, Office, Worker, hired, made_office, opened

NAME = "Canaryguest Малика"
BAG = "Canarybag: a red bag"
GIRL = ReservationFacts("15_17", "female", asker="Canarypost", call_back="+7 000 000 00 09")
MIDDAY = datetime(2026, 11, 18, 7, tzinfo=UTC)  # 12:00 in Almaty
DAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)
WELL = {"ate": "well", "slept": "well", "mood": "calm"}


@dataclass(frozen=True)
class House:
    """Two beds for girls, one for a boy; Zhanna runs it, Omar heads it. At the other house Kamila does the same."""

    provider: Provider
    organisation: Organisation
    beds: tuple[Bed, ...]
    zhanna: Worker
    sister: Worker  # the second manager
    saule: Worker  # supervises
    omar: Worker  # heads
    other: Provider
    other_bed: Bed
    kamila: Worker


def made_house() -> House:
    with clock.standing_at(datetime(2020, 1, 1, tzinfo=UTC)):
        mine, provider = _house("house", "Terek")
        theirs, other = _house("elsewhere", "Baiterek")
        zhanna = hired(mine, Role.SHELTER_MANAGER, "zhanna")
        kamila = hired(theirs, Role.SHELTER_MANAGER, "kamila")
        beds = tuple(bed(zhanna, provider, name, kind) for name, kind in (("1", "girl"), ("2", "girl"), ("3", "boy")))
        return House(
            provider, mine, beds, zhanna, hired(mine, Role.SHELTER_MANAGER, "sister"),
            hired(mine, Role.SUPERVISOR, "saule2"), hired(mine, Role.HEAD_OF_ORGANISATION, "omar"), other,
            bed(kamila, other, "1", "girl"), kamila,
        )  # fmt: skip


def _house(code: str, name: str) -> tuple[Organisation, Provider]:
    names = dict.fromkeys(("kk", "ru", "en"), name)
    owner = add_organisation(by=SYSTEM, code=code, kind="shelter", names=names)
    details = ProviderDetails(names, ("shelter",), None, f"+7 000 000 07 0{len(code) % 10}", ("kk",))
    return owner, add_provider(by=SYSTEM, organisation=owner, details=details)


def bed(worker: Worker, provider: Provider, name: str, meant_for: str) -> Bed:
    return add_bed(by=worker.actor, provider=provider, name=name, meant_for=meant_for, room="A")


def admission(**changes: Any) -> Admission:
    usual: dict[str, Any] = {
        "age_band": "15_17", "sex": "female", "came_from": "police", "consent": "self", "name": NAME, "belongings": BAG,
        "language": "uz", "rules_language": "uz",
    }  # fmt: skip
    return Admission(**(usual | changes))


def admitted(house: House, worker: Worker | None = None, **changes: Any) -> Stay:
    known = {name: changes.pop(name) for name in ("bed", "reservation", "case_code") if name in changes}
    by = (worker or house.zhanna).actor
    return admit_guest(by=by, provider=house.provider, admission=admission(**changes), **known)


def leaving(**changes: Any) -> Exit:
    usual: dict[str, Any] = {
        "leaves_to": "state_centre", "leaves_with": "guardianship_body", "who": "Canarywho, inspector",
        "agreed_by": ("guardianship_body",),
    }  # fmt: skip
    return Exit(**(usual | changes))


def incident(**changes: Any) -> IncidentReport:
    usual: dict[str, Any] = {"kind": "injury", "happened_at": clock.now(), "what": "Canaryevent"}
    return IncidentReport(**(usual | changes))


def running(*kinds: TimerKind) -> list[Timer]:
    return list(Timer.objects.running().filter(kind__in=kinds or list(TimerKind)))


def a_case(office: Office) -> Case:
    return opened(office)


def shared_with_house(office: Office, house: House, *, help_of: str = "shelter") -> Case:
    case = a_case(office)
    record_consent(
        by=office.aigul.actor, child=case.child, scope="share_with_organisation", decision=ConsentDecision.GIVEN,
        given_by="self", form="own_consent", method="spoken",
    )  # fmt: skip
    add_helper(
        by=office.aigul.actor, case=case, organisation=house.organisation, provider=house.provider,
        service_types=(help_of,), request="a bed",
    )  # fmt: skip
    return case


__all__ = ["Office", "made_office"]
