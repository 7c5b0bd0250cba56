"""What happened in a case, of every kind, in one order. One question finds the latest lines; only their records are read."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, Model, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, TruncDate

from panah.casework.cases.models import (
    Assessment,
    Case,
    ClosureRequest,
    Correction,
    DeliveredService,
    DepthDecision,
    Episode,
    GuardianRequest,
    Interview,
    Note,
    Printout,
    Review,
    SleepAnswer,
    ToldFact,
)

SHOWN = 200


@dataclass(frozen=True)
class Source:
    """One kind of line: where it rests, its day, when it was written, the code it shows, and whose names it needs."""

    model: type[Model]
    day: str | Combinable
    at: str | Combinable
    fact: str = ""
    related: tuple[str, ...] = ()
    is_finished_by: str = ""  # the field without which it did not happen yet


_ASKED = Coalesce("decided_at", "asked_at")
_PROPOSED = Coalesce("decided_at", "proposed_at")
SOURCES: dict[str, Source] = {
    "note": Source(Note, "happened_on", "written_at", "kind", ("written_by", "helper__organisation")),
    "service": Source(
        DeliveredService, "happened_on", "written_at", "service_type", ("provider", "organisation", "written_by")
    ),
    "assessment": Source(
        Assessment, TruncDate("completed_at"), "completed_at", "", ("completed_by",), is_finished_by="completed_at"
    ),
    "review": Source(Review, "happened_on", "written_at", "outcome", ("written_by",)),
    "closure": Source(ClosureRequest, TruncDate(_ASKED), _ASKED, "decision", ("asked_by", "decided_by")),
    "depth": Source(DepthDecision, TruncDate(_PROPOSED), _PROPOSED, "depth", ("decided_by",)),
    "sleep": Source(SleepAnswer, "happened_on", "written_at", "answer", ("written_by",)),
    "guardian": Source(GuardianRequest, "happened_on", "written_at", "channel", ("written_by",)),
    "told": Source(ToldFact, "happened_on", "written_at", "topic", ("written_by",)),
    "interview": Source(Interview, "held_on", "written_at", "body", ("written_by",)),
    "opened": Source(Episode, TruncDate("opened_at"), "opened_at"),
    "correction": Source(Correction, TruncDate("written_at"), "written_at", "field", ("written_by",)),
    "printout": Source(Printout, TruncDate("printed_at"), "printed_at", "reason", ("printed_by",)),
}
GROUPS: dict[str, tuple[str, ...]] = {
    "services": ("service",),
    "notes": ("note",),
    "steps": ("opened", "assessment", "review", "closure", "depth"),
    "safety": ("sleep", "guardian"),
    "told": ("told", "interview"),
    "record": ("correction", "printout"),
}
"""The filter of a timeline: a word of its address, and the kinds that it shows."""


@dataclass(frozen=True)
class Moment:
    """One line of the timeline: what happened on which day and when it was written. Text stays in its record."""

    happened_on: date
    written_at: datetime
    kind: str
    fact: str
    record: Model


def timeline(case: Case, limit: int = SHOWN, kinds: Iterable[str] = SOURCES) -> list[Moment]:
    """The latest ``limit`` lines of these kinds, newest first."""
    rows = [_lines(case, kind) for kind in kinds]
    union = rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0]
    lines = list(union.order_by("-line_day", "-line_at")[:limit])
    records = {kind: _records(kind, [key for one, key, *_rest in lines if one == kind]) for kind in kinds}
    moments = []
    for kind, key, day, at in lines:
        record = records[kind].get(_plain(key))
        if record is not None:
            fact = SOURCES[kind].fact
            moments.append(Moment(day, at, kind, str(getattr(record, fact)) if fact else "", record))
    return moments


def _lines(case: Case, kind: str) -> "QuerySet[Any, tuple[str, str, date, datetime]]":
    source = SOURCES[kind]
    rows: QuerySet[Any] = source.model._default_manager.filter(case=case).order_by()
    if source.is_finished_by:
        rows = rows.exclude(**{source.is_finished_by: None})
    lines: QuerySet[Any, tuple[str, str, date, datetime]] = rows.annotate(
        line_kind=Value(kind, CharField()),
        line_key=Cast("pk", CharField()),
        line_day=Cast(source.day, DateField()),
        line_at=Cast(source.at, DateTimeField()),
    ).values_list("line_kind", "line_key", "line_day", "line_at")
    return lines


def _records(kind: str, keys: list[str]) -> dict[str, Model]:
    if not keys:
        return {}
    source = SOURCES[kind]
    rows = source.model._default_manager.filter(pk__in=keys)
    rows = rows.select_related(*source.related) if source.related else rows
    return {_plain(str(row.pk)): row for row in rows}


def _plain(key: str) -> str:
    """One spelling of a key: SQLite writes a UUID without its dashes."""
    return uuid.UUID(key).hex if len(key) >= 32 else key
