"""Rows that say something else than last time. What people changed in Panah since is theirs and stays."""

from collections.abc import Sequence

from panah.casework.cases.codes import Stage
from panah.casework.cases.models import Case, Episode
from panah.casework.exchange.actions.people import consent_of, decision_of, name_of, row_fields_of, start_clock
from panah.casework.exchange.models import ImportBatch, ImportedRecord
from panah.casework.exchange.queries.comparing import ComparedRow
from panah.casework.exchange.queries.leading import files_led_by
from panah.casework.exchange.queries.stored import columns_of_batch, meaning_of_stored
from panah.casework.exchange.rules.fields import CATEGORY
from panah.casework.exchange.rules.meaning import Meaning
from panah.casework.people.actions import index_names
from panah.casework.people.models import Child
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

ROWS_AT_ONCE = 500
# What a file says nothing of where it has none of these columns.
SAID_BY = {
    "citizenship_group": {"prs_Citizenship"},
    "language": {"prs_PrimaryLanguage"},
    "sex": {"prs_Gender"},
    "category": {"vic_TraffickingStatus", CATEGORY},
}


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def update_rows(*, by: Actor, batch: ImportBatch, rows: Sequence[ComparedRow]) -> int:
    """Each field follows the file only where it still says what the file said before.

    A file without a column of citizenship says nothing of it: it left that way (S2), and nothing is forgotten by its return;
    nor by a list that was made for another purpose and lacks other columns. Who is led elsewhere by now is not touched (S15):
    the comparison has left those rows out, and whoever went in the meantime is left out here.
    """
    open_sealed(batch)
    columns = {column.field for column in columns_of_batch(batch)}
    silent = [field for field, said_by in SAID_BY.items() if not said_by & columns]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        by_key = {row.key_hash: row for row in rows[start : start + ROWS_AT_ONCE]}
        stored = ImportedRecord.objects.filter(organisation=batch.organisation, key_hash__in=by_key)
        led = stored.filter(child__file__in=files_led_by(batch.organisation))
        for record in led.select_related("batch", "child", "child__file"):
            open_sealed(record, record.batch, record.child)
            change_by_file(by=by, record=record, batch=batch, row=by_key[record.key_hash], silent=silent)
    return len(rows)


@action(Permission.WITHIN_ACTION, on=None)
def change_by_file(
    *, by: Actor, record: ImportedRecord, batch: ImportBatch, row: ComparedRow, silent: Sequence[str]
) -> Child:
    """One record follows its row. Each has its own line in the record of acts: a batch would hide whose it was."""
    before = meaning_of_stored(record, columns_of_batch(record.batch))
    child, after = record.child, row.meaning
    _follow(by, child, before, after, silent)
    if after.name and after.name != before.name:
        name_of(child, after.name).save()  # a further one; the earlier stays and is found too
    index_names(by=by, children=[child])
    if after.has_consent and not before.has_consent:
        consent_of(by, child).save()
    if before.stage == Stage.CLOSED != after.stage:
        _open_again(by, batch, child, after)
    for field, value in row_fields_of(row).items():
        setattr(record, field, value)
    record.batch = batch
    record.save()
    return child


def _follow(by: Actor, child: Child, before: Meaning, after: Meaning, silent: Sequence[str]) -> None:
    said, says = before.plain_fields(), after.plain_fields()
    changed = [
        field
        for field in says
        if field not in silent and says[field] != said[field] and getattr(child, field) == said[field]
    ]
    for field in changed:
        setattr(child, field, says[field])
    is_category_changed = "category" in changed
    if after.birth.day != before.birth.day and child.birth_date == before.birth.day:
        child.birth_date = after.birth.day
        changed.append("birth_date")
    if changed:
        child.save(update_fields=[*changed, "version"])
    if is_category_changed:
        decision_of(by, child, after).save()


def _open_again(by: Actor, batch: ImportBatch, child: Child, after: Meaning) -> None:
    """A file may open a case again, never close one: a closure is asked for and signed by people."""
    cases = Case.objects.filter(child=child, organisation=batch.organisation)
    case = cases.select_related("child", "organisation", "lead", "file").first()
    if case is None or case.stage != Stage.CLOSED:
        return
    case.stage, case.closed_at = after.stage, None
    case.save()
    Episode.objects.create(case=case, opened_at=clock.now())
    start_clock(by=by, case=case)
