"""Files that come in and go out, from the row to the record and back."""

import datetime
from collections.abc import Mapping
from dataclasses import replace

import pytest
from django.utils.timezone import localtime

from panah.casework.cases.actions import reopen_case
from panah.casework.cases.codes import Stage
from panah.casework.cases.models import Case, Episode
from panah.casework.exchange.actions import (
    ExportedFile,
    FaultyFile,
    ImportReport,
    NothingToExport,
    OthersRecords,
    ReasonMissing,
    Source,
    export_htcds,
    import_htcds,
)
from panah.casework.exchange.codes import ExportContents, RowFault, RowNote
from panah.casework.exchange.models import ImportBatch, ImportedRecord, RecordExport
from panah.casework.exchange.queries import find_by_record_id, htcds_standard, imported_record_of
from panah.casework.people.actions import decide_category
from panah.casework.people.codes import Category, Standing
from panah.casework.people.models import CategoryDecision, Child, Consent, Name
from panah.casework.people.queries import find_by_name, has_consent
from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import Table
from panah.engines.tables.writing import delimited
from panah.foundation.accounts.actions import add_organisation, add_person, give_role
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.clocks.models import Timer
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.models import AuditEvent, File
from panah.foundation.security.permissions import EVERYTHING, Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed, open_sealed
from tests.panah.casework.exchange.given import csv_of, official_workbook, shared

pytestmark = pytest.mark.django_db

GIRL = {
    "ext_RecordId": "A-1",
    "prs_FirstName": "Айгерім",
    "prs_SecondName": "Қасымова",
    "prs_Gender": "Feminine",
    "prs_Birthdate": "2010-05-04",
    "prs_Citizenship": "UZ",
    "vic_TraffickingStatus": "PossibleVictimOfTrafficking",
    "cas_Status": "Closed",
    "cas_IncomingReferralDate": "2019",
    "con_Consent": "",
}
WOMAN = {"ext_RecordId": "A-2", "prs_Gender": "Feminine", "vic_AgeWhenTrafficked": "18--20", "cas_Status": "Closed"}


@pytest.fixture
def organisation() -> Organisation:
    return made("first")


STAFF = Actor.system("test", {Permission.STAFF_MANAGE})


def made(code: str) -> Organisation:
    return add_organisation(by=STAFF, code=code, kind="ngo", names={"kk": "А", "ru": "Б", "en": "C"})


def member_of(organisation: Organisation, role: Role) -> Actor:
    username = f"{role}-{organisation.code}"
    person = Person.objects.filter(username=username).first() or add_person(
        by=STAFF, username=username, display_name=username, password=None
    )
    return actor_of(give_role(by=STAFF, person=person, organisation=organisation, role=role))


def head_of(organisation: Organisation) -> Actor:
    return member_of(organisation, Role.HEAD_OF_ORGANISATION)


def table_of(*rows: Mapping[str, str]) -> Table:
    table = read_table(csv_of(*rows), "rows.csv")
    assert isinstance(table, Table), table
    return table


def imported(organisation: Organisation, *rows: Mapping[str, str]) -> ImportReport:
    return import_htcds(by=head_of(organisation), organisation=organisation, source=Source(table_of(*rows)))


def exported(organisation: Organisation, **options: object) -> ExportedFile:
    return export_htcds(
        by=head_of(organisation),
        organisation=organisation,
        reason="yearly check",
        **options,  # type: ignore[arg-type]
    )


def cells(file: ExportedFile, row: int = 0) -> dict[str, str]:
    return dict(zip(file.headings[0], file.rows[row], strict=True))


def only_child() -> Child:
    child: Child = Child.objects.get()
    open_sealed(child)
    return child


