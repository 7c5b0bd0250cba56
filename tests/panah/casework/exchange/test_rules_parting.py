"""Which columns name somebody and which say where a family comes from, and what of both may leave (S2)."""

import pytest

from panah.casework.exchange.rules.parting import is_identity, is_origin, places_to_leave_out, without


@pytest.mark.parametrize(
    ("column", "names", "tells_origin"),
    [
        ("prs_FirstName", True, False),
        ("prs_IdentityNumber", True, False),
        ("prs_Citizenship", False, True),
        ("prs_Gender", False, False),
        ("org_Name", False, False),
        ("cas_CaseOwner", False, False),
        ("prs_PrimaryLanguage", False, False),
        ("ext_MigrationStatus", False, True),
        ("Гражданство матери", False, True),
        ("Азаматтығы", False, True),
        ("ФИО ребёнка", True, False),
        ("Баланың аты-жөні", True, False),
        ("ext_RecordId", False, False),
        ("ext_Ward", False, False),
        ("our own column", False, False),
    ],
)
def test_what_a_column_tells(column: str, names: bool, tells_origin: bool) -> None:
    assert (is_identity(column), is_origin(column)) == (names, tells_origin)


COLUMNS = ("ext_RecordId", "prs_FirstName", "prs_Citizenship")


@pytest.mark.parametrize(
    ("rows", "without_names", "places"),
    [
        ([["1", "Ali", "UZ"]], False, (2,)),
        ([["1", " ", "UZ"]], False, ()),
        ([["1", "", "UZ"], ["2", "Ali", ""]], False, (2,)),
        ([["1", "Ali", "UZ"]], True, (1,)),
        ([], False, ()),
    ],
)
def test_one_of_the_two_stays_here(rows: list[list[str]], without_names: bool, places: tuple[int, ...]) -> None:
    assert places_to_leave_out(COLUMNS, rows, without_names=without_names) == places


def test_a_row_without_some_of_its_cells() -> None:
    assert without(["a", "b", "c"], (1,)) == ["a", "c"]
