"""A file goes out: one's own records, for a reason that is kept, in one row of audit."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from panah.casework.cases.models import Case
from panah.casework.exchange.actions.refusals import must_be_own
from panah.casework.exchange.codes import ExportContents
from panah.casework.exchange.models import ImportBatch, ImportedRecord, RecordExport
from panah.casework.exchange.queries.present import present_of
from panah.casework.exchange.queries.standard import htcds_standard
from panah.casework.exchange.queries.stored import columns_of_batch, meaning_of_stored
from panah.casework.exchange.rules.columns import Column
from panah.casework.exchange.rules.outgoing import (
    OutgoingColumns,
    changed_cells,
    core_cells,
    outgoing_columns,
    outgoing_row,
)
from panah.casework.exchange.rules.parting import places_to_leave_out, without
from panah.foundation.accounts.models import Organisation
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

ROWS_AT_ONCE = 1_000
NAMELESS = {
    ExportContents.IMPORTED: ExportContents.IMPORTED_WITHOUT_NAMES,
    ExportContents.WITH_NAMES: ExportContents.WITHOUT_NAMES,
}
Headings = tuple[tuple[str, ...], ...]


class ReasonMissing(Refusal):
    code = "reason_missing"
    sentence = _("Say why these records leave. The reason is kept.")


class NothingToExport(Refusal):
    code = "nothing_to_export"
    sentence = _("There are no such records.")


@dataclass(frozen=True)
class ExportedFile:
    """``code`` is that of the kept note about this export."""

    code: str
    contents: ExportContents
    headings: tuple[tuple[str, ...], ...]
    rows: tuple[list[str], ...]
    left_out: int  # records of the organisation that are of the other kind
    columns_left_out: tuple[str, ...] = ()  # names and citizenship never leave together (S2)


@action(Permission.RECORDS_EXPORT, on=None, is_audited=False)
def export_htcds(
    *,
    by: Actor,
    organisation: Organisation,
    reason: str,
    batch: ImportBatch | None = None,
    contents: ExportContents | None = None,
    without_names: bool = False,
) -> ExportedFile:
    """Imported rows value for value with what changed since; or, where there are none, the 38 core columns.

    Where a row holds a name, the columns of citizenship and migration stay here (S2). What is remembered of the export,
    with its reason, is the one row of audit.
    """
    must_be_own(by, organisation)
    if not reason.strip():
        raise ReasonMissing
    imported = ImportedRecord.objects.visible_to(by).filter(organisation=organisation)
    if batch is not None:
        imported = imported.filter(batch=batch)
    written_here = _written_here(by, organisation)
    if contents is None:
        contents = ExportContents.IMPORTED if batch or imported.exists() else ExportContents.WITH_NAMES
    if without_names:
        contents = NAMELESS.get(contents, contents)
    dropped: tuple[str, ...] = ()
    if contents in (ExportContents.IMPORTED, ExportContents.IMPORTED_WITHOUT_NAMES):
        headings, rows, dropped = _parted(imported, contents is ExportContents.IMPORTED_WITHOUT_NAMES)
        left_out = 0 if batch else written_here.count()
    else:
        headings = (htcds_standard().core,)
        rows = list(_core_rows(written_here, with_names=contents is ExportContents.WITH_NAMES))
        left_out = imported.count()
    if not rows:
        raise NothingToExport
    export = record_export(
        by=by, organisation=organisation, batch=batch, contents=contents, reason=reason, row_count=len(rows)
    )
    return ExportedFile(export.code, contents, headings, tuple(rows), left_out, dropped)


def _written_here(by: Actor, organisation: Organisation) -> QuerySet[Case]:
    came_with_a_file = ImportedRecord.objects.filter(child=OuterRef("child"))
    cases: QuerySet[Case] = Case.objects.visible_to(by).filter(~Exists(came_with_a_file), organisation=organisation)
    return cases


def _chunks(cases: QuerySet[Case]) -> Iterator[list[Case]]:
    keys = list(cases.order_by("opened_at", "code").values_list("pk", flat=True))
    for start in range(0, len(keys), ROWS_AT_ONCE):
        rows = Case.objects.filter(pk__in=keys[start : start + ROWS_AT_ONCE]).select_related("child", "lead")
        yield list(rows.order_by("opened_at", "code"))


def _core_rows(cases: QuerySet[Case], with_names: bool) -> Iterator[list[str]]:
    for chunk in _chunks(cases):
        present = present_of(chunk, with_names)
        for case in chunk:
            cells = core_cells(present[case.child_id], with_names)
            yield [cells.get(field, "") for field in htcds_standard().core]


def _parted(
    records: QuerySet[ImportedRecord], without_names: bool
) -> tuple[Headings, list[list[str]], tuple[str, ...]]:
    """The rows without what must not stand in them, and the columns that stayed here."""
    target, rows = _imported_rows(records)
    columns = [name.partition("\x1f")[0] for name in target.places]
    places = places_to_leave_out(columns, rows, without_names=without_names)
    if not places:
        return target.headings, rows, ()
    headings = tuple(tuple(without(heading, places)) for heading in target.headings)
    return headings, [without(row, places) for row in rows], tuple(columns[place] for place in places)


def _imported_rows(records: QuerySet[ImportedRecord]) -> tuple[OutgoingColumns, list[list[str]]]:
    batches = list(ImportBatch.objects.filter(pk__in=records.values("batch")).order_by("imported_at", "code"))
    if not batches:
        raise NothingToExport
    open_sealed(*batches)
    columns = {batch.pk: columns_of_batch(batch) for batch in batches}
    target = outgoing_columns([(batch.headings, columns[batch.pk]) for batch in batches])
    rows = []
    for batch in batches:
        keys = list(records.filter(batch=batch).order_by("position").values_list("pk", flat=True))
        for start in range(0, len(keys), ROWS_AT_ONCE):
            for record, changed in _with_changes(keys[start : start + ROWS_AT_ONCE], columns[batch.pk]):
                rows.append(outgoing_row(record.row, columns[batch.pk], target, changed))
    return target, rows


def _with_changes(
    keys: Sequence[uuid.UUID], columns: Sequence[Column]
) -> Iterator[tuple[ImportedRecord, dict[str, str]]]:
    records = list(ImportedRecord.objects.filter(pk__in=keys).select_related("batch").order_by("position"))
    cases = Case.objects.filter(child__in=[record.child_id for record in records]).select_related("child", "lead")
    present = present_of(list(cases), with_names=True)
    open_sealed(*records)
    for record in records:
        now = present.get(record.child_id)
        yield record, changed_cells(meaning_of_stored(record, columns), now) if now else {}


@action(Permission.WITHIN_ACTION, on=None)
def record_export(
    *,
    by: Actor,
    organisation: Organisation,
    batch: ImportBatch | None,
    contents: ExportContents,
    reason: str,
    row_count: int,
) -> RecordExport:
    """Whose records left, how many, with names or without, by whom and why."""
    file = vault.open_file(FileKind.IMPORT)
    grants.grant(file, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
    return RecordExport.objects.create(
        file=file, code=file.code, organisation=organisation, batch=batch, contents=contents, reason=reason,
        row_count=row_count, exported_at=clock.now(), exported_by=by.id,
    )  # fmt: skip
