"""What can be done with a departure: begin it, call it off, note who has what, end it."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import works_at
from panah.foundation.clocks.actions import Owner, Shown, start_timer
from panah.foundation.clocks.actions.moving import stop_timers_of_page
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.departures.codes import Kind, Piece, Return
from panah.foundation.departures.models import Departure, Given
from panah.foundation.departures.queries import given_in, leave_not_ended, may_call_off, open_departure
from panah.foundation.departures.rules import may_begin, returns_on
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

MORNING, EVENING = time(9), time(18)
SENTENCES = {
    "too_far": _("Choose a day within a year from now."),
    "no_last_day": _("Write the last day of the leave: work comes back after it."),
    "days_turned": _("The last day cannot lie before the first."),
    "already_over": _("These days are over. Write days to come."),
}


class WrongDays(Refusal):
    code = "wrong_days"


class LeavesAlready(Refusal):
    code = "leaves_already"
    sentence = _("This has begun already. Go on with the list that is open.")


class NotHere(Refusal):
    code = "not_here"
    sentence = _("Choose somebody who works in this office now.")


class StandInIsAway(Refusal):
    code = "stand_in_is_away"
    sentence = _("The one who stands in is somebody else of this office who is there in these days.")


class SomethingIsGiven(Refusal):
    code = "something_is_given"
    sentence = _(
        "Something has another holder already. Finish the list; what is needed again is given back one by one."
    )


class BegunByOthers(Refusal):
    code = "begun_by_others"
    sentence = _("Those who lead the office began this list. Talk with them: they can call it off.")


class DepartureIsOver(Refusal):
    code = "departure_is_over"
    sentence = _("This list is finished already. Nothing was changed.")


@action(Permission.SELF_MANAGE, on=None)
def announce_departure(
    *, by: Actor, kind: Kind, since: date, until: date | None = None, stand_in: Person | None = None,
    idempotency_key: str = "",
) -> Departure:  # fmt: skip
    """I leave, or I am on leave: from now on whoever leads the office sees what must have another holder."""
    person = Person.objects.get(pk=by.id)
    return _begun(by, person, Kind.LEAVE if kind is Kind.LEAVE else Kind.LEAVING, since, until, stand_in)


@action(Permission.DEPARTURE_KEEP, on=None)
def begin_departure(
    *, by: Actor, person: Person, kind: Kind, since: date, until: date | None = None, stand_in: Person | None = None,
    idempotency_key: str = "",
) -> Departure:  # fmt: skip
    """A colleague leaves or is on leave. Nothing ends by this: it opens the list."""
    return _begun(by, person, Kind.LEAVE if kind is Kind.LEAVE else Kind.LEAVING, since, until, stand_in)


def _begun(
    by: Actor, person: Person, kind: Kind, since: date, until: date | None, stand_in: Person | None
) -> Departure:  # fmt: skip
    office = _office_of(by)
    if not works_at(person, office.pk):
        raise NotHere
    if open_departure(person.pk, office.pk) is not None:
        raise LeavesAlready
    until = until if kind is Kind.LEAVE else None
    verdict = may_begin(kind, since, until, clock.today())
    if not verdict.is_yes:
        raise WrongDays(SENTENCES[verdict.reason])
    if stand_in is not None and (stand_in == person or not works_at(stand_in, office.pk)):
        raise StandInIsAway
    departure = Departure.objects.create(
        person=person, organisation=office, kind=kind, since=since, until=until, stand_in=stand_in,
        started_by_id=by.person_id, started_at=clock.now(),
    )  # fmt: skip
    due = make_aware(datetime.combine(max(since, clock.today()), EVENING))
    _start(by, departure, TimerKind.DEPARTURE, "normal", due)
    return departure


def _start(by: Actor, departure: Departure, kind: TimerKind, urgency: str, due: datetime | None) -> None:
    start_timer(
        by=by, file=None, kind=kind, urgency=urgency, owner=Owner(departure.organisation),
        shown=Shown(departure.person.username[:20], "departure", str(departure.pk)), due=due,
    )  # fmt: skip


def _office_of(by: Actor) -> Organisation:
    """Locked: of two who begin at once the second finds what the first began."""
    if by.organisation_id is None:
        raise NotPermitted
    return Organisation.objects.select_for_update().get(pk=by.organisation_id)


@action(Permission.SELF_MANAGE, on="departure")
def call_off(*, by: Actor, departure: Departure) -> Departure:
    """Nobody goes after all; as long as nothing was given to others. What the office began is not stopped by whoever
    goes: one's own only where one said it oneself."""
    if not may_call_off(by, departure):
        raise BegunByOthers
    _must_be_open(departure)
    if departure.kind == Kind.SUDDEN or any(given_in(departure)):
        raise SomethingIsGiven
    departure.cancelled_at = clock.now()
    departure.save(update_fields=["cancelled_at"])
    _stop(by, departure, TimerKind.DEPARTURE, "called_off")
    return departure


