"""An organisation's own list: once and all or nothing, with what a person must look at put before one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from panah.casework.cases.models import Case
from panah.casework.exchange.actions import (
    FaultyFile,
    ImportReport,
    ListSource,
    OthersRecords,
    bring_list,
    import_list,
    sweep_lists,
)
from panah.casework.exchange.codes import ListTarget, StateOfRest
from panah.casework.exchange.models import ImportBatch, ImportedRecord, IncomingList, ListMemory
from panah.casework.exchange.queries import read_list, remembered
from panah.casework.exchange.queries.listing import heading_phrases
from panah.casework.exchange.rules.listing import guessed
from panah.casework.linking.actions import decide_same, tell_apart
from panah.casework.linking.codes import Origin
from panah.casework.linking.models import Pair
from panah.casework.linking.queries import pairs_waiting
from panah.casework.people.codes import Category, Sameness
from panah.casework.people.models import Child
from panah.engines.tables.lists import PlainList
from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed
from tests.panah.casework.exchange.acting import head_of, imported, made, member_of
from tests.panah.casework.exchange.messy import ROWS, messy_list
from tests.panah.casework.linking.seeking import sought
from tests.panah.casework.people.finding import found_by_name

pytestmark = pytest.mark.django_db
WORKER = Actor.system("worker", {Permission.CLOCK_WORK})


@pytest.fixture
def organisation() -> Organisation:
    return made("first")


def plain(content: bytes, name: str = "list.xlsx") -> PlainList:
    found = read_list(content, name)
    assert isinstance(found, PlainList), found
    return found


def source_of(organisation: Organisation, content: bytes, rest: StateOfRest = StateOfRest.ACTIVE) -> ListSource:
    one = plain(content)
    return ListSource(one, guessed(one.columns, heading_phrases(), remembered(organisation)[0]), rest)


def brought(organisation: Organisation, content: bytes, rest: StateOfRest = StateOfRest.ACTIVE) -> ImportReport:
    source = source_of(organisation, content, rest)
    return import_list(by=head_of(organisation), organisation=organisation, source=source)


def child_named(organisation: Organisation, name: str) -> Child:
    (found,) = found_by_name(head_of(organisation), name)
    return found


def test_a_messy_list_comes_in_twice_and_the_second_time_nobody_is_new(organisation: Organisation) -> None:
    first = brought(organisation, messy_list())
    assert first.new == 5
    again = brought(organisation, messy_list())
    assert (again.new, again.changed, again.unchanged, again.code) == (0, 0, 5, "")
    assert Child.objects.count() == Case.objects.count() == 5
    assert ImportBatch.objects.count() == 1
    assert sought() == Pair.objects.count() == 1
    child = child_named(organisation, "Ахметов Данияр")
    assert (child.sex, child.birth_year, child.category, child.citizenship_group) == (
        "male", 2012, Category.OTHER_AT_RISK, "KZ",
    )  # fmt: skip


def test_a_mended_row_of_the_same_person_is_the_same_record(organisation: Organisation) -> None:
    brought(organisation, messy_list(*ROWS))
    mended = tuple("Закрыто" if cell == "в работе" else cell for cell in ROWS[2])
    report = brought(organisation, messy_list(*ROWS[:2], mended, ROWS[3]))
    assert (report.new, report.changed, report.unchanged) == (0, 1, 3)


def test_a_list_without_some_columns_makes_nothing_unknown_again(organisation: Organisation) -> None:
    brought(organisation, messy_list(*ROWS))
    short = "Фамилия;Имя;Отчество;Дата рождения\nҮлгі-Ахметов;Данияр;Серікұлы;09.01.2012\n".encode()
    report = import_list(
        by=head_of(organisation),
        organisation=organisation,
        source=ListSource(
            plain(short, "short.csv"),
            {0: ListTarget.FAMILY_NAME, 1: ListTarget.GIVEN_NAME, 2: ListTarget.PATRONYMIC, 3: ListTarget.BIRTH},
            StateOfRest.ACTIVE,
        ),
    )
    assert (report.new, report.changed) == (0, 1)
    child = child_named(organisation, "Ахметов Данияр")
    assert (child.sex, child.category, child.citizenship_group) == ("male", Category.OTHER_AT_RISK, "KZ")


def test_one_bad_row_and_nothing_is_written(organisation: Organisation) -> None:
    with pytest.raises(FaultyFile) as refused:
        brought(organisation, messy_list(*ROWS, ("9", "Үлгі", "А", "", "?!", "31.02.2012", "", "", "", "", "")))
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [(11, "E"), (11, "F")]
    assert not Child.objects.exists()
    assert not ListMemory.objects.exists()


@pytest.mark.safeguard("S14", "a list of cases that were opened years ago is brought, open ones among them")
def test_old_dates_alarm_nobody_and_the_case_keeps_the_day_on_which_it_began(organisation: Organisation) -> None:
    brought(organisation, messy_list(*ROWS))
    case = Case.objects.get(child=child_named(organisation, "Каримова Нигора"))
    assert timezone.localtime(case.opened_at).date().isoformat() == "2021-06-01"
    assert {timer.kind for timer in Timer.objects.running()} == {TimerKind.REVIEW}
    assert all(timer.due_at > clock.now() + timedelta(days=1) for timer in Timer.objects.running())


@pytest.mark.safeguard("S6", "a list says of a child “not a victim”, and no body decided it")
def test_a_list_decides_of_nobody_that_it_is_no_victim(organisation: Organisation) -> None:
    row = list(ROWS[0])
    row[7] = "не жертва"
    brought(organisation, messy_list(tuple(row)))
    assert Child.objects.get().category == Category.UNKNOWN


def test_who_was_known_before_the_list_is_put_before_a_person_and_joined_by_nobody_else(
    organisation: Organisation,
) -> None:
    imported(organisation, {"prs_FirstName": "Тимур", "prs_SecondName": "Үлгі-Алиев", "prs_Birthdate": "2011"})
    sought()
    brought(organisation, messy_list(*ROWS))
    assert sought() == 1
    pair = pairs_waiting(head_of(organisation)).get()
    assert (pair.origin, pair.one.same_as, pair.other.same_as) == (Origin.IMPORT, None, None)
    assert Timer.objects.running().filter(kind=TimerKind.SAME_PAIRS).count() == 1
    tell_apart(by=head_of(organisation), pair=pair)
    assert not pairs_waiting(head_of(organisation)).exists()


def test_a_pair_that_was_joined_asks_no_more(organisation: Organisation) -> None:
    brought(organisation, messy_list())
    assert sought() == 1
    pair = Pair.objects.get()
    decide_same(by=head_of(organisation), child=pair.one, first=pair.other, sameness=Sameness.MERGED)
    assert not pairs_waiting(head_of(organisation)).exists()
    assert sought() == 0
    assert not Timer.objects.running().filter(kind=TimerKind.SAME_PAIRS).exists()


def test_a_list_that_nobody_finishes_is_gone_after_a_day(organisation: Organisation) -> None:
    bring_list(by=head_of(organisation), organisation=organisation, plain=plain(messy_list()))
    assert sweep_lists(by=WORKER) == 0
    with clock.standing_at(clock.now() + timedelta(hours=25)):
        assert sweep_lists(by=WORKER) == 1
    assert not IncomingList.objects.exists()


def test_a_list_and_what_is_remembered_of_it_rest_sealed(organisation: Organisation) -> None:
    brought(organisation, messy_list(*ROWS))
    bring_list(by=head_of(organisation), organisation=organisation, plain=plain(messy_list()))
    for record in (IncomingList.objects.get(), ListMemory.objects.get()):
        with pytest.raises(StillSealed):
            _ = record.choices
    with pytest.raises(StillSealed):
        _ = ImportedRecord.objects.all()[0].row


def test_a_list_comes_in_only_to_the_own_organisation_and_by_its_head(organisation: Organisation) -> None:
    source = source_of(organisation, messy_list())
    with pytest.raises(OthersRecords):
        import_list(by=head_of(made("second")), organisation=organisation, source=source)
    for role in (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.CASEWORKER):
        with pytest.raises(NotPermitted):
            import_list(by=member_of(organisation, role), organisation=organisation, source=source)
