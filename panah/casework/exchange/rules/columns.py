"""Which column is which field: by code, by label, and past the known faults of the official kit.

In the official workbook a hidden row holds the codes and the next one the labels. There codes and labels of the five
mailing columns disagree, one code is empty and one is misspelt. People fill what they see, so for those the label
counts; elsewhere the code does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from panah.casework.exchange.codes import RowFault, RowNote
from panah.casework.exchange.rules.fields import EXTENSION_PREFIX, Standard, normalised
from panah.engines.tables.shapes import Fault, Note, Row, Table, TableFault, column_letters

LABEL_COUNTS = frozenset(
    {
        "prs_MailingCity",
        "prs_MailingCountry",
        "prs_MailingState",
        "prs_MailingStreet",
        "prs_MailingPostalCode",
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """``field`` is empty for a column that the standard does not know; its values are kept as they are."""

    index: int
    heading: str
    field: str

    @property
    def letters(self) -> str:
        return column_letters(self.index)


@dataclass(frozen=True, slots=True)
class Layout:
    headings: tuple[tuple[str, ...], ...]  # one or two rows, as they stood in the file
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]


def known_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    return tuple(column for column in columns if column.field)


def _field_by_code(heading: str, standard: Standard) -> str:
    """Forms put the names of their groups before a code: ``person/prs_Gender``."""
    text = heading.strip()
    if text.lower().startswith(EXTENSION_PREFIX):
        return EXTENSION_PREFIX + text[len(EXTENSION_PREFIX) :]
    for candidate in (text, text.rpartition("/")[2], text.rpartition("-")[2]):
        if code := standard.by_code.get(normalised(candidate)):
            return code
    return ""


def _field(code: str, label: str, standard: Standard) -> str:
    by_code = _field_by_code(code, standard)
    by_label = standard.by_label.get(normalised(label), "")
    if by_code in LABEL_COUNTS and by_label in LABEL_COUNTS:
        return by_label
    return by_code or by_label or _field_by_code(label, standard)


def _holds_labels(row: Row, codes: Sequence[str], standard: Standard) -> bool:
    """A second row of headings: nearly everything in it is a label, and above most of it stands a code."""
    filled = [(code, cell) for code, cell in zip(codes, row.cells, strict=True) if cell.strip()]
    labels = [code for code, cell in filled if normalised(cell) in standard.by_label]
    coded = [code for code in labels if _field_by_code(code, standard)]
    return len(filled) > 1 and len(labels) * 2 > len(filled) and len(coded) * 2 > len(labels)


def columns_of(headings: Sequence[Sequence[str]], standard: Standard) -> tuple[Column, ...]:
    """What each column means, from one or two rows of headings."""
    return tuple(
        Column(index, (code.strip() or label.strip()), _field(code, label, standard))
        for index, (code, label) in enumerate(zip(headings[0], headings[-1], strict=True))
    )


def layout_of(table: Table, standard: Standard) -> Layout | list[Fault]:
    """The columns and the rows below them, or what is wrong with the headings."""
    codes, rows = table.header.cells, table.rows
    headings = [codes]
    if rows and _holds_labels(rows[0], codes, standard):
        headings.append(rows[0].cells)
        rows = rows[1:]
    columns = columns_of(headings, standard)
    faults = _column_faults(columns, standard) or _beside_faults(columns, rows)
    if faults:
        return faults
    if not rows:
        return [Fault(TableFault.NO_ROWS)]
    return Layout(tuple(headings), columns, rows, (*table.notes, *_column_notes(columns)))


def _column_faults(columns: Sequence[Column], standard: Standard) -> list[Fault]:
    if not any(column.field in standard.fields for column in columns):
        return [Fault(RowFault.NO_KNOWN_COLUMNS)]
    faults = []
    first: dict[str, Column] = {}
    for column in columns:
        if not column.field:
            continue
        if column.field in first:
            values = {"field": column.field, "other": first[column.field].letters}
            faults.append(Fault(RowFault.COLUMN_TWICE, column=column.letters, values=values))
        first.setdefault(column.field, column)
    return faults


def _beside_faults(columns: Sequence[Column], rows: Sequence[Row]) -> list[Fault]:
    """A value to the right of the last heading: mostly a row that slipped, because a comma stood inside a value."""
    headed = max(column.index for column in columns if column.heading) + 1
    return [
        Fault(TableFault.CELL_BESIDE_TABLE, row.number, column_letters(index))
        for row in rows
        for index in range(headed, len(row.cells))
        if row.cells[index].strip()
    ]


def _column_notes(columns: Sequence[Column]) -> list[Note]:
    """Named by their letters alone: where a file has lost its headings, a heading may be somebody's name."""
    unknown = [column.letters for column in columns if column.heading and not column.field]
    return [Note(RowNote.COLUMNS_KEPT_UNREAD, {"columns": ", ".join(unknown)})] if unknown else []
