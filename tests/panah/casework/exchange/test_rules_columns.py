"""Which column is which field, past the faults of the official kit."""

import pytest

from panah.casework.exchange.codes import RowFault, RowNote
from panah.casework.exchange.queries import countries, htcds_standard
from panah.casework.exchange.rules.columns import Layout, known_columns, layout_of
from panah.casework.exchange.rules.fields import CATEGORY
from panah.casework.exchange.rules.rows import Reading, read_rows
from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import Fault, Table, TableFault
from tests.panah.casework.exchange.given import official_workbook, shared
from tests.panah.casework.exchange.readings import TODAY, faults, layout, read


def test_the_standard_has_84_fields_and_38_columns_of_its_own() -> None:
    fields = set(htcds_standard().fields) - {CATEGORY}  # our own word is none of theirs
    assert (len(fields), len(htcds_standard().core)) == (84, 38)


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("prs_FirstName", "prs_FirstName"),
        ("prs_First_Name", "prs_FirstName"),
        (" PRS_FIRSTNAME ", "prs_FirstName"),
        ("First Name", "prs_FirstName"),
        ("Имя", "prs_FirstName"),
        ("Тегі", "prs_SecondName"),
        ("vic_Methods_of_Control", "vic_MethodsOfControl"),
        ("group/vic_Methods_of_Control", "vic_MethodsOfControl"),
        ("data-prs_Gender", "prs_Gender"),
        ("vic_TraffickinStatusDecisionMakingOrg", "vic_TraffickingStatusDecisionMakingOrg"),
        ("Status", "cas_Status"),
        ("spl_Type", "spl_Type"),
        ("Type", ""),
        ("ext_RecordId", "ext_RecordId"),
        ("EXT_RecordId", "ext_RecordId"),
        ("__version__", ""),
    ],
)
def test_a_heading_is_known_by_code_or_by_label_in_any_language(heading: str, code: str) -> None:
    assert layout([["con_Consent", heading], ["TRUE", "x"]]).columns[1].field == code


def test_the_official_workbook_is_read_past_its_faults() -> None:
    content = official_workbook(
        {
            "Mailing Street": "street",
            "Mailing City": "city",
            "Mailing State/Province": "state",
            "Mailing Zip/Postal Code": "zip",
            "Mailing Country": "country",
            "Trafficking Status Decision Making Organization": "Police",
            "Reason for Outgoing Referral": "Other",
            "Record": "A-1",
        },
        further=["Record"],
    )
    table = read_table(content, "book.xlsx")
    assert isinstance(table, Table)
    found = layout_of(table, htcds_standard())
    assert isinstance(found, Layout)
    assert len(found.headings) == 2
    reading = read_rows(found, htcds_standard(), countries(), TODAY)
    assert isinstance(reading, Reading)
    assert [(record.number, dict(record.values)) for record in reading.records] == [
        (
            3,
            {
                "prs_MailingStreet": "street",
                "prs_MailingCity": "city",
                "prs_MailingState": "state",
                "prs_MailingPostalCode": "zip",
                "prs_MailingCountry": "country",
                "vic_TraffickingStatusDecisionMakingOrg": "Police",
                "cas_ReasonForOutgoingReferral": "Other",
            },
        )
    ]
    assert [(note.sentence, dict(note.values)) for note in reading.notes] == [
        (RowNote.COLUMNS_KEPT_UNREAD, {"columns": "AN"}),
        (RowNote.ROWS_WITHOUT_VALUES_LEFT_OUT, {"count": 28}),
    ]


def test_the_kit_itself_has_the_38_columns() -> None:
    path = shared("htcds/htcds_spreadsheet_v2.0.xlsx")
    table = read_table(path.read_bytes(), path.name)
    assert isinstance(table, Table)
    found = layout_of(table, htcds_standard())
    assert isinstance(found, Layout)
    assert {column.field for column in known_columns(found.columns)} == set(htcds_standard().core)
    assert [column.field for column in found.columns[13:18]] == [
        "prs_MailingStreet",
        "prs_MailingCity",
        "prs_MailingState",
        "prs_MailingPostalCode",
        "prs_MailingCountry",
    ]
    assert read_rows(found, htcds_standard(), countries(), TODAY) == [Fault(TableFault.NO_ROWS)]


def test_a_column_of_the_file_that_is_unknown_is_named_by_its_letter_and_never_by_its_heading() -> None:
    reading = read(["prs_Gender", "Қайрат"], ["Feminine", "kept as it is"])
    assert [dict(note.values) for note in reading.notes] == [{"columns": "B"}]
    assert reading.records[0].cells == ("Feminine", "kept as it is")


def test_a_file_without_headings_is_refused_and_one_column_twice_too() -> None:
    assert faults(["Қайрат", "Ермек"], ["Айгуль", "x"]) == [Fault(RowFault.NO_KNOWN_COLUMNS)]
    assert faults(["prs_Gender", "Gender"], ["Feminine", "x"]) == [
        Fault(RowFault.COLUMN_TWICE, column="B", values={"field": "prs_Gender", "other": "A"})
    ]


def test_a_row_that_slipped_is_named_and_a_heading_in_the_second_row_is_enough() -> None:
    found = faults(["prs_Gender", "prs_FirstName"], ["Feminine", "x", "y"], ["Masculine", "x", ""])
    assert found == [Fault(TableFault.CELL_BESIDE_TABLE, 2, "C")]
    wider = layout([["prs_Gender", "prs_FirstName"], ["Gender", "First Name", "Remark"], ["Masculine", "x", "y"]])
    assert [column.heading for column in wider.columns] == ["prs_Gender", "prs_FirstName", "Remark"]
