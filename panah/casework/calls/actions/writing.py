"""A talk is written down, finished, corrected; and what it leaves open gets its clock."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from panah.casework.calls import rules
from panah.casework.calls.actions.looking import count_look
from panah.casework.calls.actions.open_ends import settle_clocks
from panah.casework.calls.actions.refusals import (
    CallIncomplete,
    HourIsOver,
    NotYetHappened,
    NumberIsBroken,
    SafeHourMissing,
    TextTooLong,
    UnknownAnswer,
)
from panah.casework.calls.actions.whose import line_of, writer_of
from panah.casework.calls.codes import CallOutcome, CallState
from panah.casework.calls.models import Call
from panah.casework.calls.queries import Marks, card_of, marks_of
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, EditedMeanwhile
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed


@dataclass(frozen=True)
class CallDetails:
    """What an operator has written when the talk is over; of a caller who hung up nothing is required."""

    type: str = ""
    language: str = "unknown"
    caller: str = ""
    place: Place | None = None
    topics: tuple[str, ...] = ()
    told: tuple[int, ...] = ()
    note: str = ""
    is_danger_now: str = "unknown"
    police_called_at: datetime | None = None
    outcome: str = ""
    number: str = ""  # forgotten where it is not safe: its mark and two digits stay
    alias: str = ""
    is_number_safe: bool = False
    call_back_at: datetime | None = None
    called_at: datetime | None = None
    hung_up: bool = False

    @property
    def said_anything(self) -> bool:
        return bool(self.note.strip() or self.topics or self.caller or self.told or self.is_danger_now == "yes" or
                    self.type or rules.known_number(self.number) or rules.known_alias(self.alias))  # fmt: skip


@dataclass(frozen=True)
class JournalLine:
    """A call of a journal that was kept before: codes alone."""

    called_at: datetime
    type: str
    language: str = "unknown"
    caller: str = ""
    place: str = ""  # its code
    topics: tuple[str, ...] = ()
    outcome: str = ""
    passed_on_at: datetime | None = None


@action(Permission.CALL_WORK, on=None)
def save_call(*, by: Actor, details: CallDetails, idempotency_key: str = "") -> Call:
    """Keep a call under its own key, for the line alone."""
    line = line_of(by)
    _check(details)
    file = vault.open_file(FileKind.CALL)
    grants.grant(file, PrincipalKind.ORGANISATION, line.pk, Relation.LINE)
    now = clock.now()
    call = Call(
        file=file, code=file.code, organisation=line, operator=writer_of(by),
        called_at=details.called_at or now, written_at=now,
    )  # fmt: skip
    _write(by, call, details)
    call.save()
    settle_clocks(by, call)
    return call


@action(Permission.CALL_WORK, on="call")
def change_call(*, by: Actor, call: Call, details: CallDetails, version: int) -> Call:
    """Finish or correct a record. By what a caller is known stays unless something new is given.

    So does the number to call back, which no page of writing shows, for as long as it is said to be safe.
    """
    if call.version != version:
        raise EditedMeanwhile
    open_sealed(call)
    if details.is_number_safe and not details.number.strip():
        details = replace(details, number=call.number)
    _check(details, since=call.call_back_at)
    call.called_at = details.called_at or call.called_at
    _write(by, call, details)
    call.save()
    settle_clocks(by, call)
    return call


def _write(by: Actor, call: Call, details: CallDetails) -> None:
    hung_up, said = details.hung_up, details.said_anything
    call.state = rules.state_of(hung_up=hung_up, said_anything=said)
    call.type = rules.type_of(details.type, hung_up=hung_up, said_anything=said)
    for name in ("language", "caller", "place", "note", "outcome", "is_danger_now"):
        setattr(call, name, getattr(details, name))
    call.topics, call.told = list(details.topics), sorted(details.told)
    call.police_called_at = details.police_called_at or call.police_called_at
    marks = marks_of(str(call.organisation_id), details.number, details.alias)
    _mark(by, call, marks)
    is_wanted = _wants_call_back(details)
    if details.call_back_at != call.call_back_at:
        call.call_back_result, call.call_back_by, call.call_back_taken_at = "", None, None
    call.call_back_at = details.call_back_at if is_wanted else None
    call.number = details.number.strip() if is_wanted else ""


def _mark(by: Actor, call: Call, marks: Marks) -> None:
    """Who has another number than before may be known from before: saying so is a look like any other."""
    before = (call.number_mark, call.alias_mark)
    call.number_mark, call.alias_mark = marks.number or call.number_mark, marks.alias or call.alias_mark
    call.last_two = marks.last_two or call.last_two
    if (call.number_mark, call.alias_mark) != before and by.is_person:
        call.is_earlier_unsaid = count_look(by=by, marks=marks) is None


def _wants_call_back(details: CallDetails) -> bool:
    return rules.may_be_called_back(details.number, details.call_back_at, is_number_safe=details.is_number_safe)


def _check(details: CallDetails, since: datetime | None = None) -> None:
    if not details.type and not details.hung_up:
        raise CallIncomplete
    _check_codes(details)
    if rules.too_long({"note": details.note, "number": details.number, "alias": details.alias}):
        raise TextTooLong
    now = clock.now()
    if any(moment is not None and moment > now for moment in (details.called_at, details.police_called_at)):
        raise NotYetHappened
    _check_call_back(details, now, since)


def _check_codes(details: CallDetails) -> None:
    known = (
        ("call_types", [details.type]), ("languages_spoken", [details.language]), ("caller_kinds", [details.caller]),
        ("call_topics", details.topics), ("danger_now", [details.is_danger_now]), ("call_outcomes", [details.outcome]),
    )  # fmt: skip
    if any(code and code not in code_list(name) for name, codes in known for code in codes):
        raise UnknownAnswer
    if any(card_of(number) is None for number in details.told):
        raise UnknownAnswer


def _check_call_back(details: CallDetails, now: datetime, since: datetime | None) -> None:
    """``since`` is the hour that stands already: late by now, it may stay."""
    is_asked = details.is_number_safe and details.call_back_at is not None
    if is_asked and not rules.is_telephone(details.number):
        raise NumberIsBroken
    if details.outcome == CallOutcome.CALL_BACK and not details.hung_up and not _wants_call_back(details):
        raise SafeHourMissing
    if is_asked and details.call_back_at != since and details.call_back_at is not None and details.call_back_at < now:
        raise HourIsOver


@action(Permission.RECORDS_IMPORT, on=None)
def take_in_journal(*, by: Actor, organisation: Organisation, lines: Sequence[JournalLine]) -> int:
    """Calls of earlier months, as a journal tells them: without words, without callers, and nothing of them is open."""
    files = vault.open_files(FileKind.CALL, len(lines))
    grants.grant_many(files, PrincipalKind.ORGANISATION, organisation.pk, Relation.LINE)
    now = clock.now()
    Call.objects.bulk_create(
        [
            Call(
                file=file, code=file.code, organisation=organisation, called_at=line.called_at, written_at=now,
                state=CallState.SAVED, type=line.type, language=line.language, caller=line.caller,
                place_id=line.place or None, topics=list(line.topics), outcome=line.outcome,
                referred_at=line.passed_on_at,
            )
            for file, line in zip(files, lines, strict=True)
        ],
        batch_size=500,
    )  # fmt: skip
    return len(files)