def test_a_row_becomes_a_child_with_a_case_that_its_organisation_sees(organisation: Organisation) -> None:
    report = imported(organisation, GIRL)
    assert (report.new, report.children, report.adults) == (1, 1, 0)
    child = only_child()
    assert (child.standing, child.sex, child.birth_date, child.birth_year) == (
        Standing.CHILD,
        "female",
        datetime.date(2010, 5, 4),
        2010,
    )
    assert (child.age_band_at_entry, child.citizenship_group, child.category) == ("6_11", "UZ", "presumed_victim")
    case = Case.objects.visible_to(head_of(organisation)).get()
    assert (case.code, case.stage, localtime(case.opened_at).date()) == (
        child.code,
        Stage.CLOSED,
        datetime.date(2019, 1, 1),
    )
    assert Episode.objects.get(case=case).closed_at is not None
    assert [found.pk for found in find_by_name(head_of(organisation), "Касымова Айгерим")] == [child.pk]
    assert not Timer.objects.running().exists()


def test_a_record_is_found_by_its_former_id_only_where_it_came_from(organisation: Organisation) -> None:
    imported(organisation, GIRL)
    assert [child.pk for child in find_by_record_id(head_of(organisation), " A-1 ")] == [only_child().pk]
    assert find_by_record_id(head_of(made("second")), "A-1") == []
    assert find_by_record_id(head_of(organisation), "") == []


def test_what_our_words_cannot_hold_is_kept_beside_and_the_row_stays_shut(organisation: Organisation) -> None:
    imported(organisation, {**GIRL, "prs_Birthdate": "", "vic_AgeWhenTrafficked": "09--17"})
    child = only_child()
    assert child.age_band_at_entry == "unknown"
    record = imported_record_of(child)
    assert record is not None
    assert (record.age_as_written, record.came_as_written) == ("9–17", "2019")
    with pytest.raises(StillSealed):
        _ = record.row


def test_adults_come_as_adults_and_a_doubtful_age_is_a_child(organisation: Organisation) -> None:
    report = imported(organisation, WOMAN, {"ext_RecordId": "A-3", "prs_Gender": "Masculine"})
    assert (report.adults, report.children) == (1, 1)
    assert sorted(Child.objects.values_list("standing", "age_band_at_entry")) == [
        ("adult", "adult"),
        ("child", "unknown"),
    ]


def test_no_consent_in_the_row_is_no_consent_and_a_tick_is_for_services_alone(organisation: Organisation) -> None:
    imported(organisation, GIRL, {**WOMAN, "con_Consent": "TRUE"})
    girl, woman = Child.objects.get(standing="child"), Child.objects.get(standing="adult")
    assert not has_consent(girl, "case_services")
    assert has_consent(woman, "case_services")
    assert not has_consent(woman, "share_with_organisation")
    assert Consent.objects.count() == 1


@pytest.mark.parametrize(
    ("status", "stage", "timers"),
    [("Active", Stage.IN_SERVICE, ["review"]), ("", Stage.NEW, ["first_safety_contact"]), ("Closed", Stage.CLOSED, [])],
)
def test_whoever_still_waits_gets_a_clock_that_starts_today(
    organisation: Organisation, status: str, stage: str, timers: list[str]
) -> None:
    imported(organisation, {**GIRL, "cas_Status": status})
    assert Case.objects.get().stage == stage
    assert list(Timer.objects.running().values_list("kind", flat=True)) == timers


def test_the_same_file_again_writes_nothing(organisation: Organisation) -> None:
    rows = [GIRL, WOMAN, {"prs_Gender": "Masculine"}, {"prs_Gender": "Masculine"}]
    assert imported(organisation, *rows).new == 4
    files = File.objects.count()
    second = imported(organisation, *rows[::-1])
    assert (second.new, second.changed, second.unchanged, second.code) == (0, 0, 4, "")
    assert (Child.objects.count(), ImportBatch.objects.count(), File.objects.count()) == (4, 1, files)


def test_the_same_id_in_another_organisation_is_another_person(organisation: Organisation) -> None:
    imported(organisation, GIRL)
    assert imported(made("second"), GIRL).new == 1
    assert Child.objects.count() == 2


