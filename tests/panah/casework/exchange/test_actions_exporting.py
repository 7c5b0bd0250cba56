"""Files that go out: value for value, or the core columns; never names beside citizenship."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from panah.casework.cases.actions import reopen_case
from panah.casework.cases.codes import Stage
from panah.casework.cases.models import Case
from panah.casework.exchange.actions import (
    NothingToExport,
    ReasonMissing,
    Source,
    export_htcds,
    import_htcds,
)
from panah.casework.exchange.codes import ExportContents
from panah.casework.exchange.models import ImportBatch, ImportedRecord, RecordExport
from panah.casework.exchange.queries import find_by_record_id, htcds_standard
from panah.casework.people.actions import decide_category
from panah.casework.people.codes import Category
from panah.casework.people.models import Child
from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import Table
from panah.engines.tables.writing import delimited
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.exchange.acting import (
    GIRL,
    WOMAN,
    cells,
    exported,
    head_of,
    imported,
    made,
    member_of,
    only_child,
)
from tests.panah.casework.exchange.given import official_workbook, shared

pytestmark = pytest.mark.django_db
UNNAMED = {name: value for name, value in GIRL.items() if name not in ("prs_FirstName", "prs_SecondName")}


@pytest.fixture
def organisation() -> Organisation:
    return made("first")


def test_the_official_workbook_comes_in_and_goes_out_with_its_two_rows_of_headings(organisation: Organisation) -> None:
    content = official_workbook(
        {"First Name": "=HYPERLINK(1)", "Mailing City": "Шымкент", "Gender": "Feminine", "Status": "Follow Up"},
        {"First Name": "+7 not a formula", "Gender": "Masculine"},
    )
    table = read_table(content, "book.xlsx")
    assert isinstance(table, Table)
    import_htcds(by=head_of(organisation), organisation=organisation, source=Source(table))
    file = exported(organisation)
    place = table.rows[0].cells.index("Citizenship")
    assert file.columns_left_out == ("prs_Citizenship",)

    def but_one(row: Sequence[str]) -> list[str]:
        return [cell for number, cell in enumerate(row) if number != place]

    assert [list(heading) for heading in file.headings] == [
        but_one(table.header.cells), but_one(table.rows[0].cells),
    ]  # fmt: skip
    assert [list(row) for row in file.rows] == [but_one(row.cells) for row in table.rows[1:3]]
    written = delimited(file.headings[0], [*file.headings[1:], *file.rows])
    assert b"'=HYPERLINK(1)" in written
    again = read_table(written, "again.csv")
    assert isinstance(again, Table)
    import_htcds(by=head_of(organisation), organisation=organisation, source=Source(again))


def test_columns_come_back_value_for_value_also_those_that_nobody_knows(organisation: Organisation) -> None:
    row = {**UNNAMED, "our own column": " kept  as it is ", "ext_Ward": "7"}
    imported(organisation, row)
    file = exported(organisation)
    assert file.contents is ExportContents.IMPORTED
    assert cells(file) == row


def test_only_what_changed_here_is_written_over_what_came(organisation: Organisation) -> None:
    imported(organisation, UNNAMED, {**WOMAN, "prs_Citizenship": "FR;KZ"})
    child = Child.objects.get(standing="child")
    reopen_case(by=head_of(organisation), case=Case.objects.get(child=child), reason="again")
    decide_category(by=head_of(organisation), child=child, category=Category.OTHER_AT_RISK, ground="observation")
    file = exported(organisation)
    changed = {"cas_Status": "Active", "vic_TraffickingStatus": ""}
    assert cells(file) == {**dict.fromkeys(file.headings[0], ""), **UNNAMED, **changed}
    assert cells(file, 1)["prs_Citizenship"] == "FR;KZ"


def test_files_with_other_headings_leave_in_one_set_of_columns(organisation: Organisation) -> None:
    imported(organisation, {"ext_RecordId": "1", "prs_Gender": "Feminine"})
    imported(organisation, {"prs_First_Name": "Аида", "Gender": "Masculine"})
    file = exported(organisation)
    assert file.headings == (("ext_RecordId", "prs_Gender", "prs_FirstName"),)
    assert list(file.rows) == [["1", "Feminine", ""], ["", "Masculine", "Аида"]]


def test_one_import_can_leave_alone(organisation: Organisation) -> None:
    first = imported(organisation, UNNAMED)
    imported(organisation, WOMAN)
    file = exported(organisation, batch=ImportBatch.objects.get(code=first.code))
    assert len(file.rows) == 1
    assert cells(file) == UNNAMED


STATUS = "Migration status of the mother"


@pytest.mark.safeguard("S2", "a file that holds names, citizenship and a column of migration status is asked out again")
def test_a_file_with_names_leaves_without_citizenship_and_status(organisation: Organisation) -> None:
    imported(organisation, {**GIRL, STATUS: "overstayed"}, WOMAN)
    file = exported(organisation)
    assert file.columns_left_out == ("prs_Citizenship", STATUS)
    assert cells(file)["prs_SecondName"] == "Қасымова"
    assert not {"UZ", "overstayed"} & {cell for row in file.rows for cell in row}


@pytest.mark.safeguard("S2", "the same file without names: citizenship leaves, and nobody can be found by it")
def test_without_names_citizenship_leaves_and_nothing_that_names(organisation: Organisation) -> None:
    imported(organisation, {**GIRL, "prs_MobilePhone": "+7 000 555 44 33", "Аты-жөні": "Қасымова Айгерім"})
    file = exported(organisation, without_names=True)
    assert file.contents is ExportContents.IMPORTED_WITHOUT_NAMES
    assert cells(file)["prs_Citizenship"] == "UZ"
    text = str(file.rows)
    for word in ("Қасымова", "Айгерім", "555"):
        assert word not in text


def test_nothing_is_forgotten_when_a_file_without_citizenship_comes_back(organisation: Organisation) -> None:
    imported(organisation, GIRL)
    file = exported(organisation)
    again = read_table(delimited(file.headings[0], file.rows), "again.csv")
    assert isinstance(again, Table)
    import_htcds(by=head_of(organisation), organisation=organisation, source=Source(again))
    assert only_child().citizenship_group == "UZ"


def test_records_written_here_leave_without_names_when_asked(organisation: Organisation) -> None:
    registered(organisation, Category.PRESUMED_VICTIM)
    assert exported(organisation, without_names=True).contents is ExportContents.WITHOUT_NAMES


def registered(organisation: Organisation, category: Category) -> None:
    """A case written in Panah, beside what came with files."""
    imported(organisation, {**GIRL, "ext_RecordId": "Z"})
    child = only_child()
    decide_category(
        by=head_of(organisation), child=child, category=category, ground="observation", body="internal_affairs"
    )
    ImportedRecord.objects.all().delete()


@pytest.mark.parametrize(
    ("category", "status"),
    [
        (Category.OTHER_AT_RISK, ""),
        (Category.CHILD_OF_MIGRANT_LABOURERS, ""),
        (Category.UNKNOWN, ""),
        (Category.PRESUMED_VICTIM, "PossibleVictimOfTrafficking"),
        (Category.NOT_A_VICTIM, "NotAVictimOfTrafficking"),
    ],
)
def test_a_child_at_risk_leaves_with_an_empty_status(
    organisation: Organisation, category: Category, status: str
) -> None:
    registered(organisation, category)
    file = exported(organisation)
    assert file.headings == (htcds_standard().core,)
    assert len(file.headings[0]) == 38
    row = cells(file)
    assert row["vic_TraffickingStatus"] == status
    assert row["vic_TraffickingStatusDecisionMakingOrg"] == ("Police" if status else "")


@pytest.mark.safeguard("S2", "records written in Panah are asked out with their names")
def test_names_and_citizenship_never_leave_side_by_side(organisation: Organisation) -> None:
    registered(organisation, Category.PRESUMED_VICTIM)
    named = cells(exported(organisation, contents=ExportContents.WITH_NAMES))
    assert (named["prs_SecondName"], named["prs_Birthdate"], named["prs_Citizenship"]) == ("Қасымова", "2010-05-04", "")
    unnamed = cells(exported(organisation, contents=ExportContents.WITHOUT_NAMES))
    assert unnamed["prs_Citizenship"] == "UZ"
    assert unnamed["prs_Birthdate"] == "2010"
    assert not any(unnamed[field] for field in ("prs_FirstName", "prs_SecondName", "cas_CaseOwner"))


def test_an_export_needs_a_reason_and_is_remembered(organisation: Organisation) -> None:
    imported(organisation, GIRL)
    with pytest.raises(ReasonMissing):
        export_htcds(by=head_of(organisation), organisation=organisation, reason="  ")
    file = exported(organisation)
    note = RecordExport.objects.get()
    open_sealed(note)
    assert (note.code, note.reason, note.row_count, note.contents) == (file.code, "yearly check", 1, "imported")
    event = AuditEvent.objects.latest("number")
    assert (event.verb, event.subject_code) == ("exchange.record_export", file.code)


def test_nothing_to_export_is_a_sentence(organisation: Organisation) -> None:
    with pytest.raises(NothingToExport):
        exported(organisation)


def test_a_person_gets_only_what_grants_let_in(organisation: Organisation) -> None:
    imported(organisation, GIRL)
    own_reach = replace(member_of(organisation, Role.CASEWORKER), permissions=EVERYTHING)
    with pytest.raises(NothingToExport):
        export_htcds(by=own_reach, organisation=organisation, reason="x")


def test_a_child_among_the_public_records_is_found_reopened_and_all_go_out_as_they_came(
    organisation: Organisation,
) -> None:
    path = shared("htcds_from_ctdc.csv")
    table = read_table(path.read_bytes(), path.name)
    assert isinstance(table, Table)
    head = head_of(organisation)
    report = import_htcds(by=head, organisation=organisation, source=Source(table))
    assert (report.new, report.adults, report.children) == (14_299, 9_156, 5_143)
    file = exported(organisation)
    assert delimited(file.headings[0], file.rows) == path.read_bytes()
    number = next(row.cells[0] for row in table.rows if row.cells[4] == "09--17")
    (child,) = find_by_record_id(head, number)
    case = reopen_case(by=head, case=Case.objects.visible_to(head).get(child=child), reason="came again")
    assert case.stage == Stage.NEW
    assert import_htcds(by=head, organisation=organisation, source=Source(table)).new == 0
