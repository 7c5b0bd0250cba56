"""A list of trained people: all faults at once, all or nothing, and twice the same makes nothing twice."""

from datetime import date

import pytest

from panah.engines.tables.lists import PlainList
from panah.engines.tables.shapes import CellFault
from panah.foundation.clocks.models import Timer
from panah.foundation.documents.uploads import FaultyFile
from panah.foundation.security.access import NotPermitted
from panah.programme.directory.actions import bring_list, drop_list, sweep_brought_lists
from panah.programme.directory.codes import ListFault, ListKind
from panah.programme.directory.models import Adult, AdultPair, BroughtList
from panah.programme.directory.queries import heading_phrases, read_list, unpacked_list
from panah.programme.training import actions
from panah.programme.training.codes import EventState
from panah.programme.training.models import Attendance, Enrolment, Event
from panah.programme.training.queries import trained_adults
from panah.programme.training.queries.listing import COLUMNS, preview_of_trained, read_trained
from panah.programme.training.rules.listing import TrainingList
from tests.panah.programme.bureau import SYSTEM, Bureau
from tests.panah.programme.training.messy import LATER, ROWS, messy_list


def plain(*rows: tuple[str, ...]) -> PlainList:
    found = read_list(messy_list(*rows), "list.xlsx", heading_phrases(COLUMNS))
    assert isinstance(found, PlainList), found
    return found


def test_a_list_as_people_keep_it_becomes_trainings_with_whoever_was_there(bureau: Bureau) -> None:
    report = actions.import_trained(by=bureau.timur.actor, plain=plain())
    assert (report.rows, report.new_events, report.new_people, report.new_enrolments) == (6, 2, 5, 6)
    taraz, kyzylorda = Event.objects.order_by("starts_on")
    assert (taraz.starts_on, taraz.ends_on, taraz.place_id) == (date(2023, 10, 12), date(2023, 10, 13), "KZ-31-01")
    assert (kyzylorda.starts_on, kyzylorda.state) == (date(2024, 9, 18), EventState.REPORTED)
    assert taraz.half_days.count() == 4
    assert Attendance.objects.filter(half_day__event=kyzylorda).values("enrolment").distinct().count() == 2
    assert {adult.sector for adult in Adult.objects.all()} == {"education", "health", "social_protection", "ngo"}


def test_one_person_in_both_years_is_counted_once_and_attended_twice(bureau: Bureau) -> None:
    actions.import_trained(by=bureau.timur.actor, plain=plain())
    trained = trained_adults(date(2023, 9, 18), date(2025, 6, 30))
    assert (len(trained), sum(row.attendances for row in trained)) == (4, 5)


def test_the_same_list_twice_makes_nothing_twice(bureau: Bureau) -> None:
    actions.import_trained(by=bureau.timur.actor, plain=plain())
    counts = [kind.objects.count() for kind in (Event, Enrolment, Attendance, Adult, AdultPair)]
    again = actions.import_trained(by=bureau.timur.actor, plain=plain())
    assert (again.new_events, again.new_people, again.new_enrolments) == (0, 0, 0)
    assert [kind.objects.count() for kind in (Event, Enrolment, Attendance, Adult, AdultPair)] == counts


def test_old_paper_raises_no_alarm(bureau: Bureau) -> None:
    actions.import_trained(by=bureau.timur.actor, plain=plain())
    assert not Timer.objects.running().exists()


