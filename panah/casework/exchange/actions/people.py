"""Many people and their cases at once: what one row at a time would take minutes for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils import timezone

from panah.casework.cases.codes import Stage
from panah.casework.cases.models import Case, Episode
from panah.casework.cases.queries import owner_of, shown_of
from panah.casework.exchange.codes import SCOPE_OF_CONSENT
from panah.casework.exchange.models import ImportBatch, ImportedRecord
from panah.casework.exchange.queries.comparing import ComparedRow
from panah.casework.exchange.rules.meaning import Meaning, PersonName
from panah.casework.people.actions import index_names
from panah.casework.people.codes import Category, ConsentDecision, NameKind
from panah.casework.people.models import CategoryDecision, Child, Consent, Name
from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.actions import start_timer
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission

GROUND = "record_received"
FIRST_TIMER = {Stage.NEW: TimerKind.FIRST_SAFETY_CONTACT}


@dataclass(frozen=True)
class Arrival:
    row: ComparedRow
    child: Child


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def register_rows(*, by: Actor, batch: ImportBatch, rows: Sequence[ComparedRow]) -> list[Arrival]:
    """A record, its names and its row for each; open to the organisation whose file it was."""
    files = vault.open_files(FileKind.CHILD, len(rows))
    grants.grant_many(files, PrincipalKind.ORGANISATION, batch.organisation_id, Relation.LEAD_ORGANISATION)
    arrivals = [Arrival(row, _child(row.meaning, file, batch)) for row, file in zip(rows, files, strict=True)]
    named = [(arrival.child, name) for arrival in arrivals if (name := arrival.row.meaning.name)]
    decided = [arrival for arrival in arrivals if arrival.row.meaning.category is not Category.UNKNOWN]
    _write([arrival.child for arrival in arrivals])
    _write([_imported_record(arrival, batch) for arrival in arrivals])
    _write([name_of(child, name) for child, name in named])
    index_names(by=by, children=[child for child, _ in named])
    _write([decision_of(by, arrival.child, arrival.row.meaning) for arrival in decided])
    _write([consent_of(by, arrival.child) for arrival in arrivals if arrival.row.meaning.has_consent])
    return arrivals


def _write(records: Sequence[models.Model]) -> None:
    if records:
        type(records[0])._default_manager.bulk_create(records, batch_size=500)


def _child(meaning: Meaning, file: File, batch: ImportBatch) -> Child:
    return Child(
        file=file, code=file.code, organisation_id=batch.organisation_id, registered_at=clock.now(),
        birth_date=meaning.birth.day, **meaning.plain_fields(),
    )  # fmt: skip


def _imported_record(arrival: Arrival, batch: ImportBatch) -> ImportedRecord:
    return ImportedRecord(
        file_id=arrival.child.file_id, child=arrival.child, organisation_id=batch.organisation_id, batch=batch,
        **row_fields_of(arrival.row),
    )  # fmt: skip


def row_fields_of(row: ComparedRow) -> dict[str, Any]:
    """The row itself, and of it what may be shown without opening it."""
    came = row.meaning.came
    return {
        "position": row.record.number,
        "key_hash": row.key_hash,
        "content_hash": row.content_hash,
        "row": list(row.record.cells),
        "age_as_written": row.meaning.age_as_written,
        "came_as_written": came.as_text if came else "",
    }


def name_of(child: Child, name: PersonName) -> Name:
    return Name(
        file_id=child.file_id, child=child, kind=NameKind.DOCUMENT, full=name.full, family=name.family, given=name.given,
        patronymic=name.middle, written_at=clock.now(),
    )  # fmt: skip


def decision_of(by: Actor, child: Child, meaning: Meaning) -> CategoryDecision:
    """The day is that on which the record was received: the day of the decision itself is not in the standard."""
    return CategoryDecision(
        child=child, category=meaning.category, ground=GROUND, body=meaning.body, decided_on=clock.today(),
        written_at=clock.now(), decided_by=by.id,
    )  # fmt: skip


def consent_of(by: Actor, child: Child) -> Consent:
    return Consent(
        child=child, scope=SCOPE_OF_CONSENT, decision=ConsentDecision.GIVEN, written_at=clock.now(), written_by=by.id
    )


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def open_cases(*, by: Actor, arrivals: Sequence[Arrival], organisation: Organisation) -> list[Case]:
    """A case for each, standing where the row says. Whoever still waits for help gets a clock that starts today."""
    files = vault.open_files(FileKind.CASE, len(arrivals))
    grants.grant_many(files, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
    cases = [_case(arrival, file, organisation) for arrival, file in zip(arrivals, files, strict=True)]
    _write(cases)
    _write([Episode(case=case, opened_at=case.opened_at, closed_at=case.closed_at) for case in cases])
    for case in cases:
        if case.stage != Stage.CLOSED:
            start_clock(by=by, case=case)
    return cases


def _case(arrival: Arrival, file: File, organisation: Organisation) -> Case:
    child, meaning = arrival.child, arrival.row.meaning
    return Case(
        file=file, code=child.code, child=child, organisation=organisation, stage=meaning.stage, **days_of(meaning)
    )


def days_of(meaning: Meaning) -> dict[str, Any]:
    """A closed case whose day of closing is in no column ends as it began: no length of work is claimed for it."""
    opened = _midnight(meaning.came.earliest) if meaning.came else clock.now()
    if meaning.stage != Stage.CLOSED:
        return {"opened_at": opened, "closed_at": None}
    ended = _midnight(meaning.ended) if meaning.ended else opened
    return {"opened_at": opened, "closed_at": max(opened, ended)}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def start_clock(*, by: Actor, case: Case) -> None:
    """The first thing that somebody must do for an open case that came with a file."""
    kind = FIRST_TIMER.get(Stage(case.stage), TimerKind.REVIEW)
    start_timer(
        by=by, file=case.file, kind=kind, urgency=case.urgency, owner=owner_of(case), shown=shown_of(case),
        blocks_closure=kind is TimerKind.FIRST_SAFETY_CONTACT,
    )  # fmt: skip
