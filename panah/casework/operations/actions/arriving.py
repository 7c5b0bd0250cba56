"""People come in, one after the other, and are given what they need. Each row is written in a few seconds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from panah.casework.operations import rules
from panah.casework.operations.actions.refusals import (
    BandIsWorn,
    ComesLater,
    FirstThePlaceBack,
    FirstTheseSteps,
    HasNextStep,
    NightIsClosed,
    NobodyNamed,
    NoSuchBand,
    UnknownAnswer,
)
from panah.casework.operations.actions.roofs import PLACE, is_waited_for, part_under_roof
from panah.casework.operations.codes import AdultPart, ArrivalStep
from panah.casework.operations.models import Arrival, Given, Night
from panah.casework.operations.queries import given_to, missing_of, who_is_it, who_may_work
from panah.casework.people.codes import Safety
from panah.foundation.accounts.models import Person
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock, grants
from panah.foundation.security.access import Actor, EditedMeanwhile
from panah.foundation.security.action import action
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.permissions import Permission

TICKED = tuple(step for step in ArrivalStep if step is not ArrivalStep.TALK)
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class ArrivalDetails:
    """What is seen at the door. Nobody is asked where they come from, nor for a paper."""

    band: str
    age_band: str = "unknown"
    sex: str = "unknown"
    language: str = "unknown"
    group: int | None = None
    needs: tuple[str, ...] = ()
    arrived_at: datetime | None = None  # none: now


@action(Permission.NIGHT_WORK, on="night")
def add_arrival(*, by: Actor, night: Night, details: ArrivalDetails, idempotency_key: str = "") -> Arrival:
    """One more row. Of two who type the same number the second is told who wears it, and keeps the own text."""
    must_be_open(night)
    band = _band_of(details)
    worn = Arrival.objects.standing().filter(night=night, band=band).first()
    if worn is not None:
        raise BandIsWorn.by_whom(who_is_it(worn))
    now = clock.now()
    try:
        with transaction.atomic():
            return Arrival.objects.create(
                file=night.file, night=night, band=band, written_at=now, written_by_id=by.id, **_known(details, now)
            )
    except IntegrityError as error:
        raise BandIsWorn from error


@action(Permission.NIGHT_WORK, on="arrival")
def change_arrival(
    *, by: Actor, arrival: Arrival, details: ArrivalDetails, version: int, name: str = "", note: str = ""
) -> Arrival:
    """What was seen at the door was otherwise; with an age that somebody found out the row changes its list.

    A name comes once there is time for it, and what was said of itself. Both rest sealed, and may stay empty.
    """
    must_be_open(arrival.night)
    if arrival.version != version:
        raise EditedMeanwhile
    band = _band_of(details)
    worn = Arrival.objects.standing().filter(night=arrival.night, band=band).exclude(pk=arrival.pk).first()
    if worn is not None:
        raise BandIsWorn.by_whom(who_is_it(worn))
    is_other_list = rules.is_child(details.age_band) != arrival.is_child
    if arrival.next_step and is_other_list:
        raise HasNextStep
    if is_other_list and is_waited_for(arrival):
        raise FirstThePlaceBack
    arrival.band, arrival.name, arrival.note = band, name.strip(), note.strip()
    for name, value in _known(details, arrival.arrived_at).items():
        setattr(arrival, name, value)
    if is_other_list:
        part_under_roof(by, arrival)
    arrival.save()
    return arrival


@action(Permission.NIGHT_WORK, on="arrival")
def decide_adult(*, by: Actor, arrival: Arrival, safety: str, part: str) -> Arrival:
    """Whether an adult is safe for the children here, and as what they came. Unknown until somebody decides (S3).

    Whoever is found not to be safe does not keep a place beside children.
    """
    must_be_open(arrival.night)
    if arrival.is_child or safety not in set(Safety) or part not in set(AdultPart):
        raise UnknownAnswer
    is_new, arrival.safety, arrival.part = safety != arrival.safety, safety, part
    if is_new:
        part_under_roof(by, arrival)
    arrival.save(update_fields=["safety", "part", *PLACE])
    return arrival


@action(Permission.NIGHT_WORK, on="arrival")
def remove_arrival(*, by: Actor, arrival: Arrival) -> Arrival:
    """A slip: this row was nobody. One for whom something follows already stays."""
    must_be_open(arrival.night)
    if arrival.next_step or arrival.reservation_id is not None:
        raise HasNextStep
    arrival.removed_at = arrival.removed_at or clock.now()
    arrival.save(update_fields=["removed_at"])
    return arrival


@action(Permission.NIGHT_WORK, on="night")
def tick(
    *, by: Actor, night: Night, bands: Collection[str], step: ArrivalStep, at: datetime | None = None
) -> int:  # fmt: skip
    """All of these were given this. Who has it already keeps the earlier hour. Gives how many it was new for."""
    must_be_open(night)
    if step not in TICKED:
        raise UnknownAnswer
    now = clock.now()
    if at is not None and at > now + A_MINUTE:
        raise ComesLater
    rows = list(Arrival.objects.standing().filter(night=night, band__in=list(bands)))
    known = given_to(rows)
    fresh = [row for row in rows if step not in known.get(row.pk, {})]
    Given.objects.bulk_create(
        Given(arrival=row, step=step, at=max(at or now, row.arrived_at), by_id=by.id) for row in fresh
    )
    return len(fresh)


@action(Permission.NIGHT_WORK, on="night")
def untick(*, by: Actor, night: Night, bands: Collection[str], step: ArrivalStep) -> int:
    """A slip of the finger: it was not given."""
    must_be_open(night)
    rows = Given.objects.standing().filter(arrival__night=night, arrival__band__in=list(bands), step=step)
    return rows.update(taken_back_at=clock.now())


@action(Permission.NIGHT_WORK, on="arrival")
def begin_talk(*, by: Actor, arrival: Arrival, why: str = "") -> Arrival:
    """Somebody may be asked something now. Before all was given only with a reason, which stands under a name (S5)."""
    must_be_open(arrival.night)
    done = given_to([arrival]).get(arrival.pk, {})
    if ArrivalStep.TALK in done:
        return arrival
    missing = missing_of(arrival, done)
    if missing and not why.strip():
        raise FirstTheseSteps.missing(missing)
    if missing:
        arrival.talk_why = why.strip()
        arrival.talk_by_id = by.person_id
        arrival.save()
    Given.objects.create(arrival=arrival, step=ArrivalStep.TALK, at=clock.now(), by_id=by.id)
    return arrival


@action(Permission.NIGHT_WORK, on="night")
def let_in(*, by: Actor, night: Night, people: Sequence[Person]) -> Night:
    """More hands: they see the night from now on."""
    must_be_open(night)
    able = {person.pk for person in who_may_work(night.organisation_id)}
    named = [person for person in people if person.pk in able]
    if not named:
        raise NobodyNamed
    for person in named:
        grants.grant(night.file, PrincipalKind.PERSON, person.pk, Relation.CREW)
    return night


@action(Permission.NIGHT_WORK, on="night")
def take_the_lead(*, by: Actor, night: Night) -> Night:
    """The one who led goes to sleep: what is open stands on the Today of whoever takes over."""
    must_be_open(night)
    night.leader = Person.objects.get(pk=by.id)
    night.save(update_fields=["leader"])
    return night


def must_be_open(night: Night) -> None:
    if not night.is_open:
        raise NightIsClosed


def _band_of(details: ArrivalDetails) -> str:
    band = rules.band_of(details.band)
    if not band:
        raise NoSuchBand
    return band


def _known(details: ArrivalDetails, otherwise: datetime) -> dict[str, Any]:
    asked = (("age_band", details.age_band), ("sex", details.sex), ("languages_spoken", details.language))
    needs = code_list("arrival_needs")
    if any(code not in code_list(name) for name, code in asked) or not set(details.needs) <= set(needs.codes):
        raise UnknownAnswer
    arrived_at = details.arrived_at or otherwise
    if arrived_at > clock.now() + A_MINUTE:
        raise ComesLater
    return {
        "age_band": details.age_band, "sex": details.sex, "language": details.language, "group": details.group,
        "needs": list(details.needs), "arrived_at": arrived_at,
        "is_medical_first": any(needs.row(code).extra.get("doctor") for code in details.needs),
    }  # fmt: skip
