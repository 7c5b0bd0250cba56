"""A call is written down: what rests of it, what it leaves open, and who sees it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from panah.casework.calls.actions import (
    CallDetails,
    CallIncomplete,
    HourIsOver,
    JournalLine,
    NotYetHappened,
    NumberIsBroken,
    ReasonMissing,
    SafeHourMissing,
    UnknownAnswer,
    answer_danger,
    change_call,
    save_call,
    take_in_journal,
)
from panah.casework.calls.models import Call
from panah.casework.calls.queries import calls_of, open_danger
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.access import EditedMeanwhile, NotPermitted
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.calls.line import NOW, NUMBER, SAID, TALK, Line, called, running, wants_call_back
from tests.panah.foundation import given


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


def test_a_call_rests_sealed_and_no_number_in_it(line: Line) -> None:
    call = called(line.aliya, number=NUMBER, alias="Гүл-Айна")
    raw = str(Call.objects.filter(pk=call.pk).values().get())
    assert not any(part in raw for part in ("Canarystory", "2345678", "Гүл", "гүл"))
    call = Call.objects.get(pk=call.pk)
    open_sealed(call)
    assert (call.note, call.number, call.last_two) == (SAID, "", "78")
    assert not running(), "information leaves nothing open"


def test_a_second_press_writes_no_second_call(line: Line) -> None:
    first, second = (called(line.aliya, idempotency_key="once") for _ in range(2))
    assert first == second
    assert Call.objects.count() == 1


def test_a_call_belongs_to_its_line_alone(line: Line) -> None:
    call = called(line.aliya)
    assert [list(calls_of(who)) for who in (line.erlan, line.boss)] == [[call], [call]]
    assert [list(calls_of(who)) for who in (line.stranger, line.desk)] == [[], []]
    with pytest.raises(NotPermitted):
        change_call(by=line.stranger, call=call, details=TALK, version=call.version)
    with pytest.raises(NotPermitted):
        called(line.desk)


def test_a_caller_who_hangs_up_leaves_a_record_to_finish_for_the_operator(line: Line) -> None:
    call = called(line.aliya, hung_up=True, type="", outcome="", number=NUMBER)
    assert call.state == "dropped"
    (timer,) = running()
    assert (timer.kind, str(timer.person_id), timer.subject_code) == ("call_dropped", line.aliya.id, call.code)
    done = change_call(by=line.aliya, call=call, details=TALK, version=call.version)
    assert (done.state, running()) == ("saved", [])


def test_a_caller_who_hangs_up_without_a_word_is_a_silent_call_and_no_work(line: Line) -> None:
    call = save_call(by=line.aliya, details=CallDetails(hung_up=True))
    assert (call.type, call.state, running()) == ("silent", "saved", [])


def test_whoever_hung_up_is_called_back_only_by_a_safe_number_at_a_safe_hour(line: Line) -> None:
    gone = {"hung_up": True, "type": "", "outcome": ""}
    called(line.aliya, number=NUMBER, **gone)
    called(line.aliya, number=NUMBER, is_number_safe=True, **gone)
    assert not running(TimerKind.CALL_BACK)
    at = NOW + timedelta(hours=3)
    call = called(line.aliya, number=NUMBER, is_number_safe=True, call_back_at=at, **gone)
    (timer,) = running(TimerKind.CALL_BACK)
    assert (timer.due_at, timer.person, timer.address_code) == (at, None, call.code)


def test_a_call_says_at_least_what_kind_it_was(line: Line) -> None:
    with pytest.raises(CallIncomplete):
        save_call(by=line.aliya, details=CallDetails(language="kk"))
    for wrong in (
        {"type": "gossip"},
        {"topics": ("gossip",)},
        {"outcome": "gossip"},
        {"told": (999,)},
        {"caller": "x"},
    ):
        with pytest.raises(UnknownAnswer):
            called(line.aliya, **wrong)


def test_we_promise_a_call_back_only_where_it_is_safe(line: Line) -> None:
    with pytest.raises(SafeHourMissing):
        called(line.aliya, outcome="call_back", number=NUMBER)
    with pytest.raises(NumberIsBroken):
        wants_call_back(line.aliya, number="8 701 23")
    with pytest.raises(HourIsOver):
        wants_call_back(line.aliya, hours=-1)
    assert not Call.objects.exists()


def test_danger_stays_open_until_102_was_called_or_it_is_said_why_not(line: Line) -> None:
    call = called(line.aliya, is_danger_now="yes")
    (timer,) = running()
    assert (timer.kind, timer.urgency, timer.due_at) == ("call_danger", "danger", NOW + timedelta(minutes=5))
    assert open_danger(line.erlan) == [call]
    with pytest.raises(ReasonMissing):
        answer_danger(by=line.erlan, call=call)
    with pytest.raises(NotYetHappened):
        answer_danger(by=line.erlan, call=call, called_at=NOW + timedelta(minutes=2))
    answer_danger(by=line.erlan, call=call, called_at=NOW)
    assert (running(), open_danger(line.erlan)) == ([], [])


@pytest.mark.safeguard("S1", "102 is called by a person's decision: a call may end without, with the reason on record")
def test_102_may_stay_uncalled_with_a_reason(line: Line) -> None:
    call = called(line.aliya, is_danger_now="yes")
    with pytest.raises(UnknownAnswer):
        answer_danger(by=line.aliya, call=call, reason="because")
    answer_danger(by=line.aliya, call=call, reason="other_service")
    assert (call.no_police_reason, running()) == ("other_service", [])


def test_danger_with_the_minute_of_102_leaves_nothing_open(line: Line) -> None:
    called(line.aliya, is_danger_now="yes", police_called_at=NOW)
    assert not running()
    with pytest.raises(NotYetHappened):
        called(line.aliya, is_danger_now="yes", police_called_at=NOW + timedelta(minutes=2))


def test_two_who_finish_one_call_do_not_overwrite_each_other(line: Line) -> None:
    call = called(line.aliya)
    version = call.version
    change_call(by=line.aliya, call=call, details=replace(TALK, note="first"), version=version)
    with pytest.raises(EditedMeanwhile):
        change_call(by=line.erlan, call=call, details=replace(TALK, note="second"), version=version)


def test_a_change_keeps_by_what_the_caller_is_known(line: Line) -> None:
    call = called(line.aliya, number=NUMBER)
    mark = call.number_mark
    change_call(by=line.aliya, call=call, details=TALK, version=call.version)
    assert (call.number_mark, call.last_two) == (mark, "78")


def test_another_hour_moves_the_call_back_and_none_ends_it(line: Line) -> None:
    call = wants_call_back(line.aliya)
    later = replace(TALK, number=NUMBER, is_number_safe=True, call_back_at=NOW + timedelta(hours=5))
    change_call(by=line.aliya, call=call, details=later, version=call.version)
    assert [timer.due_at for timer in running(TimerKind.CALL_BACK)] == [NOW + timedelta(hours=5)]
    change_call(by=line.aliya, call=call, details=TALK, version=call.version)
    open_sealed(call)
    assert (running(), call.number) == ([], "")


@pytest.mark.safeguard(
    "S14", "a call from the paper of yesterday is welcome, stands under its hour and starts no alarm of then"
)
def test_a_call_of_yesterday_is_written_today(line: Line) -> None:
    call = called(line.aliya, called_at=NOW - timedelta(days=1))
    assert (call.called_at, call.written_at) == (NOW - timedelta(days=1), NOW)
    with pytest.raises(NotYetHappened):
        called(line.aliya, called_at=NOW + timedelta(minutes=5))


def test_the_record_of_acts_holds_codes_and_no_words(line: Line) -> None:
    called(line.aliya, number=NUMBER, alias="Гүл-Айна")
    rows = str(list(AuditEvent.objects.values()))
    assert "calls.save_call" in rows
    assert not any(word in rows for word in ("Canary", "2345678", "Гүл"))


def test_a_journal_of_earlier_months_is_taken_in_without_words(line: Line) -> None:
    lines = [JournalLine(NOW - timedelta(days=40), "information", "ru", "other", line.district.code, ("papers",))] * 3
    office = given.organisation("line")
    assert take_in_journal(by=given.SYSTEM, organisation=office, lines=lines) == 3
    assert calls_of(line.aliya).count() == 3
    assert not running()
