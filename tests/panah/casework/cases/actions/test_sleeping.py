"""Where does the child sleep tonight, and with whom: the first question, and the clock of a day (S9)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from panah.casework.cases import actions
from panah.casework.cases.models import Case, GuardianRequest, SleepAnswer
from panah.casework.concerns.actions import (
    ChildTold,
    ConcernDetails,
    GuardianTold,
    record_guardian_told,
    report_concern,
)
from panah.casework.concerns.models import Concern
from panah.casework.people.rules import Birth
from panah.casework.referrals.actions import accept_leg
from panah.casework.referrals.models import Leg
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from tests.panah.casework.cases.office import Office, asked, closed, met, opened, running
from tests.panah.casework.referrals.handover import Sides, made_sides, referred

NIGHT = datetime(2026, 11, 20, 18, tzinfo=UTC)  # eleven in the evening of a Friday, in Almaty
WATCHES = {TimerKind.GUARDIAN_REQUEST, TimerKind.SAFETY_ACTION}


def slept(office: Office, case: Case, answer: str, **changes: Any) -> SleepAnswer:
    usual: dict[str, Any] = {"by": office.aigul.actor, "case": case, "answer": answer, "with_whom": "Canarywho"}
    return actions.record_sleep(**(usual | changes))


def told(office: Office, case: Case, **changes: Any) -> GuardianRequest:
    usual: dict[str, Any] = {
        "by": office.aigul.actor, "case": case, "told_to": "Canaryduty", "channel": "phone", "happened_on": clock.today(),
    }  # fmt: skip
    return actions.record_guardian_request(**(usual | changes))


def watches(case: Case) -> set[str]:
    return set(running(case)) & WATCHES


@pytest.mark.safeguard("S9", "an unaccompanied boy comes at 23:00 on a Friday, and the clock waits for Monday")
def test_a_boy_without_an_adult_at_night_starts_a_day_that_does_not_wait_for_the_office(office: Office) -> None:
    with clock.standing_at(NIGHT):
        case = opened(office, sex="male", birth=Birth(year=2014), names=())
        slept(office, case, "alone_or_street")
    timer = running(case)[TimerKind.GUARDIAN_REQUEST]
    assert (timer.due_at, timer.person, timer.urgency) == (NIGHT + timedelta(hours=24), office.aigul.person, "danger")
    assert case.sleeps_tonight == "alone_or_street"


@pytest.mark.safeguard("S9", "the question of the night is asked anew and puts the alarm off")
def test_asking_again_puts_no_alarm_off(office: Office) -> None:
    with clock.standing_at(NIGHT):
        case = opened(office)
        slept(office, case, "alone_or_street")
    with clock.standing_at(NIGHT + timedelta(hours=5)):
        slept(office, case, "place_of_work")
        slept(office, case, "with_unclear_adult")
    assert Timer.objects.running().filter(file=case.file_id, kind__in=WATCHES).count() == 1
    assert running(case)[TimerKind.GUARDIAN_REQUEST].due_at == NIGHT + timedelta(hours=24)


@pytest.mark.parametrize("answer", ["with_safe_adult", "shelter", "hospital_or_institution"])
def test_a_safe_place_needs_no_authority_and_stops_what_runs_with_its_outcome(office: Office, answer: str) -> None:
    case = opened(office)
    slept(office, case, answer)
    assert watches(case) == set()
    slept(office, case, "alone_or_street")
    slept(office, case, answer)
    stopped = Timer.objects.get(file=case.file_id, kind=TimerKind.GUARDIAN_REQUEST)
    assert (stopped.outcome, watches(case)) == ("with_safe_adult", set())


@pytest.mark.parametrize("answer", ["with_unclear_adult", "unknown"])
def test_of_an_adult_not_yet_known_the_lead_finds_out_within_a_day_before_any_authority(
    office: Office, answer: str
) -> None:
    with clock.standing_at(NIGHT):
        case = opened(office)
        slept(office, case, answer)
    assert watches(case) == {TimerKind.SAFETY_ACTION}
    assert running(case)[TimerKind.SAFETY_ACTION].due_at == NIGHT + timedelta(hours=24)
    slept(office, case, "alone_or_street")
    assert watches(case) == {TimerKind.GUARDIAN_REQUEST}


def test_whom_was_told_how_and_when_stops_the_clock_with_the_day_it_happened(office: Office) -> None:
    with clock.standing_at(NIGHT):
        case = opened(office)
        slept(office, case, "alone_or_street")
    with clock.standing_at(NIGHT + timedelta(days=4)):
        told(office, case, happened_on=NIGHT.date() + timedelta(days=1), own_number="Canary-17")
    timer = Timer.objects.get(file=case.file_id, kind=TimerKind.GUARDIAN_REQUEST)
    assert timer.done_at is not None
    assert timer.done_at <= timer.due_at  # told in time, written four days later (S14)


def test_the_body_is_not_told_twice_of_the_same_trouble_and_again_of_a_new_one(office: Office) -> None:
    case = opened(office)
    slept(office, case, "alone_or_street")
    told(office, case)
    slept(office, case, "place_of_work")
    assert watches(case) == set()
    slept(office, case, "with_safe_adult")
    slept(office, case, "alone_or_street")
    assert watches(case) == {TimerKind.GUARDIAN_REQUEST}


def test_late_paper_on_an_earlier_night_does_not_overrule_a_later_answer(office: Office) -> None:
    case = opened(office)
    slept(office, case, "with_safe_adult")
    slept(office, case, "alone_or_street", happened_on=clock.today() - timedelta(days=3))
    assert (case.sleeps_tonight, watches(case)) == ("with_safe_adult", set())


def test_the_first_talk_carries_the_night(office: Office) -> None:
    case = opened(office)
    met(office, case, sleeps_tonight="place_of_work", sleeps_with="Canarywho")
    assert (case.sleeps_tonight, watches(case)) == ("place_of_work", {TimerKind.GUARDIAN_REQUEST})


def test_a_grown_person_has_no_guardian(office: Office) -> None:
    case = opened(office, birth=Birth(), age_band="adult")
    slept(office, case, "alone_or_street")
    assert watches(case) == set()


def test_the_night_holds_a_closure_up(office: Office) -> None:
    case = opened(office)
    met(office, case, sleeps_tonight="alone_or_street")
    with pytest.raises(actions.NotYet) as refusal:
        asked(office, case)
    assert refusal.value.reasons[0] == "open:guardian_request"


def test_a_case_that_goes_on_asks_for_the_night_again(office: Office) -> None:
    case = opened(office)
    met(office, case, sleeps_tonight="with_safe_adult")
    closed(office, case)
    actions.reopen_case(by=office.aigul.actor, case=case, reason="again")
    assert case.sleeps_tonight == "unknown"


def test_strangers_and_days_to_come_record_no_night(office: Office) -> None:
    case = opened(office)
    for worker in (office.lazzat, office.nurzhan, office.gulnar):
        with pytest.raises(NotPermitted):
            slept(office, case, "shelter", by=worker.actor)
        with pytest.raises(NotPermitted):
            told(office, case, by=worker.actor)
    with pytest.raises(actions.WrongDay):
        slept(office, case, "shelter", happened_on=clock.today() + timedelta(days=1))
    with pytest.raises(actions.WrongDay):
        told(office, case, happened_on=clock.today() + timedelta(days=1))
    assert not SleepAnswer.objects.exists()


def found_alone(sides: Sides) -> Concern:
    details = ConcernDetails(
        signs=("works",), language="kk", what_was_seen="Canaryseen", stays_anonymous=True, place=sides.district,
        sleeps_with="Canarywho", sleeps_tonight="alone_or_street",
        children=(ChildTold("6_11", "male", "uz", "Canaryname"),),
    )  # fmt: skip
    return report_concern(by=Actor.public("kk"), details=details, idempotency_key="night")


@pytest.mark.safeguard("S9", "what a report says of the night is asked or told to the authority a second time")
def test_what_the_report_knew_of_the_night_goes_over_to_the_case(db: None) -> None:
    sides = made_sides()
    night = clock.now()
    concern = found_alone(sides)
    leg = Leg.objects.get(referral=referred(sides, concern), kind="person")
    with clock.standing_at(night + timedelta(hours=2)):
        accept_leg(by=sides.worker, leg=leg, lead=Person.objects.get(pk=sides.worker.id))
    case = Case.objects.get()
    assert case.sleeps_tonight == "alone_or_street"
    due = running(case)[TimerKind.GUARDIAN_REQUEST].due_at
    assert due <= night + timedelta(hours=24, minutes=5)  # since the report, not anew
    assert not Timer.objects.running().filter(file=concern.file_id, kind=TimerKind.GUARDIAN_REQUEST).exists()


def test_a_body_that_the_desk_told_is_not_told_again(db: None) -> None:
    sides = made_sides()
    concern = found_alone(sides)
    told = GuardianTold("Canaryduty", channel="phone", happened_at=clock.now())
    record_guardian_told(by=sides.sender, concern=concern, told_to=told)
    leg = Leg.objects.get(referral=referred(sides, concern), kind="person")
    accept_leg(by=sides.worker, leg=leg, lead=Person.objects.get(pk=sides.worker.id))
    case = Case.objects.get()
    assert watches(case) == set()
    assert GuardianRequest.objects.get().channel == "phone"
