"""A list of what champions did, as somebody kept it. All faults are told at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from panah.engines.matching.folding import fold
from panah.engines.tables.cells import Cells
from panah.engines.tables.lists import PlainList
from panah.engines.tables.shapes import Fault, Note, Row, TableFault
from panah.programme.champions.codes import AT_A_PLACE, ActType
from panah.programme.champions.rules.links import read_link
from panah.programme.directory.codes import ListFault, ListNote
from panah.programme.directory.rules import full_phone, is_a_name

MOST_ACTS = 3_000
NOBODY = frozenset({"нет", "жоқ", "-", "–", "no", "без акимата"})


@dataclass(frozen=True)
class ListWords:
    """What the words of a list lead to. ``headings``: by what a column means its heading in words."""

    phrases: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    examples: Mapping[str, str]
    headings: Mapping[str, str]
    place_of: Callable[[str], str]  # a place by what a cell names, "" for none


@dataclass(frozen=True)
class ListedAct:
    """One row: whose, and what was done. ``authority``: with whom, "" for nobody."""

    number: int
    name: str
    phone: str
    region: str
    type: ActType
    day: date
    link: str
    link_key: str
    place: str
    spot: str
    venue: str
    language: str
    women: int
    men: int
    young: int
    authority: str

    @property
    def who(self) -> tuple[str, str]:
        """Rows that agree in it are one champion's."""
        return fold(self.name), self.phone

    @property
    def what(self) -> tuple[object, ...]:
        """Rows of one champion that agree in it are one act."""
        return (self.link_key,) if self.link_key else (self.type, self.day, self.place, fold(self.spot))


@dataclass(frozen=True)
class ActList:
    rows: tuple[ListedAct, ...]
    notes: tuple[Note, ...]


def read_act_list(plain: PlainList, words: ListWords, today: date) -> ActList | list[Fault]:
    """The list as rows, or all that is wrong with it."""
    if len(plain.rows) > MOST_ACTS:
        return [Fault(TableFault.LIST_TOO_LONG, values={"limit": MOST_ACTS, "count": len(plain.rows)})]
    cells = Cells(plain, words.phrases, words.values, words.examples, today)
    if not cells.must_have({target: words.headings[target] for target in ("name", "type", "day", "language")}):
        return cells.faults
    rows = [
        _listed(cells, row, words, today) for row in plain.rows if cells.text(row, "name") or cells.text(row, "link")
    ]
    if cells.faults:
        return cells.faults
    told = [row for row in rows if row is not None]
    if not told:
        return [Fault(TableFault.NO_ROWS)]
    once = list({(row.what if row.link_key else (*row.who, *row.what)): row for row in reversed(told)}.values())[::-1]
    return ActList(tuple(once), (*plain.notes, *_notes(cells, len(told) - len(once))))


def _listed(cells: Cells, row: Row, words: ListWords, today: date) -> ListedAct | None:
    name, phone = cells.text(row, "name", needed=True), cells.text(row, "phone")
    if name and not is_a_name(name):
        cells.fault(row, "name", ListFault.NAME_UNCLEAR)
    if phone and not full_phone(phone):
        cells.fault(row, "phone", ListFault.PHONE_UNCLEAR)
    type, day = cells.word(row, "type", needed=True), cells.day(row, "day", needed=True)
    language = cells.word(row, "language", needed=True)
    if day and day > today:
        cells.fault(row, "day", ListFault.DAY_AHEAD)
    region, place = _place(cells, row, words, "region"), _place(cells, row, words, "place")
    venue = cells.word(row, "venue")
    link = read_link(cells.text(row, "link"))
    _check_what(cells, row, type, link.key)
    counts = {who: cells.count(row, who) or 0 for who in ("women", "men", "young")}
    if not (type and day):
        return None
    authority = cells.text(row, "authority")
    return ListedAct(
        number=row.number, name=name, phone=full_phone(phone), region=region,
        type=ActType(type), day=day, link=link.address, link_key=link.key, place=place or region,
        spot=cells.text(row, "spot")[:160],
        venue=venue, language=language, authority="" if authority.casefold() in NOBODY else authority[:200], **counts,
    )  # fmt: skip


def _place(cells: Cells, row: Row, words: ListWords, target: str) -> str:
    said = cells.text(row, target)
    place = words.place_of(said) if said else ""
    if said and not place:
        cells.fault(row, target, ListFault.PLACE_UNKNOWN)
    return place


def _check_what(cells: Cells, row: Row, type: str, link: str) -> None:
    """A post is known by its link; an event by where it was and on what kind of place."""
    said = cells.text(row, "link")
    if (type == ActType.POST or said) and not link:
        cells.fault(row, "link", ListFault.LINK_UNCLEAR)
    if type in AT_A_PLACE and not cells.text(row, "place") and not cells.text(row, "region"):
        cells.fault(row, "place", ListFault.PLACE_MISSING)
    if type in AT_A_PLACE and not cells.text(row, "venue"):
        cells.fault(row, "venue", ListFault.VENUE_MISSING)


def _notes(cells: Cells, twice: int) -> list[Note]:
    notes = [Note(ListNote.ROWS_TWICE, {"count": twice})] if twice else []
    unread = [column.letters for column in cells.unread if column.heading]
    return [*notes, *([Note(ListNote.COLUMNS_UNREAD, {"columns": ", ".join(unread)})] if unread else [])]
