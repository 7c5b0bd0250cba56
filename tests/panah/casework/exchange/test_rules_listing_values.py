"""What people write in their lists, in the words of the exchange."""

import datetime

import pytest

from panah.casework.exchange.codes import ListTarget, RowNote, StateOfRest
from panah.casework.exchange.queries.listing import list_words
from panah.casework.exchange.rules.listing_values import Translated, age_in, name_parts, translated
from panah.engines.tables.days import Unclear, day_in
from panah.engines.tables.lists import ListColumn, PlainList
from panah.engines.tables.shapes import CellFault, Fault, Row

TODAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2012-05-31", "2012-05-31"),
        ("31.05.2012", "2012-05-31"),
        ("31/05/12", "2012-05-31"),
        ("31.05.98", "1998-05-31"),
        ("31 мая 2012 г.", "2012-05-31"),
        ("31 Мая 2012 года", "2012-05-31"),
        ("2012 ж. 31 мамыр", "2012-05-31"),
        ("31 мамыр 2012 жыл", "2012-05-31"),
        ("9 қаңтар 2012", "2012-01-09"),
        ("5 қараша 2020", "2020-11-05"),
        ("5 марта 2020", "2020-03-05"),
        ("31 May 2012", "2012-05-31"),
        ("май 2012", "2012-05"),
        ("2012 г.р.", "2012"),
        ("2012 жылы", "2012"),
        ("41060", "2012-05-31"),
        ("2012-05-31 00:00:00", "2012-05-31"),
    ],
)
def test_a_day_is_read_in_every_style_of_the_offices(text: str, day: str) -> None:
    assert day_in(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["вчера", "31.02.2012", "мая", "5 и 6 мая 2012", "13/25/2012", "1 мая июня 2012", "1812"]
)
def test_what_is_no_day_is_said_and_never_guessed(text: str) -> None:
    with pytest.raises(Unclear):
        day_in(text, TODAY)


@pytest.mark.parametrize(
    ("text", "age"), [("12", "12"), ("12 лет", "12"), ("12 жас", "12"), ("5 мес.", "0"), ("8 ай", "0")]
)
def test_an_age_is_read_with_its_word(text: str, age: str) -> None:
    assert age_in(text) == age


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Қасымова Әйгерім Болатқызы", ("Қасымова", "Әйгерім", "Болатқызы")),
        ("Алиев Тимур", ("Алиев", "Тимур", "")),
        ("Нигора", ("", "Нигора", "")),
        ("Раҳимов Али Карим оглы", ("Раҳимов", "Али", "Карим оглы")),
    ],
)
def test_a_full_name_is_parted_as_lists_write_it(full: str, parts: tuple[str, str, str]) -> None:
    assert name_parts(full) == parts


def read(*rows: tuple[str, ...], means: tuple[ListTarget, ...]) -> Translated | list[Fault]:
    columns = tuple(ListColumn(index, target.value) for index, target in enumerate(means))
    plain = PlainList(columns, tuple(Row(number, row) for number, row in enumerate(rows, start=2)))
    return translated(plain, dict(enumerate(means)), StateOfRest.CLOSED, list_words("en"), TODAY)


def cell(text: str, target: ListTarget) -> str:
    found = read(("Үлгі", text), means=(ListTarget.GIVEN_NAME, target))
    assert isinstance(found, Translated), found
    by_field = dict(zip(found.table.header.cells, found.table.rows[0].cells, strict=True))
    return by_field[list_words("en").fields[target]]


@pytest.mark.parametrize(
    ("target", "text", "value"),
    [
        (ListTarget.SEX, "Ж", "Feminine"),
        (ListTarget.SEX, "ұл бала", "Masculine"),
        (ListTarget.CITIZENSHIP, "ҚР", "KZ"),
        (ListTarget.CITIZENSHIP, "РФ", "RU"),
        (ListTarget.CITIZENSHIP, "УЗБ, Кыргызстан", "UZ;KG"),
        (ListTarget.CITIZENSHIP, "Өзбекстан", "UZ"),
        (ListTarget.LANGUAGE, "өзбекше", "uz"),
        (ListTarget.LANGUAGE, "шугнанский", "шугнанский"),
        (ListTarget.CATEGORY, "Группа риска", "other_at_risk"),
        (ListTarget.CATEGORY, "не жертва", "not_a_victim"),
        (ListTarget.CASE_STATE, "снят с учета", "Closed"),
        (ListTarget.CASE_STATE, "", "Closed"),
        (ListTarget.CASE_STATE, "жұмыста", "Active"),
    ],
)
def test_words_of_a_list_become_words_of_the_exchange(target: ListTarget, text: str, value: str) -> None:
    assert cell(text, target) == value


def test_every_fault_of_every_row_is_named_by_the_column_of_the_list_and_says_what_to_write() -> None:
    means = (ListTarget.LEAVE_OUT, ListTarget.SEX, ListTarget.BIRTH)
    faults = read(("1", "да", "31.02.2012"), ("2", "ж", "скоро"), means=means)
    assert isinstance(faults, list)
    assert [(fault.row, fault.column, fault.sentence) for fault in faults] == [
        (2, "B", CellFault.NOT_IN_LIST), (2, "C", CellFault.DATE_DOES_NOT_EXIST), (3, "C", CellFault.DATE_UNCLEAR),
    ]  # fmt: skip
    assert "girl" in str(faults[0].values["choices"])


def test_a_named_row_that_stands_twice_is_read_once_and_rows_without_a_name_are_people_each() -> None:
    named = read(("Үлгі", "ж"), ("Үлгі", "ж"), means=(ListTarget.GIVEN_NAME, ListTarget.SEX))
    assert isinstance(named, Translated)
    assert len(named.table.rows) == 1
    assert [note.sentence for note in named.table.notes] == [RowNote.ROWS_TWICE_READ_ONCE]
    nameless = read(("12", "ж"), ("12", "ж"), means=(ListTarget.AGE, ListTarget.SEX))
    assert isinstance(nameless, Translated)
    assert len(nameless.table.rows) == 2


def test_what_is_kept_unread_stays_and_what_is_left_out_does_not() -> None:
    found = read(("Үлгі", "сырга", "7"), means=(ListTarget.GIVEN_NAME, ListTarget.KEEP, ListTarget.LEAVE_OUT))
    assert isinstance(found, Translated)
    assert found.table.header.cells == ("prs_FirstName", "cas_Status", "ext_keep")
    assert found.table.rows[0].cells == ("Үлгі", "Closed", "сырга")
