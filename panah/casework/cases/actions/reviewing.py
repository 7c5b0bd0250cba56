from collections.abc import Mapping
from datetime import date

from panah.casework.cases.actions.pace import start_plan_clock, start_review_clock
from panah.casework.cases.actions.refusals import (
    NotThisCase,
    ReasonMissing,
    must_be_past,
    must_be_workable,
    must_protect,
)
from panah.casework.cases.codes import ReviewOutcome, Risk
from panah.casework.cases.models import Case, PlannedService, Review
from panah.casework.cases.queries import owner_of, shown_of
from panah.foundation.clocks.actions import start_timer, stop_timers, update_fact
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@action(Permission.CASE_WORK, on="case")
def record_review(
    *,
    by: Actor,
    case: Case,
    text: str,
    happened_on: date,
    outcome: str = ReviewOutcome.CONTINUE,
    risk: str = "",
    child_says: str = "",
    goals: Mapping[str, str] | None = None,
    idempotency_key: str = "",
) -> Review:
    """What the lead, the team and the child found, the risk judged again, and how it goes on; the next clock follows.

    ``goals`` gives the state of planned services by their id.
    """
    must_be_workable(case)
    must_protect(case)
    must_be_past(case, happened_on)
    if outcome not in list(ReviewOutcome) or risk not in ("", *Risk):
        raise ReasonMissing
    review = Review.objects.create(
        file_id=case.file_id, case=case, outcome=outcome, risk_before=case.risk, risk_after=risk or case.risk, text=text,
        child_says=child_says, happened_on=happened_on, written_at=clock.now(), written_by_id=by.person_id,
    )  # fmt: skip
    keep_goals(by=by, case=case, goals=goals or {})
    if risk and risk != case.risk:
        case.risk = risk
        case.save(update_fields=["risk"])
        update_fact(by=by, file=case.file, organisation=case.organisation, fact=f"risk:{risk}")
    stop_timers(by=by, file=case.file, kinds=(TimerKind.REVIEW,), outcome=outcome, done_at=happened_on)
    _go_on(by, case, outcome, happened_on)
    return review


def _go_on(by: Actor, case: Case, outcome: str, day: date) -> None:
    """A review of long ago moves no clock of a newer decision."""
    if outcome == ReviewOutcome.CLOSE:
        stop_timers(by=by, file=case.file, kinds=(TimerKind.CLOSING,), outcome="again")
        start_timer(
            by=by, file=case.file, kind=TimerKind.CLOSING, urgency=case.risk or "medium", owner=owner_of(case),
            shown=shown_of(case),
        )  # fmt: skip
        return
    stop_timers(by=by, file=case.file, kinds=(TimerKind.CLOSING,), outcome="goes_on")
    start_review_clock(by, case, day)
    if outcome == ReviewOutcome.CHANGE_PLAN:
        case.plan_approved_at = case.plan_approved_by = None
        case.save(update_fields=["plan_approved_at", "plan_approved_by"])
        stop_timers(by=by, file=case.file, kinds=(TimerKind.PLAN, TimerKind.PLAN_APPROVAL), outcome="plan_changes")
        start_plan_clock(by, case)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def keep_goals(*, by: Actor, case: Case, goals: Mapping[str, str]) -> Case:
    """How far each goal is, asked at a review and at the end."""
    known = code_list("goal_status")
    planned = {str(one.pk): one for one in PlannedService.objects.filter(case=case)} if goals else {}
    for pk, state in goals.items():
        if pk not in planned:
            raise NotThisCase
        if state and state not in known:
            raise ReasonMissing
        if state and planned[pk].goal_status != state:
            planned[pk].goal_status = state
            planned[pk].save(update_fields=["goal_status"])
    return case
