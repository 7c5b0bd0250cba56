"""From an own list to the words of the exchange: names in their parts, dates of every style, words of every language.

The result is a table as the standard has it, so that lists and files of other systems come in by one door. All faults
of all rows are found at once, each with the row and the column of the list itself.
"""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from panah.casework.exchange.codes import ListTarget, RowNote, StateOfRest
from panah.casework.exchange.rules.values import MISSING, age_of, countries_of
from panah.engines.tables.days import Unclear, day_in
from panah.engines.tables.lists import ListColumn, PlainList, words_in
from panah.engines.tables.shapes import CellFault, Fault, Note, Row, Table, TableFault, capped

NAMES = (ListTarget.FAMILY_NAME, ListTarget.GIVEN_NAME, ListTarget.PATRONYMIC)
DATES = frozenset({ListTarget.BIRTH, ListTarget.CAME_ON, ListTarget.ENDED_ON})
_SEVERAL = re.compile(r"[;,/|]")
_MONTHS_OLD = re.compile(r"\d{1,2}\s*(мес|ай|month)", re.IGNORECASE)
_YEARS_OLD = re.compile(r"\s*(лет|года|год|г\.?|л\.?|жаста|жас|years?|y\.?)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class ListWords:
    """What the words of a list lead to. ``values``: by column and word; ``examples``: what to write instead."""

    values: Mapping[str, Mapping[str, str]]
    countries: Mapping[str, str]
    fields: Mapping[str, str]  # from a meaning to the field of the exchange
    examples: Mapping[str, str]


@dataclass(frozen=True)
class Translated:
    """``places``: where in the list each field of the table stood, as letters and meaning."""

    table: Table
    places: Mapping[str, tuple[str, ListTarget]]


def age_in(text: str) -> str:
    """Whole years; a child of some months is nought years old. Raises Unclear."""
    said = text.strip()
    if _MONTHS_OLD.match(said):
        return "0"
    said = _YEARS_OLD.sub("", said)
    age_of(said)
    return said


def name_parts(full: str) -> tuple[str, str, str]:
    """Family, given and the rest, as lists in Kazakhstan write them; a name of one word is a given name."""
    words = full.replace(",", " ").split()
    if len(words) < 2:
        return "", " ".join(words), ""
    return words[0], words[1], " ".join(words[2:])


def translated(
    plain: PlainList, choices: Mapping[int, ListTarget], rest: StateOfRest, words: ListWords, today: datetime.date
) -> Translated | list[Fault]:
    """The list as a table of the standard, or all its faults."""
    read = [column for column in plain.columns if choices[column.index] not in (ListTarget.KEEP, ListTarget.LEAVE_OUT)]
    kept = [column for column in plain.columns if choices[column.index] is ListTarget.KEEP]
    reader = _Reader(words, today)
    order = _order({choices[column.index] for column in read})
    header, places = _header(order, read, kept, choices, words)
    rows: list[Row] = []
    seen: set[tuple[str, ...]] = set()
    nobody = twice = 0
    for row in plain.rows:
        told = {choices[column.index]: reader.value(row, column, choices[column.index]) for column in read}
        if not any(value for target, value in told.items() if target is not ListTarget.OWN_NUMBER):
            nobody += 1
            continue
        cells = (*_told_cells(told, order, rest), *(row.cells[column.index] for column in kept))
        is_again = cells in seen and any(told.get(target) for target in (*NAMES, ListTarget.FULL_NAME))
        seen.add(cells)
        twice += is_again
        if not is_again:
            rows.append(Row(row.number, cells))
    if reader.faults:
        return capped(sorted(reader.faults, key=lambda fault: (fault.row, len(fault.column), fault.column)))
    if not rows:
        return [Fault(TableFault.NO_ROWS)]
    notes = [*plain.notes, *_notes(nobody, twice)]
    return Translated(Table(Row(0, header), tuple(rows), tuple(notes)), places)


def _notes(nobody: int, twice: int) -> list[Note]:
    counted = ((RowNote.ROWS_WITHOUT_VALUES_LEFT_OUT, nobody), (RowNote.ROWS_TWICE_READ_ONCE, twice))
    return [Note(sentence, {"count": count}) for sentence, count in counted if count]


ORDER = (
    *NAMES, ListTarget.SEX, ListTarget.BIRTH, ListTarget.AGE, ListTarget.CITIZENSHIP, ListTarget.LANGUAGE,
    ListTarget.CATEGORY, ListTarget.CASE_STATE, ListTarget.CAME_ON, ListTarget.ENDED_ON, ListTarget.OWN_NUMBER,
)  # fmt: skip


def _order(read: Set[ListTarget]) -> list[ListTarget]:
    """The columns of the table: those that the list has, a full name in its three parts, and how each case stands."""
    has = {*read, ListTarget.CASE_STATE, *(NAMES if ListTarget.FULL_NAME in read else ())}
    return [target for target in ORDER if target in has]


def _header(
    order: Sequence[ListTarget], read: Sequence[ListColumn], kept: Sequence[ListColumn], choices: Mapping[int, ListTarget],
    words: ListWords,
) -> tuple[tuple[str, ...], dict[str, tuple[str, ListTarget]]]:  # fmt: skip
    names: list[str] = []
    for column in kept:
        name = f"ext_{column.heading or column.letters}"
        names.append(name if name not in names else f"{name} ({column.letters})")
    places = {words.fields[choices[column.index]]: (column.letters, choices[column.index]) for column in read}
    return (*(words.fields[target] for target in order), *names), places


def _told_cells(told: Mapping[ListTarget, str], order: Sequence[ListTarget], rest: StateOfRest) -> tuple[str, ...]:
    values = dict(told)
    if full := values.pop(ListTarget.FULL_NAME, ""):
        values |= dict(zip(NAMES, name_parts(full), strict=True))
    values[ListTarget.CASE_STATE] = values.get(ListTarget.CASE_STATE) or rest.value
    return tuple(values.get(target, "") for target in order)


class _Reader:
    """Reads cells and collects what is wrong with them. A word that was read once is not looked up again."""

    def __init__(self, words: ListWords, today: datetime.date) -> None:
        self.faults: list[Fault] = []
        self._words = words
        self._today = today
        self._known: dict[tuple[ListTarget, str], str | Unclear] = {}

    def value(self, row: Row, column: ListColumn, target: ListTarget) -> str:
        text = " ".join(row.cells[column.index].split())
        if not text or text.casefold() in MISSING:
            return ""
        if (target, text) not in self._known:
            self._known[target, text] = self._read(text, target)
        found = self._known[target, text]
        if isinstance(found, str):
            return found
        self.faults.append(Fault(found.sentence, row.number, column.letters, {"target": target, **found.values}))
        return ""

    def _read(self, text: str, target: ListTarget) -> str | Unclear:
        reads: dict[ListTarget, Callable[[str], str]] = {
            ListTarget.AGE: age_in, ListTarget.CITIZENSHIP: self._countries, ListTarget.LANGUAGE: self._language,
            **dict.fromkeys(DATES, lambda said: day_in(said, self._today)),
            **dict.fromkeys((ListTarget.SEX, ListTarget.CATEGORY, ListTarget.CASE_STATE), lambda said: self._word(said, target)),
        }  # fmt: skip
        try:
            return reads[target](text) if target in reads else text
        except Unclear as unclear:
            return unclear

    def _word(self, text: str, target: ListTarget) -> str:
        found = self._words.values[target].get(words_in(text) or text)
        if found is None:
            raise Unclear(CellFault.NOT_IN_LIST, choices=self._words.examples[target])
        return found

    def _countries(self, text: str) -> str:
        """Each of several in its own way of writing: ``УЗБ; KG``."""
        known = self._words.values[ListTarget.CITIZENSHIP]
        if found := known.get(words_in(text)):
            return found
        pieces = [piece.strip() for piece in _SEVERAL.split(text) if piece.strip()]
        return ";".join(
            known.get(words_in(piece)) or ";".join(countries_of(piece, self._words.countries)) for piece in pieces
        )

    def _language(self, text: str) -> str:
        """Another language is no fault: it is read as another one and stands in the row as it was written."""
        return self._words.values[ListTarget.LANGUAGE].get(words_in(text), text)
