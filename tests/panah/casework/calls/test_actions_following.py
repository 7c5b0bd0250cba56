"""What follows a call: calling back, passing on, the next shift, being known again, and being forgotten."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from panah.casework.calls import rules
from panah.casework.calls.actions import (
    AlreadyPassedOn,
    HourIsOver,
    LooksAreOver,
    NotAsked,
    NothingToLookFor,
    NotPassedOn,
    OwnShift,
    TakenByAnother,
    WhoMissing,
    confirm_shift,
    hand_over_shift,
    look_for_caller,
    pass_on_call,
    record_call_back,
    record_no_pick_up,
    record_pick_up,
    settle_transfers,
    sweep_calls,
    take_call_back,
)
from panah.casework.calls.codes import CallbackResult
from panah.casework.calls.models import Call, CallerLook, ShiftHandOver
from panah.casework.calls.queries import (
    day_of_line,
    earlier_than,
    earlier_under,
    marks_of,
    month_of_line,
    open_items,
    receipt_for,
    unread_shifts,
)
from panah.casework.concerns.actions import begin_triage
from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.concerns.queries import concern_of_receipt
from panah.foundation.clocks.actions import climb
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.calls.line import NOW, NUMBER, SAID, Line, called, concern_of, running, wants_call_back
from tests.panah.foundation import given

ALMATY = ZoneInfo("Asia/Almaty")


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


def test_a_call_back_that_nobody_does_is_told_to_the_operators_and_their_leaders(line: Line) -> None:
    wants_call_back(line.aliya)
    with clock.standing_at(NOW + timedelta(hours=2, minutes=1)):
        climb(by=given.SYSTEM)
    told = {str(pk) for pk in Notice.objects.values_list("person", flat=True)}
    assert {line.aliya.id, line.erlan.id, line.boss.id} <= told
    assert line.desk.id not in told


def test_of_two_operators_one_has_the_call_back(line: Line) -> None:
    call = wants_call_back(line.aliya)
    take_call_back(by=line.erlan, call=call)
    with pytest.raises(TakenByAnother) as refused:
        take_call_back(by=line.aliya, call=call)
    assert "erlan" in str(refused.value.sentence)
    with pytest.raises(TakenByAnother):
        record_call_back(by=line.aliya, call=call, result=CallbackResult.REACHED)
    take_call_back(by=line.erlan, call=call)
    with clock.standing_at(NOW + timedelta(minutes=31)):
        take_call_back(by=line.aliya, call=call)
    with pytest.raises(NotPermitted):
        take_call_back(by=line.stranger, call=call)


def test_after_the_talk_the_number_is_gone_and_a_second_one_finds_nothing_to_do(line: Line) -> None:
    call = wants_call_back(line.aliya)
    record_call_back(by=line.erlan, call=call, result=CallbackResult.REACHED)
    call = Call.objects.get(pk=call.pk)
    open_sealed(call)
    assert (call.number, call.last_two, running()) == ("", "78", [])
    with pytest.raises(NotAsked):
        take_call_back(by=line.aliya, call=call)


def test_whoever_did_not_answer_is_called_at_another_hour_or_not_at_all(line: Line) -> None:
    call = wants_call_back(line.aliya)
    with pytest.raises(HourIsOver):
        record_call_back(by=line.aliya, call=call, result=CallbackResult.NOT_REACHED, again_at=NOW - timedelta(hours=1))
    later = NOW + timedelta(hours=8)
    record_call_back(by=line.aliya, call=call, result=CallbackResult.NOT_REACHED, again_at=later)
    assert [timer.due_at for timer in running()] == [later]
    record_call_back(by=line.erlan, call=call, result=CallbackResult.NOT_REACHED)
    assert (running(), call.call_back_tries) == ([], 2)


def test_a_call_becomes_one_concern_whose_clocks_run(line: Line) -> None:
    call = called(line.aliya)
    pass_on_call(by=line.aliya, call=call, details=concern_of(line))
    concern = Concern.objects.get()
    assert (call.concern, call.type, call.outcome) == (concern, "child_concern", "concern")
    assert [timer.kind for timer in running()] == ["concern_first_look"]
    assert concern.organisation is not None
    assert concern.organisation.code == "desk"
    assert concern_of_receipt(receipt_for(call)) == concern, "the number that the operator tells the caller"
    with pytest.raises(AlreadyPassedOn):
        pass_on_call(by=line.erlan, call=call, details=concern_of(line))
    assert Concern.objects.count() == 1
    assert ConcernChild.objects.get().age_band == "6_11"
    told = str(list(Notice.objects.values())) + str(list(AuditEvent.objects.values()))
    assert "Canary" not in told


def test_danger_is_also_told_by_telephone_and_the_quarter_of_an_hour_runs(line: Line) -> None:
    call = called(line.aliya, is_danger_now="yes", police_called_at=NOW)
    pass_on_call(by=line.aliya, call=call, details=concern_of(line, is_danger_now="yes"))
    (timer,) = running(TimerKind.CALL_TRANSFER)
    assert timer.due_at == NOW + timedelta(minutes=15)
    with clock.standing_at(NOW + timedelta(minutes=10)):
        record_no_pick_up(by=line.aliya, call=call)
        (again,) = running(TimerKind.CALL_TRANSFER)
        assert again.due_at == NOW + timedelta(minutes=25)
        with pytest.raises(WhoMissing):
            record_pick_up(by=line.aliya, call=call, who=" ")
        record_pick_up(by=line.aliya, call=call, who="Гүлнар, кезекші")
    assert not running(TimerKind.CALL_TRANSFER)
    assert "Гүлнар" not in str(Call.objects.values().get())


def test_nobody_rings_a_desk_that_has_looked_meanwhile(line: Line) -> None:
    call = called(line.aliya)
    with pytest.raises(NotPassedOn):
        record_no_pick_up(by=line.aliya, call=call)
    pass_on_call(by=line.aliya, call=call, details=concern_of(line, is_danger_now="yes"))
    assert settle_transfers(by=given.SYSTEM) == 0
    begin_triage(by=line.desk, concern=Concern.objects.get())
    assert settle_transfers(by=given.SYSTEM) == 1
    assert not running(TimerKind.CALL_TRANSFER)


def test_the_next_shift_reads_what_is_open_and_says_so(line: Line) -> None:
    wants_call_back(line.aliya)
    called(line.aliya, is_danger_now="yes")
    assert [timer.kind for timer in open_items(line.erlan)] == ["call_danger", "call_back"]
    shift = hand_over_shift(by=line.aliya, note=SAID)
    assert len(shift.items) == 2
    assert "Canary" not in str(ShiftHandOver.objects.values().get())
    assert [timer.kind for timer in running(TimerKind.SHIFT_HAND_OVER)] == ["shift_hand_over"]
    with pytest.raises(OwnShift):
        confirm_shift(by=line.aliya, shift=shift)
    with pytest.raises(NotPermitted):
        confirm_shift(by=line.stranger, shift=shift)
    assert list(unread_shifts(line.erlan)) == [shift]
    confirm_shift(by=line.erlan, shift=shift)
    assert (list(unread_shifts(line.erlan)), running(TimerKind.SHIFT_HAND_OVER)) == ([], [])
    confirm_shift(by=line.aliya, shift=shift)
    assert str(shift.confirmed_by_id) == line.erlan.id, "a second press changes nothing"


def test_a_caller_is_known_again_in_another_spelling_and_only_on_the_same_line(line: Line) -> None:
    with clock.standing_at(NOW - timedelta(days=11)):
        called(line.aliya, number="+7 (701) 234-56-78", type="child_concern")
        called(line.aliya, number="102")
        called(line.aliya)
        called(line.stranger, number=NUMBER)
    now = called(line.erlan, number=NUMBER)
    found = earlier_than(line.erlan, now)
    assert (found.count, found.last_at, found.last_type) == (1, NOW - timedelta(days=11), "child_concern")
    silent = called(line.erlan, number="102")
    assert earlier_than(line.erlan, silent).count == 0, "a short number is nobody's"


def test_a_nickname_is_enough_to_be_known(line: Line) -> None:
    called(line.aliya, alias="Жұлдыз")
    marks = marks_of(line.erlan.organisation, "", "жұлдыз ")
    assert earlier_under(line.erlan, marks).count == 1
    assert earlier_under(line.erlan, marks_of(line.erlan.organisation, "", "аноним")).count == 0


def test_looking_up_is_on_record_and_has_a_limit(line: Line) -> None:
    with pytest.raises(NothingToLookFor):
        look_for_caller(by=line.aliya, number="102", alias="аноним")
    called(line.erlan, number=NUMBER)
    look = look_for_caller(by=line.aliya, number=NUMBER)
    assert look.found == 1
    rows = str(list(AuditEvent.objects.filter(verb="calls.look_for_caller").values()))
    assert "look_for_caller" in rows
    assert "2345678" not in rows
    for number in range(rules.MOST_LOOKS - 1):
        look_for_caller(by=line.aliya, number=f"8 702 111 {number:04d}")
    with pytest.raises(LooksAreOver):
        look_for_caller(by=line.aliya, number=NUMBER)
    look_for_caller(by=line.erlan, number=NUMBER)
    with clock.standing_at(NOW + timedelta(minutes=61)):
        look_for_caller(by=line.aliya, number=NUMBER)


def test_what_was_said_is_forgotten_and_the_count_stays(line: Line) -> None:
    call = called(line.aliya, number=NUMBER)
    waiting = wants_call_back(line.aliya)
    hand_over_shift(by=line.aliya, note=SAID)
    confirm_shift(by=line.erlan, shift=ShiftHandOver.objects.get())
    look_for_caller(by=line.aliya, number=NUMBER)
    assert sweep_calls(by=given.SYSTEM) == 0
    with clock.standing_at(NOW + timedelta(days=91)):
        assert sweep_calls(by=given.SYSTEM) == 3
        assert set(Call.objects.filter(note=None, number=None)) == {call, waiting}
        assert earlier_than(line.erlan, Call.objects.get(pk=waiting.pk)).count == 1
        assert not ShiftHandOver.objects.exists()
        assert not CallerLook.objects.exists()
    with clock.standing_at(NOW + timedelta(days=366)):
        sweep_calls(by=given.SYSTEM)
        assert set(Call.objects.values_list("number_mark", "last_two")) == {("", "")}
        assert sweep_calls(by=given.SYSTEM) == 0
    assert Call.objects.count() == 2


@pytest.mark.safeguard("S12", "a call back that nobody ever does keeps the number of the caller for years")
def test_what_nobody_finished_is_forgotten_too_and_the_line_is_told_before(line: Line) -> None:
    call = wants_call_back(line.aliya)
    danger = called(line.aliya, is_danger_now="yes")
    shift = hand_over_shift(by=line.aliya, note=SAID)
    with clock.standing_at(NOW + timedelta(days=84)):
        for _ in range(2):
            sweep_calls(by=given.SYSTEM)
            Notice.objects.update(seen_at=clock.now())
        told = list(Notice.objects.filter(kind="deadline_near").values_list("subject_code", "person"))
        assert {str(person) for _, person in told} == {line.aliya.id, line.erlan.id, line.boss.id}
        assert sorted({code for code, _ in told}) == sorted([call.code, danger.code, shift.code])
        assert len(told) == 9, "once to each"
        assert not Call.objects.filter(note=None).exists()
    with clock.standing_at(NOW + timedelta(days=91)):
        assert sweep_calls(by=given.SYSTEM) == 3
        assert Call.objects.filter(note=None, number=None, call_back_at=None).count() == 2
        assert not ShiftHandOver.objects.exists()
        assert [timer.kind for timer in running()] == [TimerKind.CALL_DANGER]


def test_the_day_and_the_month_are_counted(line: Line) -> None:
    with clock.standing_at(NOW - timedelta(days=3)):
        called(line.aliya, number=NUMBER, language="uz", place=line.district)
    called(line.aliya, number=NUMBER)
    called(line.aliya, type="silent", note="", caller="", outcome="")
    call = called(line.aliya, type="child_concern")
    pass_on_call(by=line.aliya, call=call, details=concern_of(line))
    day = day_of_line(line.aliya, NOW)
    assert (day.calls, day.concerns, day.passed_on_in_time, day.repeat_callers, day.silent) == (3, 1, 1, 1, 1)
    month = month_of_line(line.aliya, NOW.date(), ALMATY)
    assert (month.total, month.concerns, month.passed_on_in_time) == (4, 1, 1)
    assert month.by_language["information", "uz"] == 1
    assert month.by_region["information", "KZ-61"] == 1
    assert month.by_hours["information", "09"] == 2
    assert month_of_line(line.stranger, NOW.date(), ALMATY).total == 0
