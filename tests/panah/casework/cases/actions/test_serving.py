from datetime import UTC, date, datetime, timedelta

import pytest

from panah.casework.cases import actions
from panah.casework.cases.codes import Risk, ServiceStatus, Stage
from panah.casework.cases.models import Case, DeliveredService, PlannedService, Review
from panah.casework.people.actions import decide_category
from panah.casework.people.codes import Category
from panah.casework.people.rules import Birth
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from tests.panah.casework.cases.office import (
    Office,
    agreed,
    asked,
    assessed,
    at_work,
    cancelled,
    closed,
    in_plan,
    met,
    opened,
    running,
    served,
)

NOON = datetime(2026, 11, 20, 7, tzinfo=UTC)


def test_a_goal_becomes_a_task_once_the_plan_is_agreed(office: Office) -> None:
    case = opened(office)
    assessed(office, case)
    planned = in_plan(office, case, date(2027, 3, 1))
    assert TimerKind.SERVICE not in running(case)
    agreed(office, case)
    timers = running(case)
    assert (case.stage, set(timers)) == (
        Stage.IN_SERVICE,
        {TimerKind.SERVICE, TimerKind.REVIEW, TimerKind.PLAN_APPROVAL},
    )
    service = timers[TimerKind.SERVICE]
    assert service.due_at == datetime(2027, 3, 1, 13, tzinfo=UTC)  # six in the evening, five hours before Greenwich
    assert (service.fact, service.address_name) == ("service_types:medical", "case-planned")
    assert service.address_code == str(planned.pk)


def test_before_the_clocks_of_almaty_changed_six_in_the_evening_was_noon_in_greenwich(office: Office) -> None:
    with clock.standing_at(datetime(2024, 2, 20, 5, tzinfo=UTC)):
        case = opened(office)
        met(office, case)
        for day in (date(2024, 2, 29), date(2024, 3, 1)):
            in_plan(office, case, day)
        agreed(office, case)
    dues = Timer.objects.filter(kind=TimerKind.SERVICE).order_by("due_at").values_list("due_at", flat=True)
    assert [due.hour for due in dues] == [12, 13]


def test_what_is_planned_later_has_its_clock_at_once(office: Office) -> None:
    case, _ = at_work(office)
    later = in_plan(office, case, service_type="legal", idempotency_key="k")
    assert later == in_plan(office, case, service_type="legal", idempotency_key="k")
    codes = Timer.objects.running().filter(kind=TimerKind.SERVICE).values_list("address_code", flat=True)
    assert str(later.pk) in codes
    assert len(codes) == 2


@pytest.mark.parametrize(
    ("risk", "days"), [(Risk.HIGH, 30), (Risk.MEDIUM, 60), (Risk.LOW, 90)]
)  # fmt: skip
def test_the_review_follows_from_the_risk(office: Office, risk: Risk, days: int) -> None:
    with clock.standing_at(NOON):
        case, _ = at_work(office, risk)
    assert running(case)[TimerKind.REVIEW].due_at.date() == NOON.date() + timedelta(days=days)
    with clock.standing_at(NOON + timedelta(days=10)):
        actions.record_review(by=office.aigul.actor, case=case, text="fine", happened_on=date(2026, 11, 29))
    assert running(case)[TimerKind.REVIEW].due_at.date() == date(2026, 11, 29) + timedelta(days=days)
    assert Review.objects.get().happened_on == date(2026, 11, 29)


@pytest.mark.parametrize(
    ("with_goal", "agreed_with", "reason"), [(False, "child", "no_goal"), (True, "", "not_agreed")]
)
def test_a_plan_without_goal_or_without_the_family_is_not_agreed(
    office: Office, with_goal: bool, agreed_with: str, reason: str
) -> None:
    case = opened(office)
    assessed(office, case)
    if with_goal:
        in_plan(office, case)
    with pytest.raises(actions.NotYet) as refusal:
        agreed(office, case, agreed_with=agreed_with)
    assert refusal.value.reasons == (reason,)
    assert case.plan_agreed_on is None


def test_nobody_agrees_a_plan_before_the_first_contact_or_tomorrow(office: Office) -> None:
    case = opened(office)
    in_plan(office, case)
    with pytest.raises(actions.NotYet) as refusal:
        agreed(office, case)
    assert refusal.value.reasons == ("no_contact",)
    met(office, case)
    with pytest.raises(actions.WrongDay):
        agreed(office, case, agreed_on=clock.today() + timedelta(days=1))


def test_agreeing_twice_starts_no_clock_twice(office: Office) -> None:
    case, _ = at_work(office)
    agreed(office, case, agreed_with="both")
    assert Timer.objects.running().filter(file=case.file_id).count() == 2
    assert case.plan_agreed_with == "both"


def test_help_does_not_wait_for_a_stage(office: Office) -> None:
    case = opened(office)
    served(office, case, service_type="basic_needs")
    assert DeliveredService.objects.get().status == ServiceStatus.DELIVERED
    assert case.stage == Stage.NEW