def test_a_changed_row_changes_what_nobody_changed_here(organisation: Organisation) -> None:
    imported(organisation, GIRL)
    decide_category(by=head_of(organisation), child=only_child(), category=Category.OTHER_AT_RISK, ground="observation")
    again = imported(
        organisation,
        {
            **GIRL,
            "prs_FirstName": "Аида",
            "prs_Birthdate": "2011-05-04",
            "vic_TraffickingStatus": "ActualVictimOfTrafficking",
            "con_Consent": "TRUE",
            "cas_Status": "Active",
        },
    )
    assert (again.new, again.changed) == (0, 1)
    child = only_child()
    assert (child.birth_date, child.birth_year) == (datetime.date(2011, 5, 4), 2011)
    assert child.category == Category.OTHER_AT_RISK
    assert Name.objects.count() == 2
    for name in ("Айгерим Касымова", "Аида Касымова"):
        assert find_by_name(head_of(organisation), name)
    assert has_consent(child, "case_services")
    assert (Case.objects.get().stage, Episode.objects.count()) == (Stage.IN_SERVICE, 2)
    assert imported(organisation, GIRL).changed == 1


def test_a_file_never_closes_a_case(organisation: Organisation) -> None:
    imported(organisation, {**GIRL, "cas_Status": "Active"})
    imported(organisation, GIRL)
    assert Case.objects.get().stage == Stage.IN_SERVICE


def test_a_faulty_file_is_refused_whole_with_all_its_faults(organisation: Organisation) -> None:
    with pytest.raises(FaultyFile) as caught:
        imported(organisation, GIRL, {**WOMAN, "prs_Gender": "Айгерім"}, {**WOMAN, "prs_Birthdate": "soon"})
    assert [(fault.sentence, fault.row) for fault in caught.value.faults] == [
        (RowFault.NOT_IN_LIST, 3),
        (RowFault.DATE_UNCLEAR, 4),
        (RowFault.RECORD_ID_TWICE, 4),
    ]
    assert "Айгерім" not in repr(caught.value.faults)
    assert not Child.objects.exists()
    assert not ImportBatch.objects.exists()
    assert not AuditEvent.objects.filter(verb__startswith="exchange.").exists()


