"""Files that come in: what their rows become, once and all or nothing."""

import datetime

import pytest
from django.utils.timezone import localtime

from panah.casework.cases.codes import Stage
from panah.casework.cases.models import Case, Episode
from panah.casework.exchange.actions import (
    FaultyFile,
    OthersRecords,
    Source,
    export_htcds,
    import_htcds,
)
from panah.casework.exchange.codes import RowFault, RowNote
from panah.casework.exchange.models import ImportBatch
from panah.casework.exchange.queries import find_by_record_id, imported_record_of
from panah.casework.people.codes import Category, Standing
from panah.casework.people.models import CategoryDecision, Child, Consent
from panah.casework.people.queries import has_consent
from panah.engines.tables.shapes import CellFault
from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.models import Timer
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.models import AuditEvent, File
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed
from tests.panah.casework.exchange.acting import (
    GIRL,
    WOMAN,
    head_of,
    imported,
    made,
    member_of,
    only_child,
    table_of,
)
from tests.panah.casework.people.finding import found_by_name

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return made("first")


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
    assert [found.pk for found in found_by_name(head_of(organisation), "Касымова Айгерим")] == [child.pk]
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


def test_a_faulty_file_is_refused_whole_with_all_its_faults(organisation: Organisation) -> None:
    with pytest.raises(FaultyFile) as caught:
        imported(organisation, GIRL, {**WOMAN, "prs_Gender": "Айгерім"}, {**WOMAN, "prs_Birthdate": "soon"})
    assert [(fault.sentence, fault.row) for fault in caught.value.faults] == [
        (CellFault.NOT_IN_LIST, 3),
        (RowFault.RECORD_ID_TWICE, 4),
        (CellFault.DATE_UNCLEAR, 4),
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
