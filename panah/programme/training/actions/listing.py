"""A list of trained people is written: all of it or nothing, and the same list twice makes nothing twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from panah.engines.matching.folding import fold
from panah.engines.tables.lists import PlainList
from panah.engines.tables.shapes import Note
from panah.foundation.clocks.codes import OF_A_TRAINING
from panah.foundation.documents.uploads import FaultyFile
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.directory.actions import AdultDetails
from panah.programme.directory.codes import TraineeSector
from panah.programme.directory.models import Adult
from panah.programme.training.actions.attending import MAY_ATTEND
from panah.programme.training.actions.clocks import settle
from panah.programme.training.actions.enrolling import Asked, enrol_from_list
from panah.programme.training.actions.planning import EventDetails, plan_event
from panah.programme.training.actions.refusals import NotNow
from panah.programme.training.codes import AttendedBy, CameBy, EventState
from panah.programme.training.models import Attendance, Enrolment, Event
from panah.programme.training.queries.listing import places_by_code, read_trained
from panah.programme.training.rules.listing import Held, Listed, TrainingList
from panah.programme.training.rules.planning import MOST_PLACES

SPOKEN = "kk"


@dataclass(frozen=True)
class ListReport:
    """Numbers only."""

    rows: int
    new_events: int
    new_people: int
    new_enrolments: int
    notes: tuple[Note, ...]


@action(Permission.TRAINING_KEEP, on=None)
def import_trained(*, by: Actor, plain: PlainList) -> ListReport:
    """Trainings that are over, with whoever was there. Raises FaultyFile with all faults, and then nothing was written.

    A training is found by its title, days and place; what it is told of on paper raises no alarm (S14).
    """
    trained = _read(plain, is_of_one=False)
    before, places = Adult.objects.count(), places_by_code(_codes(trained))
    events = {held.key: _event_of(by, held, places, trained) for held in trained.trainings}
    added = 0
    for held in trained.trainings:
        event, is_new = events[held.key]
        rows = [row for row in trained.rows if row.held and row.held.key == held.key]
        added += _write(by, event, rows, places, is_over=True)
        if is_new:
            _close(by, event)
    new_events = sum(is_new for _event, is_new in events.values())
    return ListReport(len(trained.rows), new_events, Adult.objects.count() - before, added, trained.notes)


@action(Permission.TRAINING_KEEP, on="event")
def import_trained_of(*, by: Actor, event: Event, plain: PlainList) -> ListReport:
    """The list of one training that stands here already: a letter with names, or the sheet after it."""
    trained = _read(plain, is_of_one=True)
    if event.state not in MAY_ATTEND:
        raise NotNow
    before = Adult.objects.count()
    is_over = event.ends_on < clock.today()
    added = _write(by, event, trained.rows, places_by_code(_codes(trained)), is_over=is_over)
    return ListReport(len(trained.rows), 0, Adult.objects.count() - before, added, trained.notes)


def _read(plain: PlainList, *, is_of_one: bool) -> TrainingList:
    found = read_trained(plain, is_of_one=is_of_one)
    if not isinstance(found, TrainingList):
        raise FaultyFile(found)
    return found


def _codes(trained: TrainingList) -> set[str]:
    return {row.place for row in trained.rows if row.place} | {held.place for held in trained.trainings}


def _event_of(by: Actor, held: Held, places: Mapping[str, Place], trained: TrainingList) -> tuple[Event, bool]:
    known = Event.objects.visible_to(by).held().filter(
        starts_on=held.first, ends_on=held.last, place=held.place, organisation=by.organisation_id
    )  # fmt: skip
    for event in known:
        if fold(held.title) in (fold(event.title_kk), fold(event.title_ru)):
            return event, False
    rows = sum(1 for row in trained.rows if row.held and row.held.key == held.key)
    spoken = [row.language for row in trained.rows if row.held and row.held.key == held.key and row.language]
    details = EventDetails(
        title_kk=held.title, title_ru=held.title, place=places[held.place], languages=sorted(set(spoken)) or [SPOKEN],
        starts_on=held.first, ends_on=held.last, places=min(max(rows, 1), MOST_PLACES), has_test=False,
    )  # fmt: skip
    return plan_event(by=by, details=details), True


def _write(by: Actor, event: Event, rows: Sequence[Listed], places: Mapping[str, Place], *, is_over: bool) -> int:
    """Enrols everybody of the list and says who was there. Gives how many enrolments are new."""
    before = Enrolment.objects.filter(event=event).count()
    if is_over:
        _make_room(event, len(rows))
    people = [(_details(row, places), Asked(row.language or SPOKEN)) for row in rows]
    came_by = CameBy.IMPORT if is_over else CameBy.LIST
    enrolled = enrol_from_list(by=by, event=event, people=people, came_by=came_by)
    if is_over:
        _attend(by, event, [one.pk for one, row in zip(enrolled, rows, strict=True) if row.was_there])
    return Enrolment.objects.filter(event=event).count() - before


def _make_room(event: Event, rows: int) -> None:
    """Whoever was there had a place, however many were planned."""
    taken = Enrolment.objects.taking_part().filter(event=event).count()
    event.places = min(max(event.places, taken + rows), MOST_PLACES)
    event.save(update_fields=["places"])


def _attend(by: Actor, event: Event, present: Sequence[UUID]) -> None:
    """All half-days of the event, by the paper; what a list does not say stays as it was."""
    known = set(Attendance.objects.filter(enrolment__in=present).values_list("enrolment_id", "half_day_id"))
    halves = list(event.half_days.all())
    Attendance.objects.bulk_create(
        Attendance(enrolment_id=one, half_day=half, known_by=AttendedBy.PAPER, at=half.ends_at, by=by.id)
        for one in dict.fromkeys(present)
        for half in halves
        if (one, half.pk) not in known
    )


def _close(by: Actor, event: Event) -> None:
    """What came by a list is over: nothing of it waits for anybody (S14)."""
    event.state = EventState.REPORTED
    event.save(update_fields=["state"])
    settle(by=by, event=event, kinds=tuple(OF_A_TRAINING), outcome="came_by_a_list")


def _details(row: Listed, places: Mapping[str, Place]) -> AdultDetails:
    return AdultDetails(
        name=row.name, sector=TraineeSector(row.sector), sex=row.sex, post=row.post, workplace=row.workplace,
        place=places.get(row.place), languages=[row.language] if row.language else [], phone=row.phone,
    )  # fmt: skip
