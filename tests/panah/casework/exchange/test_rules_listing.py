"""Where the headings of an own list stand, what they mean, and which rows speak of nobody."""

from collections.abc import Iterable

import pytest

from panah.casework.exchange.codes import ListTarget, RowFault
from panah.casework.exchange.queries import read_list
from panah.casework.exchange.queries.listing import heading_phrases, meaning_of
from panah.casework.exchange.rules.listing import choice_faults, guess, guessed
from panah.engines.tables import lists
from panah.engines.tables.lists import MOST_COLUMNS, MOST_ROWS, ListColumn, PlainList, plain_list
from panah.engines.tables.shapes import Fault, Row, Table, TableFault, TableNote
from tests.panah.casework.exchange.messy import messy_list


def table(*rows: tuple[str, ...], merged: tuple[str, ...] = ()) -> Table:
    width = max(len(row) for row in rows)
    filled = [Row(number, row + ("",) * (width - len(row))) for number, row in enumerate(rows, start=1)]
    return Table(filled[0], tuple(filled[1:]), merged=merged)


def listed(*rows: tuple[str, ...], merged: tuple[str, ...] = ()) -> PlainList:
    found = plain_list(table(*rows, merged=merged), meaning_of)
    assert isinstance(found, PlainList), found
    return found


@pytest.mark.parametrize(
    ("heading", "means"),
    [
        ("Ф.И.О. ребёнка", ListTarget.FULL_NAME),
        ("Баланың аты-жөні", ListTarget.FULL_NAME),
        ("Фамилия, имя, отчество", ListTarget.FULL_NAME),
        ("Child name", ListTarget.FULL_NAME),
        ("ТЕГІ", ListTarget.FAMILY_NAME),
        ("Әкесінің аты", ListTarget.PATRONYMIC),
        ("Дата рождения (число, месяц, год)", ListTarget.BIRTH),
        ("туған жылы", ListTarget.BIRTH),
        ("Жынысы / пол", ListTarget.SEX),
        ("Возраст, лет", ListTarget.AGE),
        ("Дата поступления в центр", ListTarget.CAME_ON),
        ("Обращение / Статус", ListTarget.CASE_STATE),
        ("№ п/п", ListTarget.LEAVE_OUT),
        ("ФИО матери", None),
        ("Анасының аты-жөні", None),
        ("Ата-анасының аты-жөні", None),
        ("Әкесінің аты-жөні", None),
        ("Тегі, аты, әкесінің аты", ListTarget.FULL_NAME),
        ("Дата рождения отца", None),
        ("Примечание", None),
        ("", None),
    ],
)
def test_a_heading_is_known_in_three_languages_and_never_taken_for_the_child_where_it_is_a_parent(
    heading: str, means: ListTarget | None
) -> None:
    assert guess(heading, heading_phrases()) == means


def test_a_title_groups_of_headings_a_counter_a_section_and_a_sum_are_no_people() -> None:
    found = read_list(messy_list(), "list.xlsx")
    assert isinstance(found, PlainList)
    assert [column.heading for column in found.columns][:4] == [
        "№ п/п", "Бала / Ребёнок / Тегі", "Бала / Ребёнок / Имя", "Бала / Ребёнок / Әкесінің аты",
    ]  # fmt: skip
    assert [row.number for row in found.rows] == [7, 8, 9, 10, 11, 12]
    assert (TableNote.SECTIONS_LEFT_OUT, 3) in [(note.sentence, note.values["count"]) for note in found.notes]


def test_a_merged_cell_among_people_is_named_and_nothing_is_guessed() -> None:
    rows = (("Фамилия", "Имя"), ("Үлгі", "А"), ("", "Б"))
    (fault,) = plain_list(table(*rows, merged=("A2:A3",)), meaning_of)  # type: ignore[misc]
    assert (fault.sentence, fault.row, fault.column) == (TableFault.CELLS_MERGED, 2, "A")


def test_headings_that_nobody_knows_are_found_by_their_width() -> None:
    found = listed(("x",), ("aa", "bb", "cc"), ("1", "2", "7"), ("3", "4", "8"))
    assert [column.heading for column in found.columns] == ["aa", "bb", "cc"]


