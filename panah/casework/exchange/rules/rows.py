"""From the rows of a table to records: everything that is wrong is found before anything is believed."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from panah.casework.exchange.codes import RowFault, RowNote
from panah.casework.exchange.rules.columns import Column, Layout, known_columns
from panah.casework.exchange.rules.fields import RECORD_ID, Standard
from panah.casework.exchange.rules.values import Value, value_of
from panah.engines.tables.days import PartialDate, Unclear
from panah.engines.tables.shapes import Fault, Note, Row, TableFault, capped

LONGEST_RECORD_ID = 200


@dataclass(frozen=True, slots=True)
class HtcdsRecord:
    """One row: all its cells as they stood, and what those of known fields mean."""

    number: int
    cells: tuple[str, ...]
    values: Mapping[str, Value]
    record_id: str


@dataclass(frozen=True, slots=True)
class Reading:
    layout: Layout
    records: tuple[HtcdsRecord, ...]
    notes: tuple[Note, ...]


def read_rows(
    layout: Layout, standard: Standard, countries: Mapping[str, str], today: datetime.date
) -> Reading | list[Fault]:
    """All records, or all faults of all rows at once."""
    faults: list[Fault] = []
    records = []
    known = known_columns(layout.columns)
    first_rows: dict[str, int] = {}
    read: dict[tuple[str, str], Value | None] = {}  # most cells of a column say what many others say
    for row in layout.rows:
        if not any(row.cells[column.index].strip() for column in known):
            continue  # only a counter or a remark beside the table
        record, found = record_of(row, known, standard, countries, read)
        faults += found
        faults += _birth_faults(row, known, record.values.get("prs_Birthdate"), today)
        faults += _identity_faults(row, known, record.record_id, first_rows)
        records.append(record)
    if faults:
        return capped(sorted(faults, key=lambda fault: (fault.row, len(fault.column), fault.column)))
    if not records:
        return [Fault(TableFault.NO_ROWS)]
    return Reading(layout, tuple(records), layout.notes + _row_notes(layout, len(records)))


def record_of(
    row: Row,
    known: Sequence[Column],
    standard: Standard,
    countries: Mapping[str, str],
    read: dict[tuple[str, str], Value | None] | None = None,
) -> tuple[HtcdsRecord, list[Fault]]:
    """One row by its known columns, with everything that is wrong in it. ``read`` holds what was read in earlier rows."""
    read = {} if read is None else read
    values: dict[str, Value] = {}
    faults = []
    record_id = ""
    for column in known:
        text = row.cells[column.index]
        if column.field == RECORD_ID:
            record_id = text.strip()
        if column.field not in standard.fields:
            continue
        try:
            if (column.field, text) not in read:
                read[column.field, text] = value_of(text, standard.fields[column.field], countries)
            value = read[column.field, text]
        except Unclear as unclear:
            faults.append(
                Fault(unclear.sentence, row.number, column.letters, {"field": column.field, **unclear.values})
            )
            continue
        if value is not None:
            values[column.field] = value
    return HtcdsRecord(row.number, row.cells, values, record_id), faults


def _letters(known: Sequence[Column], field: str) -> str:
    return next((column.letters for column in known if column.field == field), "")


def _birth_faults(row: Row, known: Sequence[Column], birth: Value | None, today: datetime.date) -> list[Fault]:
    if not isinstance(birth, PartialDate) or birth.earliest <= today:
        return []
    return [Fault(RowFault.BIRTH_IN_FUTURE, row.number, _letters(known, "prs_Birthdate"), {"field": "prs_Birthdate"})]


def _identity_faults(row: Row, known: Sequence[Column], record_id: str, first_rows: dict[str, int]) -> list[Fault]:
    """Two rows under one id would overwrite each other at the next import."""
    if not record_id:
        return []
    letters = _letters(known, RECORD_ID)
    if len(record_id) > LONGEST_RECORD_ID:
        return [
            Fault(RowFault.RECORD_ID_TOO_LONG, row.number, letters, {"field": RECORD_ID, "limit": LONGEST_RECORD_ID})
        ]
    first = first_rows.setdefault(record_id, row.number)
    if first == row.number:
        return []
    return [Fault(RowFault.RECORD_ID_TWICE, row.number, letters, {"field": RECORD_ID, "other": first})]


def _row_notes(layout: Layout, count: int) -> tuple[Note, ...]:
    left_out = len(layout.rows) - count
    return (Note(RowNote.ROWS_WITHOUT_VALUES_LEFT_OUT, {"count": left_out}),) if left_out else ()
