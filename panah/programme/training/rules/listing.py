"""A list of trained people as somebody kept it: who was there, when and where. All faults are told at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from panah.engines.matching.folding import fold
from panah.engines.tables.cells import Cells
from panah.engines.tables.lists import PlainList
from panah.engines.tables.shapes import CellFault, Fault, Note, Row, TableFault
from panah.programme.directory.codes import ListFault, ListNote
from panah.programme.directory.rules import full_phone, is_a_name

MOST_TRAINED = 3_000
ABSENT = "no"


@dataclass(frozen=True)
class ListWords:
    """What the words of a list lead to. ``headings``: by what a column means its heading in words."""

    phrases: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    examples: Mapping[str, str]
    headings: Mapping[str, str]
    place_of: Callable[[str], str]  # a place by what a cell names, "" for none


@dataclass(frozen=True)
class Held:
    """Which training a row speaks of; rows that agree in all of it speak of one."""

    title: str
    first: date
    last: date
    place: str

    @property
    def key(self) -> tuple[str, date, date, str]:
        return fold(self.title), self.first, self.last, self.place


@dataclass(frozen=True)
class Listed:
    """One row: somebody, and the training where they were. ``held`` is none where the whole list is of one training."""

    number: int
    name: str
    sex: str
    sector: str
    post: str
    workplace: str
    phone: str
    place: str
    language: str
    held: Held | None
    was_there: bool


@dataclass(frozen=True)
class TrainingList:
    rows: tuple[Listed, ...]
    notes: tuple[Note, ...]

    @property
    def trainings(self) -> tuple[Held, ...]:
        """Each training once, in the order of its days."""
        found = {row.held.key: row.held for row in self.rows if row.held}
        return tuple(sorted(found.values(), key=lambda held: (held.first, held.last, held.place, held.key)))


def read_training_list(
    plain: PlainList, words: ListWords, today: date, *, is_of_one: bool = False
) -> TrainingList | list[Fault]:
    """The list as rows, or all that is wrong with it. ``is_of_one``: all of it is of one training that is known already."""
    if len(plain.rows) > MOST_TRAINED:
        return [Fault(TableFault.LIST_TOO_LONG, values={"limit": MOST_TRAINED, "count": len(plain.rows)})]
    cells = Cells(plain, words.phrases, words.values, words.examples, today)
    needed = ("name", "sector") if is_of_one else ("name", "sector", "title", "days")
    if not cells.must_have({target: words.headings[target] for target in needed}):
        return cells.faults
    rows = [_listed(cells, row, words, today, is_of_one) for row in plain.rows if _speaks_of_somebody(cells, row)]
    if cells.faults:
        return cells.faults
    if not rows:
        return [Fault(TableFault.NO_ROWS)]
    once = list({_identity(row): row for row in reversed(rows)}.values())[::-1]
    return TrainingList(tuple(once), (*plain.notes, *_notes(cells, len(rows) - len(once))))


def _speaks_of_somebody(cells: Cells, row: Row) -> bool:
    return any(cells.text(row, target) for target in ("name", "phone", "workplace"))


def _listed(cells: Cells, row: Row, words: ListWords, today: date, is_of_one: bool) -> Listed:
    place = _place(cells, row, words, "place")
    held = None if is_of_one else _held(cells, row, words, today, place)
    phone = cells.text(row, "phone")
    if phone and not full_phone(phone):
        cells.fault(row, "phone", ListFault.PHONE_UNCLEAR)
    name = cells.text(row, "name", needed=True)
    if name and not is_a_name(name):
        cells.fault(row, "name", ListFault.NAME_UNCLEAR)
    return Listed(
        number=row.number, name=name, sex=cells.word(row, "sex", otherwise="unknown"),
        sector=cells.word(row, "sector", needed=True), post=cells.text(row, "post")[:120],
        workplace=cells.text(row, "workplace")[:200], phone=full_phone(phone), place=place,
        language=cells.word(row, "language"), held=held, was_there=cells.word(row, "attended") != ABSENT,
    )  # fmt: skip


def _place(cells: Cells, row: Row, words: ListWords, target: str) -> str:
    said = cells.text(row, target)
    place = words.place_of(said) if said else ""
    if said and not place:
        cells.fault(row, target, ListFault.PLACE_UNKNOWN)
    return place


def _held(cells: Cells, row: Row, words: ListWords, today: date, place_of_row: str) -> Held | None:
    title, days = cells.text(row, "title", needed=True), cells.days(row, "days", needed=True)
    place = _place(cells, row, words, "held_at") if cells.text(row, "held_at") else place_of_row
    if days and days[1] > today:
        cells.fault(row, "days", ListFault.DAY_AHEAD)
    if not place and not cells.text(row, "held_at") and not cells.text(row, "place"):
        cells.fault(row, "held_at" if "held_at" in cells.columns else "place", CellFault.VALUE_MISSING)
    return Held(title[:160], *days, place) if title and days and place else None


def _identity(row: Listed) -> tuple[object, ...]:
    held = row.held.key if row.held else None
    return (fold(row.name), row.phone, fold(row.workplace), row.place, held)


def _notes(cells: Cells, twice: int) -> list[Note]:
    notes = [Note(ListNote.ROWS_TWICE, {"count": twice})] if twice else []
    unread = [column.letters for column in cells.unread if column.heading]
    return [*notes, *([Note(ListNote.COLUMNS_UNREAD, {"columns": ", ".join(unread)})] if unread else [])]