def _must_be_open(departure: Departure) -> None:
    if not departure.is_open:
        raise DepartureIsOver


def _stop(by: Actor, departure: Departure, kind: TimerKind, outcome: str) -> None:
    stop_timers_of_page(by=by, kind=kind, address_code=str(departure.pk), outcome=outcome)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def note_given(
    *, by: Actor, departure: Departure, piece: Piece, subject: str, subject_code: str, to_person: Person
) -> Given:
    """Who has it from now on. A piece that was left by a sudden end is the same row."""
    given, _created = Given.objects.update_or_create(
        departure=departure, piece=piece, subject=subject,
        defaults={
            "subject_code": subject_code[:20], "to_person": to_person, "given_by_id": by.person_id, "given_at": clock.now(),
        },
    )  # fmt: skip
    return given


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def note_left(
    *, by: Actor, person: Person, organisation: Organisation, pieces: Iterable[tuple[Piece, str, str]]
) -> Departure:
    """The account ended first: what rested on it is written down, and calls for a holder as danger until each has one.

    A list that was open already goes on as this one. Where nothing rested on it there is nothing to give.
    """
    now, left = clock.now(), list(pieces)
    departure = open_departure(person.pk, organisation.pk) or Departure(
        person=person, organisation=organisation, since=clock.today(), started_by_id=by.person_id, started_at=now
    )
    _stop(by, departure, TimerKind.DEPARTURE, "access_ended")
    departure.kind, departure.ended_at, departure.until = Kind.SUDDEN, now, None
    departure.done_at = None if left else now
    departure.save()
    for piece, subject, code in left:
        Given.objects.get_or_create(
            departure=departure, piece=piece, subject=subject, defaults={"subject_code": code[:20]}
        )  # fmt: skip
    if left:
        _start(by, departure, TimerKind.DEPARTURE, "danger", None)
    end_leaves(by=by, person=person, organisation_id=organisation.pk)
    return departure


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def complete_departure(*, by: Actor, departure: Departure) -> Departure:
    """Everything has another holder. After a leave its end is asked about on the first morning."""
    _must_be_open(departure)
    departure.done_at = clock.now()
    if departure.kind == Kind.LEAVING:
        departure.ended_at = departure.done_at
    departure.save(update_fields=["done_at", "ended_at"])
    _stop(by, departure, TimerKind.DEPARTURE, "done")
    if departure.kind == Kind.LEAVE and departure.until is not None:
        _start(
            by, departure, TimerKind.LEAVE_ENDS, "normal",
            make_aware(datetime.combine(returns_on(departure.until), MORNING)),
        )  # fmt: skip
    if departure.kind == Kind.LEAVING:
        end_leaves(by=by, person=departure.person, organisation_id=departure.organisation_id)
    return departure


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def end_leaves(*, by: Actor, person: Person, organisation_id: uuid.UUID) -> int:
    """Whoever left for good does not come back from a leave: what was given stays where it is."""
    ended = 0
    for leave in leave_not_ended(person.pk, organisation_id):
        for given in given_in(leave):
            _answer(given, Return.STAYS)
        close_leave(by=by, departure=leave)
        ended += 1
    return ended


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def answer_given(*, by: Actor, given: Given, answer: Return) -> Given:
    """It comes back, or stays where it is."""
    return _answer(given, answer)


def _answer(given: Given, answer: Return) -> Given:
    if not given.answer:
        given.answer, given.answered_at = answer, clock.now()
        given.save(update_fields=["answer", "answered_at"])
    return given


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def close_leave(*, by: Actor, departure: Departure) -> Departure:
    """It was said of each piece whether it comes back."""
    departure.returned_at = clock.now()
    departure.save(update_fields=["returned_at"])
    _stop(by, departure, TimerKind.LEAVE_ENDS, "back")
    return departure
