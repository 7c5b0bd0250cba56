"""What a table is once it is read, what can be wrong with it, and how large it may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MEGABYTE = 1024 * 1024
MAX_FILE_BYTES = 64 * MEGABYTE
MAX_UNPACKED_BYTES = 256 * MEGABYTE
MAX_TEXT_LENGTH = 64 * MEGABYTE  # all cells together: one long shared text may be named a million times
MAX_UNPACKING_RATIO = 200  # asked only above MEGABYTE * 16, small files of blanks compress better than that
MAX_ARCHIVE_MEMBERS = 1_000
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELLS = 5_000_000
MAX_CELL_LENGTH = 32_767
MAX_MERGED = 2_000  # a title for each year and town of a long list is a few hundred
MAX_FAULTS = 10_000


class TableFault(StrEnum):
    """What can be wrong with a file before anyone asks what its columns mean."""

    FILE_EMPTY = "file_empty"
    FILE_TOO_LARGE = "file_too_large"
    FILE_UNPACKS_TOO_LARGE = "file_unpacks_too_large"
    FILE_BROKEN = "file_broken"
    FILE_LOCKED_OR_OLD = "file_locked_or_old"
    FILE_OF_ANOTHER_KIND = "file_of_another_kind"
    FILE_DECLARES_ENTITIES = "file_declares_entities"
    LETTERS_UNREADABLE = "letters_unreadable"
    QUOTES_UNCLOSED = "quotes_unclosed"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_MUCH_TEXT = "too_much_text"
    CELL_TOO_LONG = "cell_too_long"
    CELL_WITH_CONTROL_CHARACTER = "cell_with_control_character"
    CELL_BESIDE_TABLE = "cell_beside_table"
    CELLS_MERGED = "cells_merged"
    TOO_MANY_MERGED = "too_many_merged"
    FORMULA_WITHOUT_RESULT = "formula_without_result"
    CELL_HOLDS_ERROR = "cell_holds_error"
    NO_ROWS = "no_rows"
    LIST_TOO_LONG = "list_too_long"
    LIST_TOO_WIDE = "list_too_wide"
    LIST_TOO_LARGE = "list_too_large"
    MORE_FAULTS = "more_faults"


class TableNote(StrEnum):
    """What a reader should know about how the file was read; never a reason to refuse."""

    EMPTY_ROWS_LEFT_OUT = "empty_rows_left_out"
    OTHER_SHEETS_LEFT_OUT = "other_sheets_left_out"
    FORMULA_RESULTS_READ = "formula_results_read"
    READ_AS_WINDOWS_1251 = "read_as_windows_1251"
    SECTIONS_LEFT_OUT = "sections_left_out"


class CellFault(StrEnum):
    """What can be wrong with what stands in a cell, whatever the list is about."""

    DATE_UNCLEAR = "date_unclear"
    DATE_OUT_OF_TIME = "date_out_of_time"
    DATE_DOES_NOT_EXIST = "date_does_not_exist"
    DATE_WITHOUT_DAY = "date_without_day"
    DAYS_UNCLEAR = "days_unclear"
    NUMBER_UNCLEAR = "number_unclear"
    NOT_IN_LIST = "not_in_list"
    VALUE_MISSING = "value_missing"
    COLUMN_MISSING = "column_missing"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right. ``row`` 0 means the whole file. ``values`` never hold what a cell says."""

    sentence: str
    row: int = 0
    column: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    sentence: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` is the row number that a spreadsheet program shows."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The first filled row is the header. All rows are as wide as the widest; blanks to the right of it are trimmed.

    A value where the header has none is left to the caller: the headings may stand in two rows.
    """

    header: Row
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    merged: tuple[str, ...] = ()  # such as ``A1:C1``; filled only where the caller asked to be told instead of refused


class Unreadable(Exception):
    """Carries the faults out of the depth of a reader; ``read_table`` turns it into its answer."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*(fault.sentence for fault in faults))
        self.faults = faults


def column_letters(index: int) -> str:
    """0 is A, 25 is Z, 26 is AA: the name a spreadsheet program shows."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def capped(faults: list[Fault]) -> list[Fault]:
    """All faults, or the first ten thousand and how many more there are: a report must stay readable and bounded."""
    if len(faults) <= MAX_FAULTS:
        return faults
    return [*faults[:MAX_FAULTS], Fault(TableFault.MORE_FAULTS, values={"count": len(faults) - MAX_FAULTS})]
