"""``panah import trained FILE`` and ``panah import acts FILE``: lists of the public work. Numbers are printed, no name."""

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click
from django.utils import translation

from panah.commands.exchange import (
    NothingWritten,
    language_of_terminal,
    language_option,
    organisation_of,
    organisation_option,
)
from panah.commands.own_list import import_command
from panah.engines.tables.lists import MOST_BYTES, PlainList
from panah.engines.tables.shapes import MEGABYTE, Fault, Note, TableFault
from panah.foundation.accounts.models import Organisation
from panah.foundation.documents.uploads import FaultyFile
from panah.foundation.security import vault
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind
from panah.foundation.security.permissions import Permission
from panah.programme.champions.actions import import_acts
from panah.programme.champions.queries.listing import COLUMNS as COLUMNS_OF_ACTS
from panah.programme.champions.queries.listing import ActPlan, plan_of_acts
from panah.programme.directory.queries import heading_phrases, read_list, sentence_of
from panah.programme.training.actions import import_trained
from panah.programme.training.queries.listing import COLUMNS as COLUMNS_OF_TRAINED
from panah.programme.training.queries.listing import preview_of_trained, read_trained
from panah.programme.training.rules.listing import TrainingList

__all__ = ["import_command"]

_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_DRY = click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")


@import_command.command("trained")
@_FILE
@_DRY
@organisation_option
@language_option
def trained_command(file: Path, dry_run: bool, organisation_code: str | None, language: str | None) -> None:
    """Read a list of trained people with the trainings where they were, as a workbook (.xlsx) or text file (.csv).

    All rows or none, every fault with its row and column. The same list twice makes nothing twice.
    """
    with translation.override(language or language_of_terminal()), vault.ring():
        organisation = organisation_of(organisation_code)
        plain = _list_in(file, COLUMNS_OF_TRAINED)
        if dry_run:
            found = read_trained(plain)
            if not isinstance(found, TrainingList):
                _refuse(found)
            shown = preview_of_trained(found)
            _tell(found.notes)
            click.echo(
                f"{shown.rows} rows, {len(found.trainings)} trainings; {shown.new} people new, {shown.known} known, "
                f"{shown.perhaps} perhaps known; nothing written"
            )
            return
        try:
            report = import_trained(by=_somebody_of(organisation, Permission.TRAINING_KEEP), plain=plain)
        except FaultyFile as refusal:
            _refuse(refusal.faults)
        _tell(report.notes)
        click.echo(
            f"{report.rows} rows; {report.new_events} trainings new, {report.new_people} people new, "
            f"{report.new_enrolments} enrolments new"
        )


@import_command.command("acts")
@_FILE
@_DRY
@organisation_option
@language_option
def acts_command(file: Path, dry_run: bool, organisation_code: str | None, language: str | None) -> None:
    """Read a list of what champions did: posts, events, meetings, articles, as a workbook (.xlsx) or text file (.csv).

    All rows or none, every fault with its row and column. A post is known again by its link: the same list twice makes
    nothing twice.
    """
    with translation.override(language or language_of_terminal()), vault.ring():
        organisation = organisation_of(organisation_code)
        by = _somebody_of(organisation, Permission.CHAMPION_KEEP)
        plain = _list_in(file, COLUMNS_OF_ACTS)
        if dry_run:
            plan = plan_of_acts(by, plain)
            if not isinstance(plan, ActPlan):
                _refuse(plan)
            _tell(plan.acts.notes)
            fresh = len(plan.rows) - plan.standing
            click.echo(f"{len(plan.rows)} rows, {fresh} acts new; {len(plan.fresh)} champions new; nothing written")
            return
        try:
            report = import_acts(by=by, plain=plain)
        except FaultyFile as refusal:
            _refuse(refusal.faults)
        _tell(report.notes)
        click.echo(
            f"{report.rows} rows; {report.new_acts} acts new, {report.standing} stand here already; "
            f"{report.new_champions} champions new"
        )


def _somebody_of(organisation: Organisation, permission: Permission) -> Actor:
    """Whoever runs this machine, for one organisation."""
    return Actor(ActorKind.SYSTEM, "import", organisation=str(organisation.pk), permissions=frozenset({permission}))


def _list_in(file: Path, columns: str) -> PlainList:
    if file.stat().st_size > MOST_BYTES:
        _refuse([Fault(TableFault.LIST_TOO_LARGE, values={"limit": MOST_BYTES // MEGABYTE})])
    click.echo("Reading the file", err=True)
    plain = read_list(file.read_bytes(), file.name, heading_phrases(columns))
    if not isinstance(plain, PlainList):
        _refuse(plain)
    return plain


def _refuse(faults: Sequence[Fault]) -> NoReturn:
    for fault in faults:
        click.echo(sentence_of(fault), err=True)
    raise NothingWritten(f"0 written, {len(faults)} faults")


def _tell(notes: Sequence[Note]) -> None:
    for note in notes:
        click.echo(sentence_of(note), err=True)
