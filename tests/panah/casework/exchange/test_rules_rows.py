"""Rows with all their faults at once, and how a row is known again."""

from panah.casework.exchange.codes import RowFault
from panah.casework.exchange.queries import countries, htcds_standard, languages_by_iso_639_2
from panah.casework.exchange.rules.columns import Layout, layout_of
from panah.casework.exchange.rules.keys import keys_of
from panah.casework.exchange.rules.meaning import meaning_of
from panah.casework.exchange.rules.rows import HtcdsRecord, Reading, read_rows
from panah.casework.people.codes import Standing
from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import CellFault, Table
from tests.panah.casework.exchange.given import shared
from tests.panah.casework.exchange.readings import KEY, TODAY, faults, read


def test_all_faults_of_all_rows_come_at_once_with_row_and_column() -> None:
    found = faults(
        ["ext_RecordId", "prs_FirstName", "prs_Gender", "prs_Birthdate"],
        ["1", "Айгерім", "Айгерім", "Айгерім"],
        ["2", "x", "Feminine", "2999-01-01"],
        ["1", "x", "Masculine", "2012"],
    )
    assert [(fault.sentence, fault.row, fault.column) for fault in found] == [
        (CellFault.NOT_IN_LIST, 2, "C"),
        (CellFault.DATE_UNCLEAR, 2, "D"),
        (CellFault.DATE_OUT_OF_TIME, 3, "D"),
        (RowFault.RECORD_ID_TWICE, 4, "A"),
    ]
    assert "Айгерім" not in repr(found)


def test_a_birth_in_the_future_is_a_fault() -> None:
    found = faults(["prs_Birthdate"], ["2026-03-02"])
    assert [(fault.sentence, fault.row) for fault in found] == [(RowFault.BIRTH_IN_FUTURE, 2)]


def test_a_row_is_known_again_after_sorting_and_saving_anew() -> None:
    one = read(["", "prs_FirstName", "prs_Gender"], ["1", "A", "Feminine"], ["2", "B ", "Masculine"])
    two = read(["prs_Gender", "", "prs_FirstName"], ["Masculine", "1", " B"], ["Feminine", "2", "A"])
    first = [identity for identity, _ in keys_of(one.records, one.layout, "org", KEY)]
    second = [identity for identity, _ in keys_of(two.records, two.layout, "org", KEY)]
    assert first == second[::-1]


def test_equal_rows_without_an_id_are_as_many_people() -> None:
    reading = read(["prs_Gender"], *[["Feminine"]] * 3)
    assert len({identity for identity, _ in keys_of(reading.records, reading.layout, "org", KEY)}) == 3


def test_a_row_with_an_id_is_the_same_person_whatever_else_changes() -> None:
    one = read(["ext_RecordId", "prs_Gender"], ["7", "Feminine"])
    two = read(["ext_RecordId", "prs_Gender"], ["7", "Masculine"])
    (first, said), (second, says) = (keys_of(reading.records, reading.layout, "org", KEY)[0] for reading in (one, two))
    assert first == second
    assert said != says


def test_the_keys_of_two_organisations_and_of_two_installations_have_nothing_in_common() -> None:
    reading = read(["ext_RecordId", "prs_Gender"], ["7", "Feminine"])
    found = {keys_of(reading.records, reading.layout, name, key)[0] for name in ("a", "b") for key in (KEY, b"x" * 32)}
    assert len(found) == 4


def test_the_public_records_are_read_whole() -> None:
    path = shared("htcds_from_ctdc.csv")
    table = read_table(path.read_bytes(), path.name)
    assert isinstance(table, Table)
    found = layout_of(table, htcds_standard())
    assert isinstance(found, Layout)
    reading = read_rows(found, htcds_standard(), countries(), TODAY)
    assert isinstance(reading, Reading)
    assert len(reading.records) == 14_299
    assert not reading.notes
    standings = [standing_of(record) for record in reading.records]
    assert (standings.count(Standing.ADULT), standings.count(Standing.CHILD)) == (9_156, 5_143)


def standing_of(record: HtcdsRecord) -> Standing:
    return meaning_of(record, languages_by_iso_639_2(), TODAY).standing
