"""A file comes in: all of it or nothing, and the same file twice makes nothing twice."""

from collections.abc import Callable
from dataclasses import dataclass

from panah.casework.exchange.actions.people import open_cases, register_rows
from panah.casework.exchange.actions.refusals import must_be_own
from panah.casework.exchange.actions.updating import update_rows
from panah.casework.exchange.codes import Step
from panah.casework.exchange.models import ImportBatch
from panah.casework.exchange.queries.comparing import Comparison, compared
from panah.casework.people.codes import Standing
from panah.engines.tables.shapes import Note, Table
from panah.foundation.accounts.models import Organisation
from panah.foundation.documents.uploads import FaultyFile
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.turn import refresh_statistics

ROWS_AT_ONCE = 1_000


def _nobody(_done: int, _of: int) -> None:
    """The default listener."""


@dataclass(frozen=True)
class Source:
    """The table to read, and whom to tell how far it is."""

    table: Table
    tell: Callable[[int, int], None] = _nobody


@dataclass(frozen=True)
class ImportReport:
    """Numbers only. ``code`` is that of the batch, empty where nothing was new or changed."""

    code: str
    new: int
    changed: int
    unchanged: int
    adults: int
    children: int
    notes: tuple[Note, ...]

    @classmethod
    def of(cls, comparison: Comparison, code: str = "") -> "ImportReport":
        return cls(
            code=code,
            new=comparison.count(step=Step.NEW),
            changed=comparison.count(step=Step.CHANGED),
            unchanged=comparison.count(step=Step.UNCHANGED),
            adults=comparison.count(standing=Standing.ADULT),
            children=comparison.count(standing=Standing.CHILD),
            notes=comparison.notes,
        )


@action(Permission.RECORDS_IMPORT, on=None, is_audited=False)
def import_htcds(*, by: Actor, organisation: Organisation, source: Source) -> ImportReport:
    """Read a table into ``organisation``. Raises FaultyFile with all faults, and then nothing was written.

    The batch is the one row of audit; where nothing was new or changed there is none, for nothing was done.
    """
    must_be_own(by, organisation)
    owner = Organisation.objects.select_for_update().get(pk=organisation.pk)  # two files at once would both be new
    comparison = compared(owner, source.table)
    if not isinstance(comparison, Comparison):
        raise FaultyFile(comparison)
    written = write_rows(by=by, organisation=owner, comparison=comparison, tell=source.tell)
    return ImportReport.of(comparison, written.batch.code if written.batch else "")


@dataclass(frozen=True)
class Written:
    """The batch, none where nothing was new or changed."""

    batch: ImportBatch | None


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def write_rows(
    *, by: Actor, organisation: Organisation, comparison: Comparison, tell: Callable[[int, int], None]
) -> Written:
    """What every file does once it was compared, whatever kind of file it was."""
    new, changed = comparison.at(Step.NEW), comparison.at(Step.CHANGED)
    if not new and not changed:
        return Written(None)
    batch = import_batch(by=by, organisation=organisation, comparison=comparison)
    total = len(new) + len(changed)
    arrived = 0
    for start in range(0, len(new), ROWS_AT_ONCE):
        arrivals = register_rows(by=by, batch=batch, rows=new[start : start + ROWS_AT_ONCE])
        open_cases(by=by, arrivals=arrivals, organisation=organisation)
        arrived += len(arrivals)
        tell(arrived, total)
    update_rows(by=by, batch=batch, rows=changed)
    if len(new) > ROWS_AT_ONCE:
        refresh_statistics()
    tell(total, total)
    return Written(batch)


@action(Permission.WITHIN_ACTION, on=None)
def import_batch(*, by: Actor, organisation: Organisation, comparison: Comparison) -> ImportBatch:
    """What is remembered of the file itself."""
    file = vault.open_file(FileKind.IMPORT)
    grants.grant(file, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
    report = ImportReport.of(comparison)
    return ImportBatch.objects.create(
        file=file, code=file.code, organisation=organisation, headings=[list(row) for row in comparison.layout.headings],
        new_count=report.new, changed_count=report.changed, unchanged_count=report.unchanged, adult_count=report.adults,
        child_count=report.children, imported_at=clock.now(), imported_by=by.id,
    )  # fmt: skip
