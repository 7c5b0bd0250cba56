"""What rests on a colleague goes to others, and after a leave comes back or stays. Whole or not at all."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from panah.casework.cases.models import Case
from panah.casework.leaving.queries import KEPT, Resting, found_in, is_held, is_over_here, left_in
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import works_at
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.departures.actions import (
    DepartureIsOver,
    NotHere,
    answer_given,
    close_leave,
    complete_departure,
    note_given,
)
from panah.foundation.departures.codes import Kind, Piece, Return
from panah.foundation.departures.models import Departure, Given
from panah.foundation.departures.queries import away_from, given_in
from panah.foundation.security.access import Actor, NotPermitted, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

SECOND_PERSON = (TimerKind.CLOSURE_SIGNATURE, TimerKind.PLAN_APPROVAL, TimerKind.CONSENT_OVERRIDE)


class NothingChosen(Refusal):
    code = "nothing_chosen"
    sentence = _("Tick at least one line.")


class GivenMeanwhile(Refusal):
    code = "given_meanwhile"
    sentence = _(
        "Somebody has given some of this to another colleague meanwhile. Nothing was changed: look at the list again."
    )


class CannotTake(Refusal):
    code = "cannot_take"

    def __init__(self, code: str, person: Person) -> None:
        words = _("%(person)s has no role here that does this: %(code)s. Choose somebody else for it.")
        super().__init__(words % {"person": person.display_name, "code": code or "—"})


class LeavesToo(Refusal):
    code = "leaves_too"
    sentence = _("This colleague leaves or is on leave too. Choose somebody who stays.")


class NeedsOther(Refusal):
    code = "needs_other"

    def __init__(self, code: str) -> None:
        words = _(
            "In %(code)s your yes or no is awaited, and whoever leads a case cannot be its second person. "
            "Answer first, or give the case to somebody else."
        )
        super().__init__(words % {"code": code})


@action(Permission.DEPARTURE_KEEP, on="departure")
def place(
    *, by: Actor, departure: Departure, keys: Sequence[str], to: Person, idempotency_key: str = ""
) -> Departure:  # fmt: skip
    """Give these pieces to one colleague: all of them, or none and a sentence. Rests one elsewhere meanwhile, none."""
    if not departure.is_open:
        raise DepartureIsOver
    if not keys:
        raise NothingChosen
    _must_be_there(departure, to)
    waiting = {one.key: one for one in left_in(departure)}
    if any(key not in waiting for key in keys):
        raise GivenMeanwhile
    for key, one in waiting.items():
        if key in keys:
            _give(by, departure, one, to)
    if departure.kind == Kind.SUDDEN:
        settle(by=by, departure=departure)
    return departure


def _must_be_there(departure: Departure, to: Person) -> None:
    if to.pk == departure.person_id:
        raise LeavesToo
    if not to.is_active or not works_at(to, departure.organisation_id):
        raise NotHere
    if to.pk in away_from(departure.organisation_id):
        raise LeavesToo


def _give(by: Actor, departure: Departure, one: Resting, to: Person) -> None:
    """The row is locked: of two who give the same the second finds it given."""
    record: Any = type(one.record)._default_manager.select_for_update(of=("self",)).get(pk=one.record.pk)
    if one.kept.is_over(record) or not is_held(departure, one.piece, record):
        if one.piece in (Piece.SERVICE, Piece.CLOCK):  # it went with its case a moment ago
            return
        raise GivenMeanwhile
    _must_be_able(by, departure.organisation, one, to)
    one.kept.give(by, record, to, departure.person)
    note_given(
        by=by, departure=departure, piece=one.piece, subject=one.subject, subject_code=one.code, to_person=to
    )  # fmt: skip


def _must_be_able(by: Actor, organisation: Organisation, one: Resting, to: Person) -> None:
    if one.kept.right not in by.permissions:
        raise NotPermitted(_("A supervisor or the head gives this on. You can begin the list and look at it."))
    if to not in one.kept.takers(organisation, one.record):
        raise CannotTake(one.code, to)
    if str(to.pk) == by.id and one.piece == Piece.CASE and _waits_for_second(one.record):
        raise NeedsOther(one.code)


def _waits_for_second(case: Case) -> bool:
    """Whether a supervisor is asked for a yes or no in it."""
    files = (case.file_id, case.child.file_id)
    return bool(Timer.objects.running().filter(file__in=files, kind__in=SECOND_PERSON).exists())


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def settle(*, by: Actor, departure: Departure) -> bool:
    """Whether nothing waits any more, also of what got its holder on another page; then the alarm ends."""
    if departure.is_open and departure.kind == Kind.SUDDEN and not left_in(departure):
        complete_departure(by=by, departure=departure)
        return True
    return False


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def settle_departures(*, by: Actor) -> int:
    """Of accounts that ended first: whose work has all found a holder."""
    rows = Departure.objects.open().filter(kind=Kind.SUDDEN).select_related("person", "organisation")
    return sum(settle(by=by, departure=departure) for departure in rows.select_for_update(of=("self",)))


@action(Permission.DEPARTURE_KEEP, on="departure")
def take_back(
    *, by: Actor, departure: Departure, keys: Sequence[str], comes_back: bool, idempotency_key: str = ""
) -> Departure:  # fmt: skip
    """A leave is over: these pieces come back, or stay where they are. The leave ends when each was answered."""
    if departure.kind != Kind.LEAVE or departure.done_at is None or departure.returned_at is not None:
        raise DepartureIsOver
    if not keys:
        raise NothingChosen
    open_rows = {given.key: given for given in given_in(departure) if not given.answer}
    if any(key not in open_rows for key in keys):
        raise GivenMeanwhile
    for given in sorted((open_rows[key] for key in keys), key=lambda one: list(KEPT).index(Piece(one.piece))):
        _bring_back(by, departure, given, comes_back=comes_back)
    _answer_what_is_over(by, departure)
    if all(given.answer for given in given_in(departure)):
        close_leave(by=by, departure=departure)
    return departure


def _bring_back(by: Actor, departure: Departure, given: Given, *, comes_back: bool) -> None:
    piece = Piece(given.piece)
    kept, record = KEPT[piece], found_in(departure, piece, given.subject)
    if record is None or kept.is_over(record):
        answer_given(by=by, given=given, answer=Return.OVER)
        return
    if not comes_back:
        answer_given(by=by, given=given, answer=Return.STAYS)
        return
    to = departure.person
    if not to.is_active or not works_at(to, departure.organisation_id):
        raise NotHere(_("This colleague does not work here any more. Say of each line that it stays."))
    holder = kept.holder(record)
    if holder != to.pk:
        _must_be_able(by, departure.organisation, Resting(piece, record), to)
        now_with = (Person.objects.filter(pk=holder).first() if holder else None) or given.to_person or to
        kept.give(by, record, to, now_with)
    answer_given(by=by, given=given, answer=Return.BACK)


def _answer_what_is_over(by: Actor, departure: Departure) -> None:
    for given in given_in(departure):
        if not given.answer and is_over_here(departure, given):
            answer_given(by=by, given=given, answer=Return.OVER)
