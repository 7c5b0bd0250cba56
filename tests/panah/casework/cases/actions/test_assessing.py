from datetime import UTC, datetime, timedelta

import pytest

from panah.casework.cases import actions, queries
from panah.casework.cases.codes import Domain, Risk, Stage
from panah.casework.cases.models import Assessment, Case, DomainAnswer
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock, vault
from panah.foundation.security.access import EditedMeanwhile, NotPermitted
from panah.foundation.security.sealed import reveal
from tests.panah.casework.cases.office import (
    Office,
    agreed,
    answered,
    asked,
    assessed,
    closed,
    in_plan,
    met,
    opened,
    running,
)

MONDAY = datetime(2026, 11, 16, 5, tzinfo=UTC)


@pytest.fixture
def case(office: Office) -> Case:
    case = opened(office)
    met(office, case)
    return case


def complete(office: Office, case: Case, key: str = "", risk: Risk = Risk.HIGH) -> Assessment:
    return actions.complete_assessment(
        by=office.aigul.actor, case=case, risk=risk, child_view="Canaryview", idempotency_key=key
    )


def text_of(office: Office, answer: DomainAnswer) -> str:
    with vault.ring():
        reveal(office.aigul.actor, answer)
    return str(answer.observed)


def test_eight_answers_and_a_named_risk_make_an_assessment(office: Office, case: Case) -> None:
    answered(office, case, observed="Canaryseen", needs=("medical",))
    assessment = complete(office, case)
    assert (case.stage, case.risk) == (Stage.PLANNING, Risk.HIGH)
    assert assessment.completed_by == office.aigul.person
    assert set(running(case)) == {TimerKind.PLAN}
    assert queries.running_answers(case)[Domain.SAFETY].needs == ["medical"]


def test_the_plan_is_due_by_the_risk_from_the_opening(office: Office) -> None:
    with clock.standing_at(MONDAY):
        case = opened(office)
    with clock.standing_at(MONDAY + timedelta(hours=30)):
        assessed(office, case, Risk.HIGH)
    timer = running(case)[TimerKind.PLAN]
    assert (timer.started_at, timer.urgency) == (MONDAY, Risk.HIGH)
    assert timer.due_at.date() == datetime(2026, 11, 25, tzinfo=UTC).date()


def test_without_all_answers_it_stays_open_and_nothing_is_lost(office: Office, case: Case) -> None:
    answered(office, case, (Domain.SAFETY, Domain.HEALTH))
    with pytest.raises(actions.NotYet) as refusal:
        complete(office, case)
    assert len(refusal.value.reasons) == 6
    assert (case.stage, DomainAnswer.objects.count()) == (Stage.ASSESSING, 2)


def test_nobody_is_assessed_unseen(office: Office) -> None:
    case = opened(office)
    answered(office, case)
    with pytest.raises(actions.NotYet) as refusal:
        complete(office, case)
    assert refusal.value.reasons == ("no_contact",)
    assert TimerKind.FIRST_SAFETY_CONTACT in running(case)


def test_a_double_click_completes_once(office: Office, case: Case) -> None:
    answered(office, case)
    assert complete(office, case, "form") == complete(office, case, "form")
    assert Assessment.objects.count() == 1


def test_an_answer_is_written_over_only_by_who_saw_it(office: Office, case: Case) -> None:
    answered(office, case, (Domain.SAFETY,), observed="first", version=0)
    with pytest.raises(EditedMeanwhile):  # who began before there was an answer
        answered(office, case, (Domain.SAFETY,), observed="second", version=0, by=office.saule.actor)
    answer = DomainAnswer.objects.get()
    assert text_of(office, answer) == "first"
    answered(office, case, (Domain.SAFETY,), observed="both", version=answer.version, by=office.saule.actor)
    with pytest.raises(EditedMeanwhile):
        answered(office, case, (Domain.SAFETY,), observed="late", version=answer.version)
    assert text_of(office, DomainAnswer.objects.get()) == "both"


def test_a_changed_situation_alone_is_noticed_too(office: Office, case: Case) -> None:
    answered(office, case, (Domain.SAFETY,))
    seen = DomainAnswer.objects.get().version
    answered(office, case, (Domain.SAFETY,), situation="danger")
    assert DomainAnswer.objects.get().version > seen


def test_the_next_assessment_begins_with_what_is_known(office: Office, case: Case) -> None:
    answered(office, case, observed="Canarybefore", needs=("legal",))
    complete(office, case)
    assert queries.answer_now(case, Domain.SCHOOL) is None
    before = queries.answer_before(case, Domain.SCHOOL)
    assert before is not None
    assert (before.needs, text_of(office, before)) == (["legal"], "Canarybefore")
    answered(office, case, (Domain.SCHOOL,), situation="good", not_asked="already_told")
    now = queries.answer_now(case, Domain.SCHOOL)
    assert now is not None
    assert now.not_asked == "already_told"
    assert queries.answer_before(case, Domain.SCHOOL) == before


def test_help_that_did_not_wait_is_in_service_once_it_is_assessed(office: Office, case: Case) -> None:
    in_plan(office, case)
    agreed(office, case)
    assert case.stage == Stage.ASSESSING
    assert {TimerKind.ASSESSMENT, TimerKind.SERVICE, TimerKind.REVIEW, TimerKind.PLAN_APPROVAL} == set(running(case))
    answered(office, case)
    complete(office, case)
    assert case.stage == Stage.IN_SERVICE
    assert {TimerKind.SERVICE, TimerKind.REVIEW, TimerKind.PLAN_APPROVAL} == set(running(case))


def test_an_assessment_in_service_moves_nothing_back(office: Office, case: Case) -> None:
    answered(office, case)
    complete(office, case)
    in_plan(office, case)
    agreed(office, case)
    answered(office, case)
    complete(office, case, risk=Risk.LOW)
    assert (case.stage, case.risk) == (Stage.IN_SERVICE, Risk.LOW)
    assert TimerKind.PLAN not in running(case)


def test_who_does_not_work_on_it_assesses_nothing(office: Office, case: Case) -> None:
    for worker in (office.lazzat, office.nurzhan, office.gulnar, office.dinara):
        with pytest.raises(NotPermitted):
            answered(office, case, (Domain.SAFETY,), by=worker.actor)
    with pytest.raises(NotPermitted):
        actions.complete_assessment(by=office.lazzat.actor, case=case, risk=Risk.LOW)


def test_a_case_that_is_closed_or_about_to_be_is_not_assessed(office: Office, case: Case) -> None:
    asked(office, case)
    with pytest.raises(actions.WaitsForSignature):
        answered(office, case, (Domain.SAFETY,))
    with pytest.raises(actions.CaseIsClosed):
        answered(office, closed(office), (Domain.SAFETY,))
