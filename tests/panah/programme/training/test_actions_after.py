"""Attending, certificates, the report, what is taught, and who counts as trained."""

from datetime import date, timedelta

import pytest

from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import EditedMeanwhile
from panah.programme.directory.actions import decide_pair
from panah.programme.directory.codes import TraineeSector
from panah.programme.directory.models import AdultPair
from panah.programme.training import actions
from panah.programme.training.actions import ModuleDetails, ReportWords, Teaches, VersionDetails, refusals
from panah.programme.training.codes import AttendedBy, EventKind, EventState, WithdrawnBecause
from panah.programme.training.models import Attendance, Certificate, Enrolment, Event, HalfDay, ModuleVersion
from panah.programme.training.queries import (
    bearer_of_enrolment,
    certificate_to_check,
    numbers_of,
    room_token,
    standings_of,
    trained_adults,
)
from tests.panah.programme.bureau import Bureau, teacher
from tests.panah.programme.training.class_of import (
    AFTERWARDS,
    ON_THE_DAY,
    a_module,
    a_trainer,
    enrolled,
    opened,
    was_there,
)

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def _first_half(event: Event) -> HalfDay:
    first: HalfDay = HalfDay.objects.filter(event=event)[0]
    return first


def test_one_checks_in_with_the_picture_of_the_room(bureau: Bureau) -> None:
    event = opened(bureau)
    one = enrolled(event)
    with clock.standing_at(ON_THE_DAY):
        token = room_token(_first_half(event))
        actions.check_in(by=bearer_of_enrolment(one), enrolment=one, token=token)
        actions.check_in(by=bearer_of_enrolment(one), enrolment=one, token=token)
    assert Attendance.objects.get().known_by == AttendedBy.QR
    assert Event.objects.get().state == EventState.RUNNING


def test_a_picture_that_was_sent_out_of_the_room_is_refused(bureau: Bureau) -> None:
    event = opened(bureau)
    one = enrolled(event)
    with clock.standing_at(ON_THE_DAY):
        token = room_token(_first_half(event))
    with clock.standing_at(ON_THE_DAY + timedelta(minutes=16)), pytest.raises(refusals.PictureTooOld):
        actions.check_in(by=bearer_of_enrolment(one), enrolment=one, token=token)
    with clock.standing_at(ON_THE_DAY), pytest.raises(refusals.PictureTooOld):
        actions.check_in(by=bearer_of_enrolment(one), enrolment=one, token="x" * 26)
    assert not Attendance.objects.exists()


def test_a_picture_of_another_half_day_or_event_is_refused(bureau: Bureau) -> None:
    event, other = opened(bureau), opened(bureau, modules=[], trainers=[])
    one = enrolled(event)
    with clock.standing_at(ON_THE_DAY):
        last = HalfDay.objects.filter(event=event).last()
        assert last is not None
        with pytest.raises(refusals.NotTheHour):
            actions.check_in(by=bearer_of_enrolment(one), enrolment=one, token=room_token(last))
        with pytest.raises(refusals.CodeUnknown):
            actions.check_in(by=bearer_of_enrolment(one), enrolment=one, token=room_token(_first_half(other)))


def test_a_list_is_ticked_saved_whole_and_put_back(bureau: Bureau) -> None:
    event = opened(bureau)
    one, other = enrolled(event, "Айгерім Үлгібаева"), enrolled(event, "Гүлнар Үлгібаева")
    half = _first_half(event)
    with clock.standing_at(ON_THE_DAY):
        actions.check_in(by=bearer_of_enrolment(one), enrolment=one, token=room_token(half))
        actions.tick_half_day(by=bureau.timur.actor, event=event, half_day=half, present=[one.pk, other.pk])
        assert set(Attendance.objects.values_list("known_by", flat=True)) == {AttendedBy.QR, AttendedBy.TICK}
        before = {row.enrolment_id: AttendedBy(row.known_by) for row in Attendance.objects.all()}
        actions.tick_half_day(by=bureau.timur.actor, event=event, half_day=half, present=[])
        assert not Attendance.objects.exists()
        actions.restore_half_day(by=bureau.timur.actor, event=event, half_day=half, rows=before)
    assert {row.enrolment_id: row.known_by for row in Attendance.objects.all()} == before


def test_no_half_day_is_ticked_ahead_and_none_of_another_event(bureau: Bureau) -> None:
    event, other = opened(bureau), opened(bureau, modules=[], trainers=[])
    stranger = enrolled(other, "Гүлнар Үлгібаева")
    with clock.standing_at(ON_THE_DAY - timedelta(days=2)), pytest.raises(refusals.NotTheHour):
        actions.tick_half_day(by=bureau.timur.actor, event=event, half_day=_first_half(event), present=[])
    with clock.standing_at(ON_THE_DAY), pytest.raises(refusals.NotOfThisEvent):
        actions.tick_half_day(by=bureau.timur.actor, event=event, half_day=_first_half(other), present=[])
    with clock.standing_at(ON_THE_DAY), pytest.raises(refusals.NotOfThisEvent):
        actions.tick_half_day(by=bureau.timur.actor, event=event, half_day=_first_half(event), present=[stranger.pk])


