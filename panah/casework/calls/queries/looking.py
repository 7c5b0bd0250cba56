"""Calls of a line, who called before, and what is open."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db.models import Q, QuerySet

from panah.casework.calls import rules
from panah.casework.calls.models import Call, ShiftHandOver
from panah.casework.concerns.queries import receipt_of
from panah.foundation.clocks.codes import OF_A_LINE, TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.keys import KeyFolder
from panah.foundation.security.sealed import GuardedQuerySet

LINE = frozenset({Relation.LINE})


@cache
def caller_key() -> bytes:
    return KeyFolder(settings.PANAH_KEYS).bytes("callers")


@dataclass(frozen=True)
class Marks:
    """What rests of a number and of a nickname; empty where they tell nobody from another."""

    number: str
    alias: str
    last_two: str

    def __bool__(self) -> bool:
        return bool(self.number or self.alias)


def marks_of(line: str, number: str, alias: str) -> Marks:
    """``line`` is the id of the organisation: callers of two lines cannot be joined."""
    return Marks(
        rules.caller_mark(caller_key(), line, "number", rules.known_number(number)),
        rules.caller_mark(caller_key(), line, "alias", rules.known_alias(alias)),
        rules.last_two(number),
    )


def calls_of(actor: Actor) -> GuardedQuerySet:
    """Those of the line for which the actor works now."""
    rows: GuardedQuerySet = Call.objects.visible_to(actor, LINE).filter(organisation=actor.organisation_id)
    return rows.select_related("place__parent", "operator", "concern")


@dataclass(frozen=True)
class Earlier:
    """How often somebody called before, and of what kind the last call was. No note is opened for it."""

    count: int = 0
    last_at: datetime | None = None
    last_type: str = ""


def earlier_under(actor: Actor, marks: Marks) -> Earlier:
    """The earlier calls of whoever has this number or this nickname."""
    if not marks:
        return Earlier()
    same = Q(pk__in=[])
    if marks.number:
        same |= Q(number_mark=marks.number)
    if marks.alias:
        same |= Q(alias_mark=marks.alias)
    return _summed(calls_of(actor).filter(same))


def earlier_than(actor: Actor, call: Call) -> Earlier:
    """Those before this one of the same caller; nothing where it was written over the limit of looks."""
    marks = Marks(call.number_mark, call.alias_mark, call.last_two)
    if not marks or call.is_earlier_unsaid:
        return Earlier()
    same = (Q(number_mark=marks.number) if marks.number else Q(pk__in=[])) | (
        Q(alias_mark=marks.alias) if marks.alias else Q(pk__in=[])
    )
    return _summed(calls_of(actor).filter(same, called_at__lte=call.called_at).exclude(pk=call.pk))


def _summed(rows: GuardedQuerySet) -> Earlier:
    last = rows.order_by("-called_at").values_list("called_at", "type").first()
    return Earlier(rows.count(), last[0], last[1]) if last else Earlier()


def open_danger(actor: Actor) -> list[Call]:
    """Calls of one's line of which nobody has written when the police were called, or why not."""
    clocks = Timer.objects.visible_to(actor).running().filter(kind=TimerKind.CALL_DANGER)
    return list(calls_of(actor).filter(file__in=clocks.values("file")).order_by("called_at"))


def open_items(actor: Actor) -> list[Timer]:
    """Everything that the next shift has to know of, what is due first before the others."""
    kinds = OF_A_LINE - {TimerKind.SHIFT_HAND_OVER}
    return list(Timer.objects.visible_to(actor).running().filter(kind__in=kinds).order_by("due_at", "id"))


def shifts_of(actor: Actor) -> GuardedQuerySet:
    rows: GuardedQuerySet = ShiftHandOver.objects.visible_to(actor, LINE)
    return rows.select_related("made_by", "confirmed_by").order_by("-made_at")


def unread_shifts(actor: Actor) -> QuerySet[ShiftHandOver]:
    return shifts_of(actor).filter(confirmed_at=None)


def receipt_for(call: Call) -> str:
    """The number by which the caller may ask what became of it: known to the line for as long as it has the call."""
    return receipt_of(concern_key(call))


def concern_key(call: Call) -> str:
    """Of the form by which the call becomes a concern: however often it is sent, it is one concern."""
    return f"call:{call.pk}"