def test_what_was_meant_last_time_comes_before_the_guess_and_nothing_is_meant_twice() -> None:
    columns = [ListColumn(0, "Имя"), ListColumn(1, "Пол"), ListColumn(2, "Жынысы"), ListColumn(3, "")]
    assert guessed(columns, heading_phrases(), {"имя": "full_name", "пол": "bogus"}) == {
        0: ListTarget.FULL_NAME, 1: ListTarget.SEX, 2: ListTarget.KEEP, 3: ListTarget.LEAVE_OUT,
    }  # fmt: skip


def test_choices_that_cannot_be_read_are_named() -> None:
    columns = [ListColumn(0, "a"), ListColumn(1, "b")]
    assert [f.sentence for f in choice_faults(columns, {0: ListTarget.KEEP, 1: ListTarget.OWN_NUMBER})] == [
        RowFault.NO_COLUMN_READ
    ]
    twice = choice_faults(columns, {0: ListTarget.SEX, 1: ListTarget.SEX})
    assert [(f.sentence, f.column, f.values["other"]) for f in twice] == [(RowFault.MEANING_TWICE, "B", "A")]
    both = choice_faults(columns, {0: ListTarget.FULL_NAME, 1: ListTarget.GIVEN_NAME})
    assert [f.sentence for f in both] == [RowFault.NAME_IN_TWO_WAYS]


def test_a_list_is_as_long_and_as_wide_as_stated_and_no_more() -> None:
    row = ("Үлгі", "А")
    assert len(listed(("Фамилия", "Имя"), *[row] * MOST_ROWS).rows) == MOST_ROWS
    (long,) = plain_list(table(("Фамилия", "Имя"), *[row] * (MOST_ROWS + 1)), meaning_of)  # type: ignore[misc]
    assert (long.sentence, long.values["limit"]) == (TableFault.LIST_TOO_LONG, MOST_ROWS)
    wide = ("Фамилия", *("Имя",) * MOST_COLUMNS)
    (fault,) = plain_list(table(wide, wide), meaning_of)  # type: ignore[misc]
    assert (fault.sentence, fault.values["limit"]) == (TableFault.LIST_TOO_WIDE, MOST_COLUMNS)


def test_headings_without_people_are_refused() -> None:
    (fault,) = plain_list(table(("Фамилия", "Имя"), ("Итого", "0")), meaning_of)  # type: ignore[misc]
    assert fault.sentence == TableFault.NO_ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_text_file_is_read_in_the_encodings_of_spreadsheet_programs(encoding: str) -> None:
    content = "Фамилия;Имя;Пол\r\nУлги;Анна;ж\r\n".encode(encoding)
    found = read_list(content, "list.csv")
    assert isinstance(found, PlainList)
    assert found.rows[0].cells == ("Улги", "Анна", "ж")


def test_a_long_list_is_refused_before_its_merged_cells_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> list[Fault]:
        raise AssertionError

    monkeypatch.setattr(lists, "_merged_faults", never)
    rows = [("ФИО", "Дата рождения"), *[("Үлгі Айжан", "2012")] * (MOST_ROWS + 1)]
    (fault,) = plain_list(table(*rows, merged=("A2:B2",)), meaning_of)  # type: ignore[misc]
    assert fault.sentence == TableFault.LIST_TOO_LONG


def test_each_row_is_held_against_its_own_merged_cells_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []
    whole = lists._is_section

    def counted(row: Row, merges: Iterable[object]) -> bool:
        held.append(len(list(merges)))
        return whole(row, merges)  # type: ignore[arg-type]

    monkeypatch.setattr(lists, "_is_section", counted)
    rows = [
        ("ФИО", "Дата рождения"),
        *[("2019", "") if number % 2 else ("Үлгі Айжан", "2012") for number in range(400)],
    ]
    merged = tuple(f"A{number}:B{number}" for number in range(3, 402, 2))
    assert len(listed(*rows, merged=merged).rows) == 200
    assert sum(held) == 2 * len(merged)


def test_a_cell_merged_over_all_the_people_below_is_named() -> None:
    rows = [("ФИО", "Дата рождения"), *[("Үлгі Айжан", "2012")] * 3]
    (fault,) = plain_list(table(*rows, merged=("B2:B1048576",)), meaning_of)  # type: ignore[misc]
    assert (fault.sentence, fault.row) == (TableFault.CELLS_MERGED, 2)
