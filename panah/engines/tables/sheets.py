"""The cells of one sheet, walked through in the order of the file. Only filled cells cost anything.

Why no fast library: they lay a sheet out as a dense block, or reserve what the file says it will hold, and
a file of a few hundred bytes then ends the process. They also answer an error or an unfinished formula with nothing,
and a value would be lost in silence. Here both are named.
"""

import re
from dataclasses import dataclass, field

from panah.engines.tables.markup import local_name, walk
from panah.engines.tables.shapes import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_MERGED,
    MAX_ROWS,
    MAX_TEXT_LENGTH,
    Fault,
    Row,
    TableFault,
    Unreadable,
    column_letters,
)
from panah.engines.tables.values import Formats, number_as_text, unescaped

CELL_NAME = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
ROWS_OF_A_SHEET = 1_048_576
COLUMNS_OF_A_SHEET = 16_384
HEADER_ROWS = 2


def cell_place(name: str) -> tuple[int, int]:
    """``C5`` is (5, 2): the number of the row, the index of the column. An impossible name is a broken file."""
    match = CELL_NAME.fullmatch(name)
    if not match:
        raise Unreadable(Fault(TableFault.FILE_BROKEN))
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1


@dataclass
class SheetWalk:
    """Collects the filled rows and the faults of one sheet."""

    shared: list[str]
    formats: Formats
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    formulas: int = 0
    _row: int = 0
    _column: int = -1
    _cells: dict[int, str] = field(default_factory=dict)
    _cell_count: int = 0
    _text_length: int = 0
    _type: str = ""
    _style: str = ""
    _value: list[str] = field(default_factory=list)
    _has_formula: bool = False
    _is_inside_value: bool = False
    _phonetic_depth: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local_name(name)
        if tag == "c":
            self._start_cell(attributes)
        elif tag in ("v", "t"):
            self._is_inside_value = not self._phonetic_depth
        elif tag == "row":
            self._start_row(attributes.get("r", ""))
        elif tag == "f":
            self._has_formula = True
        elif tag == "rPh":
            self._phonetic_depth += 1
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def text(self, content: str) -> None:
        if self._is_inside_value:
            self._value.append(content)

    def end(self, name: str) -> None:
        tag = local_name(name)
        if tag in ("v", "t"):
            self._is_inside_value = False
        elif tag == "c":
            self._end_cell()
        elif tag == "row":
            self._end_row()
        elif tag == "rPh":
            self._phonetic_depth -= 1

    def _merge(self, reference: str) -> None:
        """Each costs its reader a look at the rows: a small file can name a million of them."""
        if len(self.merged) >= MAX_MERGED:
            raise Unreadable(Fault(TableFault.TOO_MANY_MERGED, values={"limit": MAX_MERGED}))
        self.merged.append(reference)

    def _start_row(self, number: str) -> None:
        before = self._row
        self._row = int(number[:8]) if number.isdecimal() else before + 1
        if not before < self._row <= ROWS_OF_A_SHEET:
            raise Unreadable(Fault(TableFault.FILE_BROKEN))
        self._column = -1
        self._cells = {}

    def _start_cell(self, attributes: dict[str, str]) -> None:
        before = self._column
        self._column = cell_place(attributes["r"])[1] if "r" in attributes else before + 1
        if not before < self._column < COLUMNS_OF_A_SHEET:
            raise Unreadable(Fault(TableFault.FILE_BROKEN))
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._has_formula = False
        self._value = []

    def _end_cell(self) -> None:
        value = "".join(self._value)
        self.formulas += self._has_formula
        if self._type == "e":
            self._fault(TableFault.CELL_HOLDS_ERROR)
        elif self._has_formula and not value and self._type != "str":
            self._fault(TableFault.FORMULA_WITHOUT_RESULT)
        elif value:
            self._cells[self._column] = text = self._as_text(value)
            self._text_length += len(text)
            if self._text_length > MAX_TEXT_LENGTH:
                raise Unreadable(Fault(TableFault.TOO_MUCH_TEXT))

    def _as_text(self, value: str) -> str:
        if self._type == "s":
            place = int(value[:9]) if value.strip().isdecimal() else -1
            if not 0 <= place < len(self.shared):
                raise Unreadable(Fault(TableFault.FILE_BROKEN))
            return self.shared[place]
        if self._type == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if self._type == "n":
            return number_as_text(value, self.formats, self._style)
        if self._type == "d":
            return value.removesuffix("T00:00:00")
        return unescaped(value)

    def _end_row(self) -> None:
        filled = {column: text for column, text in self._cells.items() if text.strip()}
        if not filled:
            return
        width = max(filled) + 1
        if width > MAX_COLUMNS:
            values: dict[str, str | int] = {"limit": MAX_COLUMNS}
            raise Unreadable(Fault(TableFault.TOO_MANY_COLUMNS, self._row, column_letters(width - 1), values))
        self._cell_count += len(filled)
        if self._cell_count > MAX_CELLS:
            raise Unreadable(Fault(TableFault.TOO_MANY_CELLS, self._row, values={"limit": MAX_CELLS}))
        if len(self.rows) >= MAX_ROWS + HEADER_ROWS:
            raise Unreadable(Fault(TableFault.TOO_MANY_ROWS, self._row, values={"limit": MAX_ROWS}))
        self.rows.append(Row(self._row, tuple(self._cells.get(column, "") for column in range(width))))

    def _fault(self, sentence: TableFault) -> None:
        self.faults.append(Fault(sentence, row=self._row, column=column_letters(self._column)))


def _merged_faults(sheet: SheetWalk) -> list[Fault]:
    """Which of the merged cells a value belongs to cannot be known; merged blanks outside the table harm nobody."""
    last_row = sheet.rows[-1].number if sheet.rows else 0
    width = max((len(row.cells) for row in sheet.rows), default=0)
    faults = []
    for reference in sheet.merged:
        row, column = cell_place(reference.partition(":")[0])
        if row <= last_row and column < width:
            values = {"cells": reference}
            faults.append(Fault(TableFault.CELLS_MERGED, row=row, column=column_letters(column), values=values))
    return faults


def read_sheet(content: bytes, shared: list[str], formats: Formats, *, keeps_merged: bool = False) -> SheetWalk:
    """The walked sheet, when it may be read. Raises with all its faults when it may not.

    Merged cells are such a fault, unless the caller knows what to do with them.
    """
    sheet = SheetWalk(shared, formats)
    walk(content, start=sheet.start, end=sheet.end, text=sheet.text)
    merged = [] if keeps_merged else _merged_faults(sheet)
    faults = sorted([*sheet.faults, *merged], key=lambda fault: fault.row)
    if faults:
        raise Unreadable(*faults)
    return sheet
