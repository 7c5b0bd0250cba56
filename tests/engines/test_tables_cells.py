"""The cells of a list: days of something in every way of writing, words by their code, and every fault at once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.engines.tables.cells import Cells, phrases_of
from panah.engines.tables.days import Unclear, days_in, whole_day_in
from panah.engines.tables.lists import ListColumn, PlainList
from panah.engines.tables.shapes import CellFault, Row

TODAY = date(2026, 11, 23)
OCTOBER = (date(2023, 10, 12), date(2023, 10, 13))


@pytest.mark.parametrize(
    "written",
    [
        "12-13.10.2023", "12 - 13.10.2023", "12–13.10.2023", "12,13.10.2023", "12-13 октября 2023", "12-13 октября 2023 г.",
        "12 и 13 октября 2023 года", "12.10.2023-13.10.2023", "12.10.2023 – 13.10.2023", "12.10-13.10.2023",
        "12.10 – 13.10.2023", "12 октября - 13 октября 2023", "2023 ж. 12-13 қазан", "2023 жылғы 12-13 қазан",
        "12-13 қазан 2023", "12-13.10.23",
    ],
)  # fmt: skip
def test_the_days_of_something_in_every_way_of_writing(written: str) -> None:
    assert days_in(written, TODAY) == OCTOBER


@pytest.mark.parametrize("written", ["12.10.2023", "2023-10-12", "12 октября 2023 г.", "2023 ж. 12 қазан", "45211"])
def test_one_day_is_first_and_last(written: str) -> None:
    assert days_in(written, TODAY) == (date(2023, 10, 12), date(2023, 10, 12))


def test_days_may_cross_a_month() -> None:
    assert days_in("30.10-01.11.2023", TODAY) == (date(2023, 10, 30), date(2023, 11, 1))
    assert days_in("30 октября – 1 ноября 2023 г.", TODAY) == (date(2023, 10, 30), date(2023, 11, 1))


@pytest.mark.parametrize(
    "written", ["13-12.10.2023", "осень 2023", "10.2023", "2023", "01.01.2023-31.12.2023", "31.02.2023", "12-13", "-"]
)
def test_days_that_cannot_be_are_refused(written: str) -> None:
    with pytest.raises(Unclear):
        days_in(written, TODAY)


def test_a_whole_day_needs_its_day() -> None:
    assert whole_day_in("5 мамыр 2024", TODAY) == date(2024, 5, 5)
    with pytest.raises(Unclear) as caught:
        whole_day_in("05.2024", TODAY)
    assert caught.value.sentence == CellFault.DATE_WITHOUT_DAY


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        first, last = days_in(text, TODAY)
    except Unclear:
        return
    assert first <= last


def cells(*rows: tuple[str, ...]) -> tuple[Cells, list[Row]]:
    headings = ("ФИО", "Жынысы / пол", "Дата", "Охват", "Примечание")
    told = [Row(number, (*row, *("",) * (5 - len(row)))) for number, row in enumerate(rows, start=4)]
    plain = PlainList(tuple(ListColumn(index, heading) for index, heading in enumerate(headings)), tuple(told))
    phrases = phrases_of({"name": ["ФИО", "Аты-жөні"], "sex": ["Пол", "Жынысы"], "day": ["Дата"], "reach": ["Охват"]})
    words = {"sex": phrases_of({"female": ["Ж", "әйел", "жен."], "male": ["М", "ер"]})}
    return Cells(plain, phrases, words, {"sex": "ж, м"}, TODAY), told


def test_cells_are_read_by_what_their_columns_mean() -> None:
    found, (row,) = cells((" Айгүл  Үлгібаева ", "жен.", "5 мамыр 2024", "1 200", "иә"))
    assert found.text(row, "name") == "Айгүл Үлгібаева"
    assert (found.word(row, "sex"), found.day(row, "day"), found.count(row, "reach")) == (
        "female",
        date(2024, 5, 5),
        1200,
    )
    assert [column.letters for column in found.unread] == ["E"]
    assert found.text(row, "phone") == ""
    assert found.faults == []


def test_every_fault_is_told_with_its_row_and_column_and_without_what_stood_there() -> None:
    found, rows = cells(("", "қыз", "32.01.2024", "много"), ("—", "", "", "99999999999999"))
    for row in rows:
        found.text(row, "name", needed=True)
        found.word(row, "sex")
        found.day(row, "day")
        found.count(row, "reach")
    assert [(fault.row, fault.column, fault.sentence) for fault in found.faults] == [
        (4, "A", CellFault.VALUE_MISSING), (4, "B", CellFault.NOT_IN_LIST), (4, "C", CellFault.DATE_DOES_NOT_EXIST),
        (4, "D", CellFault.NUMBER_UNCLEAR), (5, "A", CellFault.VALUE_MISSING), (5, "D", CellFault.NUMBER_UNCLEAR),
    ]  # fmt: skip
    assert "қыз" not in repr(found.faults)


def test_a_column_that_must_be_there_is_named_in_words() -> None:
    found, _ = cells(("Айгүл",))
    assert found.must_have({"name": "Аты-жөні"})
    assert not found.must_have({"phone": "Телефон"})
    assert [dict(fault.values) for fault in found.faults] == [{"heading": "Телефон"}]
