"""What files in the standard say: columns past the faults of the kit, values, rows, keys, meaning."""

import datetime
from collections.abc import Sequence

import pytest

from panah.casework.cases.codes import Stage
from panah.casework.exchange.codes import RowFault, RowNote
from panah.casework.exchange.queries import countries, htcds_standard, languages_by_iso_639_2
from panah.casework.exchange.rules.columns import Layout, known_columns, layout_of
from panah.casework.exchange.rules.fields import FieldDefinition
from panah.casework.exchange.rules.keys import keys_of
from panah.casework.exchange.rules.meaning import Meaning, case_status_word, meaning_of, status_word
from panah.casework.exchange.rules.rows import HtcdsRecord, Reading, read_rows
from panah.casework.exchange.rules.values import AgeRange, PartialDate, Unclear, Value, value_of
from panah.casework.people.codes import Category, Standing
from panah.casework.people.rules import Birth
from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import Fault, Table, TableFault
from tests.panah.casework.exchange.given import official_workbook, shared, table_of

TODAY = datetime.date(2026, 3, 1)
KEY = b"k" * 32
TRADE = "G_WholesaleAndRetailTradeRepairOfMotorVehicles"


def field(code: str) -> FieldDefinition:
    return htcds_standard().fields[code]


def layout(rows: Sequence[Sequence[str]]) -> Layout:
    found = layout_of(table_of(rows), htcds_standard())
    assert isinstance(found, Layout), found
    return found


def read(*rows: Sequence[str]) -> Reading:
    reading = read_rows(layout(rows), htcds_standard(), countries(), TODAY)
    assert isinstance(reading, Reading), reading
    return reading


def faults(*rows: Sequence[str]) -> list[Fault]:
    found = layout_of(table_of(rows), htcds_standard())
    answer = read_rows(found, htcds_standard(), countries(), TODAY) if isinstance(found, Layout) else found
    assert isinstance(answer, list)
    return answer


def value(code: str, text: str) -> Value | None:
    return value_of(text, field(code), countries())


def meaning(**values: str) -> Meaning:
    record = read(list(values), list(values.values())).records[0]
    return meaning_of(record, languages_by_iso_639_2(), TODAY)


def test_the_standard_has_84_fields_and_38_columns_of_its_own() -> None:
    assert (len(htcds_standard().fields), len(htcds_standard().core)) == (84, 38)


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DebtBondage", ("DebtBondage",)),
        ("DebtBondage ;TakesEarnings", ("DebtBondage", "TakesEarnings")),
        ("DebtBondage TakesEarnings", ("DebtBondage", "TakesEarnings")),
        ("Debt bondage; Physical abuse;", ("DebtBondage", "PhysicalAbuse")),
        ("Debt bondage, Physical abuse", ("DebtBondage", "PhysicalAbuse")),
        ("MethodsOfControlRestrictsMovement;RestrictsMovement", ("RestrictsMovement",)),
        ("UsesChildren", ("UsesChildren",)),
        ("  ", None),
        ("-99", None),
    ],
)
def test_several_values_are_read_however_they_stand_apart(text: str, expected: tuple[str, ...] | None) -> None:
    assert value("vic_MethodsOfControl", text) == expected


