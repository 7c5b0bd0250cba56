"""Delimited text in the encodings and with the delimiters that offices in Central Asia use."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.engines.tables.formulas import defused, restored
from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import MAX_CELL_LENGTH, Fault, Table, TableFault, TableNote, capped, column_letters
from panah.engines.tables.writing import delimited

TEXT = "prs_FirstName,prs_Gender\r\nАнна,Feminine\r\nПётр,Masculine\r\n"
KAZAKH = "prs_FirstName,prs_Gender\r\nӘйгерім,Feminine\r\nҚайрат,Masculine\r\n"


def table(content: bytes, name: str = "rows.csv") -> Table:
    answer = read_table(content, name)
    assert isinstance(answer, Table), answer
    return answer


def faults(content: bytes, name: str = "rows.csv") -> list[Fault]:
    answer = read_table(content, name)
    assert not isinstance(answer, Table)
    return answer


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_russian_letters_are_read_in_every_encoding_that_offices_use(encoding: str) -> None:
    assert table(TEXT.encode(encoding)).rows[0].cells == ("Анна", "Feminine")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_kazakh_letters_are_read_in_every_encoding_that_has_them(encoding: str) -> None:
    assert table(KAZAKH.encode(encoding)).rows[0].cells == ("Әйгерім", "Feminine")


def test_windows_1251_is_mentioned() -> None:
    assert [note.sentence for note in table(TEXT.encode("cp1251")).notes] == [TableNote.READ_AS_WINDOWS_1251]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("koi8-r"),
        TEXT.encode("cp866"),
        TEXT.encode("mac-cyrillic"),
        TEXT.encode("iso8859-5"),
        KAZAKH.encode("kz1048"),
        KAZAKH.encode("ptcp154"),
        "name\r\nJosé\r\nŽeljko\r\n".encode("cp1250"),
        "name\r\nJosé\r\n".encode("latin-1"),
        codecs.BOM_UTF16_LE + b"a\0b\0\0\xd8",
        codecs.BOM_UTF8 + b"a,b\r\n\xff,x\r\n",
    ],
)
def test_letters_that_would_come_out_as_nonsense_are_refused(content: bytes) -> None:
    assert [fault.sentence for fault in faults(content)] == [TableFault.LETTERS_UNREADABLE]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_comma_semicolon_and_tab_are_told_apart_by_the_header(delimiter: str) -> None:
    content = f"a{delimiter}b\r\n{delimiter}x;y;z\r\n" if delimiter != ";" else 'a;b\r\n;"x;y;z"\r\n'
    assert table(content.encode()).rows[0].cells == ("", "x;y;z")


def test_a_declared_delimiter_is_believed_and_its_line_still_counts() -> None:
    read = table(b"sep=;\r\na,a;b\r\n1;2\r\n")
    assert (read.header.cells, read.rows[0].number, read.rows[0].cells) == (("a,a", "b"), 3, ("1", "2"))


def test_line_ends_inside_quotes_stay_in_the_value() -> None:
    read = table(b'a,b\r\n"one\r\ntwo\nthree",x\r\nlast,y\r\n')
    assert [(row.number, row.cells[0]) for row in read.rows] == [(2, "one\r\ntwo\nthree"), (3, "last")]


def test_a_million_empty_rows_are_left_out_and_counted() -> None:
    read = table(b"a,b\r\n" + b",\r\n" * 1_000_000 + b"x,y\r\n" + b",\r\n" * 10)
    assert [(row.number, row.cells) for row in read.rows] == [(1_000_002, ("x", "y"))]
    assert [(note.sentence, note.values) for note in read.notes] == [
        (TableNote.EMPTY_ROWS_LEFT_OUT, {"count": 1_000_000})
    ]


def test_short_rows_are_filled_up_to_the_widest() -> None:
    read = table(b"a,b,,\r\nx\r\nx,y,z,\r\n")
    assert [row.cells for row in (read.header, *read.rows)] == [("a", "b", ""), ("x", "", ""), ("x", "y", "z")]


def test_quotes_that_never_close_are_found() -> None:
    assert [fault.sentence for fault in faults(b'a,b\r\n"x,y\r\n')] == [TableFault.QUOTES_UNCLOSED]


def test_all_faulty_cells_are_named_at_once() -> None:
    long = "x" * (MAX_CELL_LENGTH + 1)
    found = faults(f"a,b\r\n{long},\r\n,\x07bell\r\n".encode())
    assert [(fault.sentence, fault.row, fault.column) for fault in found] == [
        (TableFault.CELL_TOO_LONG, 2, "A"),
        (TableFault.CELL_WITH_CONTROL_CHARACTER, 3, "B"),
    ]
    assert faults(b"a\r\n" + b"x" * 200_000)[0].sentence == TableFault.CELL_TOO_LONG


def test_pictures_and_programs_are_not_tables() -> None:
    assert faults(b"\x89PNG\r\n", "photo.png")[0].sentence == TableFault.FILE_OF_ANOTHER_KIND
    assert faults(b"a,b\r\n\0\0\0", "rows.csv")[0].sentence == TableFault.FILE_OF_ANOTHER_KIND


@pytest.mark.parametrize(
    ("limit", "value", "content", "sentence"),
    [
        ("MAX_FILE_BYTES", 3, b"a\r\nb\r\n", TableFault.FILE_TOO_LARGE),
        ("MAX_ROWS", 2, b"a\r\n1\r\n2\r\n3\r\n4\r\n", TableFault.TOO_MANY_ROWS),
        ("MAX_COLUMNS", 2, b"a,b,c\r\n1,2,3\r\n", TableFault.TOO_MANY_COLUMNS),
        ("MAX_CELLS", 3, b"a,b\r\n1,2\r\n", TableFault.TOO_MANY_CELLS),
    ],
)
def test_each_limit_has_its_sentence(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int, content: bytes, sentence: str
) -> None:
    monkeypatch.setattr(f"panah.engines.tables.reading.{limit}", value)
    assert faults(content)[0].sentence == sentence


@pytest.mark.parametrize("text", ["=1+1", "+77010000000", "-5", "@x", "\tx", "\rx", "＝1", "'=x", "''+x"])
def test_a_formula_goes_out_as_text_and_comes_back_as_it_was(text: str) -> None:
    assert defused(text).startswith("'")
    assert restored(defused(text)) == text
    written = delimited(["a"], [[text]])
    assert table(written).rows[0].cells == (text,)


@pytest.mark.parametrize("text", ["Айша;=cmd|'/C calc'!A0", "a;+1;-2", "a\n=1+1", "a;'=x"])
def test_no_formula_hides_behind_a_semicolon(text: str) -> None:
    """Where a comma stands in decimals, in kk and ru, a spreadsheet program divides a file at semicolons."""
    lines = delimited(["a", "b"], [["1", text]]).decode("utf-8-sig").replace("\n", ";").split(";")
    assert not [cell for cell in lines if cell.lstrip('"').startswith(("=", "+", "-", "@"))]
    assert restored(defused(text)) == text


@pytest.mark.parametrize("text", ["", "plain", "a; b", "KZ;UZ", "O'Brien", "'quoted'", "a=b", "2012"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert defused(text) == text == restored(text)


@given(st.text())
def test_defusing_is_exact_for_every_text(text: str) -> None:
    assert restored(defused(text)) == text


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\r\n'=+-@,;\""), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_is_written_is_read_back_value_for_value(rows: list[list[str]]) -> None:
    filled = [["x", *row] for row in rows]
    read = table(delimited(["one", "two", "three", "four"], filled))
    assert [list(row.cells) for row in read.rows] == filled


def test_a_mark_stands_before_the_text_only_where_letters_need_it() -> None:
    assert delimited(["a"], [["x"]]) == b"a\r\nx\r\n"
    assert delimited(["a"], [["ә"]]).startswith(codecs.BOM_UTF8)


def test_columns_are_named_as_a_spreadsheet_names_them() -> None:
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_flood_of_faults_is_cut_and_counted() -> None:
    flood = [Fault("x", row) for row in range(10_003)]
    assert capped(flood)[-1] == Fault(TableFault.MORE_FAULTS, values={"count": 3})
