"""What may stand on a letter. Every text is plain: nothing in it is ever read as mark-up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Face(StrEnum):
    """Pictures to point at, for a child that does not read."""

    YES = "yes"
    NO = "no"
    STOP = "stop"


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Text:
    text: str
    is_strong: bool = False


@dataclass(frozen=True)
class Facts:
    """Terms with their values, one a line; where nothing is known, the value says so itself."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    """The first row names the columns and is repeated on every page."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int] = ()  # which columns hold figures


@dataclass(frozen=True)
class Items:
    lines: Sequence[str]


@dataclass(frozen=True)
class Boxes:
    """Things to tick with a pen; a line with ``gaps`` has that many lines to write on."""

    lines: Sequence[str]
    gaps: Sequence[int] = ()


@dataclass(frozen=True)
class Faces:
    lines: Sequence[tuple[Face, str]]


@dataclass(frozen=True)
class Pictured:
    """One line and its picture, as SVG of ours; the words say all that it shows."""

    picture: str
    text: str


@dataclass(frozen=True)
class Pictures:
    """For whoever reads with difficulty, or in fear."""

    rows: Sequence[Pictured]


@dataclass(frozen=True)
class Grid:
    """A table to be filled in with a pen: its columns, and the first cell of each line, which may be empty."""

    columns: Sequence[str]
    lines: Sequence[str]


@dataclass(frozen=True)
class Gaps:
    """Terms with a line to write on."""

    lines: Sequence[str]


@dataclass(frozen=True)
class Signs:
    lines: Sequence[str]


@dataclass(frozen=True)
class Check:
    """A picture for a telephone's camera: an address with an opaque number, and in words what it is for."""

    address: str
    sentence: str
    number: str = ""


Block = Heading | Text | Facts | Table | Grid | Items | Boxes | Faces | Pictures | Gaps | Signs | Check


@dataclass(frozen=True)
class Slip:
    """What is cut off below, filled in with a pen and sent back."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Frame:
    """The words that stand around every letter, in its language."""

    number: str
    day: str
    sender: str
    recipient: str
    page: str  # how a page is called by a reader of the screen: "Page"
    confidential: str
    unprintable: str  # said below a text with signs that no font of ours holds


@dataclass(frozen=True)
class Letter:
    """A4. ``remark`` stands small below the title, such as that a machine made the words."""

    language: str
    title: str
    blocks: Sequence[Block]
    frame: Frame
    number: str = ""
    day: str = ""
    sender: Sequence[str] = ()
    recipient: Sequence[str] = ()
    remark: str = ""
    slip: Slip | None = None
    check: Check | None = None


@dataclass(frozen=True)
class Card:
    """A7, for a pocket. ``title`` is not printed: a reader of the screen says it, so it is neutral too."""

    language: str
    title: str
    lines: Sequence[Text] = field(default=())


@dataclass(frozen=True)
class Diploma:
    """One page of ``Diplomas``: for whom, and by which number anybody may ask whether it is real."""

    name: str
    check: Check


@dataclass(frozen=True)
class Diplomas:
    """A4, lying: one page for each person, the same words on all of them. No mark and no score has a place."""

    language: str
    title: str
    issuer: str
    given_to: str
    sentence: str
    event: str
    facts: Sequence[tuple[str, str]]
    signs: Sequence[str]
    pages: Sequence[Diploma] = field(default=())


@dataclass(frozen=True)
class Side:
    """What a poster says in one language."""

    language: str
    heading: str
    text: str = ""
    calls: Sequence[str] = ()  # whom to call, with the number
    scan: str = ""  # what the squares are for


@dataclass(frozen=True)
class Poster:
    """A4 for a wall, or four leaflets of A6 to cut out of it; every language beside the others, one picture for all."""

    language: str
    title: str  # not printed: a reader of the screen says it, so it is neutral
    sides: Sequence[Side]
    check: Check | None = None
    foot: str = ""
    is_leaflet: bool = False


Document = Letter | Card | Diplomas | Poster
