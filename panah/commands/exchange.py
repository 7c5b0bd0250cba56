"""``panah import htcds FILE`` and ``panah export htcds``: records in and out. Numbers are printed, names never."""

import os
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any, NoReturn

import click
from django.conf import settings
from django.utils import translation

from panah.casework.exchange.actions import ExportedFile, FaultyFile, ImportReport, Source, export_htcds, import_htcds
from panah.casework.exchange.codes import ExportContents
from panah.casework.exchange.models import ImportBatch
from panah.casework.exchange.queries import Comparison, compared, sentence_of
from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import MAX_FILE_BYTES, MEGABYTE, Fault, Note, Table, TableFault
from panah.engines.tables.writing import delimited
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.permissions import Permission

LANGUAGE_CODES = [code for code, _ in settings.PANAH_WHOLE_LANGUAGES]
language_option = click.option(
    "--language", type=click.Choice(LANGUAGE_CODES), default=None, help="Language of the sentences; else that of LANG."
)
SECONDS_BETWEEN_LINES = 2
organisation_option = click.option(
    "--organisation", "organisation_code", metavar="CODE", help="Whose records; needed where there are several."
)


class NothingWritten(click.ClickException):
    """Ends with exit code 1 after the faults have been listed; its line is the line of counts."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message)


class Progress:
    """A line on stderr every few seconds while the rows are written."""

    def __init__(self) -> None:
        self.told = time.monotonic()

    def __call__(self, done: int, of: int) -> None:
        if time.monotonic() - self.told > SECONDS_BETWEEN_LINES:
            self.told = time.monotonic()
            click.echo(f"{done} of {of}", err=True)


@click.group("import")
def import_command() -> None:
    """Read records from a file."""


@click.group("export")
def export_command() -> None:
    """Write records to a file."""


@import_command.command("htcds")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@organisation_option
@language_option
def import_htcds_command(file: Path, dry_run: bool, organisation_code: str | None, language: str | None) -> None:
    """Read HTCDS 2.0: the official workbook (.xlsx), or a text file (.csv) with codes or labels as headings.

    All rows or none: every fault of the file is listed with its row and column. The same file twice writes nothing twice.
    """
    with translation.override(language or language_of_terminal()):
        organisation = organisation_of(organisation_code)
        table = table_in(file)
        report = _dry_report(organisation, table) if dry_run else _imported(organisation, table)
        tell_notes(report.notes)
        click.echo(counts(report, dry_run))


@export_command.command("htcds")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write (.csv).")
@click.option("--reason", required=True, help="Why these records leave; it is kept with the export.")
@organisation_option
@click.option("--batch", "batch_code", metavar="CODE", help="Only the records that came with this import.")
@click.option(
    "--contents",
    type=click.Choice([contents.value for contents in ExportContents]),
    default=None,
    help="imported: rows as they came, with what changed since; where one holds a name, without citizenship. Records "
    "written in Panah leave in the 38 core columns, with_names and without citizenship, or without_names.",
)
@click.option(
    "--without-names",
    is_flag=True,
    help="Leave out names, numbers, phones and addresses; citizenship then leaves. The two never leave together.",
)
@click.option("--force", is_flag=True, help="Replace the file where it exists.")
@language_option
def export_htcds_command(
    output: Path,
    reason: str,
    organisation_code: str | None,
    batch_code: str | None,
    contents: str | None,
    without_names: bool,
    force: bool,
    language: str | None,
) -> None:
    """Write the records of one organisation as a text file that only you can read (mode 600)."""
    with translation.override(language or language_of_terminal()):
        if output.exists() and not force:
            raise click.UsageError(f"{output} exists. Choose another name, or --force to replace it.")
        organisation = organisation_of(organisation_code)
        exported = export_htcds(
            by=Actor.system("export", {Permission.RECORDS_EXPORT}),
            organisation=organisation,
            reason=reason,
            batch=_batch(organisation, batch_code) if batch_code else None,
            contents=ExportContents(contents) if contents else None,
            without_names=without_names,
        )
        _write(output, delimited(exported.headings[0], [*exported.headings[1:], *exported.rows]), force)
        _tell_export(exported)


def language_of_terminal() -> str:
    wanted = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return wanted[:2] if wanted[:2] in LANGUAGE_CODES else "en"


def organisation_of(code: str | None) -> Organisation:
    """The one that was named, or the only one there is."""
    known = list(Organisation.objects.filter(is_active=True).order_by("code"))
    wanted = known if code is None else [one for one in known if one.code == code]
    if len(wanted) == 1:
        return wanted[0]
    codes = ", ".join(one.code for one in known) or "none yet"
    asked = "Say whose records: --organisation CODE." if code is None else f"No organisation has the code {code}."
    raise click.UsageError(f"{asked} Codes: {codes}")


def _batch(organisation: Organisation, code: str) -> ImportBatch:
    rows = ImportBatch.objects.filter(organisation=organisation, code=normalise_code(code))
    batch: ImportBatch | None = rows.first()
    if batch is None:
        raise click.UsageError(f"No import of {organisation.code} has the code {code}.")
    return batch


def table_in(file: Path) -> Table:
    size = file.stat().st_size
    if size > MAX_FILE_BYTES:
        values = {"megabytes": size // MEGABYTE, "limit": MAX_FILE_BYTES // MEGABYTE}
        refuse([Fault(TableFault.FILE_TOO_LARGE, values=values)])
    click.echo("Reading the file", err=True)
    table = read_table(file.read_bytes(), file.name)
    if not isinstance(table, Table):
        refuse(table)
    return table


def refuse(faults: Sequence[Fault]) -> NoReturn:
    for fault in faults:
        click.echo(sentence_of(fault), err=True)
    count = sum(
        int(fault.values.get("count", 1)) if fault.sentence == TableFault.MORE_FAULTS else 1 for fault in faults
    )
    raise NothingWritten(f"0 written, {count} faults")


def _dry_report(organisation: Organisation, table: Table) -> ImportReport:
    comparison = compared(organisation, table)
    if not isinstance(comparison, Comparison):
        refuse(comparison)
    return ImportReport.of(comparison)


def _imported(organisation: Organisation, table: Table) -> ImportReport:
    click.echo("Checking every row, then writing all of them", err=True)
    source = Source(table, Progress())
    try:
        return import_htcds(
            by=Actor.system("import", {Permission.RECORDS_IMPORT}), organisation=organisation, source=source
        )
    except FaultyFile as refusal:
        refuse(refusal.faults)


def tell_notes(notes: Iterable[Note]) -> None:
    for note in notes:
        click.echo(sentence_of(note), err=True)


def counts(report: ImportReport, dry_run: bool) -> str:
    line = (
        f"{report.new} new, {report.changed} changed, {report.unchanged} unchanged; "
        f"{report.children} children, {report.adults} adults"
    )
    if dry_run:
        return f"{line}; dry run, nothing written"
    return f"{line}; batch {report.code}" if report.code else line


def _write(output: Path, content: bytes, force: bool) -> None:
    """Whole or not at all, and readable by its owner alone from the first byte."""
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=".", suffix=".part")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if force:
            draft.replace(output)
        else:
            os.link(draft, output)  # unlike a rename, never over a file that appeared meanwhile
    finally:
        draft.unlink(missing_ok=True)


def _tell_export(exported: ExportedFile) -> None:
    if exported.left_out:
        click.echo(f"Records of the other kind left out: {exported.left_out}. See --contents.", err=True)
    if exported.columns_left_out:
        columns = ", ".join(exported.columns_left_out)
        click.echo(f"Columns left out: {columns}. Names and citizenship never leave together.", err=True)
    click.echo(f"{len(exported.rows)} rows, {exported.contents.value}; export {exported.code}")
