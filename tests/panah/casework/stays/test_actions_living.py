"""The days of a guest: the log, the doctor, what happened."""

from datetime import datetime, timedelta

import pytest

from panah.casework.stays.actions import (
    AnsweredMeanwhile,
    DayOutsideStay,
    MomentIsBefore,
    NotAnswered,
    answer_incident,
    expect_until,
    record_medical_check,
    write_exit,
    write_incident,
    write_log,
)
from panah.casework.stays.models import Incident
from panah.casework.stays.queries import days_to_write
from panah.foundation.clocks.actions import climb
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Alarm, Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import EditedMeanwhile, NotPermitted
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.cases.office import SYSTEM
from tests.panah.casework.stays.house import (
    A_DAY,
    DAY,
    MIDDAY,
    WELL,
    House,
    admitted,
    incident,
    leaving,
    running,
)

at = clock.standing_at


def test_the_log_of_one_day_is_one_line_and_two_writers_see_each_other(house: House) -> None:
    stay, by = admitted(house), house.zhanna.actor
    line = write_log(
        by=by, stay=stay, day=DAY, answers=WELL | {"nonsense": "x", "health": "nonsense"}, words="Canaryday"
    )
    open_sealed(line)
    assert line.answers == WELL
    with pytest.raises(EditedMeanwhile):
        write_log(by=house.sister.actor, stay=stay, day=DAY, answers={"ate": "little"})
    again = write_log(by=by, stay=stay, day=DAY, answers={"ate": "little"}, version=line.version)
    assert (again.pk, again.version) == (line.pk, line.version + 1)
    with pytest.raises(NotAnswered):
        write_log(by=by, stay=stay, day=DAY, answers={})
    for day in (DAY - A_DAY, DAY + A_DAY):
        with pytest.raises(DayOutsideStay):
            write_log(by=by, stay=stay, day=day, answers=WELL)


def test_the_clock_of_the_log_goes_on_from_day_to_day(house: House) -> None:
    first, second, by = admitted(house), admitted(house), house.zhanna.actor
    due = running(TimerKind.DAILY_LOG)[0].due_at
    assert due == datetime(2026, 11, 19, 5, tzinfo=MIDDAY.tzinfo)  # 10:00 on the wall
    write_log(by=by, stay=first, day=DAY, answers=WELL)
    assert running(TimerKind.DAILY_LOG)[0].due_at == due, "one guest is not written yet"
    write_log(by=by, stay=second, day=DAY, answers=WELL)
    assert [timer.due_at for timer in running(TimerKind.DAILY_LOG)] == [due + A_DAY]
    for stay in (first, second):
        write_exit(by=by, stay=stay, leaving=leaving())
    with at(MIDDAY + A_DAY):
        third = admitted(house)
        assert len(running(TimerKind.DAILY_LOG)) == 1
        assert third.left_at is None


@pytest.mark.safeguard("S14", "the log of three days ago is written today, and an alarm is sent or stays")
def test_a_late_log_raises_no_alarm_and_takes_back_the_one_that_was(house: House) -> None:
    stay, by = admitted(house), house.zhanna.actor
    with at(MIDDAY + 3 * A_DAY):
        climb(by=SYSTEM)
        assert Alarm.objects.filter(timer__kind=TimerKind.DAILY_LOG).exists()
        assert days_to_write(by, house.provider) == [DAY, DAY + A_DAY, DAY + 2 * A_DAY]
        write_log(by=by, stay=stay, day=DAY, answers=WELL)
        write_log(by=by, stay=stay, day=DAY + A_DAY, answers=WELL)
        assert not Alarm.objects.filter(timer__kind=TimerKind.DAILY_LOG).exists()
        assert days_to_write(by, house.provider) == [DAY + 2 * A_DAY]
        timer = running(TimerKind.DAILY_LOG)[0]
        assert timer.due_at > clock.now()
        before = Notice.objects.count()
        climb(by=SYSTEM)
        assert Notice.objects.count() == before
    done = Timer.objects.get(kind=TimerKind.DAILY_LOG, outcome="written")
    assert done.done_at is not None
    assert done.done_at <= done.due_at


