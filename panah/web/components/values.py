"""What each part of a page shows, as frozen records of plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

Words = str | Promise


class Tone(StrEnum):
    """The colour of a chip or notice. A colour never stands alone: there is always a word."""

    DANGER = "danger"
    LATE = "late"
    DUE = "due"
    INFO = "info"
    OK = "ok"
    MUTE = "mute"
    GROUP = "group"


class Shown:
    """A record that can stand in a table cell: ``{{ cell }}`` renders its template."""

    template_name = ""

    def __str__(self) -> SafeString:
        return SafeString(render_to_string(self.template_name, {"part": self}).strip())

    __html__ = __str__


@dataclass(frozen=True)
class Chip(Shown):
    """A status: a colour and a word."""

    tone: str
    word: Words
    template_name = "parts/chip.html"


@dataclass(frozen=True)
class Step:
    """One stage of a journey; ``state`` is done, now or later."""

    label: Words
    state: str = "later"


@dataclass(frozen=True)
class Steps(Shown):
    """The stages of a journey as dots with words."""

    steps: Sequence[Step]
    template_name = "parts/steps.html"


@dataclass(frozen=True)
class Link(Shown):
    """A link for a table cell."""

    url: str
    label: Words
    template_name = "parts/link.html"


def telephone(number: str, otherwise: str = "") -> Link | str:
    """A number that a finger can call; ``otherwise`` where none is known."""
    return Link(f"tel:{''.join(number.split())}", number) if number else otherwise


@dataclass(frozen=True)
class ActionRow:
    """One thing that waits for this person: a sentence with a verb, and exactly one button.

    With ``post_url`` the button posts there, else it is a link to ``button_url`` (or ``url``). ``chip`` replaces the
    chip that ``due`` would give; ``alert`` stands before it.
    """

    sentence: Words
    url: str
    button: Words
    due: datetime | date | None = None
    code: str = ""
    facts: Sequence[Words] = ()
    chip: Chip | None = None
    is_done: bool = False
    is_main: bool = False
    button_url: str = ""
    post_url: str = ""
    alert: Chip | None = None


@dataclass(frozen=True)
class WaitingRow:
    """Something that others owe us: who, what, by when; with ``remind_url`` a button that reminds them."""

    who: Words
    what: Words = ""
    due: datetime | date | None = None
    chip: Chip | None = None
    url: str = ""
    remind_url: str = ""
    code: str = ""


@dataclass(frozen=True)
class Task:
    """One row of a task list, a page of its own behind it; without ``url`` it cannot be started yet."""

    title: Words
    url: str = ""
    chip: Chip | None = None
    hint: Words = ""


@dataclass(frozen=True)
class Fact:
    """A term and its value; an empty value reads "not known", a list reads as lines."""

    term: Words
    value: object = ""
    change_url: str = ""
    chip: Chip | None = None

    @property
    def lines(self) -> list[object]:
        """The value as the lines that are shown; nothing known gives no line."""
        if isinstance(self.value, list | tuple):
            return list(self.value)
        return [] if self.value is None or self.value == "" else [self.value]


@dataclass(frozen=True)
class Identity:
    """The bar over a case: code and coded facts, never a name. ``name_url`` is the posted request to show the name."""

    code: str
    facts: Sequence[Words] = ()
    steps: Sequence[Step] = ()
    pairs: Sequence[Fact] = ()
    chip: Chip | None = None
    name_url: str = ""
    name: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table. ``sorted_as`` is ascending, descending or empty, as in ``aria-sort``."""

    label: Words
    is_number: bool = False
    sort_url: str = ""
    sorted_as: str = ""


@dataclass(frozen=True)
class TableRow:
    """Cells in the order of the columns; the first is the row's heading and, with ``url``, its link."""

    cells: Sequence[object]
    url: str = ""


@dataclass(frozen=True)
class Table:
    """A table on wide screens, stacked cards on narrow ones."""

    columns: Sequence[Column]
    rows: Sequence[TableRow]
    caption: Words = ""
    empty: Words = ""

    @property
    def lines(self) -> list[tuple[str, list[tuple[Column, object]]]]:
        """Each row as its address and its cells beside their columns."""
        return [(row.url, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True)
class FilterTag:
    """A chosen filter that one click removes."""

    label: Words
    remove_url: str


@dataclass(frozen=True)
class Event:
    """One line of a timeline. ``body`` is folded under ``content_note`` where it may be painful to read."""

    at: datetime | date
    sentence: Words
    who: Words = ""
    kind: Words = ""
    body: str = ""
    content_note: Words = ""


@dataclass(frozen=True)
class Figure:
    """A number that can explain itself: every figure links to how it is counted."""

    number: int | str
    label: Words
    note: Words = ""
    how_url: str = ""


@dataclass(frozen=True)
class Bar:
    """One row of a bar table."""

    label: Words
    value: int
    share: int = field(default=0)
