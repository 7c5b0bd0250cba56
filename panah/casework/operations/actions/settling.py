"""What follows for each: where they sleep, a concern for a child, the own decision of an adult."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from panah.casework.cases.actions import HelpAsked, start_help
from panah.casework.concerns.actions import ChildTold, ConcernDetails, report_concern
from panah.casework.concerns.models import Concern
from panah.casework.operations import rules
from panah.casework.operations.actions.arriving import must_be_open
from panah.casework.operations.actions.refusals import (
    HasNextStep,
    NoPlaceHeld,
    NoSafeAdult,
    NotAChild,
    NotAnAdult,
    TooManyInFamily,
    UnknownAnswer,
    WhoMissing,
    YesMissing,
)
from panah.casework.operations.actions.roofs import PLACE, give_back, must_fit_under_roof
from panah.casework.operations.codes import ArrivalNext
from panah.casework.operations.models import Arrival, Night
from panah.casework.operations.queries import group_of, held_for, place_that_fits, safety_around
from panah.casework.people.actions import ChildDetails, SpokenName
from panah.casework.services.actions import ReservationFacts, give_quiet, reserve_bed
from panah.casework.services.models import Provider, Reservation
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

IN_A_HOUSE, WITH_SAFE_ADULT = "shelter", "with_safe_adult"
IN_OWN_WORDS = "other"  # code list public_signs: it stands in the text
BY_US = "social_worker"  # code list reporter_roles
OUR_LANGUAGES = frozenset({"kk", "ru", "en", "uz", "ky", "tg"})


@dataclass(frozen=True)
class FamilyReport:
    """What a concern for one child or brothers and sisters says. No field asks what was done to them (S5)."""

    sleeps_tonight: str
    sleeps_with: str = ""
    what_was_seen: str = ""
    signs: tuple[str, ...] = ()
    is_danger_now: str = "unknown"


@dataclass(frozen=True)
class AdultWish:
    """What an adult decided, and who took them over where another body did."""

    step: ArrivalNext
    says_yes: bool = False
    needs: tuple[str, ...] = ()  # code list service_types
    lead: Person | None = None
    who: str = ""


@action(Permission.NIGHT_WORK, on="arrival")
def give_place(
    *, by: Actor, arrival: Arrival, provider: Provider | None = None, is_house_asked: bool = False
) -> Arrival:  # fmt: skip
    """One of the held places, the most fitting; its house has two hours to let them in, as of any reservation.

    ``is_house_asked``: for a child, whoever gives the place says that the house answers for each adult among its guests.
    """
    must_be_open(arrival.night)
    if arrival.reservation_id is not None:
        raise HasNextStep
    place = place_that_fits(arrival, held_for(arrival.night), provider.pk if provider else None)
    if place is None:
        raise NoPlaceHeld
    must_fit_under_roof(arrival, place.provider, is_house_asked=is_house_asked)
    for_whom = ReservationFacts(arrival.age_band, arrival.sex, asker=arrival.band)
    return _placed(arrival, give_quiet(by=by, reservation=place, for_whom=for_whom))


@action(Permission.NIGHT_WORK, on="night")
def give_places(
    *, by: Actor, night: Night, bands: Collection[str], provider: Provider, is_house_asked: bool = False
) -> int:  # fmt: skip
    """Held places of one house for all of these who have none yet, or for none of them. Gives how many."""
    must_be_open(night)
    rows = Arrival.objects.standing().filter(night=night, band__in=list(bands), reservation=None, next_step="")
    found = list(rows.select_related("night").order_by("arrived_at", "id"))
    for arrival in found:
        give_place(by=by, arrival=arrival, provider=provider, is_house_asked=is_house_asked)
    return len(found)


@action(Permission.NIGHT_WORK, on="arrival")
def reserve_place(*, by: Actor, arrival: Arrival, provider: Provider, is_house_asked: bool = False) -> Arrival:
    """A bed of any house in the usual way, where none is held."""
    must_be_open(arrival.night)
    if arrival.reservation_id is not None:
        raise HasNextStep
    must_fit_under_roof(arrival, provider, is_house_asked=is_house_asked)
    for_whom = ReservationFacts(arrival.age_band, arrival.sex, asker=arrival.band)
    return _placed(arrival, reserve_bed(by=by, provider=provider, for_whom=for_whom))


@action(Permission.NIGHT_WORK, on="arrival")
def take_place_back(*, by: Actor, arrival: Arrival) -> Arrival:
    """They sleep elsewhere: the bed is free, unless they are in it already."""
    must_be_open(arrival.night)
    if arrival.reservation is None:
        return arrival
    give_back(by, arrival)
    arrival.save(update_fields=PLACE)
    return arrival


@action(Permission.NIGHT_WORK, on="arrival")
def report_family(*, by: Actor, arrival: Arrival, report: FamilyReport, idempotency_key: str = "") -> Concern:
    """One concern for this child and the brothers and sisters of its group (S8); the desk of the place has it from now on."""
    night = arrival.night
    must_be_open(night)
    children = [one for one in group_of(arrival) if one.is_child and not one.next_step]
    if not arrival.is_child:
        raise NotAChild
    if arrival.next_step:
        raise HasNextStep
    if len(children) > rules.MOST_OF_A_FAMILY:
        raise TooManyInFamily
    _check(report, arrival)
    open_sealed(*children)
    concern = report_concern(
        by=_may_report(by), details=_told(by, night, children, report), idempotency_key=f"{night.pk}:{arrival.pk}"
    )
    for child in children:
        _hand_over(child, concern, report)
    return concern


@action(Permission.NIGHT_WORK, on="arrival")
def settle_adult(*, by: Actor, arrival: Arrival, wish: AdultWish, idempotency_key: str = "") -> Arrival:
    """An adult decides: help with a yes, the own way, or another body that is named. Nobody is reported (S10)."""
    must_be_open(arrival.night)
    if arrival.is_child:
        raise NotAnAdult
    if arrival.next_step:
        raise HasNextStep
    if wish.step not in (ArrivalNext.HELP, ArrivalNext.OWN_WAY, ArrivalNext.BODY):
        raise UnknownAnswer
    if wish.step == ArrivalNext.BODY and not wish.who.strip():
        raise WhoMissing
    if wish.step == ArrivalNext.HELP:
        _start_help(by, arrival, wish)
    else:
        arrival.owner_id, arrival.sleeps_with = by.person_id, wish.who.strip()
    arrival.next_step, arrival.decided_at = wish.step, clock.now()
    if wish.step != ArrivalNext.HELP:
        arrival.placed_at = arrival.placed_at or arrival.decided_at
    arrival.save()
    return arrival


def _start_help(by: Actor, arrival: Arrival, wish: AdultWish) -> None:
    """A case of help with a lead of this organisation; its clocks begin."""
    if not wish.says_yes or wish.lead is None:
        raise YesMissing
    open_sealed(arrival)
    names = (SpokenName(arrival.name),) if arrival.name else ()
    arrival.case = start_help(
        by=_may_start(by), organisation=arrival.night.organisation, lead=wish.lead,
        details=ChildDetails(
            names=names, sex=arrival.sex, age_band=arrival.age_band, language=arrival.language,
            place=arrival.night.organisation.place,
        ),
        asked=HelpAsked(wish.needs, "self", clock.today(), is_safe_now="unknown"),
    )  # fmt: skip
    arrival.owner = wish.lead


def _may_report(by: Actor) -> Actor:
    """For this step: whoever works in the night reports as anybody may who met a child."""
    return replace(by, permissions=by.permissions | {Permission.CONCERN_REPORT})


def _may_start(by: Actor) -> Actor:
    """For this step: at night a case of help is begun for its lead by whoever stands there."""
    return replace(by, permissions=by.permissions | {Permission.CASE_WORK})


def _told(by: Actor, night: Night, children: list[Arrival], report: FamilyReport) -> ConcernDetails:
    office = night.organisation
    who = Person.objects.get(pk=by.id).display_name
    language = by.language if by.language in OUR_LANGUAGES else "kk"
    bands = gettext("Came with many others in one night. Bands: %(bands)s.") % {
        "bands": ", ".join(one.band for one in children)
    }
    return ConcernDetails(
        signs=report.signs or (IN_OWN_WORDS,), language=language, is_danger_now=report.is_danger_now,
        what_was_seen=f"{bands}\n{report.what_was_seen}".strip(),
        children=tuple(ChildTold(one.age_band, one.sex, one.language, one.name) for one in children),
        place=office.place, reporter_role=BY_US,
        reporter_contact=", ".join(word for word in (who, office.label(language), office.duty_phone) if word),
        safe_time="any", sleeps_tonight=report.sleeps_tonight, sleeps_with=report.sleeps_with,
        is_same_family="yes" if len(children) > 1 else "unknown",
    )  # fmt: skip


def _check(report: FamilyReport, arrival: Arrival) -> None:
    known = set(code_list("sleeps_tonight").codes) - {rules.NOT_KNOWN}
    if report.sleeps_tonight not in known or not set(report.signs) <= set(code_list("public_signs").codes):
        raise UnknownAnswer
    if report.sleeps_tonight == WITH_SAFE_ADULT and not rules.may_be_with_adult(safety_around(arrival)):
        raise NoSafeAdult


def _hand_over(child: Arrival, concern: Concern, report: FamilyReport) -> None:
    body: Organisation | None = concern.organisation
    child.concern, child.next_step, child.decided_at = concern, ArrivalNext.CONCERN, clock.now()
    child.owner_body = body
    if body is None:
        child.owner = child.night.leader
    child.sleeps_tonight = IN_A_HOUSE if child.reservation_id is not None else report.sleeps_tonight
    child.sleeps_with = report.sleeps_with
    child.placed_at = child.placed_at or child.decided_at
    child.save()


def _placed(arrival: Arrival, reservation: Reservation) -> Arrival:
    arrival.reservation, arrival.placed_at, arrival.sleeps_tonight = reservation, clock.now(), IN_A_HOUSE
    arrival.save(update_fields=PLACE)
    return arrival
