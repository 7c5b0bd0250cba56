"""``panah import list FILE``: an organisation's own list. Numbers and letters of columns are printed, no heading and no name."""

from collections.abc import Mapping
from pathlib import Path

import click
from django.utils import translation

from panah.casework.exchange.actions import FaultyFile, ImportReport, ListSource, import_list
from panah.casework.exchange.codes import ListTarget, StateOfRest
from panah.casework.exchange.queries import ListPreview, preview_of, read_list, remembered
from panah.casework.exchange.queries.listing import heading_phrases
from panah.casework.exchange.rules.listing import guessed
from panah.commands.exchange import (
    Progress,
    counts,
    import_command,
    language_of_terminal,
    language_option,
    organisation_of,
    organisation_option,
    refuse,
    tell_notes,
)
from panah.engines.tables.lists import MOST_BYTES, PlainList
from panah.engines.tables.shapes import MEGABYTE, Fault, TableFault
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.security import vault
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission

__all__ = ["import_command", "list_command"]


@import_command.command("list")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what each column means and what would happen; write nothing.")
@click.option(
    "--column",
    "said",
    multiple=True,
    metavar="B=birth",
    help="What a column means, by its letter; may be repeated. Words: " + ", ".join(ListTarget) + ".",
)
@click.option(
    "--rest",
    type=click.Choice([rest.name.lower() for rest in StateOfRest]),
    default=None,
    help="How cases stand that the list says nothing of; else as last time, at first active.",
)
@organisation_option
@language_option
def list_command(
    file: Path,
    dry_run: bool,
    said: tuple[str, ...],
    rest: str | None,
    organisation_code: str | None,
    language: str | None,
) -> None:
    """Read an organisation's own list: any workbook (.xlsx) or text file (.csv) with headings in kk, ru or en.

    All rows or none. The same list twice makes nobody twice. Who may be known already the worker
    finds: it waits on the page of pairs.
    """
    with translation.override(language or language_of_terminal()), vault.ring():
        organisation = organisation_of(organisation_code)
        plain = _list_in(file)
        known, last = remembered(organisation)
        choices = guessed(plain.columns, heading_phrases(), known) | _chosen(plain, said)
        _tell_columns(plain, choices)
        source = ListSource(plain, choices, StateOfRest[rest.upper()] if rest else last, Progress())
        report = _previewed(organisation, source) if dry_run else _imported(organisation, source)
        tell_notes(report.notes)
        click.echo(counts(report, dry_run))


def _list_in(file: Path) -> PlainList:
    if file.stat().st_size > MOST_BYTES:
        refuse([Fault(TableFault.LIST_TOO_LARGE, values={"limit": MOST_BYTES // MEGABYTE})])
    click.echo("Reading the file", err=True)
    plain = read_list(file.read_bytes(), file.name)
    if not isinstance(plain, PlainList):
        refuse(plain)
    return plain


def _chosen(plain: PlainList, said: tuple[str, ...]) -> dict[int, ListTarget]:
    letters = {column.letters: column.index for column in plain.columns}
    chosen = {}
    for words in said:
        letter, _, target = words.partition("=")
        if letter.upper() not in letters or target not in set(ListTarget):
            raise click.UsageError(f"--column {words}: a letter of this list and one of the words of --help are needed")
        chosen[letters[letter.upper()]] = ListTarget(target)
    return chosen


def _tell_columns(plain: PlainList, choices: Mapping[int, ListTarget]) -> None:
    labels = code_list("list_columns")
    for column in plain.columns:
        click.echo(f"{column.letters}: {labels.label(choices[column.index])}", err=True)


def _previewed(organisation: Organisation, source: ListSource) -> ImportReport:
    preview = preview_of(organisation, source.plain, source.choices, source.rest)
    if not isinstance(preview, ListPreview):
        refuse(preview)
    click.echo(f"{preview.doubles} may be known already", err=True)
    return ImportReport.of(preview.comparison)


def _imported(organisation: Organisation, source: ListSource) -> ImportReport:
    click.echo("Checking every row, then writing all of them", err=True)
    try:
        return import_list(
            by=Actor.system("import", {Permission.RECORDS_IMPORT}), organisation=organisation, source=source
        )
    except FaultyFile as refusal:
        refuse(refusal.faults)
