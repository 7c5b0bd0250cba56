"""What the pages of a night see together. Everything begins with what was opened for whoever asks."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from panah.casework.operations.codes import ArrivalNext, ArrivalStep
from panah.casework.operations.models import Arrival, Given, HeldPlace, Night, StandBy
from panah.casework.operations.rules import (
    ADULT_BAND,
    NOT_KNOWN,
    Standing,
    UnderRoof,
    Waits,
    may_sleep_under_one_roof,
    missing_before_a_talk,
    waits,
)
from panah.casework.people.codes import Safety
from panah.casework.services.codes import BedFor, HoldEnd
from panah.casework.services.models import Reservation
from panah.casework.services.rules import beds_that_fit
from panah.casework.stays.models import Stay
from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import members_with
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.grants import valid_grants
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES, Role

GivenTo = Mapping[ArrivalStep, datetime]


def _roles_with(permission: Permission) -> tuple[Role, ...]:
    return tuple(role for role, card in ROLES.items() if permission in card.permissions)


def who_may_prepare(organisation_id: uuid.UUID) -> list[Person]:
    return _each_once(members_with(organisation_id, *_roles_with(Permission.OPERATION_PREPARE)))


def who_may_work(organisation_id: uuid.UUID) -> list[Person]:
    return _each_once(members_with(organisation_id, *_roles_with(Permission.NIGHT_WORK)))


def _each_once(people: Iterable[Person]) -> list[Person]:
    return list({person.pk: person for person in people}.values())


def is_named_anywhere(actor: Actor) -> bool:
    """Whether this person was named for any night or stand-by; one query, and for almost everybody the only one."""
    return valid_grants(actor, frozenset({Relation.CREW, Relation.ONE_OF_TWO})).exists()


def stand_bys_of(actor: Actor) -> QuerySet[StandBy]:
    """Those of which this person knows, the newest first; of all others there is none."""
    rows: QuerySet[StandBy] = StandBy.objects.visible_to(actor).select_related(
        "made_by", "second", "organisation", "file"
    )
    return rows.order_by("-made_at")


def nights_of(actor: Actor) -> QuerySet[Night]:
    """The nights for which this person was named, the newest first."""
    rows: QuerySet[Night] = Night.objects.visible_to(actor).select_related("leader", "organisation", "file")
    return rows.order_by("-began_at")


def crew_of(night: Night) -> list[Person]:
    """Who was named for it and still works here."""
    named = set(night.file.grants.filter(relation="crew").values_list("principal", flat=True))
    return [person for person in who_may_work(night.organisation_id) if f"person:{person.pk}" in named]


def arrivals_of(actor: Actor, night: Night) -> QuerySet[Arrival]:
    """In the order in which they came."""
    rows: QuerySet[Arrival] = Arrival.objects.visible_to(actor).standing().filter(night=night)
    return rows.select_related("night__organisation", "owner", "owner_body", "reservation__provider", "concern", "case").order_by(
        "arrived_at", "written_at", "id"
    )  # fmt: skip


def last_written_by(actor: Actor, night: Night) -> Arrival | None:
    """The row that this person wrote last: the next one mostly speaks the same language."""
    found: Arrival | None = (
        Arrival.objects.visible_to(actor).standing().filter(night=night, written_by=actor.person_id).order_by("-written_at").first()
    )  # fmt: skip
    return found


def given_to(rows: Collection[Arrival]) -> dict[uuid.UUID, dict[ArrivalStep, datetime]]:
    """What each was given, and when; one query."""
    found: dict[uuid.UUID, dict[ArrivalStep, datetime]] = defaultdict(dict)
    for one in Given.objects.standing().filter(arrival__in=[row.pk for row in rows]):
        found[one.arrival_id][ArrivalStep(one.step)] = one.at
    return dict(found)


def missing_of(arrival: Arrival, done: GivenTo) -> tuple[ArrivalStep, ...]:
    """What has to be written down of somebody before anybody asks anything."""
    return missing_before_a_talk(
        done, is_of_child=arrival.is_child, language=arrival.language, is_medical_first=arrival.is_medical_first
    )


def group_of(arrival: Arrival) -> list[Arrival]:
    """Who came together with this one, this one among them."""
    if arrival.group is None:
        return [arrival]
    rows = Arrival.objects.standing().filter(night=arrival.night_id, group=arrival.group).order_by("arrived_at", "id")
    return list(rows)


def safety_around(arrival: Arrival) -> list[Safety]:
    """Of the adults in its group."""
    return [Safety(one.safety) for one in group_of(arrival) if not one.is_child]


def who_is_it(arrival: Arrival) -> str:
    """Of whom a row is, as far as a band tells: age, sex and language."""
    words = (("age_band", arrival.age_band), ("sex", arrival.sex), ("languages_spoken", arrival.language))
    return ", ".join(code_list(name).label(code) for name, code in words)


def held_for(night: Night) -> list[HeldPlace]:
    """What is still held in quiet for it."""
    rows = HeldPlace.objects.free().filter(night=night).select_related("reservation__provider", "reservation__bed")
    return list(rows.order_by("reservation__provider__code", "reservation__bed__name"))


def place_that_fits(arrival: Arrival, held: Sequence[HeldPlace], provider_id: int | None = None) -> Reservation | None:
    """Of the held places the most fitting; where none is meant for somebody like this, the first: tonight a bed is a bed.

    Not so for an adult of whom nobody decided that they are safe: a bed for children stands where children sleep (S3).
    """
    wanted = [one.reservation for one in held if provider_id is None or one.reservation.provider_id == provider_id]
    kinds = [kind.value for kind in beds_that_fit(arrival.age_band, arrival.sex)]
    if not arrival.is_child and not may_sleep_under_one_roof(arrival.safety):
        wanted = [one for one in wanted if one.bed.meant_for in kinds]
    wanted.sort(key=lambda one: kinds.index(one.bed.meant_for) if one.bed.meant_for in kinds else len(kinds))
    return wanted[0] if wanted else None


def under_roof(provider_id: int, besides: Arrival) -> UnderRoof:
    """Who is in this house tonight or on the way to it: rows of every night, reservations, guests; not ``besides`` itself."""
    now = clock.now()
    guests = {one.reservation_id: one for one in Stay.objects.filter(provider=provider_id).here()}
    rows = [row for row in _sent_to(provider_id) if row.pk != besides.pk and _is_there(row, guests.values(), now)]
    of_nights = {row.reservation_id for row in rows}
    holds = Reservation.objects.living(now).filter(provider=provider_id).select_related("bed")
    has_children, has_own_adults = any(row.is_child for row in rows), False
    for hold in holds.exclude(is_quiet=True, came_at=None).exclude(pk__in=[besides.reservation_id or 0]):
        guest = guests.get(hold.pk)
        is_grown = (guest.age_band if guest is not None else hold.age_band) == ADULT_BAND
        if hold.pk not in of_nights:
            has_own_adults |= is_grown
            is_grown &= hold.bed.meant_for != BedFor.MOTHER_WITH_CHILDREN  # they are with her
        has_children |= not is_grown
    unclear = any(not row.is_child and not may_sleep_under_one_roof(row.safety) for row in rows)
    return UnderRoof(has_children, unclear, has_own_adults)


def is_beside_whom_not(arrival: Arrival) -> bool:
    """Whether this person is in a house, or on the way to it, in which they are not to be with who is there (S3)."""
    hold = arrival.reservation
    if hold is None or hold.end_reason not in ("", HoldEnd.MOVED):
        return False
    return not under_roof(hold.provider_id, arrival).is_fit_for(is_of_child=arrival.is_child, safety=arrival.safety)


def _sent_to(provider_id: int) -> QuerySet[Arrival]:
    """Rows of whatever night whose place in this house was not given up."""
    was_moved, ran_out = Q(reservation__end_reason=HoldEnd.MOVED), Q(reservation__end_reason=HoldEnd.EXPIRED)
    there = Q(reservation__ended_at=None) | was_moved | Q(ran_out, night__closed_at=None)
    rows: QuerySet[Arrival] = Arrival.objects.standing().filter(there, reservation__provider=provider_id)
    return rows.select_related("reservation", "night")


def _is_there(row: Arrival, guests: Iterable[Stay], now: datetime) -> bool:
    """While a night is open also whoever came later than the two hours for which the bed was held."""
    hold = row.reservation
    if hold is None:
        return False
    if hold.end_reason == HoldEnd.MOVED:
        return any(guest.admitted_at == hold.came_at for guest in guests)
    return row.night.is_open or hold.until is None or hold.until > now


def standing_of(arrival: Arrival) -> Standing:
    has_owner = arrival.owner_id is not None or arrival.owner_body_id is not None
    return Standing(bool(arrival.next_step), has_owner, arrival.is_child, arrival.sleeps_tonight)


def is_placed(arrival: Arrival) -> bool:
    """Whether it is known where they sleep: an adult who went their own way does."""
    is_known = arrival.reservation_id is not None or arrival.sleeps_tonight != NOT_KNOWN
    return is_known or arrival.next_step in (ArrivalNext.OWN_WAY, ArrivalNext.BODY)


def open_rows(rows: Iterable[Arrival]) -> list[Arrival]:
    return [row for row in rows if standing_of(row).is_open]


@dataclass
class Count:
    """How many of one language, or of all."""

    arrived: int = 0
    fed: int = 0
    seen: int = 0
    placed: int = 0

    @property
    def waiting(self) -> int:
        return self.arrived - self.placed

    def add(self, arrival: Arrival, done: GivenTo) -> None:
        self.arrived += 1
        self.fed += ArrivalStep.FOOD in done and ArrivalStep.DRINK in done
        self.seen += ArrivalStep.DOCTOR in done
        self.placed += is_placed(arrival)


@dataclass
class Board:
    """How the night stands: of all, and by language, the most spoken first."""

    all: Count = field(default_factory=Count)
    by_language: dict[str, Count] = field(default_factory=dict)


def board_of(rows: Collection[Arrival], given: Mapping[uuid.UUID, GivenTo]) -> Board:
    board = Board()
    for row in rows:
        done = given.get(row.pk, {})
        board.all.add(row, done)
        board.by_language.setdefault(row.language, Count()).add(row, done)
    board.by_language = dict(sorted(board.by_language.items(), key=lambda pair: (-pair[1].arrived, pair[0])))
    return board


def waited(rows: Collection[Arrival], given: Mapping[uuid.UUID, GivenTo], step: ArrivalStep) -> Waits:
    """From coming to this step."""
    spans = [(row.arrived_at, given[row.pk][step]) for row in rows if step in given.get(row.pk, {})]
    return waits(spans)


def waited_for_bed(rows: Collection[Arrival]) -> Waits:
    """From coming until it was known where they sleep."""
    return waits([(row.arrived_at, row.placed_at) for row in rows if row.placed_at is not None])