def test_a_check_that_is_written_late_was_in_time(house: House) -> None:
    stay, by = admitted(house), house.zhanna.actor
    with at(MIDDAY + 3 * A_DAY):
        with pytest.raises(DayOutsideStay):
            record_medical_check(by=by, stay=stay, happened_on=DAY - A_DAY)
        record_medical_check(by=by, stay=stay, happened_on=DAY, words="Canarycheck")
    timer = Timer.objects.get(kind=TimerKind.MEDICAL_CHECK)
    assert timer.done_at is not None
    assert timer.done_at <= timer.due_at


def test_two_weeks_before_the_end_the_house_is_asked(house: House) -> None:
    stay, by = admitted(house, expected_until=DAY + 30 * A_DAY), house.zhanna.actor
    assert running(TimerKind.STAY_ENDS)[0].due_at.date() == DAY + 16 * A_DAY
    expect_until(by=by, stay=stay, day=DAY + 3 * A_DAY)
    assert running(TimerKind.STAY_ENDS)[0].due_at == MIDDAY + timedelta(hours=1)
    expect_until(by=by, stay=stay, day=None)
    assert running(TimerKind.STAY_ENDS) == []


def test_an_incident_climbs_to_the_head_at_once_and_cannot_be_answered_by_its_writer(house: House) -> None:
    stay = admitted(house)
    row = write_incident(by=house.zhanna.actor, stay=stay, report=incident(informed=("ambulance", "nonsense")))
    assert row.informed == ["ambulance"]
    told = Notice.objects.filter(kind="incident_written")
    assert {notice.person for notice in told} == {house.omar.person, house.saule.person}
    assert {notice.subject_code for notice in told} == {stay.code}
    assert [(timer.kind, timer.urgency, timer.person) for timer in running(TimerKind.INCIDENT)] == [
        ("incident", "danger", None)
    ]
    with pytest.raises(NotPermitted):
        answer_incident(by=house.zhanna.actor, incident=row, answer="enough")
    answer_incident(by=house.omar.actor, incident=row, answer="more", words="Canaryanswer")
    assert running(TimerKind.INCIDENT) == []
    assert "Canary" not in str(Incident.objects.filter(pk=row.pk).values().get())
    for changes in ({"kind": "x"}, {"what": " "}):
        with pytest.raises(NotAnswered):
            write_incident(by=house.zhanna.actor, stay=stay, report=incident(**changes))
    with pytest.raises(MomentIsBefore):
        write_incident(by=house.zhanna.actor, stay=stay, report=incident(happened_at=MIDDAY - A_DAY))


def test_an_incident_is_answered_once_and_a_second_answer_overwrites_nothing(house: House) -> None:
    row = write_incident(by=house.zhanna.actor, stay=admitted(house), report=incident())
    answer_incident(by=house.omar.actor, incident=row, answer="outside", words="Canaryfirst", idempotency_key="one")
    answer_incident(by=house.omar.actor, incident=row, answer="outside", words="Canaryfirst", idempotency_key="one")
    with pytest.raises(AnsweredMeanwhile):
        answer_incident(by=house.saule.actor, incident=row, answer="enough", words="Canarysecond")
    row.refresh_from_db()
    open_sealed(row)
    assert (row.answer, row.answer_words) == ("outside", "Canaryfirst")


def test_what_a_second_doctor_advised_stands_below_what_the_first_did(house: House) -> None:
    stay = admitted(house)
    record_medical_check(by=house.zhanna.actor, stay=stay, happened_on=DAY, words="Canary: no penicillin")
    stay.refresh_from_db()
    with at(MIDDAY + A_DAY):
        record_medical_check(by=house.sister.actor, stay=stay, happened_on=DAY + A_DAY, words="Canary: glasses")
        record_medical_check(by=house.sister.actor, stay=stay, happened_on=DAY + A_DAY)
    stay.refresh_from_db()
    open_sealed(stay)
    assert stay.check_words == "Canary: no penicillin\n\n19.11.2026\nCanary: glasses"
    assert stay.checked_on == DAY + A_DAY
