"""Columns are found by their headings in kk, ru and en, or as they are said; what is unclear is refused."""

import pytest

from panah.engines.matching.registers.columns import ColumnFault, Columns, UnclearColumns, found_columns


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (["№", "ФИО", "Дата рождения", "Пол"], Columns((1,), 2, 3, 0)),
        (["ID", "Аты-жөні", "Туған күні", "Жынысы"], Columns((1,), 2, 3, 0)),
        (["Тегі", "Аты", "Әкесінің аты", "Туған жылы"], Columns((0, 1, 2), 3)),
        (["id", "Last_Name", "First name", "DOB", "Gender"], Columns((1, 2), 3, 4, 0)),
        (["Имя", "Отчество", "Фамилия", "Г.р."], Columns((2, 0, 1), 3)),
        (["F.I.Sh.", "Tug'ilgan sana"], Columns((0,), 1)),
        (["Имя"], Columns((0,))),
        (["person_id", "name"], Columns((1,), id=0)),
    ],
)
def test_headings_are_known(headings: list[str], columns: Columns) -> None:
    assert found_columns(headings, {}) == columns


def test_what_is_said_counts() -> None:
    headings = ["a", "b+c", "b", "c", "Пол"]
    assert found_columns(headings, {"name": "b+c"}) == Columns((1,), sex=4)
    assert found_columns(headings, {"name": "c+b", "sex": "", "id": "A"}) == Columns((3, 2), id=0)
    assert found_columns(["ФИО", "ID"], {"id": "line"}) == Columns((0,))


@pytest.mark.parametrize(
    ("headings", "said", "fault"),
    [
        (["a", "b"], {}, ColumnFault.NO_NAME),
        ([""], {"name": " "}, ColumnFault.UNKNOWN),
        (["Фамилия", "Отчество"], {}, ColumnFault.NO_NAME),
        (["ФИО"], {"born": "когда"}, ColumnFault.UNKNOWN),
        (["ФИО", "x", "X "], {"id": "x"}, ColumnFault.TWICE),
        (["ФИО", "a", "b"], {"id": "a+b"}, ColumnFault.UNKNOWN),
    ],
)
def test_what_is_unclear_is_refused(headings: list[str], said: dict[str, str], fault: ColumnFault) -> None:
    with pytest.raises(UnclearColumns) as refused:
        found_columns(headings, said)
    assert refused.value.fault is fault
