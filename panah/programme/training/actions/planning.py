"""An event is planned, changed, moved on, and called off."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from panah.foundation.clocks.codes import OF_A_TRAINING
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import zone_of
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, EditedMeanwhile
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.programme.training.actions.clocks import follow_plan, settle
from panah.programme.training.actions.refusals import (
    DaysStand,
    EventRefused,
    NotNow,
    PlacesRefused,
    ReasonMissing,
    TooManyDays,
)
from panah.programme.training.codes import CancelReason, DayPart, EventKind, EventState
from panah.programme.training.models import (
    Attendance,
    Enrolment,
    Event,
    EventModule,
    EventTrainer,
    HalfDay,
    Module,
    ModuleVersion,
    Trainer,
)
from panah.programme.training.queries import enrol_token, taken_places
from panah.programme.training.rules import planning
from panah.programme.training.rules.links import token_hash


@dataclass(frozen=True)
class EventDetails:
    """What is planned. The first day may begin after noon, the last may end at noon."""

    title_kk: str
    title_ru: str
    place: Place
    languages: Collection[str]
    starts_on: date
    ends_on: date
    places: int
    kind: EventKind = EventKind.SPECIALISTS
    round: str = ""
    venue: str = ""
    is_venue_accessible: str = "unknown"
    modules: Sequence[Module] = ()
    trainers: Sequence[Trainer] = ()
    has_test: bool = True
    is_listed: bool = False
    begins: DayPart = DayPart.MORNING
    ends: DayPart = DayPart.AFTERNOON
    hours: planning.Hours = field(default_factory=planning.Hours)


@action(Permission.TRAINING_KEEP, on=None)
def plan_event(*, by: Actor, details: EventDetails, idempotency_key: str = "") -> Event:
    """A new event in a file of its own, which the office reads."""
    _check(details)
    file = vault.open_file(FileKind.TRAINING)
    if by.organisation_id is None:
        raise EventRefused
    grants.grant(file, PrincipalKind.TEAM, by.organisation_id, Relation.LEAD_ORGANISATION)
    event = Event(
        file=file, code=file.code, organisation_id=by.organisation_id, state=EventState.PLANNED,
        planned_at=clock.now(), planned_by=by.id,
    )  # fmt: skip
    event.enrol_hash = token_hash(enrol_token(event))
    _write(event, details)
    _write_days(event, details)
    follow_plan(by=by, event=event)
    return event


@action(Permission.TRAINING_KEEP, on="event")
def change_event(*, by: Actor, event: Event, details: EventDetails, version: int) -> Event:
    """What is planned from now on. Days stay once somebody was there; what is over stays as it was taught."""
    if version != event.version:
        raise EditedMeanwhile
    if event.state in (EventState.CANCELLED, EventState.CERTIFIED, EventState.PRACTICE_CHECK, EventState.REPORTED):
        raise NotNow
    _check(details)
    if details.places < taken_places(event):
        raise PlacesRefused
    is_moved = _days_of(event) != _wanted(details)
    if is_moved and Attendance.objects.filter(half_day__event=event).exists():
        raise DaysStand
    _write(event, details)
    if is_moved:
        HalfDay.objects.filter(event=event).delete()
        _write_days(event, details)
    follow_plan(by=by, event=event, is_moved=is_moved)
    return event


@action(Permission.TRAINING_KEEP, on="event")
def cancel_event(*, by: Actor, event: Event, because: CancelReason, note: str = "") -> Event:
    """It does not take place. Its clocks end; who is enrolled is called by whoever holds it (``say_told``)."""
    if not planning.may_be_cancelled(EventState(event.state)):
        raise NotNow
    if because not in set(CancelReason) or (because is CancelReason.OTHER and not note.strip()):
        raise ReasonMissing
    event.cancelled_at, event.cancelled_because, event.cancel_note = clock.now(), because, note.strip()
    event.state = EventState.CANCELLED
    event.save(update_fields=["cancelled_at", "cancelled_because", "cancel_note", "state", "version"])
    settle(by=by, event=event, kinds=tuple(OF_A_TRAINING), outcome="cancelled")
    return event


@action(Permission.TRAINING_KEEP, on="enrolment")
def say_told(*, by: Actor, enrolment: Enrolment) -> Enrolment:
    """Somebody was called: that the event does not take place, or that there is a place now."""
    enrolment.told_at = clock.now()
    enrolment.save(update_fields=["told_at"])
    return enrolment


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def move_event(*, by: Actor, event: Event, to: EventState) -> Event:
    """One step further, where that step follows."""
    if event.state == to:
        return event
    if not planning.may_move(EventState(event.state), to):
        raise NotNow
    event.state = to
    event.save(update_fields=["state"])
    return event


def _check(details: EventDetails) -> None:
    languages = code_list("languages_spoken")
    is_named = bool(details.title_kk.strip() and details.title_ru.strip())
    if not is_named or not details.languages or any(one not in languages for one in details.languages):
        raise EventRefused
    if details.kind not in set(EventKind) or details.is_venue_accessible not in code_list("yes_no_unknown"):
        raise EventRefused
    days = (details.ends_on - details.starts_on).days + 1
    if not 1 <= days <= planning.MOST_DAYS or not details.hours.are_in_order or not _wanted(details):
        raise TooManyDays
    if not 1 <= details.places <= planning.MOST_PLACES:
        raise PlacesRefused


def _write(event: Event, details: EventDetails) -> None:
    is_new = event._state.adding
    event.title_kk, event.title_ru = details.title_kk.strip(), details.title_ru.strip()
    event.kind, event.round, event.place = details.kind, details.round.strip(), details.place
    event.venue, event.is_venue_accessible = details.venue.strip(), details.is_venue_accessible
    event.languages = [code for code in code_list("languages_spoken").codes if code in set(details.languages)]
    event.places, event.starts_on, event.ends_on = details.places, details.starts_on, details.ends_on
    event.has_test, event.is_listed = details.has_test, details.is_listed
    if not is_new:
        event.version += 1
    event.save()
    _write_modules(event, details.modules)
    EventTrainer.objects.filter(event=event).exclude(trainer__in=details.trainers).delete()
    for trainer in details.trainers:
        EventTrainer.objects.get_or_create(event=event, trainer=trainer)


def _write_modules(event: Event, modules: Sequence[Module]) -> None:
    """A module that stands keeps the version that was chosen then; a new one comes in its current version."""
    EventModule.objects.filter(event=event).exclude(module__in=modules).delete()
    for position, module in enumerate(modules, 1):
        current = ModuleVersion.objects.filter(module=module).current().get()
        EventModule.objects.update_or_create(
            event=event, module=module, defaults={"position": position}, create_defaults={"position": position, "version": current}
        )  # fmt: skip


def _wanted(details: EventDetails) -> list[planning.Half]:
    zone = zone_of(details.place)
    return list(
        planning.half_days(
            details.starts_on, details.ends_on, details.hours, zone, begins=details.begins, ends=details.ends
        )
    )


def _days_of(event: Event) -> list[planning.Half]:
    return [
        planning.Half(half.date, DayPart(half.part), half.starts_at, half.ends_at) for half in event.half_days.all()
    ]


def _write_days(event: Event, details: EventDetails) -> None:
    HalfDay.objects.bulk_create(
        HalfDay(
            event=event, number=number, date=half.date, part=half.part, starts_at=half.starts_at, ends_at=half.ends_at
        )
        for number, half in enumerate(_wanted(details), 1)
    )