def test_seventeen_ways_of_control_are_accepted() -> None:
    assert {*field("vic_MethodsOfControl").choices} >= {"RestrictsMovement", "Other", "WithholdsDocuments"}
    assert len({*field("vic_MethodsOfControl").choices} - {"UsesChildren"}) == 17


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("prs_Gender", "feminine", "Feminine"),
        ("prs_Gender", "Ер", "Masculine"),
        ("prs_Gender", "Не указан или не известен", "NonSpecifiedUnknown"),
        ("prs_Gender", "Non-Conforming", "NonConforming"),
        ("vic_ForcedLabourIndustry", "Wholesale and retail trade; repair of motor vehicles and motorcycles", (TRADE,)),
        ("vic_ForcedLabourIndustry", "F_Construction P_Education", ("F_Construction", "P_Education")),
        ("vic_ForcedLabourIndustry", "C13", ("C13",)),
        ("vic_RelationshipToTrafficker", "Unacquainted", "Unaquainted"),
        ("vic_Vulnerabilities", "Poverty", ("Poverty",)),
        ("vic_RecruitmentWebsitesAndApps", "VK; OLX", "VK; OLX"),
        ("prs_Citizenship", "UZ", ("UZ",)),
        ("prs_Citizenship", "uzb; KAZ", ("UZ", "KZ")),
        ("prs_Citizenship", "UZ KZ", ("UZ", "KZ")),
        ("prs_Citizenship", "Қазақстан", ("KZ",)),
        ("prs_Citizenship", "00", ()),
        ("con_Consent", "иә", True),
        ("con_Consent", "FALSE", False),
        ("vic_AgeWhenTrafficked", "9", AgeRange(9, 9)),
        ("vic_AgeWhenTrafficked", "09--17", AgeRange(9, 17)),
        ("vic_AgeWhenTrafficked", "0–8", AgeRange(0, 8)),
        ("vic_AgeWhenTrafficked", "48+", AgeRange(48, None)),
        ("cas_IncomingReferralDate", "2012", PartialDate(2012)),
        ("cas_IncomingReferralDate", "2012-05", PartialDate(2012, 5)),
        ("cas_IncomingReferralDate", "05.2012", PartialDate(2012, 5)),
        ("cas_IncomingReferralDate", "4/5/2012", PartialDate(2012, 5, 4)),
        ("cas_IncomingReferralDate", "2012-05-04T00:00:00Z", PartialDate(2012, 5, 4)),
        ("cas_IncomingReferralDate", "41033", PartialDate(2012, 5, 4)),
        ("prs_NumberOfChildren", "2", 2.0),
        ("prs_FirstName", " as it is ", " as it is "),
    ],
)  # fmt: skip
def test_a_value_is_read_as_people_write_it(code: str, text: str, expected: Value) -> None:
    assert value(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text", "sentence"),
    [
        ("prs_Gender", "girl", RowFault.NOT_IN_LIST),
        ("vic_MethodsOfControl", "DebtBondage;Nonsense", RowFault.NOT_IN_LIST),
        ("prs_Citizenship", "Atlantis", RowFault.COUNTRY_UNCLEAR),
        ("con_Consent", "maybe", RowFault.YES_NO_UNCLEAR),
        ("vic_AgeWhenTrafficked", "17--9", RowFault.AGE_UNCLEAR),
        ("vic_AgeWhenTrafficked", "121", RowFault.AGE_UNCLEAR),
        ("cas_IncomingReferralDate", "31.02.2012", RowFault.DATE_DOES_NOT_EXIST),
        ("cas_IncomingReferralDate", "12.31.2012", RowFault.DATE_DOES_NOT_EXIST),
        ("cas_IncomingReferralDate", "4 May 2012", RowFault.DATE_UNCLEAR),
        ("cas_IncomingReferralDate", "1012", RowFault.DATE_OUT_OF_TIME),
        ("prs_NumberOfChildren", "two", RowFault.NUMBER_UNCLEAR),
        ("prs_NumberOfChildren", "nan", RowFault.NUMBER_UNCLEAR),
    ],
)
def test_a_value_that_cannot_be_read_is_a_fault_without_the_value(code: str, text: str, sentence: str) -> None:
    with pytest.raises(Unclear) as caught:
        value(code, text)
    assert caught.value.sentence == sentence
    assert text not in {str(shown) for shown in caught.value.values.values()}


def test_a_slip_of_the_pen_is_answered_with_the_word_that_was_meant() -> None:
    with pytest.raises(Unclear) as caught:
        value("prs_Gender", "Femminine")
    assert caught.value.values["suggestion"] == "Feminine"


def test_all_faults_of_all_rows_come_at_once_with_row_and_column() -> None:
    found = faults(
        ["ext_RecordId", "prs_FirstName", "prs_Gender", "prs_Birthdate"],
        ["1", "Айгерім", "Айгерім", "Айгерім"],
        ["2", "x", "Feminine", "2999-01-01"],
        ["1", "x", "Masculine", "2012"],
    )
    assert [(fault.sentence, fault.row, fault.column) for fault in found] == [
        (RowFault.NOT_IN_LIST, 2, "C"),
        (RowFault.DATE_UNCLEAR, 2, "D"),
        (RowFault.DATE_OUT_OF_TIME, 3, "D"),
        (RowFault.RECORD_ID_TWICE, 4, "A"),
    ]
    assert "Айгерім" not in repr(found)


def test_a_row_that_slipped_is_named_and_a_heading_in_the_second_row_is_enough() -> None:
    found = faults(["prs_Gender", "prs_FirstName"], ["Feminine", "x", "y"], ["Masculine", "x", ""])
    assert found == [Fault(TableFault.CELL_BESIDE_TABLE, 2, "C")]
    wider = layout([["prs_Gender", "prs_FirstName"], ["Gender", "First Name", "Remark"], ["Masculine", "x", "y"]])
    assert [column.heading for column in wider.columns] == ["prs_Gender", "prs_FirstName", "Remark"]


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


