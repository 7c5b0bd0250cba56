"""A register as a stream of rows: text with commas, semicolons or tabs in UTF-8, UTF-16 or Windows-1251, or Parquet.

Never the whole file at once. What is wrong is told with its line; a cell is never repeated, for it may be a name.
"""

import codecs
import csv
import hashlib
import importlib
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from panah.engines.matching.registers.columns import ColumnFault, Columns, UnclearColumns, found_columns
from panah.engines.tables.encodings import decoded
from panah.engines.tables.shapes import Unreadable as UnreadableTable

MOST_FAULTS = 20
_STEP = 1 << 20
_BATCH = 10_000
_DELIMITERS = (",", ";", "\t", "|")
_WORKBOOK, _PARQUET = b"PK\x03\x04", b"PAR1"
_HEADER = 64 * 1024
_LONGEST_CELL = 10_000
_ROLES = {"name": "the name", "born": "the birth", "sex": "the sex", "id": "the identifier"}
Cells = Sequence[str]


class Unreadable(Exception):
    """The register cannot be read as it is; ``sentences`` say where and what to do."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences

    @property
    def sentence(self) -> str:
        return "\n".join(self.sentences)


@dataclass(frozen=True)
class Source:
    """A file that was looked through once: what it is, and the mark by which it is known again."""

    path: Path
    mark: str
    encoding: str = ""
    """Empty for Parquet."""

    @contextmanager
    def rows(self) -> Iterator[tuple[list[str], Iterator[tuple[int, Cells]]]]:
        """The headings, and then every row with the number of its line."""
        if not self.encoding:
            yield _parquet(self.path)
            return
        with self.path.open(encoding=self.encoding, newline="") as stream:
            yield _delimited(self.path, stream)


def looked_at(path: Path) -> Source:
    """Reads the file once, some of it at a time, to learn its encoding and to know it again."""
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    is_utf8, size = True, 0
    with path.open("rb") as stream:
        beginning = stream.read(_HEADER)
        stream.seek(0)
        while block := stream.read(_STEP):
            digest.update(block)
            size += len(block)
            try:
                is_utf8 = is_utf8 and decoder.decode(block) is not None
            except UnicodeDecodeError:
                is_utf8 = False
        if is_utf8:
            is_utf8 = not decoder.getstate()[0]
    if not size:
        raise Unreadable(f"{path.name} is empty.")
    return Source(path, digest.hexdigest(), _encoding(path, beginning, is_utf8))


def _encoding(path: Path, beginning: bytes, is_utf8: bool) -> str:
    if beginning.startswith(_PARQUET):
        return ""
    if beginning.startswith(_WORKBOOK):
        raise Unreadable(f"{path.name} is a workbook or an archive. Save it as text (.csv, UTF-8) and try again.")
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in beginning:
        raise Unreadable(f"{path.name} is neither text nor Parquet.")
    if is_utf8:
        return "utf-8-sig"
    whole = beginning[: beginning.rfind(b"\n") + 1] or beginning
    try:
        encoding = decoded(whole)[1]
    except UnreadableTable:
        encoding = ""
    if encoding != "cp1251" and not whole.isascii():
        raise Unreadable(f"The letters of {path.name} cannot be read. Save it as UTF-8 and try again.")
    return "cp1251"


def _delimited(path: Path, stream: io.TextIOBase) -> tuple[list[str], Iterator[tuple[int, Cells]]]:
    try:
        beginning = stream.read(_HEADER)
    except UnicodeDecodeError:
        raise _letters(path, 1) from None
    first = next((line for line in beginning.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[0::2])
    stream.seek(0)
    reader = csv.reader(cast(Any, stream), delimiter=max(_DELIMITERS, key=outside.count), strict=True)
    rows = _numbered(path, reader)
    headings = next(rows, None)
    if headings is None:
        raise Unreadable(f"{path.name} is empty.")
    return list(headings[1]), rows


def _numbered(path: Path, reader: Any) -> Iterator[tuple[int, Cells]]:
    """The number of the line with which a row ends; empty lines are no rows."""
    while True:
        try:
            cells = next(reader, None)
        except UnicodeDecodeError:
            raise _letters(path, reader.line_num + 1) from None
        except csv.Error as fault:
            what = "a cell is too long" if "limit" in str(fault) else "quotation marks do not close"
            raise Unreadable(f"{path.name}, line {reader.line_num}: {what}.") from None
        if cells is None:
            return
        if any(len(cell) > _LONGEST_CELL for cell in cells):
            raise Unreadable(f"{path.name}, line {reader.line_num}: a cell is too long.")
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _letters(path: Path, line: int) -> Unreadable:
    return Unreadable(f"{path.name}, about line {line}: letters cannot be read. Save the file as UTF-8 and try again.")


def _parquet(path: Path) -> tuple[list[str], Iterator[tuple[int, Cells]]]:
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise Unreadable(
            f"{path.name} is Parquet, and pyarrow is not installed. Install it (pip install 'panah[registers]') or save the "
            "register as CSV."
        ) from None
    try:
        file = parquet.ParquetFile(path)
    except (OSError, ValueError):
        raise Unreadable(f"{path.name} is damaged: it begins as Parquet and cannot be read as such.") from None
    return list(file.schema_arrow.names), _rows_of(file)


def _rows_of(file: Any) -> Iterator[tuple[int, Cells]]:
    line = 0
    for batch in file.iter_batches(batch_size=_BATCH):
        columns = [[_text(value) for value in column.to_pylist()] for column in batch.columns]
        for cells in zip(*columns, strict=True):
            line += 1
            if any(cells):
                yield line, cells


def _text(value: object) -> str:
    if value is None or value != value:  # not a number is not equal to itself
        return ""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def columns_of(source: Source, headings: Sequence[str], said: Mapping[str, str]) -> Columns:
    """Headings are not repeated: of a file without them the first line is a child."""
    try:
        return found_columns(headings, said)
    except UnclearColumns as unclear:
        beginning = f"{source.path.name}, first line: among its {len(headings)} headings"
        if unclear.fault is ColumnFault.NO_NAME:
            sentence = (
                f"{beginning} none was known for a name. Say which it is: --name HEADING, or --name FAMILY+GIVEN."
            )
        else:
            much = "is there more than once" if unclear.fault is ColumnFault.TWICE else "is not there"
            sentence = f"{beginning} “{unclear.wanted}” for {_ROLES[unclear.role]} {much}."
        raise Unreadable(sentence) from None
