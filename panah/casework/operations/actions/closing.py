"""The night ends when nobody is left open; and what is no longer needed is erased."""

import uuid
from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.casework.operations import rules
from panah.casework.operations.actions.arriving import must_be_open
from panah.casework.operations.actions.refusals import StillOpen
from panah.casework.operations.codes import ArrivalStep
from panah.casework.operations.models import Arrival, HeldPlace, Night, StandBy
from panah.casework.operations.queries import board_of, given_to, open_rows, waited, waited_for_bed
from panah.casework.services.actions import forget_quiet, keep_quiet, release_quiet
from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import people_at
from panah.foundation.security import clock, grants
from panah.foundation.security.access import Actor, principal
from panah.foundation.security.action import action
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

NAMED = (Relation.ONE_OF_TWO, Relation.CREW)
HELD_AT_MOST = timedelta(days=3)  # for a night that nobody closes


@action(Permission.NIGHT_WORK, on="night")
def close_night(*, by: Actor, night: Night, for_the_morning: str = "") -> Night:
    """Everybody has a next step with an owner, and of every child it is known where it sleeps. Unused places are free."""
    must_be_open(night)
    rows = list(Arrival.objects.standing().filter(night=night).select_related("reservation"))
    waiting = open_rows(rows)
    if waiting:
        raise StillOpen.rows(row.band for row in waiting)
    night.counted = _counts(rows)
    night.closed_at, night.closed_by = clock.now(), Person.objects.get(pk=by.id)
    night.for_the_morning = for_the_morning.strip()
    night.save()
    unused = HeldPlace.objects.free().filter(night=night).select_related("reservation")
    release_quiet(by=by, reservations=[place.reservation for place in unused])
    return night


def _counts(rows: list[Arrival]) -> dict[str, object]:
    """Numbers alone: they stay when the rows are gone."""
    given = given_to(rows)
    board = board_of(rows, given)
    spans = {
        "food": waited(rows, given, ArrivalStep.FOOD), "doctor": waited(rows, given, ArrivalStep.DOCTOR),
        "bed": waited_for_bed(rows),
    }  # fmt: skip
    return {
        "children": sum(row.is_child for row in rows), "adults": sum(not row.is_child for row in rows),
        "fed": board.all.fed, "seen": board.all.seen, "placed": board.all.placed,
        "waits": {name: [one.count, one.middle, one.longest] for name, one in spans.items()},
    }  # fmt: skip


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def keep_operations(*, by: Actor) -> int:
    """Every few minutes: what is held goes on being held; of what is over the places are free. Gives how many."""
    now = clock.now()
    held = HeldPlace.objects.free().select_related("reservation", "stand_by__file", "night")
    over: list[HeldPlace] = []
    kept: list[HeldPlace] = []
    for place in held:
        (over if _is_over(place, now) else kept).append(place)
    keep_quiet(by=by, reservations=[one.reservation for one in kept])
    return release_quiet(by=by, reservations=[one.reservation for one in over])


def _is_over(place: HeldPlace, now: datetime) -> bool:
    if place.night is not None:
        return not place.night.is_open or now >= place.night.began_at + HELD_AT_MOST
    if place.stand_by is None:
        return True
    open_sealed(place.stand_by, only=("begins",))
    return rules.is_over(now, place.stand_by.begins_at, place.stand_by.called_off_at)


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def sweep_operations(*, by: Actor, limit: int = 200) -> int:
    """Erase stand-bys soon after their day, with their keys; and the rows and words of nights that are long over.

    A night that nobody closes is closed for it 90 days after it began, so that its counts stay and no name does.
    """
    _let_out_who_left()
    swept = _sweep_stand_bys(by, clock.now(), limit)
    before = clock.now() - rules.ROWS_KEPT
    nights = list(_with_something_left().filter(_over_since(before)).order_by("began_at", "id")[:limit])
    for night in nights:
        _end_unclosed(night)
        open_sealed(night)
        night.for_the_morning = ""
        night.save()
    rows, _kinds = Arrival.objects.filter(night__in=nights).delete()
    places = HeldPlace.objects.filter(night__in=nights)
    _forget_places(by, places)
    return swept + rows


def _with_something_left() -> QuerySet[Night]:
    """What was swept already must not stand before what was not."""
    rows: QuerySet[Night] = Night.objects.filter(
        Exists(Arrival.objects.filter(night=OuterRef("pk")))
        | Exists(HeldPlace.objects.filter(night=OuterRef("pk")))
        | Q(for_the_morning__isnull=False)
        | Q(closed_at=None)
    )
    return rows


def _over_since(before: datetime) -> Q:
    return Q(closed_at__lt=before) | Q(closed_at=None, began_at__lt=before)


def _end_unclosed(night: Night) -> None:
    if night.is_open:
        night.counted = _counts(list(Arrival.objects.standing().filter(night=night)))
        night.closed_at = clock.now()


def _forget_places(by: Actor, places: QuerySet[HeldPlace]) -> None:
    """That a bed was held before a day is not kept beside the beds; what was given to somebody is a reservation like any."""
    held = [place.reservation for place in places.select_related("reservation")]
    places.delete()
    forget_quiet(by=by, reservations=held)


def _let_out_who_left() -> None:
    """Who was named here and works here no more: a role that begins anew brings nothing of it back."""
    files: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for rows in (StandBy.objects.all(), Night.objects.all()):
        for office, file in rows.values_list("organisation", "file"):
            files[office].append(file)
    for office, of_office in files.items():
        here = [principal(PrincipalKind.PERSON, person) for person in people_at(office)]
        grants.keep_only(of_office, NAMED, here)


def _sweep_stand_bys(by: Actor, now: datetime, limit: int) -> int:
    forgotten: list[StandBy] = []
    for stand_by in StandBy.objects.select_related("file").order_by("made_at", "id").iterator(chunk_size=limit):
        open_sealed(stand_by, only=("begins",))
        if rules.is_forgotten(now, stand_by.begins_at, stand_by.called_off_at):
            forgotten.append(stand_by)
        if len(forgotten) >= limit:
            break
    files = [one.file_id for one in forgotten]
    _forget_places(by, HeldPlace.objects.filter(stand_by__in=forgotten, night=None))
    StandBy.objects.filter(file__in=files).delete()
    File.objects.filter(pk__in=files).delete()
    return len(forgotten)
