"""A list as people keep it: where its headings stand, which rows speak of nobody.

Lists are made for people: a title merged over the whole width, groups of headings in two rows, a row that counts the
columns, a year over its part, a sum below. All that is known here by its shape; what a heading means, the caller says.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from panah.engines.tables.shapes import Fault, Note, Row, Table, TableFault, TableNote, column_letters

MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_BYTES = 10 * 1024 * 1024
ROWS_ABOVE = 15  # where headings are looked for
JOINT = " / "
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_NOT_A_WORD = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"\([^)]*\)")
_SUMS = ("итого", "всего", "барлығы", "барлыгы", "жиыны", "жалпы саны", "total")

Meaning = Callable[[str], Hashable | None]
"""What a cell means if it is a heading; nothing where it is none that is known."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    index: int
    heading: str

    @property
    def letters(self) -> str:
        return column_letters(self.index)


@dataclass(frozen=True, slots=True)
class PlainList:
    """The columns that hold anything and the rows below them, as they stand."""

    columns: tuple[ListColumn, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Merge:
    top: int
    left: int
    bottom: int
    right: int


def words_in(text: str) -> str:
    """``Дата рождения*`` and ``дата  рождения`` are one heading; ё is е."""
    return " ".join(_NOT_A_WORD.sub(" ", text.casefold().replace("ё", "е")).split())


def meant_by(heading: str, phrases: Mapping[str, str]) -> str | None:
    """What a heading means by the longest known phrase in it; ``phrases`` as ``words_in`` has them."""
    said = words_in(_BRACKETS.sub(" ", heading)) or words_in(heading)
    for whole in (said, words_in(heading.rpartition(JOINT)[2])):
        if whole in phrases:
            return phrases[whole]
    padded = f" {said} "
    inside = [phrase for phrase in phrases if len(phrase) > 2 and f" {phrase} " in padded]
    return phrases[max(inside, key=len)] if inside else None


def plain_list(table: Table, meaning: Meaning) -> PlainList | list[Fault]:
    """The list in a table that was read with its merged cells told. ``meaning`` knows a heading when it sees one."""
    rows = [table.header, *table.rows]
    merges = [_merge(reference) for reference in table.merged]
    first, last = _heading_rows(rows, merges, meaning)
    headings = _headings(rows[first : last + 1], merges)
    below = rows[last + 1 :]
    faults = _limits(below) or _merged_faults(below, merges)
    if faults:
        return faults
    by_top: dict[int, list[_Merge]] = defaultdict(list)
    for merge in merges:
        by_top[merge.top].append(merge)
    told = [
        row
        for row in below
        if not _is_section(row, by_top.get(row.number, ())) and not _is_sum(row) and not _counts_columns(row)
    ]
    width = max((index + 1 for row in told for index, cell in enumerate(row.cells) if cell.strip()), default=0)
    columns = tuple(
        ListColumn(index, headings[index]) for index in range(max(width, len(headings)))
        if index < len(headings) and (headings[index] or any(row.cells[index].strip() for row in told))
    )  # fmt: skip
    if not told:
        return [Fault(TableFault.NO_ROWS)]
    if len(columns) > MOST_COLUMNS:
        return [Fault(TableFault.LIST_TOO_WIDE, values={"limit": MOST_COLUMNS, "count": len(columns)})]
    left_out = len(below) - len(told)
    notes = (Note(TableNote.SECTIONS_LEFT_OUT, {"count": left_out}),) if left_out else ()
    return PlainList(columns, tuple(told), (*table.notes, *notes))


def _limits(below: Sequence[Row]) -> list[Fault]:
    """Asked before anything is reckoned row by row."""
    if len(below) > MOST_ROWS:
        return [Fault(TableFault.LIST_TOO_LONG, values={"limit": MOST_ROWS, "count": len(below)})]
    return []


def _index(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _merge(reference: str) -> _Merge:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return _Merge(0, 0, 0, 0)
    left, top = _index(match[1]), int(match[2])
    return _Merge(top, left, int(match[4] or top), _index(match[3]) if match[3] else left)


def _filled(row: Row) -> list[int]:
    return [index for index, cell in enumerate(row.cells) if cell.strip()]


def _heading_rows(rows: Sequence[Row], merges: Sequence[_Merge], meaning: Meaning) -> tuple[int, int]:
    """The places of the first and the last row of headings."""
    above = rows[:ROWS_ABOVE]
    known = [len({target for cell in row.cells if (target := meaning(cell))}) for row in above]
    fullest = max(len(_filled(row)) for row in above)
    wide = next(place for place, row in enumerate(above) if len(_filled(row)) * 2 >= fullest)
    best = known.index(max(known)) if max(known) >= 2 else wide
    first = last = best
    for merge in merges:
        if merge.top <= rows[best].number <= merge.bottom:
            first = min(first, _place(rows, merge.top, first))
            last = max(last, _place(rows, merge.bottom, last))
    if first == best and best > 0 and _groups(rows[best - 1], merges):
        first = best - 1
    return first, last


def _place(rows: Sequence[Row], number: int, otherwise: int) -> int:
    return next((place for place, row in enumerate(rows[: ROWS_ABOVE + 5]) if row.number == number), otherwise)


def _groups(row: Row, merges: Sequence[_Merge]) -> bool:
    """Whether the row above the headings gives groups: several merged parts, not one title over everything."""
    return len(_filled(row)) > 1 and any(merge.top == row.number and merge.right > merge.left for merge in merges)


def _headings(rows: Sequence[Row], merges: Sequence[_Merge]) -> list[str]:
    """The words over each column, from the outer to the inner; a merged heading stands over all that it covers."""
    width = len(rows[0].cells)
    levels = []
    for row in rows:
        level = [" ".join(cell.split()) for cell in row.cells]
        for merge in merges:
            if merge.top == row.number:
                for index in range(merge.left, min(merge.right + 1, width)):
                    level[index] = level[index] or level[merge.left]
        levels.append(level)
    return [JOINT.join(dict.fromkeys(level[index] for level in levels if level[index])) for index in range(width)]


def _is_section(row: Row, merges: Iterable[_Merge]) -> bool:
    """A row that is one merged cell: the year, the town, the project to which the rows below belong."""
    if len(_filled(row)) != 1:
        return False
    return any(
        merge.top == row.number == merge.bottom and merge.left <= _filled(row)[0] <= merge.right for merge in merges
    )


def _is_sum(row: Row) -> bool:
    filled = _filled(row)
    if not filled:
        return False
    first = words_in(row.cells[filled[0]])
    return any(first == word or first.startswith(f"{word} ") for word in _SUMS)


def _counts_columns(row: Row) -> bool:
    """1, 2, 3 … below the headings, as forms of offices have it."""
    said = [row.cells[index].strip() for index in _filled(row)]
    return len(said) > 2 and said == [str(number) for number in range(1, len(said) + 1)]


def _merged_faults(rows: Sequence[Row], merges: Sequence[_Merge]) -> list[Fault]:
    """A merged cell among people: whom the value belongs to cannot be known."""
    numbers = [row.number for row in rows]
    faults = []
    for merge in merges:
        place = bisect_left(numbers, merge.top)
        if place == len(rows) or numbers[place] > merge.bottom or _is_section(rows[place], [merge]):
            continue
        cells = f"{column_letters(merge.left)}{merge.top}:{column_letters(merge.right)}{merge.bottom}"
        faults.append(Fault(TableFault.CELLS_MERGED, merge.top, column_letters(merge.left), {"cells": cells}))
    return sorted(faults, key=lambda fault: fault.row)
