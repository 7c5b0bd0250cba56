"""Delimited text (.csv, .tsv, .txt): comma, semicolon or tab, whichever the header line uses most."""

import csv
import io
from collections.abc import Iterator

from panah.engines.tables.encodings import decoded
from panah.engines.tables.formulas import restored
from panah.engines.tables.shapes import MAX_TEXT_LENGTH, Fault, Note, Row, TableFault, TableNote, Unreadable

DELIMITERS = (",", ";", "\t")
DECLARATION = "sep="  # a first line that a spreadsheet program writes for itself


def _delimiter(text: str) -> str:
    """Judged by the first filled line outside quotes: values may hold many semicolons, names of columns hold none."""
    first = next((line for line in text[:200_000].splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[0::2])
    return max(DELIMITERS, key=outside.count)


def _declared(text: str) -> tuple[str, str] | None:
    line, _, rest = text.partition("\n")
    declared = line.rstrip("\r")
    if declared.lower().startswith(DECLARATION) and declared[len(DECLARATION) :] in DELIMITERS:
        return declared[len(DECLARATION) :], rest
    return None


def _rows(text: str, delimiter: str, first_number: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = first_number - 1
    try:
        for number, cells in enumerate(reader, start=first_number):
            yield Row(number, tuple(restored(cell) for cell in cells))
    except csv.Error as error:
        is_length = "field limit" in str(error)
        sentence = TableFault.CELL_TOO_LONG if is_length else TableFault.QUOTES_UNCLOSED
        raise Unreadable(Fault(sentence, row=number + 1)) from None


def read_delimited(content: bytes) -> tuple[Iterator[Row], list[Note]]:
    text, encoding = decoded(content)
    if len(text) > MAX_TEXT_LENGTH:
        raise Unreadable(Fault(TableFault.TOO_MUCH_TEXT))
    notes = [Note(TableNote.READ_AS_WINDOWS_1251)] if encoding == "cp1251" else []
    declared = _declared(text)
    if declared:
        return _rows(declared[1], declared[0], first_number=2), notes
    return _rows(text, _delimiter(text), first_number=1), notes
