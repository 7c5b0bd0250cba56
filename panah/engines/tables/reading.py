"""The one door: bytes and a file name in, a table or everything that is wrong with it out."""

from collections.abc import Iterable

from panah.engines.tables import archives
from panah.engines.tables.delimited import read_delimited
from panah.engines.tables.shapes import (
    MAX_CELL_LENGTH,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_FILE_BYTES,
    MAX_ROWS,
    MEGABYTE,
    Fault,
    Note,
    Row,
    Table,
    TableFault,
    TableNote,
    Unreadable,
    capped,
    column_letters,
)
from panah.engines.tables.workbooks import read_workbook

COMPOUND_FILE = b"\xd0\xcf\x11\xe0"  # a workbook under a password, or one from before 2007
TEXT_ENDINGS = (".csv", ".tsv", ".txt")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm")


def _source(content: bytes, name: str, merged: list[str] | None) -> tuple[Iterable[Row], list[Note]]:
    """What a file is, is read from its content; the name only catches a file that is something else altogether."""
    if len(content) > MAX_FILE_BYTES:
        values = {"megabytes": len(content) // MEGABYTE, "limit": MAX_FILE_BYTES // MEGABYTE}
        raise Unreadable(Fault(TableFault.FILE_TOO_LARGE, values=values))
    if not content.strip():
        raise Unreadable(Fault(TableFault.FILE_EMPTY))
    if content.startswith(COMPOUND_FILE):
        raise Unreadable(Fault(TableFault.FILE_LOCKED_OR_OLD))
    if content.startswith(archives.MAGIC):
        return read_workbook(content, merged)
    if name.lower().endswith(WORKBOOK_ENDINGS):
        raise Unreadable(Fault(TableFault.FILE_BROKEN))
    if not name.lower().endswith(TEXT_ENDINGS):
        raise Unreadable(Fault(TableFault.FILE_OF_ANOTHER_KIND))
    return read_delimited(content)


def _width(cells: tuple[str, ...]) -> int:
    """How many cells there are up to the last one that holds something."""
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return width


def _cell_faults(row: Row) -> list[Fault]:
    faults = []
    for index, cell in enumerate(row.cells):
        if len(cell) > MAX_CELL_LENGTH:
            values = {"length": len(cell), "limit": MAX_CELL_LENGTH}
            faults.append(Fault(TableFault.CELL_TOO_LONG, row.number, column_letters(index), values))
        elif not cell.isprintable() and any(letter < " " and letter not in "\t\r\n" for letter in cell):
            faults.append(Fault(TableFault.CELL_WITH_CONTROL_CHARACTER, row.number, column_letters(index)))
    return faults


def _filled(source: Iterable[Row]) -> tuple[list[Row], int, list[Fault]]:
    """The rows that hold something, how many empty ones stood between them, and what is wrong with their cells."""
    rows: list[Row] = []
    faults: list[Fault] = []
    cells = 0
    for row in source:
        width = _width(row.cells)
        if not width:
            continue
        cells += width
        if len(rows) > MAX_ROWS + 1:
            raise Unreadable(Fault(TableFault.TOO_MANY_ROWS, row.number, values={"limit": MAX_ROWS}))
        if width > MAX_COLUMNS:
            raise Unreadable(Fault(TableFault.TOO_MANY_COLUMNS, row.number, values={"limit": MAX_COLUMNS}))
        if cells > MAX_CELLS:
            raise Unreadable(Fault(TableFault.TOO_MANY_CELLS, row.number, values={"limit": MAX_CELLS}))
        faults += _cell_faults(row)
        rows.append(row)
    return rows, rows[-1].number - len(rows) if rows else 0, faults


def _squared(row: Row, width: int) -> Row:
    return Row(row.number, (row.cells + ("",) * (width - len(row.cells)))[:width])


def _table(source: Iterable[Row], notes: list[Note], merged: list[str]) -> Table:
    filled, empty, faults = _filled(source)
    if not filled:
        raise Unreadable(Fault(TableFault.FILE_EMPTY))
    header, *rows = filled
    width = max(_width(row.cells) for row in filled)
    if not rows:
        faults.append(Fault(TableFault.NO_ROWS))
    if faults:
        raise Unreadable(*sorted(faults, key=lambda fault: fault.row))
    if empty > 0:
        notes = [*notes, Note(TableNote.EMPTY_ROWS_LEFT_OUT, {"count": empty})]
    return Table(_squared(header, width), tuple(_squared(row, width) for row in rows), tuple(notes), tuple(merged))


def read_table(content: bytes, name: str, *, keeps_merged: bool = False) -> Table | list[Fault]:
    """A table, or every fault at once. Never raises for what a file holds.

    ``keeps_merged``: merged cells are told in the table, for a caller who knows headings from rows, and are no fault.
    """
    merged: list[str] = []
    try:
        source, notes = _source(content, name, merged if keeps_merged else None)
        return _table(source, notes, merged)
    except Unreadable as unreadable:
        return capped(list(unreadable.faults))
