"""A supervisor reads the plan; services do not wait; a review says how it goes on."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from panah.casework.cases import actions
from panah.casework.cases.codes import NoteKind, ReviewOutcome, Risk, ServiceStatus
from panah.casework.cases.models import Case, Note, PlannedService, Review
from panah.casework.cases.queries import open_needs, planned_services
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from tests.panah.casework.cases.office import (
    Office,
    agreed,
    asked,
    assessed,
    at_work,
    closed,
    in_plan,
    opened,
    running,
    served,
)

NOON = datetime(2026, 11, 20, 7, tzinfo=UTC)


@pytest.fixture
def case(office: Office) -> Case:
    case = opened(office)
    assessed(office, case)
    in_plan(office, case)
    return agreed(office, case)


def reviewed(office: Office, case: Case, **changes: Any) -> Review:
    usual: dict[str, Any] = {
        "by": office.aigul.actor,
        "case": case,
        "text": "Canaryfound",
        "happened_on": clock.today(),
    }
    return actions.record_review(**(usual | changes))


def test_the_supervisors_are_asked_and_the_services_do_not_wait(office: Office, case: Case) -> None:
    timer = running(case)[TimerKind.PLAN_APPROVAL]
    assert (timer.person, timer.organisation, timer.asked_by_person) == (None, office.organisation, office.aigul.person)
    asked_people = set(
        Notice.objects.filter(kind=NoticeKind.PLAN_TO_APPROVE).values_list("person__username", flat=True)
    )
    assert asked_people == {"saule", "bakyt"}
    served(office, case, planned=PlannedService.objects.get())
    assert TimerKind.SERVICE not in running(case)


def test_a_supervisor_approves_and_the_lead_hears(office: Office, case: Case) -> None:
    actions.approve_plan(by=office.saule.actor, case=case)
    assert (case.plan_approved_by, TimerKind.PLAN_APPROVAL in running(case)) == (office.saule.person, False)
    assert Notice.objects.get(kind=NoticeKind.PLAN_ANSWERED).person == office.aigul.person
    agreed(office, case, agreed_with="both")
    assert TimerKind.PLAN_APPROVAL not in running(case)  # an approved plan needs no second signature for the same


def test_a_plan_comes_back_with_a_remark_and_is_agreed_again(office: Office, case: Case) -> None:
    actions.return_plan(by=office.saule.actor, case=case, remark="Canaryremark")
    assert {TimerKind.PLAN, TimerKind.SERVICE, TimerKind.REVIEW} == set(running(case))
    assert Note.objects.filter(kind=NoteKind.PLAN_RETURNED).count() == 1
    agreed(office, case)
    assert {TimerKind.PLAN_APPROVAL, TimerKind.SERVICE, TimerKind.REVIEW} == set(running(case))


def test_nobody_approves_the_own_plan_or_one_that_does_not_wait(office: Office, case: Case) -> None:
    other = opened(office)
    assessed(office, other)
    in_plan(office, other)
    actions.assign_lead(by=office.bakyt.actor, case=other, lead=office.saule.person)
    agreed(office, other, by=office.saule.actor)
    with pytest.raises(actions.NotYet) as refusal:
        actions.approve_plan(by=office.saule.actor, case=other)
    assert refusal.value.reasons == ("own_plan",)
    actions.approve_plan(by=office.bakyt.actor, case=other)
    with pytest.raises(actions.NotYet) as refusal:
        actions.return_plan(by=office.bakyt.actor, case=other, remark="x")
    assert refusal.value.reasons == ("plan_not_asked",)
    for worker in (office.aigul, office.nurzhan, office.lazzat):
        with pytest.raises(NotPermitted):
            actions.approve_plan(by=worker.actor, case=case)


def test_needs_of_the_assessment_wait_until_a_plan_or_a_service_answers_them(office: Office) -> None:
    case = opened(office)
    planned = in_plan(office, case, service_type="medical", domain="health")
    found = {"health": ["medical", "psychological"], "school": ["education", "psychological"]}
    needs = open_needs(found, planned_services(case), {"legal"})
    assert [(need.service_type, need.domain) for need in needs] == [
        ("psychological", "health"),
        ("education", "school"),
    ]
    assert planned.domain == "health"


def test_a_review_judges_the_risk_anew_and_the_next_clock_follows(office: Office) -> None:
    with clock.standing_at(NOON):
        case, planned = at_work(office, Risk.LOW)
    with clock.standing_at(NOON + timedelta(days=20)):
        day = clock.today() - timedelta(days=2)
        review = reviewed(
            office, case, happened_on=day, risk=Risk.HIGH, child_says="Canarysays", goals={str(planned.pk): "partly_reached"}
        )  # fmt: skip
        assert running(case)[TimerKind.REVIEW].due_at.date() == day + timedelta(days=30)
    planned.refresh_from_db()
    assert (review.risk_before, review.risk_after, case.risk) == (Risk.LOW, Risk.HIGH, Risk.HIGH)
    assert (planned.goal_status, planned.status) == ("partly_reached", ServiceStatus.PLANNED)


@pytest.mark.parametrize(
    ("outcome", "kinds"),
    [
        (ReviewOutcome.CONTINUE, {TimerKind.SERVICE, TimerKind.REVIEW}),
        (ReviewOutcome.TRANSFER, {TimerKind.SERVICE, TimerKind.REVIEW}),
        (ReviewOutcome.CHANGE_PLAN, {TimerKind.SERVICE, TimerKind.REVIEW, TimerKind.PLAN}),
        (ReviewOutcome.CLOSE, {TimerKind.SERVICE, TimerKind.CLOSING}),
    ],
)
def test_the_outcome_of_a_review_sets_what_comes_next(
    office: Office, outcome: ReviewOutcome, kinds: set[TimerKind]
) -> None:
    case, _planned = at_work(office)
    reviewed(office, case, outcome=outcome)
    assert set(running(case)) == kinds
    assert (case.plan_approved_at is None) == (outcome is ReviewOutcome.CHANGE_PLAN)
    reviewed(office, case)  # continue after all
    assert TimerKind.CLOSING not in running(case)
    assert Timer.objects.running().filter(file=case.file_id, kind=TimerKind.REVIEW).count() == 1


def test_a_closure_that_comes_back_after_a_review_is_reviewed_further(office: Office) -> None:
    case, planned = at_work(office)
    served(office, case, planned=planned)
    reviewed(office, case, outcome=ReviewOutcome.CLOSE)
    asked(office, case, goals={str(planned.pk): "reached"}, keep_until=date(2045, 1, 1))
    assert set(running(case)) == {TimerKind.CLOSURE_SIGNATURE}
    actions.return_closure(by=office.saule.actor, case=case, remark="not yet")
    assert set(running(case)) == {TimerKind.REVIEW}
    planned.refresh_from_db()
    assert planned.goal_status == "reached"


def test_what_is_in_no_list_or_of_another_case_is_refused(office: Office) -> None:
    case, _planned = at_work(office)
    _other, elsewhere = at_work(office)
    for change in ({"outcome": "Canary"}, {"risk": "Canary"}, {"goals": {str(_planned.pk): "Canary"}}):
        with pytest.raises(actions.ReasonMissing):
            reviewed(office, case, **change)
    with pytest.raises(actions.NotThisCase):
        reviewed(office, case, goals={str(elsewhere.pk): "reached"})
    with pytest.raises(actions.CaseIsClosed):
        reviewed(office, closed(office))


def test_the_day_until_which_papers_are_kept_lies_ahead(office: Office) -> None:
    case = opened(office)
    actions.record_contact(
        by=office.aigul.actor, case=case, kind=NoteKind.FIRST_SAFETY_CONTACT, text="", happened_on=clock.today()
    )
    with pytest.raises(actions.NotYet) as refusal:
        asked(office, case, keep_until=clock.today())
    assert refusal.value.reasons == ("keep_until_passed",)


def test_of_a_child_who_has_died_nobody_asks_for_a_list_and_nobody_calls(office: Office) -> None:
    case = opened(office)
    actions.record_contact(
        by=office.aigul.actor, case=case, kind=NoteKind.FIRST_SAFETY_CONTACT, text="", happened_on=clock.today()
    )
    asked(office, case, reason="died", checklist={})
    actions.sign_closure(by=office.saule.actor, case=case)
    assert not Timer.objects.running().filter(file__in=(case.file_id, case.child.file_id)).exists()
