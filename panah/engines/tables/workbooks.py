"""A workbook (.xlsx, .xlsm): its first visible sheet that holds anything, as text.

Numbers and dates become the text a person would type: 2012, 0.1, 2012-03-04. A formula is read by its last result,
never evaluated. A cell that starts with = is text like any other.
"""

import posixpath
from dataclasses import dataclass, field

from panah.engines.tables.archives import unpacked
from panah.engines.tables.markup import local_name, walk
from panah.engines.tables.shapes import Fault, Note, Row, TableFault, TableNote, Unreadable
from panah.engines.tables.sheets import SheetWalk, read_sheet
from panah.engines.tables.values import read_formats, unescaped

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


@dataclass
class Contents:
    """The visible sheets in their order by relation, and which part of the zip each relation names."""

    relations: list[str] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    shared: str = ""
    styles: str = ""
    counts_from_1904: bool = False

    def sheet(self, name: str, attributes: dict[str, str]) -> None:
        tag = local_name(name)
        if tag == "sheet" and attributes.get("state", "visible") == "visible":
            self.relations.append(next((value for key, value in attributes.items() if key.endswith(":id")), ""))
        elif tag == "workbookPr":
            self.counts_from_1904 = attributes.get("date1904", "0") in ("1", "true")

    def relation(self, name: str, attributes: dict[str, str]) -> None:
        if local_name(name) != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        self.parts[attributes.get("Id", "")] = part
        kind = attributes.get("Type", "").rpartition("/")[2]
        if kind == "sharedStrings":
            self.shared = part
        elif kind == "styles":
            self.styles = part


@dataclass
class SharedTexts:
    """Texts that several cells name by number. The small letters that show how to pronounce a word are left out."""

    texts: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _is_inside_text: bool = False
    _phonetic_depth: int = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        tag = local_name(name)
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._phonetic_depth += 1
        elif tag == "t":
            self._is_inside_text = not self._phonetic_depth

    def text(self, content: str) -> None:
        if self._is_inside_text:
            self._pieces.append(content)

    def end(self, name: str) -> None:
        tag = local_name(name)
        if tag == "si":
            self.texts.append(unescaped("".join(self._pieces)))
        elif tag == "rPh":
            self._phonetic_depth -= 1
        elif tag == "t":
            self._is_inside_text = False


def _contents(parts: dict[str, bytes]) -> Contents:
    if WORKBOOK not in parts or RELATIONS not in parts:
        raise Unreadable(Fault(TableFault.FILE_OF_ANOTHER_KIND))
    contents = Contents()
    walk(parts[WORKBOOK], start=contents.sheet)
    walk(parts[RELATIONS], start=contents.relation)
    return contents


def _notes(sheet: SheetWalk, others: list[bytes]) -> list[Note]:
    notes = []
    if sheet.formulas:
        notes.append(Note(TableNote.FORMULA_RESULTS_READ, {"count": sheet.formulas}))
    filled = sum(b"<v>" in other or b"<is>" in other for other in others)
    if filled:
        notes.append(Note(TableNote.OTHER_SHEETS_LEFT_OUT, {"count": filled}))
    return notes


def read_workbook(content: bytes, merged: list[str] | None = None) -> tuple[list[Row], list[Note]]:
    """With a list to write merged cells down in, they are no fault."""
    parts = unpacked(content)
    contents = _contents(parts)
    shared = SharedTexts()
    if contents.shared in parts:
        walk(parts[contents.shared], start=shared.start, end=shared.end, text=shared.text)
    formats = read_formats(parts.get(contents.styles, b""), contents.counts_from_1904)
    sheets = [parts.get(contents.parts.get(relation, ""), b"") for relation in contents.relations]
    for place, content_of_sheet in enumerate(sheets):
        if not content_of_sheet:
            continue
        sheet = read_sheet(content_of_sheet, shared.texts, formats, keeps_merged=merged is not None)
        if sheet.rows:
            if merged is not None:
                merged.extend(sheet.merged)
            return sheet.rows, _notes(sheet, sheets[place + 1 :])
    raise Unreadable(Fault(TableFault.FILE_EMPTY))