def _certified(bureau: Bureau, *, may_be_asked: bool = False) -> tuple[Event, Enrolment, Enrolment]:
    """One who was there all the time, one for half of it."""
    event = opened(bureau, has_test=False)
    one = enrolled(event, "Айгерім Үлгібаева", may_be_asked=may_be_asked)
    other = enrolled(event, "Гүлнар Үлгібаева")
    was_there(bureau, event, one, other, halves=2)
    with clock.standing_at(AFTERWARDS):
        for half in HalfDay.objects.filter(event=event)[2:]:
            actions.tick_half_day(by=bureau.timur.actor, event=event, half_day=half, present=[one.pk])
        actions.issue_certificates(by=bureau.timur.actor, event=event)
    return event, one, other


def test_a_certificate_is_for_whoever_was_there_and_holds_no_score(bureau: Bureau) -> None:
    event, one, other = _certified(bureau)
    made = Certificate.objects.get()
    assert (made.enrolment, made.hours, made.titles_kk) == (one, 8, ["Белгілерді тану"])
    assert event.state == EventState.CERTIFIED
    assert not Timer.objects.running().filter(kind=TimerKind.TRAINING_CERTIFICATES).exists()
    assert not any("score" in field.name for field in Certificate._meta.fields)
    assert {row.enrolment: row.is_trained for row in standings_of(event)} == {one: True, other: True}
    with clock.standing_at(AFTERWARDS), pytest.raises(refusals.NoCertificate):
        actions.issue_certificates(by=bureau.timur.actor, event=event)


def test_without_the_test_at_the_end_there_is_none(bureau: Bureau) -> None:
    event = opened(bureau)
    one = enrolled(event)
    was_there(bureau, event, one)
    with clock.standing_at(AFTERWARDS):
        with pytest.raises(refusals.NoCertificate):
            actions.issue_certificates(by=bureau.timur.actor, event=event)
        Enrolment.objects.filter(pk=one.pk).update(post_done_at=AFTERWARDS)
        actions.issue_certificates(by=bureau.timur.actor, event=event)
    assert Certificate.objects.count() == 1


def test_no_certificate_leaves_before_the_end(bureau: Bureau) -> None:
    event = opened(bureau, has_test=False)
    with clock.standing_at(ON_THE_DAY), pytest.raises(refusals.NotNow):
        actions.issue_certificates(by=bureau.timur.actor, event=event)


def test_a_stranger_learns_initials_and_whether_it_holds(bureau: Bureau) -> None:
    _certified(bureau)
    made = Certificate.objects.get()
    found = certificate_to_check(made.code.lower().replace("-", " "))
    assert found is not None
    assert (found.initials, found.hours, found.withdrawn_on) == ("А. Ү.", 8, None)
    assert certificate_to_check("K7Q4-2MX9") is None
    assert certificate_to_check("") is None
    with clock.standing_at(AFTERWARDS):
        actions.withdraw_certificate(by=bureau.timur.actor, certificate=made, because=WithdrawnBecause.WRONG_NAME)
        with pytest.raises(refusals.NotNow):
            actions.withdraw_certificate(by=bureau.timur.actor, certificate=made, because=WithdrawnBecause.WRONG_NAME)
        actions.issue_certificates(by=bureau.timur.actor, event=made.event)
    again = certificate_to_check(made.code)
    assert again is not None
    assert again.withdrawn_on == AFTERWARDS.date()
    assert Certificate.objects.valid().count() == 1


def test_the_question_half_a_year_later_waits_where_somebody_agreed(bureau: Bureau) -> None:
    event, *_ = _certified(bureau, may_be_asked=True)
    timers = Timer.objects.running().filter(file=event.file_id)
    due = {timer.kind: (timer.due_at.date() - event.ends_on).days for timer in timers}
    assert due[TimerKind.PRACTICE_CHECK] == 180
    assert due[TimerKind.PRACTICE_REMINDER] == 187
    assert due[TimerKind.PRACTICE_CALLS] == 210


def test_a_report_freezes_its_numbers_and_ends_what_nobody_asks_of_later(bureau: Bureau) -> None:
    event, one, _other = _certified(bureau)
    with clock.standing_at(AFTERWARDS):
        with pytest.raises(refusals.ReportIncomplete):
            actions.send_report(by=bureau.timur.actor, event=event, words=ReportWords("", " ", "жоқ"))
        report = actions.send_report(by=bureau.timur.actor, event=event, words=ReportWords("", "жоқ", "жоқ"))
        with pytest.raises(refusals.NotNow):
            actions.send_report(by=bureau.timur.actor, event=Event.objects.get(), words=ReportWords("", "жоқ", "жоқ"))
    assert report.figures["came"] == 2
    assert report.figures["by_sector"] == {"education": 2}
    assert one.adult.name not in str(report.figures)
    assert Event.objects.get().state == EventState.REPORTED