def test_every_fault_is_told_at_once_and_nothing_is_written(bureau: Bureau) -> None:
    faulty = (
        ROWS[0],
        ("2", "", "балық", "", "", "космос", "12", "Атлантида", "Тақырып", "31.02.2024", "Тараз", "мүмкін"),
        ("3", "Үлгібаев 3", "м", "", "", "мектеп", "", "Тараз", "", "13-12.10.2023", "", ""),
        ("4", "Үлгібаев Нұрлан", "м", "", "", "мектеп", "", "Тараз", "Тақырып", "01.01.2099", "", ""),
    )
    with pytest.raises(FaultyFile) as caught:
        actions.import_trained(by=bureau.timur.actor, plain=plain(*faulty))
    assert [(fault.row, fault.column, fault.sentence) for fault in caught.value.faults] == [
        (8, "B", CellFault.VALUE_MISSING), (8, "C", CellFault.NOT_IN_LIST), (8, "F", CellFault.NOT_IN_LIST),
        (8, "G", ListFault.PHONE_UNCLEAR), (8, "H", ListFault.PLACE_UNKNOWN), (8, "J", CellFault.DAYS_UNCLEAR),
        (8, "L", CellFault.NOT_IN_LIST), (9, "B", ListFault.NAME_UNCLEAR), (9, "I", CellFault.VALUE_MISSING),
        (9, "J", CellFault.DAYS_UNCLEAR), (10, "J", ListFault.DAY_AHEAD),
    ]  # fmt: skip
    assert not Adult.objects.exists()
    assert not Event.objects.exists()


def test_a_list_without_its_columns_says_which(bureau: Bureau) -> None:
    found = read_list("ФИО;Телефон\nҮлгібаева Айгерім;87010001122\n".encode(), "a.csv", heading_phrases(COLUMNS))
    assert isinstance(found, PlainList)
    with pytest.raises(FaultyFile) as caught:
        actions.import_trained(by=bureau.timur.actor, plain=found)
    assert [fault.sentence for fault in caught.value.faults] == [CellFault.COLUMN_MISSING] * 3


def test_a_preview_counts_what_would_come_of_it_and_writes_nothing(bureau: Bureau) -> None:
    first = read_trained(plain(*ROWS[:3]))
    assert isinstance(first, TrainingList)
    assert not Adult.objects.exists()
    shown = preview_of_trained(first)
    assert (shown.rows, shown.new, shown.known, shown.perhaps, len(first.trainings)) == (3, 3, 0, 0, 1)
    actions.import_trained(by=bureau.timur.actor, plain=plain(*ROWS[:3]))
    second = read_trained(plain(*ROWS, LATER))
    assert isinstance(second, TrainingList)
    shown = preview_of_trained(second)
    assert (shown.new, shown.known, shown.perhaps, shown.absent) == (2, 4, 0, 1)


def test_the_list_of_one_training_needs_neither_days_nor_title(bureau: Bureau) -> None:
    actions.import_trained(by=bureau.timur.actor, plain=plain(*ROWS[:1]))
    event = Event.objects.get()
    Event.objects.update(state=EventState.RUNNING)
    event.refresh_from_db()
    text = "Аты-жөні;Саласы;Телефоны\nҮлгібаев Ерлан;мектеп;87010009900\n"
    found = read_list(text.encode(), "a.csv", heading_phrases(COLUMNS))
    assert isinstance(found, PlainList)
    report = actions.import_trained_of(by=bureau.timur.actor, event=event, plain=found)
    assert report.new_enrolments == 1
    assert event.enrolments.count() == 2


def test_a_list_rests_sealed_and_goes_after_a_day(bureau: Bureau) -> None:
    brought = bring_list(by=bureau.timur.actor, kind=ListKind.TRAINING, plain=plain())
    row = BroughtList.objects.filter(pk=brought.pk).values().get()
    assert "Айгерім".encode() not in bytes(row["content"])
    assert unpacked_list(brought.content) == plain()
    assert not BroughtList.objects.visible_to(bureau.dana.actor).exists()
    with pytest.raises(NotPermitted):
        drop_list(by=bureau.dana.actor, brought=brought)
    assert sweep_brought_lists(by=SYSTEM) == 0
    BroughtList.objects.update(brought_at="2020-01-01T00:00:00Z")
    assert sweep_brought_lists(by=SYSTEM) == 1


def test_nobody_else_imports(bureau: Bureau) -> None:
    with pytest.raises(NotPermitted):
        actions.import_trained(by=bureau.bakyt.actor, plain=plain())
