"""What a case needs before it may go on: pure questions, each answered with reasons that a page can show."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from panah.casework.cases.codes import OPEN_STAGES, Domain, NoteKind, ServiceStatus, Stage

ATTEMPTS_THAT_COUNT = 3
CHECK_AFTER_DAYS = 90
INTERVIEWS_WITHOUT_REASON = 2


@dataclass(frozen=True)
class Verdict:
    """``reasons`` are codes; an empty one is a yes."""

    reasons: tuple[str, ...] = ()

    @property
    def is_yes(self) -> bool:
        return not self.reasons


def is_open(stage: str) -> bool:
    return stage in OPEN_STAGES


def has_made_contact(kinds: Collection[str]) -> bool:
    """A first safety contact, or three tries that were written down."""
    attempts = sum(1 for kind in kinds if kind == NoteKind.ATTEMPT)
    return NoteKind.FIRST_SAFETY_CONTACT in kinds or attempts >= ATTEMPTS_THAT_COUNT


def may_complete_assessment(stage: str, answered: Collection[str]) -> Verdict:
    """After the first safety contact, with all eight domains answered; "unknown" is an answer."""
    reasons = ["no_contact"] if stage == Stage.NEW else []
    return Verdict((*reasons, *(f"domain:{domain}" for domain in Domain if domain not in answered)))


def may_agree_plan(stage: str, goals: int, agreed_with: str) -> Verdict:
    reasons = []
    if stage == Stage.NEW:
        reasons.append("no_contact")
    if goals == 0:
        reasons.append("no_goal")
    if not agreed_with:
        reasons.append("not_agreed")
    return Verdict(tuple(reasons))


def stage_after_plan(stage: str) -> Stage:
    """Help does not wait for the assessment (S7), but an assessment that is not done does not look done."""
    return Stage.ASSESSING if stage == Stage.ASSESSING else Stage.IN_SERVICE


def stage_after_assessment(stage: str, is_plan_agreed: bool) -> Stage:
    if stage not in (Stage.NEW, Stage.ASSESSING):
        return Stage(stage)
    return Stage.IN_SERVICE if is_plan_agreed else Stage.PLANNING


def stage_after_return(has_risk: bool, is_plan_agreed: bool) -> Stage:
    """Where a case goes on whose closure was returned."""
    if is_plan_agreed:
        return Stage.IN_SERVICE
    return Stage.PLANNING if has_risk else Stage.ASSESSING


def nothing_runs(blocking: Sequence[str], planned: Sequence[str]) -> Verdict:
    """``blocking`` are kinds of open timers, ``planned`` the states of the planned services."""
    reasons = [f"open:{kind}" for kind in dict.fromkeys(blocking)]
    if any(status == ServiceStatus.PLANNED for status in planned):
        reasons.append("services_open")
    return Verdict(tuple(reasons))


def may_ask_closure(
    stage: str,
    running: Verdict,
    checklist: Mapping[str, str],
    items: Collection[str],
    *,
    follow_up_on: date | None,
    today: date,
) -> Verdict:
    """Nothing may still run, every line of the list has an answer, and the child is called on a day to come."""
    reasons = list(running.reasons)
    if not is_open(stage):
        reasons.append("already_closed")
    if stage == Stage.CLOSING:
        reasons.append("already_asked")
    reasons.extend(f"item:{item}" for item in items if not checklist.get(item))
    if follow_up_on is not None and follow_up_on <= today:
        reasons.append("follow_up_passed")
    return Verdict(tuple(reasons))


def may_sign(asked_by: str, signer: str, running: Verdict) -> Verdict:
    """Four eyes: whoever asked does not sign; and nothing began to run since it was asked."""
    return Verdict(("same_person",)) if asked_by == signer else running


def may_have_happened(day: date, today: date, birth_year: int | None) -> Verdict:
    """Late paper is welcome, the future is not, nor a day before the child was born."""
    if day > today:
        return Verdict(("in_future",))
    if birth_year is not None and day.year < birth_year:
        return Verdict(("before_birth",))
    return Verdict()


def may_interview_again(earlier: int, reason: str, explanation: str) -> Verdict:
    """The child is asked once (S5): whoever questions it a third time says why, in a code and in words."""
    if earlier < INTERVIEWS_WITHOUT_REASON or (reason and explanation.strip()):
        return Verdict()
    return Verdict(("interview_reason",))


def check_day(closed_on: date) -> date:
    return closed_on + timedelta(days=CHECK_AFTER_DAYS)
