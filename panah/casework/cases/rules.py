"""What a case needs before it may go on: pure questions, each answered with reasons that a page can show."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from panah.casework.cases.codes import OPEN_STAGES, Domain, NoteKind, ServiceStatus, Stage

ATTEMPTS_THAT_COUNT = 3
CHECK_AFTER_DAYS = 90


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


def may_complete_assessment(answered: Collection[str]) -> Verdict:
    """All eight domains answered; "unknown" is an answer."""
    return Verdict(tuple(f"domain:{domain}" for domain in Domain if domain not in answered))


def may_agree_plan(goals: int, agreed_with: str) -> Verdict:
    reasons = []
    if goals == 0:
        reasons.append("no_goal")
    if not agreed_with:
        reasons.append("not_agreed")
    return Verdict(tuple(reasons))


def may_ask_closure(
    stage: str, blocking: Sequence[str], planned: Sequence[str], checklist: Mapping[str, str], items: Collection[str]
) -> Verdict:
    """Nothing may still run: ``blocking`` are kinds of open timers, ``planned`` the services neither given nor cancelled."""
    reasons = [f"open:{kind}" for kind in dict.fromkeys(blocking)]
    if not is_open(stage):
        reasons.append("already_closed")
    if stage == Stage.CLOSING:
        reasons.append("already_asked")
    if any(status == ServiceStatus.PLANNED for status in planned):
        reasons.append("services_open")
    reasons.extend(f"item:{item}" for item in items if not checklist.get(item))
    return Verdict(tuple(reasons))


def may_sign(asked_by: str, signer: str) -> Verdict:
    """Four eyes: whoever asked does not sign."""
    return Verdict(("same_person",)) if asked_by == signer else Verdict()


def may_have_happened(day: date, today: date, birth_year: int | None) -> Verdict:
    """Late paper is welcome, the future is not, nor a day before the child was born."""
    if day > today:
        return Verdict(("in_future",))
    if birth_year is not None and day.year < birth_year:
        return Verdict(("before_birth",))
    return Verdict()


def check_day(closed_on: date) -> date:
    return closed_on + timedelta(days=CHECK_AFTER_DAYS)
