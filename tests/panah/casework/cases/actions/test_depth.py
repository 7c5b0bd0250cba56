"""Help waits for no status; a sign proposes protection, and a person decides (S7)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from panah.casework.cases import actions
from panah.casework.cases.codes import Depth, Domain, NoteKind, Risk, Stage
from panah.casework.cases.models import Case, DeliveredService, DepthDecision, Episode, Note, PlannedService
from panah.casework.people.actions import ChildDetails, SpokenName
from panah.casework.people.models import Consent
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from tests.panah.casework.cases.office import (
    Office,
    agreed,
    answered,
    asked,
    at_work,
    met,
    opened,
    running,
    served,
)

NOON = datetime(2026, 11, 20, 7, tzinfo=UTC)


def helped(office: Office, details: ChildDetails | None = None, key: str = "", **changes: Any) -> Case:
    """A mother who needs shoes and a kindergarten place for her child, and says yes for herself."""
    usual: dict[str, Any] = {
        "needs": ("basic_needs", "education"), "agreed_by": "self", "day": clock.today(), "is_safe_now": "yes",
    }  # fmt: skip
    return actions.start_help(
        by=office.aigul.actor, organisation=office.organisation, lead=office.aigul.person,
        details=details or ChildDetails(sex="female", age_band="adult", language="uz"),
        asked=actions.HelpAsked(**(usual | changes)), idempotency_key=key,
    )  # fmt: skip


def decided(office: Office, case: Case, depth: str, reason: str, **changes: Any) -> DepthDecision:
    usual: dict[str, Any] = {"by": office.aigul.actor, "case": case, "depth": depth, "reason": reason}
    return actions.decide_depth(**(usual | changes))


@pytest.mark.safeguard("S7", "a mother without papers who needs shoes is kept waiting for a status")
def test_help_is_given_in_one_step_without_status_name_or_papers(office: Office) -> None:
    case = helped(office)
    assert (case.depth, case.stage, case.is_safe_now) == (Depth.HELP, Stage.IN_SERVICE, "yes")
    assert {one.service_type for one in DeliveredService.objects.all()} == {"basic_needs", "education"}
    assert (case.child.citizenship_group, case.child.category) == ("unknown", "unknown")
    assert set(running(case)) == {TimerKind.FOLLOW_UP}
    assert Consent.objects.get().scope == "case_services"


def test_help_of_a_later_day_is_planned_and_runs_without_a_plan_to_agree(office: Office) -> None:
    case = helped(office, needs=("education",), day=clock.today() + timedelta(days=3))
    planned = PlannedService.objects.get()
    assert set(running(case)) == {TimerKind.FOLLOW_UP, TimerKind.SERVICE}
    served(office, case, service_type="education", planned=planned)
    assert set(running(case)) == {TimerKind.FOLLOW_UP}


def test_a_double_click_helps_once(office: Office) -> None:
    assert helped(office, key="k") == helped(office, key="k")
    assert (Case.objects.count(), DeliveredService.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("change", "reason"), [({"needs": ()}, "need_missing"), ({"agreed_by": ""}, "consent_missing")]
)
def test_nothing_is_written_without_a_need_or_a_yes(office: Office, change: dict[str, Any], reason: str) -> None:
    with pytest.raises(actions.NotYet) as refusal:
        helped(office, **change)
    assert refusal.value.reasons == (reason,)
    assert not Case.objects.exists()


@pytest.mark.safeguard("S3", "the yes of an adult who came along with the child counts as consent")
def test_the_yes_of_an_adult_who_came_along_is_written_down_and_is_no_consent(office: Office) -> None:
    helped(office, ChildDetails(age_band="1_5"), agreed_by="accompanying")
    assert not Consent.objects.exists()
    assert Note.objects.get().kind == NoteKind.OTHER


@pytest.mark.safeguard("S3", "a child of four is said to have agreed alone, and what is written is shared on that")
@pytest.mark.parametrize(("band", "is_consent"), [("1_5", False), ("6_11", False), ("12_14", True), ("unknown", True)])
def test_a_small_childs_yes_alone_stops_no_help_and_is_no_consent(office: Office, band: str, is_consent: bool) -> None:
    case = helped(office, ChildDetails(age_band=band), agreed_by="self")
    assert DeliveredService.objects.filter(case=case).exists()
    assert Consent.objects.exists() is is_consent
    assert Note.objects.filter(kind=NoteKind.OTHER).exists() is not is_consent


@pytest.mark.safeguard("S9", "help is given to somebody in danger and nobody looks at the danger")
def test_danger_comes_first_by_the_hour_and_proposes_protection(office: Office) -> None:
    with clock.standing_at(NOON):
        case = helped(office, ChildDetails(age_band="12_14"), is_safe_now="no")
    timers = running(case)
    assert set(timers) == {TimerKind.FIRST_SAFETY_CONTACT, TimerKind.DEPTH_DECISION}
    assert timers[TimerKind.FIRST_SAFETY_CONTACT].due_at == NOON + timedelta(hours=2)
    assert (case.urgency, case.stage, case.proposed_sign) == ("danger", Stage.NEW, "not_safe")


def test_where_the_question_had_no_answer_the_safety_contact_is_still_to_be_made(office: Office) -> None:
    case = helped(office, is_safe_now="unknown")
    assert set(running(case)) == {TimerKind.FIRST_SAFETY_CONTACT}
    met(office, case)
    assert (case.stage, set(running(case))) == (Stage.IN_SERVICE, {TimerKind.FOLLOW_UP})


def test_each_word_moves_the_next_one(office: Office) -> None:
    with clock.standing_at(NOON):
        case = helped(office)
    with clock.standing_at(NOON + timedelta(days=5)):
        met(office, case, kind=NoteKind.CONTACT, happened_on=NOON.date() + timedelta(days=5))
    assert running(case)[TimerKind.FOLLOW_UP].due_at.date() == NOON.date() + timedelta(days=19)


@pytest.mark.safeguard("S7", "a sign of exploitation changes the depth of a case by itself")
def test_a_sign_proposes_and_changes_nothing_by_itself(office: Office) -> None:
    case = helped(office)
    actions.propose_protection(by=office.aigul.actor, case=case, sign="papers_kept")
    actions.propose_protection(by=office.aigul.actor, case=case, sign="works")  # noticed too: the same decision
    assert (case.depth, case.proposed_sign) == (Depth.HELP, "papers_kept")
    assert DepthDecision.objects.get().decided_at is None
    assert set(running(case)) == {TimerKind.FOLLOW_UP, TimerKind.DEPTH_DECISION}


def test_a_person_says_no_with_a_reason_and_help_goes_on(office: Office) -> None:
    case = helped(office)
    actions.propose_protection(by=office.aigul.actor, case=case, sign="papers_kept")
    decision = decided(office, case, Depth.HELP, "other_explanation")
    assert (decision.sign, decision.depth, decision.decided_by) == ("papers_kept", Depth.HELP, office.aigul.person)
    assert (case.depth, case.proposed_sign, set(running(case))) == (Depth.HELP, "", {TimerKind.FOLLOW_UP})


@pytest.mark.safeguard("S7", "after the change to protection what is known must be typed again")
def test_a_person_says_yes_and_everything_written_stays(office: Office) -> None:
    with clock.standing_at(NOON):
        case = helped(office, needs=("education",), day=NOON.date() + timedelta(days=9))
        served(office, case, service_type="basic_needs")
        actions.propose_protection(by=office.aigul.actor, case=case, sign="works")
    with clock.standing_at(NOON + timedelta(days=2)):
        decided(office, case, Depth.PROTECTION, "sign_is_serious")
        timers = running(case)
        assert set(timers) == {TimerKind.SERVICE, TimerKind.FIRST_SAFETY_CONTACT}
        assert timers[TimerKind.FIRST_SAFETY_CONTACT].due_at == NOON + timedelta(days=3)  # high: a day
        met(office, case, happened_on=clock.today())
        assert running(case)[TimerKind.ASSESSMENT].started_at == clock.now()
    assert (DeliveredService.objects.count(), PlannedService.objects.count(), Consent.objects.count()) == (1, 1, 1)
    answered(office, case)
    actions.complete_assessment(by=office.aigul.actor, case=case, risk=Risk.MEDIUM)
    agreed(office, case)
    services = [kind for kind in running(case) if kind == TimerKind.SERVICE]
    assert len(services) == 1  # the one that was planned as help, not once more


def test_a_talk_about_safety_of_this_episode_need_not_be_held_again(office: Office) -> None:
    case = helped(office)
    met(office, case)
    decided(office, case, Depth.PROTECTION, "needs_are_many")
    assert (case.stage, set(running(case))) == (Stage.ASSESSING, {TimerKind.ASSESSMENT})


@pytest.mark.parametrize(
    ("depth", "reason", "fault"),
    [
        (Depth.PROTECTION, "", "reason_missing"),
        (Depth.PROTECTION, "other_explanation", "reason_missing"),
        (Depth.HELP, "danger_is_over", "same_depth"),
    ],
)
def test_a_decision_takes_a_fitting_reason(office: Office, depth: Depth, reason: str, fault: str) -> None:
    case = helped(office)
    with pytest.raises(actions.NotYet) as refusal:
        decided(office, case, depth, reason)
    assert fault in refusal.value.reasons
    assert not DepthDecision.objects.exists()


@pytest.mark.safeguard("S7", "a caseworker ends protection alone")
def test_only_a_supervisor_leads_out_of_protection(office: Office) -> None:
    case, _planned = at_work(office)
    with pytest.raises(actions.NotYet) as refusal:
        decided(office, case, Depth.HELP, "danger_is_over")
    assert refusal.value.reasons == ("needs_supervisor",)
    decided(office, case, Depth.HELP, "danger_is_over", by=office.saule.actor)
    assert (case.depth, set(running(case))) == (Depth.HELP, {TimerKind.SERVICE, TimerKind.FOLLOW_UP})


def test_help_has_no_assessment_plan_review_or_signature(office: Office) -> None:
    case = helped(office)
    for act in (
        lambda: answered(office, case, [Domain.HEALTH]),
        lambda: actions.confirm_domain(by=office.aigul.actor, case=case, domain=Domain.HEALTH),
        lambda: agreed(office, case),
        lambda: actions.record_review(by=office.aigul.actor, case=case, text="x", happened_on=clock.today()),
        lambda: asked(office, case),
    ):
        with pytest.raises(actions.NotInHelp):
            act()


def test_help_ends_by_the_lead_alone_with_a_reason_and_without_a_call(office: Office) -> None:
    case = helped(office)
    actions.close_help(by=office.aigul.actor, case=case, reason="help_given")
    assert (case.stage, running(case)) == (Stage.CLOSED, {})
    assert Episode.objects.get().reason == "help_given"
    assert "help_given" in code_list("closure_reasons")


@pytest.mark.parametrize("reason", ["", "enough"])
def test_help_does_not_end_without_a_reason(office: Office, reason: str) -> None:
    with pytest.raises(actions.NotYet):
        actions.close_help(by=office.aigul.actor, case=helped(office), reason=reason)


@pytest.mark.safeguard("S7", "help is closed while a sign of harm waits for a decision")
def test_help_does_not_end_over_a_sign_a_plan_or_a_danger(office: Office) -> None:
    with_sign, planned, in_danger, protected = (
        helped(office), helped(office, day=date(2027, 1, 1)), helped(office, is_safe_now="no"), opened(office),
    )  # fmt: skip
    actions.propose_protection(by=office.aigul.actor, case=with_sign, sign="hurt")
    for case, reason in (
        (with_sign, "sign_waits"), (planned, "services_open"), (in_danger, "sign_waits"), (protected, "not_help"),
    ):  # fmt: skip
        with pytest.raises(actions.NotYet) as refusal:
            actions.close_help(by=office.aigul.actor, case=case, reason="help_given")
        assert refusal.value.reasons[0] == reason
        assert case.stage != Stage.CLOSED


def test_help_that_is_needed_again_begins_with_the_safety_question(office: Office) -> None:
    case = helped(office)
    actions.close_help(by=office.aigul.actor, case=case, reason="help_given")
    actions.reopen_case(by=office.aigul.actor, case=case, reason="again")
    assert (case.depth, case.stage, case.is_safe_now) == (Depth.HELP, Stage.NEW, "unknown")
    assert set(running(case)) == {TimerKind.FIRST_SAFETY_CONTACT}
    met(office, case)
    assert set(running(case)) == {TimerKind.FOLLOW_UP}


def test_a_sign_is_no_matter_in_protection(office: Office) -> None:
    case = opened(office)
    actions.propose_protection(by=office.aigul.actor, case=case, sign="works")
    assert not DepthDecision.objects.exists()
    with pytest.raises(actions.NotYet):
        actions.propose_protection(by=office.aigul.actor, case=case, sign="Canarysign")


def test_strangers_help_decide_and_close_nothing(office: Office) -> None:
    case = helped(office)
    for worker in (office.lazzat, office.nurzhan, office.gulnar, office.dinara):
        for act in (
            lambda by: actions.propose_protection(by=by, case=case, sign="works"),
            lambda by: decided(office, case, Depth.PROTECTION, "danger_now", by=by),
            lambda by: actions.close_help(by=by, case=case, reason="help_given"),
        ):
            with pytest.raises(NotPermitted):
                act(worker.actor)
    assert (case.depth, case.stage) == (Depth.HELP, Stage.IN_SERVICE)


def test_of_whom_nobody_knows_the_age_is_a_child(office: Office) -> None:
    case = helped(office, ChildDetails(names=(SpokenName("Canary"),)))
    assert case.child.standing == "child"  # nobody said how old: a child
