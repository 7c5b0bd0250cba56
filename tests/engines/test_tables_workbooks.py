"""Workbooks as people fill them, and as somebody who means harm would make them."""

import datetime
import io
import random
import resource
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from panah.engines.tables import shapes, values
from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import Fault, Table, TableFault, TableNote

SHEET = "xl/worksheets/sheet1.xml"


def workbook(fill: Callable[[Workbook, Worksheet], None], **options: object) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, **options})
    fill(book, book.add_worksheet("Data"))
    book.close()
    return target.getvalue()


def two_rows(_book: Workbook, sheet: Worksheet) -> None:
    sheet.write_row(0, 0, ["prs_Gender", "cas_Status"])
    sheet.write_row(1, 0, ["Feminine", "Closed"])


def with_part(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The same workbook with one of its parts rewritten."""
    parts = unzipped(content)
    return zipped({**parts, name: change(parts[name].decode()).encode()})


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def table(content: bytes, name: str = "book.xlsx") -> Table:
    answer = read_table(content, name)
    assert isinstance(answer, Table), answer
    return answer


def faults(content: bytes, name: str = "book.xlsx") -> list[Fault]:
    answer = read_table(content, name)
    assert not isinstance(answer, Table)
    return answer


def test_numbers_dates_and_yes_or_no_become_the_text_that_a_person_would_type() -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, ["a", "b", "c", "d", "e", "f", "g"])
        sheet.write_number(1, 0, 2012)
        sheet.write_number(1, 1, 0.1)
        sheet.write_datetime(1, 2, datetime.datetime(2012, 3, 4, tzinfo=datetime.UTC).replace(tzinfo=None), day)
        sheet.write_boolean(1, 3, True)
        sheet.write_string(1, 4, "04.03.2012")
        sheet.write_number(1, 5, 870101300123)
        sheet.write_string(1, 6, "  spaces stay ")

    expected = ("2012", "0.1", "2012-03-04", "TRUE", "04.03.2012", "870101300123", "  spaces stay ")
    assert table(workbook(fill)).rows[0].cells == expected


def test_a_table_that_begins_away_from_the_corner_keeps_its_row_numbers_and_columns() -> None:
    def fill(_book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(2, 3, ["code", "label"])
        sheet.write_row(5, 3, ["x", "y"])

    read = table(workbook(fill))
    assert (read.header.number, read.header.cells) == (3, ("", "", "", "code", "label"))
    assert [(row.number, row.cells) for row in read.rows] == [(6, ("", "", "", "x", "y"))]
    assert read.notes[0].values == {"count": 4}


def test_a_text_that_looks_like_a_formula_is_text() -> None:
    def fill(_book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_string(1, 0, "=1+1")
        sheet.write_string(1, 1, "@SUM(A1)")

    assert table(workbook(fill)).rows[0].cells == ("=1+1", "@SUM(A1)")


def test_a_formula_is_read_by_its_last_result_and_the_reader_is_told() -> None:
    def fill(_book: Workbook, sheet: Worksheet) -> None:
        sheet.write_string(0, 0, "a")
        sheet.write_formula(1, 0, '=HYPERLINK("http://127.0.0.1")', None, "Closed")

    read = table(workbook(fill))
    assert read.rows[0].cells == ("Closed",)
    assert [(note.sentence, note.values) for note in read.notes] == [(TableNote.FORMULA_RESULTS_READ, {"count": 1})]


def test_formulas_without_a_result_and_cells_with_an_error_are_all_named() -> None:
    def fill(_book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_formula(1, 1, "=1+1", None, 2)
        sheet.write_formula(3, 0, "=1/0", None, "#DIV/0!")

    content = with_part(workbook(fill), SHEET, lambda text: text.replace("<v>2</v>", ""))
    found = [(fault.sentence, fault.row, fault.column) for fault in faults(content)]
    assert found == [(TableFault.FORMULA_WITHOUT_RESULT, 2, "B"), (TableFault.CELL_HOLDS_ERROR, 4, "A")]


def test_merged_cells_in_the_table_are_refused_by_name_and_elsewhere_they_are_nobodys_harm() -> None:
    def fill(_book: Workbook, sheet: Worksheet) -> None:
        two_rows(_book, sheet)
        sheet.merge_range(2, 0, 3, 1, "Masculine")
        sheet.merge_range(2, 5, 3, 6, "")

    found = faults(workbook(fill))
    assert [(fault.sentence, fault.row, fault.column) for fault in found] == [(TableFault.CELLS_MERGED, 3, "A")]
    assert found[0].values == {"cells": "A3:B4"}


def test_a_million_formatted_empty_rows_cost_little_and_are_left_out() -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        colour = book.add_format({"bg_color": "#eeeeee"})
        two_rows(book, sheet)
        for row in range(2, 1_000_000):  # every row formatted, as a spreadsheet program does it
            sheet.write_blank(row, 0, None, colour)

    content = workbook(fill, constant_memory=True, in_memory=False)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(table(content).rows) == 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400 * 1024


def test_a_lone_cell_far_away_costs_nothing_but_itself() -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        two_rows(book, sheet)
        sheet.write("B1048576", "x")

    assert [(row.number, row.cells) for row in table(workbook(fill)).rows] == [
        (2, ("Feminine", "Closed")),
        (1_048_576, ("", "x")),
    ]


def test_one_column_too_many_is_refused_by_its_name() -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        two_rows(book, sheet)
        sheet.write("XFD1048576", "x")

    assert faults(workbook(fill)) == [Fault(TableFault.TOO_MANY_COLUMNS, 1_048_576, "XFD", {"limit": 200})]


@pytest.mark.parametrize("counts_from_1904", [False, True])
def test_dates_are_told_from_numbers_by_how_they_are_shown(counts_from_1904: bool) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        shown_as = ["d mmmm yyyy", "[$-F800]dddd", '0.00 "days"', "0;[Red]-0", "General", "yyyy-mm-dd hh:mm"]
        for column, code in enumerate(shown_as):
            sheet.write(0, column, "x")
            moment = datetime.datetime(2012, 3, 4, 0, 0, tzinfo=datetime.UTC).replace(tzinfo=None)
            if "yy" in code or "dddd" in code:
                sheet.write_datetime(1, column, moment, book.add_format({"num_format": code}))
            else:
                sheet.write_number(1, column, 41000, book.add_format({"num_format": code}))

    day = "2012-03-04"
    read = table(workbook(fill, date_1904=counts_from_1904))
    assert read.rows[0].cells == (day, day, "41000", "41000", "41000", day)


@pytest.mark.parametrize(
    ("serial", "text"),
    [(0.25, "06:00:00"), (59, None), (60, None), (61, "1900-03-01"), (41000.5, "2012-04-01 12:00:00"), (3e6, None)],
)
def test_a_day_that_never_was_stays_a_number(serial: float, text: str | None) -> None:
    assert values.date_as_text(serial, counts_from_1904=False) == text


def test_rich_text_is_joined_and_escapes_are_undone() -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["a", "b", "c"])
        sheet.write_rich_string(1, 0, "one ", book.add_format({"bold": True}), "two")
        sheet.write_string(1, 1, "x" * 40)
        sheet.write_string(1, 2, "y")

    content = with_part(workbook(fill), "xl/sharedStrings.xml", lambda text: text.replace("x" * 40, "l_x000D_m_xD83D_"))
    assert table(content).rows[0].cells == ("one two", "l\rm_xD83D_", "y")


def test_one_row_too_many_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("panah.engines.tables.sheets.MAX_ROWS", 3)

    def fill(_book: Workbook, sheet: Worksheet) -> None:
        for row in range(6):
            sheet.write(row, 0, "x")

    assert faults(workbook(fill)) == [Fault(TableFault.TOO_MANY_ROWS, 6, values={"limit": 3})]


def test_a_long_shared_text_named_by_very_many_cells_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("panah.engines.tables.sheets.MAX_TEXT_LENGTH", 1_000_000)

    def fill(_book: Workbook, sheet: Worksheet) -> None:
        for row in range(50):
            sheet.write_string(row, 0, "x" * 32_000)

    assert faults(workbook(fill))[0].sentence == TableFault.TOO_MUCH_TEXT


def test_a_bomb_is_refused_by_what_its_directory_declares() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 300 * shapes.MEGABYTE)
    found = faults(target.getvalue())
    assert found[0].sentence == TableFault.FILE_UNPACKS_TOO_LARGE
    assert found[0].values["megabytes"] == 300


def test_a_directory_that_lies_about_sizes_gains_nothing() -> None:
    honest = workbook(two_rows)
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        real = archive.getinfo(SHEET).file_size
    lying = honest.replace(real.to_bytes(4, "little"), (40).to_bytes(4, "little"))
    assert lying != honest
    assert faults(lying)[0].sentence == TableFault.FILE_BROKEN


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/styles.xml", SHEET])
def test_what_a_part_says_it_will_hold_is_not_believed(part: str) -> None:
    """A library that reserves what is announced is ended by this file."""
    content = with_part(workbook(two_rows), part, lambda text: text.replace('ount="', 'ount="99999999999'))
    assert len(table(content).rows) == 1


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"])
def test_entities_and_document_types_are_refused_in_every_part(part: str) -> None:
    declaration = '?>\n<!DOCTYPE lol [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    content = with_part(workbook(two_rows), part, lambda text: text.replace("?>", declaration, 1))
    assert [fault.sentence for fault in faults(content)] == [TableFault.FILE_DECLARES_ENTITIES]


def test_a_locked_workbook_an_old_one_and_one_of_another_program_are_told_apart() -> None:
    assert faults(b"\xd0\xcf\x11\xe0" + b"\0" * 600)[0].sentence == TableFault.FILE_LOCKED_OR_OLD
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    assert faults(target.getvalue())[0].sentence == TableFault.FILE_OF_ANOTHER_KIND
    assert faults(b"not a workbook")[0].sentence == TableFault.FILE_BROKEN
    assert faults(workbook(two_rows)[:-200])[0].sentence == TableFault.FILE_BROKEN
    assert faults(b"")[0].sentence == TableFault.FILE_EMPTY


def test_the_first_visible_sheet_that_holds_something_is_read_and_the_others_are_mentioned() -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        hidden = book.add_worksheet("Hidden")
        hidden.write(0, 0, "secret list")
        hidden.hide()
        two_rows(book, book.add_worksheet("Real"))
        two_rows(book, book.add_worksheet("More"))

    read = table(workbook(fill))
    assert read.rows[0].cells == ("Feminine", "Closed")
    assert [(note.sentence, note.values) for note in read.notes] == [(TableNote.OTHER_SHEETS_LEFT_OUT, {"count": 1})]


def test_a_table_without_rows_says_so() -> None:
    def fill(_book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["prs_Gender"])

    assert faults(workbook(fill)) == [Fault(TableFault.NO_ROWS)]


def test_a_damaged_workbook_never_ends_in_anything_but_a_table_or_faults() -> None:
    parts = unzipped(workbook(two_rows))
    chance = random.Random(20)
    for _ in range(300):
        name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
        part = bytearray(parts[name])
        for _ in range(chance.randint(1, 4)):
            start = chance.randrange(len(part))
            part[start : start + chance.randint(0, 6)] = chance.choice([b"", b"9", b"99999999999", b"<", b'"', b"-1"])
        answer = read_table(zipped({**parts, name: bytes(part)}), "book.xlsx")
        assert isinstance(answer, Table) or all(isinstance(fault, Fault) for fault in answer)
