"""An organisation's own list: it comes, somebody says what its columns mean, and it is written, or it goes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from panah.casework.exchange.actions.importing import ImportReport, write_rows
from panah.casework.exchange.actions.refusals import must_be_own
from panah.casework.exchange.codes import ListTarget, StateOfRest
from panah.casework.exchange.models import IncomingList, ListMemory
from panah.casework.exchange.queries.comparing import Comparison
from panah.casework.exchange.queries.listing import (
    compared_list,
    heading_phrases,
    packed,
    remembered,
    unpacked_choices,
    unpacked_list,
)
from panah.casework.exchange.rules.listing import choice_faults, guessed
from panah.engines.tables.lists import PlainList, words_in
from panah.foundation.accounts.models import Organisation
from panah.foundation.documents.uploads import FaultyFile
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

LISTS_KEPT = timedelta(hours=24)


def _nobody(_done: int, _of: int) -> None:
    """The default listener."""


@dataclass(frozen=True)
class ListSource:
    """A list with what its columns mean, and whom to tell how far it is."""

    plain: PlainList
    choices: Mapping[int, ListTarget]
    rest: StateOfRest
    tell: Callable[[int, int], None] = _nobody


@action(Permission.RECORDS_IMPORT, on=None)
def bring_list(*, by: Actor, organisation: Organisation, plain: PlainList, idempotency_key: str = "") -> IncomingList:
    """Keep a list sealed until somebody has looked at it. What its columns mean is proposed, as last time where it was asked."""
    must_be_own(by, organisation)
    known, rest = remembered(organisation)
    file = vault.open_file(FileKind.IMPORT)
    grants.grant(file, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
    proposed = guessed(plain.columns, heading_phrases(), known)
    return IncomingList.objects.create(
        file=file, code=file.code, organisation=organisation, content=packed(plain),
        choices={str(index): target.value for index, target in proposed.items()}, rest=rest,
        row_count=len(plain.rows), brought_at=clock.now(), brought_by=by.id,
    )  # fmt: skip


@action(Permission.RECORDS_IMPORT, on="incoming")
def choose_columns(
    *, by: Actor, incoming: IncomingList, choices: Mapping[int, ListTarget], rest: StateOfRest
) -> IncomingList:
    """What each column means, in the words of a person. Raises FaultyFile where it cannot be read so."""
    open_sealed(incoming)
    faults = choice_faults(unpacked_list(incoming.content).columns, choices)
    if faults:
        raise FaultyFile(faults)
    incoming.choices = {str(index): target.value for index, target in choices.items()}
    incoming.rest, incoming.is_chosen = rest, True
    incoming.save()
    return incoming


@action(Permission.RECORDS_IMPORT, on="incoming", is_audited=False)
def import_incoming(*, by: Actor, incoming: IncomingList, tell: Callable[[int, int], None] = _nobody) -> ImportReport:
    """Write the list that was looked at. Afterwards it is gone; its rows rest with the people of whom they speak."""
    open_sealed(incoming)
    plain, choices = unpacked_list(incoming.content), unpacked_choices(incoming.choices)
    source = ListSource(plain, choices, StateOfRest(incoming.rest), tell)
    report = import_list(by=by, organisation=incoming.organisation, source=source)
    _forget([incoming])
    return report


@action(Permission.RECORDS_IMPORT, on="incoming")
def drop_list(*, by: Actor, incoming: IncomingList) -> None:
    """Nothing of it was written, and nothing of it stays."""
    _forget([incoming])


@action(Permission.RECORDS_IMPORT, on=None, is_audited=False)
def import_list(*, by: Actor, organisation: Organisation, source: ListSource) -> ImportReport:
    """Read a list into ``organisation``: all of it or nothing, and the same list twice makes nobody twice.

    Raises FaultyFile with all faults. What the columns meant is remembered; who may be known already the worker finds.
    """
    must_be_own(by, organisation)
    owner = Organisation.objects.select_for_update().get(pk=organisation.pk)  # two files at once would both be new
    comparison = compared_list(owner, source.plain, source.choices, source.rest)
    if not isinstance(comparison, Comparison):
        raise FaultyFile(comparison)
    written = write_rows(by=by, organisation=owner, comparison=comparison, tell=source.tell)
    remember_choices(by=by, organisation=owner, source=source)
    if written.batch is None:
        return ImportReport.of(comparison)
    return ImportReport.of(comparison, written.batch.code)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def remember_choices(*, by: Actor, organisation: Organisation, source: ListSource) -> ListMemory:
    """The next list with these headings needs no choosing. Other headings stay remembered beside them."""
    said = {words_in(column.heading): source.choices[column.index].value for column in source.plain.columns}
    said.pop("", None)
    memory = ListMemory.objects.filter(organisation=organisation).first()
    if memory is None:
        file = vault.open_file(FileKind.IMPORT)
        grants.grant(file, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
        memory = ListMemory(file=file, organisation=organisation, choices={})
    else:
        open_sealed(memory)
    memory.choices = dict(memory.choices) | said
    memory.rest, memory.changed_at = source.rest, clock.now()
    memory.save()
    return memory


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def sweep_lists(*, by: Actor) -> int:
    """Throw away lists that nobody finished within a day."""
    old = list(IncomingList.objects.filter(brought_at__lt=clock.now() - LISTS_KEPT).select_related("file"))
    _forget(old)
    return len(old)


def _forget(lists: Sequence[IncomingList]) -> None:
    """The row and its key: what a copy of the disk may still hold can no longer be opened."""
    files = [incoming.file_id for incoming in lists]
    IncomingList.objects.filter(pk__in=[incoming.pk for incoming in lists]).delete()
    File.objects.filter(pk__in=files).delete()
