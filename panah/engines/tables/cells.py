"""The cells of a list by what their columns mean: read one by one, all faults collected, each with its row and column."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from panah.engines.tables.days import Unclear, days_in, whole_day_in
from panah.engines.tables.lists import ListColumn, PlainList, meant_by, words_in
from panah.engines.tables.shapes import CellFault, Fault, Row, capped

T = TypeVar("T")
NOTHING = frozenset({"-", "–", "—", "n/a", "нет", "жоқ", "нет данных", "белгісіз"})
MOST_COUNTED = 10_000_000


class Cells:
    """Reads the rows of one list. A fault never holds what stood in the cell; ``faults`` has them in the order of the file.

    ``words``: by column and word its code. ``examples``: by column what may stand there, for the reader of a fault.
    """

    def __init__(
        self, plain: PlainList, phrases: Mapping[str, str], words: Mapping[str, Mapping[str, str]],
        examples: Mapping[str, str], today: datetime.date,
    ) -> None:  # fmt: skip
        self.columns: dict[str, ListColumn] = {}
        self.unread: list[ListColumn] = []
        self._words, self._examples, self._today = words, examples, today
        self._faults: list[Fault] = []
        for column in plain.columns:
            target = meant_by(column.heading, phrases) if column.heading else None
            if target is not None and target not in self.columns:
                self.columns[target] = column
            else:
                self.unread.append(column)

    @property
    def faults(self) -> list[Fault]:
        return capped(sorted(self._faults, key=lambda fault: (fault.row, len(fault.column), fault.column)))

    def must_have(self, targets: Mapping[str, str]) -> bool:
        """Whether a column was found for each of ``targets``, told by their headings in words."""
        missing = [heading for target, heading in targets.items() if target not in self.columns]
        self._faults += [Fault(CellFault.COLUMN_MISSING, values={"heading": heading}) for heading in missing]
        return not missing

    def text(self, row: Row, target: str, *, needed: bool = False) -> str:
        column = self.columns.get(target)
        said = " ".join(row.cells[column.index].split()) if column else ""
        said = "" if said.casefold() in NOTHING else said
        if needed and not said:
            self.fault(row, target, CellFault.VALUE_MISSING)
        return said

    def word(self, row: Row, target: str, *, otherwise: str = "", needed: bool = False) -> str:
        """The code of a word of a list."""
        return self._read(row, target, self._code_of(target), otherwise, needed=needed)

    def day(self, row: Row, target: str, *, needed: bool = False) -> datetime.date | None:
        return self._read(row, target, lambda said: whole_day_in(said, self._today), None, needed=needed)

    def days(self, row: Row, target: str, *, needed: bool = False) -> tuple[datetime.date, datetime.date] | None:
        return self._read(row, target, lambda said: days_in(said, self._today), None, needed=needed)

    def count(self, row: Row, target: str) -> int | None:
        """How many: a whole number, with or without blanks between its thousands."""
        return self._read(row, target, _whole_number, None)

    def fault(self, row: Row, target: str, sentence: str, **values: str | int) -> None:
        column = self.columns.get(target)
        self._faults.append(Fault(sentence, row.number, column.letters if column else "", values))

    def _read(self, row: Row, target: str, read: Callable[[str], T], otherwise: T, *, needed: bool = False) -> T:
        said = self.text(row, target, needed=needed)
        if not said:
            return otherwise
        try:
            return read(said)
        except Unclear as unclear:
            self.fault(row, target, unclear.sentence, **unclear.values)
            return otherwise

    def _code_of(self, target: str) -> Callable[[str], str]:
        def code(said: str) -> str:
            known = self._words.get(target, {})
            for way in (words_in(said) or said, said.casefold()):
                if way in known:
                    return known[way]
            raise Unclear(CellFault.NOT_IN_LIST, choices=self._examples.get(target, ""))

        return code


def phrases_of(rows: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """From every way to write a heading, or a word, to its code."""
    return {words_in(way) or way.casefold(): code for code, ways in rows.items() for way in ways if way.strip()}


def _whole_number(said: str) -> int:
    digits = said.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").removeprefix("~")
    if not digits.isdecimal() or int(digits[:9]) > MOST_COUNTED or len(digits) > len(str(MOST_COUNTED)):
        raise Unclear(CellFault.NUMBER_UNCLEAR)
    return int(digits)
