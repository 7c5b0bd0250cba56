"""The family is away, or nobody answers: what waits, what goes on, and who hears when nobody leads."""

from datetime import UTC, datetime, timedelta

import pytest

from panah.casework.cases import actions
from panah.casework.cases.codes import CaseState, NoteKind
from panah.casework.cases.models import Case
from panah.foundation.accounts.actions import end_role
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from tests.panah.casework.cases.office import SYSTEM, Office, at_work, closed, met, opened, running, unled

NOON = datetime(2026, 11, 2, 7, tzinfo=UTC)


def test_a_pause_stops_the_review_and_gives_back_the_time_that_was_left(office: Office) -> None:
    with clock.standing_at(NOON):
        case, _planned = at_work(office)
        due = running(case)[TimerKind.REVIEW].due_at
    with clock.standing_at(NOON + timedelta(days=10)):
        until = clock.today() + timedelta(days=30)
        actions.pause_case(by=office.aigul.actor, case=case, until=until, text="Canaryaway")
        assert set(running(case)) == {TimerKind.SERVICE, TimerKind.PAUSE_ENDS}
        assert running(case)[TimerKind.PAUSE_ENDS].due_at.date() == until
    with clock.standing_at(NOON + timedelta(days=30)):
        actions.resume_case(by=office.aigul.actor, case=case)
    assert set(running(case)) == {TimerKind.SERVICE, TimerKind.REVIEW}
    assert running(case)[TimerKind.REVIEW].due_at == due + timedelta(days=20)
    assert (case.state, case.paused_until) == (CaseState.ACTIVE, None)


def test_nothing_is_late_in_the_moment_of_coming_back(office: Office) -> None:
    with clock.standing_at(NOON):
        case, _planned = at_work(office)
    with clock.standing_at(NOON + timedelta(days=70)):  # the review is late already
        actions.pause_case(by=office.aigul.actor, case=case, until=clock.today() + timedelta(days=7))
    with clock.standing_at(NOON + timedelta(days=77)):
        actions.resume_case(by=office.aigul.actor, case=case)
        assert running(case)[TimerKind.REVIEW].due_at > clock.now()


@pytest.mark.safeguard("S9", "a pause hides a child without a safe place")
def test_a_pause_hides_no_danger_and_lasts_no_longer_than_a_month(office: Office) -> None:
    today = clock.today()
    new, (case, _planned) = opened(office), at_work(office)
    endless = today + timedelta(days=31)
    for one, until, reason in ((new, today + timedelta(days=5), "no_pause_now"), (case, endless, "pause_too_long"),
                               (case, today, "pause_too_long")):  # fmt: skip
        with pytest.raises(actions.NotYet) as refusal:
            actions.pause_case(by=office.aigul.actor, case=one, until=until)
        assert refusal.value.reasons[0] == reason
    actions.record_sleep(by=office.aigul.actor, case=case, answer="alone_or_street")
    with pytest.raises(actions.NotYet) as refusal:
        actions.pause_case(by=office.aigul.actor, case=case, until=today + timedelta(days=5))
    assert refusal.value.reasons == ("safety_first",)
    with pytest.raises(actions.NotYet):
        actions.resume_case(by=office.aigul.actor, case=case)


def tried(office: Office, case: Case, *days: int) -> None:
    for number in days:
        with clock.standing_at(NOON + timedelta(days=number)):
            met(office, case, kind=NoteKind.ATTEMPT, happened_on=clock.today())


def test_lost_takes_three_tries_on_three_days_over_a_month_and_keeps_its_alarms(office: Office) -> None:
    with clock.standing_at(NOON):
        case, _planned = at_work(office)
    tried(office, case, 1, 1, 1, 20)
    for reason in ("tries_missing", "tries_too_near"):
        with clock.standing_at(NOON + timedelta(days=30)), pytest.raises(actions.NotYet) as refusal:
            actions.mark_lost(by=office.aigul.actor, case=case)
        assert refusal.value.reasons == (reason,)
        tried(office, case, 29 if reason == "tries_missing" else 31)
    before = set(running(case))
    with clock.standing_at(NOON + timedelta(days=31)):
        actions.mark_lost(by=office.aigul.actor, case=case, text="Canarylost")
    assert (case.state, set(running(case))) == (CaseState.LOST_CONTACT, before)


def test_whoever_is_reached_is_found_and_old_tries_count_no_more(office: Office) -> None:
    with clock.standing_at(NOON):
        case, _planned = at_work(office)
    tried(office, case, 1, 15, 31)
    with clock.standing_at(NOON + timedelta(days=32)):
        actions.mark_lost(by=office.aigul.actor, case=case)
        met(office, case, kind=NoteKind.CONTACT, happened_on=clock.today())
        assert case.state == CaseState.ACTIVE
        with pytest.raises(actions.NotYet):
            actions.mark_lost(by=office.aigul.actor, case=case)


def test_when_nobody_leads_the_supervisors_have_their_own_clock(office: Office) -> None:
    case = unled(office)
    timer = running(case)[TimerKind.LEAD_ASSIGNMENT]
    assert (timer.person, timer.address_name) == (None, "case-lead")
    actions.assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person)
    assert TimerKind.LEAD_ASSIGNMENT not in running(case)
    assert running(case)[TimerKind.FIRST_SAFETY_CONTACT].person == office.nurzhan.person


def test_a_case_that_goes_on_without_its_former_lead_calls_for_one(office: Office) -> None:
    case = closed(office)
    end_role(by=SYSTEM, membership=office.aigul.membership)
    actions.reopen_case(by=office.saule.actor, case=case, reason="again")
    assert case.lead is None
    assert set(running(case)) == {TimerKind.LEAD_ASSIGNMENT, TimerKind.FIRST_SAFETY_CONTACT}


def test_strangers_pause_and_lose_nothing(office: Office) -> None:
    case, _planned = at_work(office)
    for worker in (office.lazzat, office.nurzhan, office.gulnar):
        with pytest.raises(NotPermitted):
            actions.pause_case(by=worker.actor, case=case, until=clock.today() + timedelta(days=3))
        with pytest.raises(NotPermitted):
            actions.resume_case(by=worker.actor, case=case)
        with pytest.raises(NotPermitted):
            actions.mark_lost(by=worker.actor, case=case)