def test_a_fault_in_the_middle_of_writing_leaves_nothing(
    organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(**_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("panah.casework.exchange.actions.importing.open_cases", full_disk)
    with pytest.raises(OSError, match="disk full"):
        imported(organisation, GIRL)
    assert not Child.objects.exists()
    assert not File.objects.exists()


def test_one_import_is_one_row_of_audit_with_codes_alone(organisation: Organisation) -> None:
    head = head_of(organisation)
    before = AuditEvent.objects.count()
    report = import_htcds(by=head, organisation=organisation, source=Source(table_of(GIRL, WOMAN)))
    event = AuditEvent.objects.latest("number")
    assert AuditEvent.objects.count() == before + 1
    assert (event.verb, event.subject_code) == ("exchange.import_batch", report.code)


def test_only_ones_own_organisation_and_only_with_the_right(organisation: Organisation) -> None:
    stranger = head_of(made("second"))
    source = Source(table_of(GIRL))
    with pytest.raises(OthersRecords):
        import_htcds(by=stranger, organisation=organisation, source=source)
    imported(organisation, GIRL)
    with pytest.raises(OthersRecords):
        export_htcds(by=stranger, organisation=organisation, reason="x")
    nobody = member_of(organisation, Role.SUPERVISOR)
    with pytest.raises(NotPermitted):
        import_htcds(by=nobody, organisation=organisation, source=source)
    with pytest.raises(NotPermitted):
        export_htcds(by=nobody, organisation=organisation, reason="x")


def test_not_a_victim_without_a_competent_body_is_read_as_undecided_and_said(organisation: Organisation) -> None:
    report = imported(organisation, {**GIRL, "vic_TraffickingStatus": "NotAVictimOfTrafficking"})
    assert [(note.sentence, dict(note.values)) for note in report.notes] == [
        (RowNote.NOT_A_VICTIM_WITHOUT_BODY, {"count": 1})
    ]
    assert only_child().category == Category.UNKNOWN
    assert not CategoryDecision.objects.exists()


def test_a_decision_of_a_body_is_kept_with_the_body(organisation: Organisation) -> None:
    row = {
        **GIRL,
        "vic_TraffickingStatus": "NotAVictimOfTrafficking",
        "vic_TraffickingStatusDecisionMakingOrg": "Police",
    }
    imported(organisation, row)
    decision = CategoryDecision.objects.get()
    assert (decision.category, decision.body) == (Category.NOT_A_VICTIM, "internal_affairs")


def test_the_official_workbook_comes_in_and_goes_out_with_its_two_rows_of_headings(organisation: Organisation) -> None:
    content = official_workbook(
        {"First Name": "=HYPERLINK(1)", "Mailing City": "Шымкент", "Gender": "Feminine", "Status": "Follow Up"},
        {"First Name": "+7 not a formula", "Gender": "Masculine"},
    )
    table = read_table(content, "book.xlsx")
    assert isinstance(table, Table)
    import_htcds(by=head_of(organisation), organisation=organisation, source=Source(table))
    file = exported(organisation)
    assert [list(heading) for heading in file.headings] == [list(table.header.cells), list(table.rows[0].cells)]
    assert [tuple(row) for row in file.rows] == [row.cells for row in table.rows[1:3]]
    written = delimited(file.headings[0], [*file.headings[1:], *file.rows])
    assert b"'=HYPERLINK(1)" in written
    again = read_table(written, "again.csv")
    assert isinstance(again, Table)
    assert import_htcds(by=head_of(organisation), organisation=organisation, source=Source(again)).unchanged == 2


def test_columns_come_back_value_for_value_also_those_that_nobody_knows(organisation: Organisation) -> None:
    row = {**GIRL, "our own column": " kept  as it is ", "ext_Ward": "7"}
    imported(organisation, row)
    file = exported(organisation)
    assert file.contents is ExportContents.IMPORTED
    assert cells(file) == row


def test_only_what_changed_here_is_written_over_what_came(organisation: Organisation) -> None:
    imported(organisation, GIRL, {**WOMAN, "prs_Citizenship": "FR;KZ"})
    child = Child.objects.get(standing="child")
    reopen_case(by=head_of(organisation), case=Case.objects.get(child=child), reason="again")
    decide_category(by=head_of(organisation), child=child, category=Category.OTHER_AT_RISK, ground="observation")
    file = exported(organisation)
    changed = {"cas_Status": "Active", "vic_TraffickingStatus": ""}
    assert cells(file) == {**dict.fromkeys(file.headings[0], ""), **GIRL, **changed}
    assert cells(file, 1)["prs_Citizenship"] == "FR;KZ"


def test_files_with_other_headings_leave_in_one_set_of_columns(organisation: Organisation) -> None:
    imported(organisation, {"ext_RecordId": "1", "prs_Gender": "Feminine"})
    imported(organisation, {"prs_First_Name": "Аида", "Gender": "Masculine"})
    file = exported(organisation)
    assert file.headings == (("ext_RecordId", "prs_Gender", "prs_FirstName"),)
    assert list(file.rows) == [["1", "Feminine", ""], ["", "Masculine", "Аида"]]


def test_one_import_can_leave_alone(organisation: Organisation) -> None:
    first = imported(organisation, GIRL)
    imported(organisation, WOMAN)
    file = exported(organisation, batch=ImportBatch.objects.get(code=first.code))
    assert len(file.rows) == 1
    assert cells(file) == GIRL


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