def test_a_service_freezes_the_age_category_and_region_of_its_day(office: Office) -> None:
    case = opened(office, birth=Birth(year=2012))
    with clock.standing_at(datetime(2026, 12, 1, tzinfo=UTC)):
        served(office, case, happened_on=date(2024, 6, 1), provider=office.provider)
        decide_category(
            by=office.aigul.actor, child=case.child, category=Category.PRESUMED_VICTIM, ground="observation"
        )
        served(office, case, happened_on=date(2026, 12, 1))
    early, late = DeliveredService.objects.order_by("happened_on")
    assert (early.age_band, early.category, early.organisation) == ("6_11", "unknown", office.other)
    assert (late.age_band, late.category, late.organisation) == ("12_14", "presumed_victim", office.organisation)
    assert (early.region, early.standing, early.child) == ("KZ-61", "child", case.child)


def test_a_planned_service_ends_with_its_record(office: Office) -> None:
    case, planned = at_work(office)
    given = served(office, case, planned=planned)
    assert (given.planned, PlannedService.objects.get().status) == (planned, ServiceStatus.DELIVERED)
    assert set(running(case)) == {TimerKind.REVIEW}


def test_of_two_who_record_the_same_planned_service_the_second_is_told(office: Office) -> None:
    case, planned = at_work(office)
    stale = PlannedService.objects.get(pk=planned.pk)
    first = served(office, case, planned=planned, idempotency_key="form-1")
    assert served(office, case, planned=stale, idempotency_key="form-1") == first  # a double click
    for act in (
        lambda: served(office, case, planned=stale, by=office.saule.actor, idempotency_key="form-2"),
        lambda: cancelled(office, case, stale),
    ):
        with pytest.raises(actions.NotYet) as refusal:
            act()
        assert refusal.value.reasons == ("already_recorded",)
    assert DeliveredService.objects.count() == 1
    assert PlannedService.objects.get().status == ServiceStatus.DELIVERED


def test_a_planned_service_of_another_case_is_not_touched(office: Office) -> None:
    _, planned = at_work(office)
    other = opened(office)
    for act in (lambda: served(office, other, planned=planned), lambda: cancelled(office, other, planned)):
        with pytest.raises(actions.NotThisCase):
            act()
    assert PlannedService.objects.get().status == ServiceStatus.PLANNED
    assert not DeliveredService.objects.exists()


def test_what_is_not_given_says_why_in_a_code(office: Office) -> None:
    case, planned = at_work(office)
    for status, reason in (
        (ServiceStatus.REFUSED, "Canarymother did not let her"),
        (ServiceStatus.FAILED, ""),
        (ServiceStatus.DELIVERED, "other"),
        (ServiceStatus.PLANNED, "other"),
    ):
        with pytest.raises(actions.ReasonMissing):
            cancelled(office, case, planned, status=status, reason=reason)
    cancelled(office, case, planned, status=ServiceStatus.REFUSED, reason="family_said_no")
    assert (planned.status, planned.reason) == (ServiceStatus.REFUSED, "family_said_no")
    assert TimerKind.SERVICE not in running(case)


def test_days_that_cannot_be_are_refused(office: Office) -> None:
    case = opened(office, birth=Birth(year=2012))
    for day in (clock.today() + timedelta(days=1), date(2011, 12, 31)):
        with pytest.raises(actions.WrongDay):
            served(office, case, happened_on=day)
        with pytest.raises(actions.WrongDay):
            actions.record_review(by=office.aigul.actor, case=case, text="x", happened_on=day)
    assert not DeliveredService.objects.exists()


def test_strangers_plan_give_and_cancel_nothing(office: Office) -> None:
    case, planned = at_work(office)
    for worker in (office.lazzat, office.nurzhan, office.gulnar, office.dinara):
        for act in (
            lambda by: in_plan(office, case, by=by),
            lambda by: agreed(office, case, by=by),
            lambda by: served(office, case, by=by),
            lambda by: cancelled(office, case, planned, by=by),
            lambda by: actions.record_review(by=by, case=case, text="x", happened_on=clock.today()),
        ):
            with pytest.raises(NotPermitted):
                act(worker.actor)


def test_while_a_closure_waits_the_plan_stands_still_and_a_late_service_is_welcome(office: Office) -> None:
    case: Case = opened(office)
    met(office, case)
    asked(office, case)
    with pytest.raises(actions.WaitsForSignature):
        in_plan(office, case)
    with pytest.raises(actions.WaitsForSignature):
        agreed(office, case)
    assert served(office, case).status == ServiceStatus.DELIVERED
    assert case.stage == Stage.CLOSING


def test_a_closed_case_takes_nothing_more(office: Office) -> None:
    case = closed(office)
    for act in (lambda: in_plan(office, case), lambda: served(office, case), lambda: agreed(office, case)):
        with pytest.raises(actions.CaseIsClosed):
            act()


def test_every_reason_has_words_in_three_languages() -> None:
    assert {"other", "family_said_no", "no_longer_needed"} <= set(code_list("not_given_reasons").codes)
