"""A coordinator presses, telephones and names a responsible: the sender sees it, and the child's time is not set back."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Q

from panah.casework.referrals.actions import (
    acknowledge_leg,
    name_responsible,
    press,
    press_body,
    record_call,
    refuse_leg,
    tell_of_week,
    withdraw_referral,
)
from panah.casework.referrals.actions.pressing import NobodyToName, NothingLate, NotStuck, PressedToday
from panah.casework.referrals.actions.refusals import NameMissing, NothingTold
from panah.casework.referrals.codes import HandOverStep
from panah.casework.referrals.models import Step
from panah.casework.referrals.queries import clock_of, story_of
from panah.foundation.accounts.actions import end_agreement
from panah.foundation.clocks.actions import climb
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock, vault
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed, reveal
from tests.panah.casework.referrals.coordinating import Coordinated, coordinated, number, placed
from tests.panah.casework.referrals.handover import SYSTEM, leg_of, referred, reported, silent_body


@pytest.fixture
def here(db: None) -> Coordinated:
    return coordinated()


def running(kind: TimerKind) -> list[Timer]:
    return list(Timer.objects.running().filter(kind=kind))


def told(kind: NoticeKind) -> set[str]:
    return {notice.person.display_name for notice in Notice.objects.filter(kind=kind) if notice.person}


def test_the_head_hears_it_the_sender_sees_it_and_the_clock_of_the_child_stays(here: Coordinated) -> None:
    leg = here.stuck()
    before = clock_of(leg)
    assert before is not None
    waits = press(by=here.coordinator, body=here.body, number=number(leg))
    assert told(NoticeKind.PRESSED) == {"ngo-head_of_organisation", "ngo-supervisor"}
    assert next(step.kind for step in story_of(leg.referral)) == HandOverStep.PRESSED
    after = clock_of(leg)
    assert after is not None
    assert (after.started_at, after.due_at, after.level) == (before.started_at, before.due_at, before.level)
    assert (waits.subject_code, waits.address_code) == (number(leg), here.body.code)
    assert waits.due_at - waits.started_at == timedelta(days=2)
    event = AuditEvent.objects.get(verb="referrals.press")
    assert (event.subject_code, event.role) == (number(leg), Role.REGIONAL_COORDINATOR)


def test_once_a_day_for_each_row_whoever_presses(here: Coordinated) -> None:
    leg = here.stuck()
    press(by=here.coordinator, body=here.body, number=number(leg))
    for actor in (here.coordinator, here.minister):
        with pytest.raises(PressedToday):
            press(by=actor, body=here.body, number=number(leg))
    with clock.standing_at(clock.now() + timedelta(days=1)):
        press(by=here.minister, body=here.body, number=number(leg))
    assert Step.objects.filter(leg=leg, kind=HandOverStep.PRESSED).count() == 2


def test_a_body_is_pressed_for_all_that_is_late_in_one_message(here: Coordinated) -> None:
    late = [here.stuck(concern=reported(here.sides, f"late-{count}")) for count in range(3)]
    fresh = leg_of(referred(here.sides, reported(here.sides, "fresh")))
    press(by=here.coordinator, body=here.body, number=number(late[0]))
    Notice.objects.all().delete()
    press_body(by=here.coordinator, body=here.body)
    pressed = set(Step.objects.filter(kind=HandOverStep.PRESSED).values_list("leg", flat=True))
    assert pressed == {leg.pk for leg in late}
    assert fresh.pk not in pressed
    notices = Notice.objects.filter(kind=NoticeKind.PRESSED)
    assert {(notice.count, notice.subject_code) for notice in notices} == {(2, "")}
    with pytest.raises(NothingLate):
        press_body(by=here.coordinator, body=here.body)


def test_an_answer_ends_what_was_pressed(here: Coordinated) -> None:
    leg = here.stuck()
    press(by=here.coordinator, body=here.body, number=number(leg))
    acknowledge_leg(by=here.sides.worker, leg=leg)
    assert running(TimerKind.PRESS_WAITS) == []
    with clock.standing_at(clock.now() + timedelta(days=1)):
        refuse_leg(by=here.sides.worker, leg=leg, reason="no_free_place", where_next="other_organisation")
        with pytest.raises(NotStuck):
            press(by=here.coordinator, body=here.body, number=number(leg))


def test_what_was_withdrawn_is_no_longer_there_to_press(here: Coordinated) -> None:
    leg = here.stuck()
    withdraw_referral(by=here.sides.sender, referral=leg.referral, reason="sent_elsewhere")
    with pytest.raises(NotStuck):
        press(by=here.coordinator, body=here.body, number=number(leg))


def test_of_a_body_with_nobody_in_panah_the_coordinator_telephones_once_for_all(here: Coordinated) -> None:
    silent = silent_body(here.sides)
    placed(silent.organisation, "KZ-61")
    legs = [here.stuck(concern=reported(here.sides, f"s-{count}"), receiver=silent) for count in range(2)]
    for leg in legs:
        press(by=here.coordinator, body=silent.organisation, number=number(leg))
    assert [(call.address_name, call.address_code) for call in running(TimerKind.REGION_CALL)] == [
        ("region-call", "silent")
    ]
    said: dict[str, Any] = {"by": here.coordinator, "body": silent.organisation}
    with pytest.raises(NameMissing):
        record_call(**said, numbers=[number(legs[0])], name_and_post=" ", text="Tomorrow")
    with pytest.raises(NothingTold):
        record_call(**said, numbers=["00000000"], name_and_post="Invented, doctor", text="Tomorrow")
    record_call(**said, numbers=[number(legs[0])], name_and_post="Invented, doctor", text="Tomorrow")
    assert running(TimerKind.REGION_CALL) == []
    assert len(running(TimerKind.PRESS_WAITS)) == 2
    step = Step.objects.get(kind=HandOverStep.PRESS_SAID)
    with pytest.raises(StillSealed):
        str(step.text)
    with vault.ring():
        reveal(here.coordinator, step)
    with pytest.raises(StillSealed):
        str(step.text)
    with vault.ring():
        reveal(here.sides.sender, step)
    assert (step.text, step.answered_by) == ("Tomorrow", "Invented, doctor")
    assert clock_of(legs[0]) is not None


def test_the_call_goes_with_the_last_request_that_it_was_meant_for(here: Coordinated) -> None:
    silent = silent_body(here.sides)
    placed(silent.organisation, "KZ-61")
    legs = [here.stuck(concern=reported(here.sides, f"s-{count}"), receiver=silent) for count in range(2)]
    press_body(by=here.coordinator, body=silent.organisation)
    for leg, left in zip(legs, (1, 0), strict=True):
        withdraw_referral(by=here.sides.sender, referral=leg.referral, reason="sent_elsewhere")
        assert len(running(TimerKind.REGION_CALL)) == left


def test_a_named_responsible_has_an_own_alarm_and_the_child_has_waited_as_long_as_before(here: Coordinated) -> None:
    leg, person = here.stuck(), here.sides.ngo.people[Role.CASEWORKER]
    before = clock_of(leg)
    assert before is not None
    alarm = name_responsible(by=here.coordinator, body=here.body, number=number(leg), person=person)
    after = clock_of(leg)
    assert after is not None
    assert (after.person, after.started_at, after.due_at) == (person, before.started_at, before.due_at)
    assert (alarm.person, alarm.due_at - alarm.started_at) == (person, timedelta(hours=4))
    assert told(NoticeKind.NAMED_RESPONSIBLE) == {"ngo-caseworker"}
    acknowledge_leg(by=here.sides.worker, leg=leg)
    following = clock_of(leg)
    assert following is not None
    assert (following.kind, following.person) == (TimerKind.LEG_ANSWER, person)
    assert running(TimerKind.NAMED_ANSWER) == []


def test_nobody_of_another_body_is_named(here: Coordinated) -> None:
    leg = here.stuck()
    for person in (here.sides.clinic.people[Role.CASEWORKER], here.akimat.people[Role.REGIONAL_COORDINATOR]):
        with pytest.raises(NobodyToName):
            name_responsible(by=here.coordinator, body=here.body, number=number(leg), person=person)


@pytest.mark.safeguard("S13", "a region presses for an organisation that has no agreement with it, or has ended it")
def test_without_an_agreement_nothing_is_there_to_press(here: Coordinated) -> None:
    leg = here.stuck()
    end_agreement(by=SYSTEM, agreement=here.agreement)
    with pytest.raises(NotStuck):
        press(by=here.coordinator, body=here.body, number=number(leg))
    with pytest.raises(NothingLate):
        press_body(by=here.coordinator, body=here.body)
    press(by=here.minister, body=here.body, number=number(leg))


def test_a_region_presses_no_body_of_another_region_and_a_worker_presses_nobody(here: Coordinated) -> None:
    leg = here.stuck(receiver=here.sides.doctor, service_types=("medical",))
    clinic = here.sides.clinic.organisation
    for actor in (here.coordinator, here.sides.worker):
        with pytest.raises(NotPermitted):
            press(by=actor, body=clinic, number=number(leg))
    press(by=here.minister, body=clinic, number=number(leg))


@pytest.mark.safeguard("S12", "an alarm of the ladder tells a coordinator the code of a request or a concern")
def test_a_coordinator_hears_a_number_and_never_a_code(here: Coordinated) -> None:
    for count in range(2):
        here.stuck(concern=reported(here.sides, f"w-{count}"))
    climb(by=SYSTEM)
    heard = Notice.objects.filter(person=here.akimat.people[Role.REGIONAL_COORDINATOR])
    assert [(notice.kind, notice.count, notice.subject_code) for notice in heard] == [("deadline_passed", 2, "")]
    heard_elsewhere = Notice.objects.filter(Q(person=here.sides.ngo.people[Role.HEAD_OF_ORGANISATION]))
    assert {len(notice.subject_code) for notice in heard_elsewhere} == {9}


def test_once_a_week_they_hear_that_the_table_is_there_where_something_waits(here: Coordinated) -> None:
    monday = clock.now().replace(hour=12, minute=0) + timedelta(days=7 - clock.now().weekday())
    with clock.standing_at(monday):
        assert tell_of_week(by=SYSTEM) == 0
        here.stuck()
        assert tell_of_week(by=SYSTEM) == 2
        assert tell_of_week(by=SYSTEM) == 0
    assert told(NoticeKind.REGION_WEEK) == {"akimat-regional_coordinator", "ministry-ministry_coordinator"}
    with clock.standing_at(monday + timedelta(days=7)):
        assert tell_of_week(by=SYSTEM) == 2