@pytest.mark.parametrize(
    ("values", "standing", "band", "written"),
    [
        ({"vic_AgeWhenTrafficked": "09--17"}, Standing.CHILD, "unknown", "9–17"),
        ({"vic_AgeWhenTrafficked": "0--8"}, Standing.CHILD, "unknown", "0–8"),
        ({"vic_AgeWhenTrafficked": "18--20"}, Standing.ADULT, "adult", "18–20"),
        ({"vic_AgeWhenTrafficked": "48+"}, Standing.ADULT, "adult", "48+"),
        ({"vic_AgeWhenTrafficked": "15--20"}, Standing.CHILD, "unknown", "15–20"),
        ({"vic_AgeWhenTrafficked": "15-17"}, Standing.CHILD, "15_17", "15–17"),
        ({"vic_AgeWhenTrafficked": "16"}, Standing.CHILD, "15_17", "16"),
        ({"prs_Gender": "Feminine"}, Standing.CHILD, "unknown", ""),
        ({"prs_Birthdate": "2000-01-01", "cas_IncomingReferralDate": "2012-01-01"}, Standing.CHILD, "12_14", "12"),
        ({"prs_Birthdate": "2000-01-01"}, Standing.ADULT, "adult", "26"),
        ({"prs_Birthdate": "2020", "cas_IncomingReferralDate": "2019"}, Standing.CHILD, "under_1", "0"),
    ],
)
def test_in_doubt_somebody_is_a_child(values: dict[str, str], standing: str, band: str, written: str) -> None:
    found = meaning(**values)
    assert (found.standing, found.age_band, found.age_as_written) == (standing, band, written)


@pytest.mark.parametrize(
    ("status", "body", "category"),
    [
        ("ActualVictimOfTrafficking", "", Category.IDENTIFIED_VICTIM),
        ("PossibleVictimOfTrafficking", "NGO", Category.PRESUMED_VICTIM),
        ("NotAVictimOfTrafficking", "Police", Category.NOT_A_VICTIM),
        ("NotAVictimOfTrafficking", "CourtOrProsecution", Category.NOT_A_VICTIM),
        ("NotAVictimOfTrafficking", "NGO", Category.UNKNOWN),
        ("NotAVictimOfTrafficking", "", Category.UNKNOWN),
        ("", "Police", Category.UNKNOWN),
    ],
)
def test_not_a_victim_is_only_what_a_competent_body_decided(status: str, body: str, category: str) -> None:
    found = meaning(vic_TraffickingStatus=status, vic_TraffickingStatusDecisionMakingOrg=body, con_Consent="TRUE")
    assert found.category == category
    assert found.is_negative_without_body == (category == Category.UNKNOWN and bool(status))


@pytest.mark.parametrize("category", [*Category])
def test_at_risk_and_undecided_leave_as_an_empty_status(category: Category) -> None:
    with_status = {Category.PRESUMED_VICTIM, Category.IDENTIFIED_VICTIM, Category.NOT_A_VICTIM}
    assert bool(status_word(category)) == (category in with_status)


def test_what_our_words_cannot_hold_exactly_is_not_rounded_into_a_claim() -> None:
    found = meaning(
        prs_FirstName="Айгерім", prs_MiddleName="Ерланқызы", prs_SecondName="Қасымова", prs_Gender="NonConforming",
        prs_Citizenship="FR;KZ", prs_PrimaryLanguage="kaz", cas_IncomingReferralDate="2012", vic_AgeWhenTrafficked="16",
        cas_Status="Follow Up", con_Consent="yes",
    )  # fmt: skip
    assert found.sex == "unknown"
    assert found.citizenship_group == "other"
    assert found.language == "kk"
    assert found.birth == Birth(year=1996, is_about=True)
    assert found.name is not None
    assert (found.name.full, found.name.family, found.name.given) == (
        "Қасымова Айгерім Ерланқызы",
        "Қасымова",
        "Айгерім",
    )
    assert found.stage == Stage.REVIEW
    assert found.has_consent


@pytest.mark.parametrize(
    ("status", "stage"),
    [("Active", Stage.IN_SERVICE), ("Closed", Stage.CLOSED), ("ClosedReferred", Stage.CLOSED), ("", Stage.NEW)],
)
def test_a_case_without_a_status_waits_for_somebody_rather_than_rest_unseen(status: str, stage: Stage) -> None:
    assert meaning(prs_Gender="Feminine", cas_Status=status).stage == stage


def test_how_a_case_stands_leaves_in_the_words_of_the_standard() -> None:
    assert {stage: case_status_word(stage) for stage in (Stage.NEW, Stage.REVIEW, Stage.CLOSED)} == {
        Stage.NEW: "Active",
        Stage.REVIEW: "FollowUp",
        Stage.CLOSED: "Closed",
    }


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
