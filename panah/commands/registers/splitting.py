"""The first step: a register is read once, row by row, into sealed pieces. All rows or none: every fault is told with its line."""

import hashlib
import json
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from panah.commands.registers.reading import MOST_FAULTS, Cells, Source, Unreadable, columns_of
from panah.commands.registers.steps import CELLS, TEXTS, Run
from panah.engines.matching.registers.columns import Columns

LONGEST_NAME, LONGEST_VALUE = 500, 100


@dataclass
class _Known:
    """Sixteen bytes a row, to find an identifier that comes twice."""

    secret: bytes
    hashes: "array[int]" = field(default_factory=lambda: array("Q"))
    lines: "array[int]" = field(default_factory=lambda: array("Q"))

    def add(self, known: str, line: int) -> None:
        digest = hashlib.blake2b(known.encode("utf-8", "surrogatepass"), digest_size=8, key=self.secret).digest()
        self.hashes.append(int.from_bytes(digest, "little"))
        self.lines.append(line)

    def twice(self) -> list[tuple[int, int]]:
        """The lines of the earlier and the later of each two, in the order of the later."""
        hashes = np.frombuffer(self.hashes, dtype=np.uint64)
        order = np.argsort(hashes, kind="stable")
        places = np.flatnonzero(hashes[order][1:] == hashes[order][:-1])
        found = ((self.lines[order[place]], self.lines[order[place + 1]]) for place in places)
        return sorted(found, key=lambda lines: lines[::-1])


def split(run: Run, side: str, source: Source, said: Mapping[str, str]) -> int:
    """How many rows there are."""
    with source.rows() as (headings, rows):
        columns = columns_of(source, headings, said)
        splitting = _Splitting(run, side, source.path.name, len(headings), columns)
        for line, cells in rows:
            splitting.add(line, cells)
        return splitting.finished()


class _Splitting:
    def __init__(self, run: Run, side: str, name: str, width: int, columns: Columns) -> None:
        self.run, self.side, self.name, self.width, self.columns = run, side, name, width, columns
        self.known = _Known(run.key)
        self.faults: list[str] = []
        self.cells: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.pieces = 0

    def add(self, line: int, cells: Cells) -> None:
        if len(cells) != self.width:
            self._fault(f"line {line} has {len(cells)} cells, the first line has {self.width}.")
            return
        known = _cell(cells, self.columns.id) if self.columns.id is not None else str(line)
        if not known:
            self._fault(f"line {line} has no identifier.")
            return
        if len(known) > LONGEST_VALUE:
            self._fault(f"line {line} has an identifier of more than {LONGEST_VALUE} letters.")
            return
        self.known.add(known, line)
        name = " ".join(filter(None, (_cell(cells, place) for place in self.columns.name)))[:LONGEST_NAME]
        self.cells.append(
            (name, _cell(cells, self.columns.born)[:LONGEST_VALUE], _cell(cells, self.columns.sex)[:LONGEST_VALUE])
        )
        self.texts.append(known)
        if len(self.cells) == self.run.piece:
            self._write()

    def finished(self) -> int:
        self.faults += [f"line {later} has the identifier of line {line}." for line, later in self.known.twice()]
        if self.faults:
            raise Unreadable(*_told(self.name, self.faults))
        if self.cells:
            self._write()
        return len(self.known.lines)

    def _fault(self, sentence: str) -> None:
        self.faults.append(sentence)
        if len(self.faults) > MOST_FAULTS:
            raise Unreadable(*_told(self.name, self.faults))

    def _write(self) -> None:
        contents = ((CELLS, self.cells), (TEXTS, self.texts))
        sections = ((number, json.dumps(content).encode()) for number, content in contents)
        self.run.folder.write(f"rows-{self.side}-{self.pieces}", sections)
        self.cells, self.texts = [], []
        self.pieces += 1


def _cell(cells: Cells, place: int | None) -> str:
    return "" if place is None else cells[place].strip()


def _told(name: str, faults: list[str]) -> Iterator[str]:
    for fault in faults[:MOST_FAULTS]:
        yield f"{name}, {fault}"
    if len(faults) > MOST_FAULTS:
        yield f"{name}: there are more faults than these {MOST_FAULTS}."
    if any("identifier" in fault for fault in faults):
        yield "Where no column tells rows apart, say --id line: the number of the line serves as identifier."