def test_each_person_is_trained_once_however_often(bureau: Bureau) -> None:
    first, second = opened(bureau), opened(bureau, modules=[], trainers=[])
    for event in (first, second):
        was_there(bureau, event, enrolled(event, phone="+7 701 000 11 22"))
    rows = trained_adults(*YEAR)
    assert [(row.attendances, row.region, row.sector) for row in rows] == [(2, "KZ-31", "education")]
    assert trained_adults(*YEAR, organisation=bureau.there) == []
    assert trained_adults(date(2025, 1, 1), date(2025, 12, 31)) == []


def test_two_entries_that_are_one_person_count_once(bureau: Bureau) -> None:
    first, second = opened(bureau), opened(bureau, modules=[], trainers=[])
    for event, phone in ((first, "+7 701 000 11 22"), (second, "+7 701 000 33 44")):
        was_there(bureau, event, enrolled(event, phone=phone))
    assert len(trained_adults(*YEAR)) == 2
    pair = AdultPair.objects.get()
    decide_pair(by=bureau.madina.actor, pair=pair, is_same=True, version=pair.version)
    assert [row.attendances for row in trained_adults(*YEAR)] == [2]


def test_operators_champions_and_guests_for_an_hour_are_no_specialists(bureau: Bureau) -> None:
    event, champions = opened(bureau), opened(bureau, kind=EventKind.CHAMPIONS, modules=[], trainers=[])
    operator, guest = enrolled(event, sector=TraineeSector.HOTLINE), enrolled(event, "Гүлнар Үлгібаева")
    was_there(bureau, event, operator, guest, halves=1)
    with clock.standing_at(AFTERWARDS):
        for half in HalfDay.objects.filter(event=event)[1:]:
            actions.tick_half_day(by=bureau.timur.actor, event=event, half_day=half, present=[operator.pk])
    was_there(bureau, champions, enrolled(champions, "Болат Үлгібаев", sex="male"))
    assert trained_adults(*YEAR) == []


def test_an_event_in_numbers(bureau: Bureau) -> None:
    event = opened(bureau, places=2)
    one, other = enrolled(event, "Айгерім Үлгібаева"), enrolled(event, "Болат Үлгібаев", sex="male")
    enrolled(event, "Гүлнар Үлгібаева")
    was_there(bureau, event, one, other)
    found = numbers_of(event)
    assert (found.enrolled, found.waiting, found.came, found.trained) == (2, 1, 2, 2)
    assert dict(found.by_sex) == {"female": 1, "male": 1}
    assert sum(found.by_sector.values()) == sum(found.by_region.values()) == found.came


def test_a_module_has_one_current_version_and_its_keeper(bureau: Bureau) -> None:
    module = a_module(bureau)
    actions.new_version(
        by=bureau.timur.actor, module=module, details=VersionDetails("жаңа", "новое", ("kk", "xx")), version=1
    )
    assert ModuleVersion.objects.current().get().number == 2
    assert ModuleVersion.objects.current().get().languages == ["kk"]
    details = ModuleDetails("Атау", "Название", 4)
    with pytest.raises(refusals.OfOthers):
        actions.change_module(by=bureau.dana.actor, module=module, details=details, version=1)
    actions.change_module(by=bureau.madina.actor, module=module, details=details, version=1)
    with pytest.raises(EditedMeanwhile):
        actions.change_module(by=bureau.madina.actor, module=module, details=details, version=1)
    with pytest.raises(refusals.ModuleRefused):
        actions.add_module(by=bureau.timur.actor, details=ModuleDetails("", "", 0), first=VersionDetails())


def test_a_trainer_is_in_the_pool_once(bureau: Bureau) -> None:
    trainer = a_trainer(bureau, "kk")
    with pytest.raises(refusals.TrainerIsThere):
        a_trainer(bureau, "ru")
    with pytest.raises(refusals.TrainerRefused):
        actions.add_trainer(by=bureau.timur.actor, details=teacher("Гүлнар Үлгібаева"), teaches=Teaches(()))
    with pytest.raises(refusals.OfOthers):
        actions.change_trainer(by=bureau.dana.actor, trainer=trainer, teaches=Teaches(("kk",)), version=1)
    actions.change_trainer(by=bureau.timur.actor, trainer=trainer, teaches=Teaches(("kk",)), version=1, is_active=False)
    assert not trainer.__class__.objects.in_pool().exists()
