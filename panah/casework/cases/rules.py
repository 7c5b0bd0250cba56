"""What a case needs before it may go on: pure questions, each answered with reasons that a page can show."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from panah.casework.cases.codes import (
    OPEN_STAGES,
    Answer,
    CaseState,
    Depth,
    Domain,
    NoteKind,
    ServiceStatus,
    Stage,
    TransferStatus,
)
from panah.engines.matching.folding import fold

ATTEMPTS_THAT_COUNT = 3
CHECK_AFTER_DAYS = 90
TRIES_TAKE_DAYS = 30
LONGEST_PAUSE = timedelta(days=30)
TIME_TO_UNDO = timedelta(hours=24)
INTERVIEWS_WITHOUT_REASON = 2
SHORTEST_SECRET = 5
MOST_OPENED_IN_AN_HOUR = 40
OPEN_TRANSFERS = (TransferStatus.ASKED, TransferStatus.ACKNOWLEDGED)


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


def stage_at_opening(depth: str, is_safe_now: str) -> Stage:
    """Help of somebody who said that nobody is in danger begins at once (S7); else the safety contact comes first."""
    return Stage.IN_SERVICE if depth == Depth.HELP and is_safe_now == Answer.YES else Stage.NEW


def stage_after_contact(depth: str) -> Stage:
    return Stage.IN_SERVICE if depth == Depth.HELP else Stage.ASSESSING


def stage_after_plan(stage: str) -> Stage:
    """Help does not wait for the assessment (S7), but an assessment that is not done does not look done."""
    return Stage.ASSESSING if stage == Stage.ASSESSING else Stage.IN_SERVICE


def stage_after_service(stage: str, open_services: int, *, is_plan_agreed: bool) -> Stage:
    """All that was planned is given or set aside: what is left is to look how it goes. One more planned service, and help goes on.

    Help that has no agreed plan knows no review (S7).
    """
    if stage not in (Stage.IN_SERVICE, Stage.REVIEW) or not is_plan_agreed:
        return Stage(stage)
    return Stage.IN_SERVICE if open_services else Stage.REVIEW


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
    keep_until: date | None = None,
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
    if keep_until is not None and keep_until <= today:
        reasons.append("keep_until_passed")
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


PARTS_FOR = {
    "shelter": ("name", "needs"),
    "repatriation": ("name", "needs", "safe_contact"),
    "legal": ("name", "needs", "told"),
    "psychological": ("needs", "goals", "told"),
    "medical": ("name", "needs"),
    "identity_papers": ("name",),
    "residence": ("name",),
    "education": ("name",),
    "basic_needs": ("needs",),
}
"""What a helper with this service usually needs (code list shared_parts). The lead ticks and unticks."""


def parts_for(service_types: Collection[str]) -> list[str]:
    """What to propose for these services together; for an unknown one nothing but the codes."""
    return sorted({part for service_type in service_types for part in PARTS_FOR.get(service_type, ())})


def may_share(*, is_within: bool, has_consent: bool, has_override: bool) -> Verdict:
    """Beyond one's own organisation only with a yes, or by a decision in serious danger that a second person confirms."""
    return Verdict() if is_within or has_consent or has_override else Verdict(("no_consent",))


def end_of_help(until: date | None, consent_ends: date | None) -> date | None:
    """The last day on which a helper sees anything: what was agreed, never longer than the consent."""
    days = [day for day in (until, consent_ends) if day is not None]
    return min(days) if days else None


def may_ask_transfer(stage: str, *, is_own: bool, has_leads: bool, is_asked: bool) -> Verdict:
    """A closed case stays where it is; one that a supervisor is to close first comes back."""
    reasons = []
    if not is_open(stage):
        reasons.append("already_closed")
    if stage == Stage.CLOSING:
        reasons.append("already_asked")
    if is_own:
        reasons.append("own_organisation")
    elif not has_leads:
        reasons.append("nobody_leads_there")
    if is_asked:
        reasons.append("transfer_asked")
    return Verdict(tuple(reasons))


def may_become(status: str, wanted: str) -> Verdict:
    """Of two answers the first one holds."""
    if status not in OPEN_TRANSFERS:
        return Verdict(("transfer_answered",))
    is_again = status == TransferStatus.ACKNOWLEDGED and wanted == TransferStatus.ACKNOWLEDGED
    return Verdict(("transfer_acknowledged",)) if is_again else Verdict()


def may_decide_depth(depth: str, wanted: str, fitting: str, *, is_proposed: bool, is_supervisor: bool) -> Verdict:
    """Protection any worker may begin; out of protection only a supervisor leads. ``fitting`` is the depth of the reason."""
    reasons = ["reason_missing"] if fitting != wanted else []
    if depth == wanted and not is_proposed:
        reasons.append("same_depth")
    if depth == Depth.PROTECTION and wanted == Depth.HELP and not is_supervisor:
        reasons.append("needs_supervisor")
    return Verdict(tuple(reasons))


def may_close_help(stage: str, depth: str, running: Verdict) -> Verdict:
    """Help ends by the word of the lead alone; nothing may still run, and a sign of harm is decided upon first."""
    reasons = ["not_help"] if depth != Depth.HELP else []
    if not is_open(stage):
        reasons.append("already_closed")
    sign = ["sign_waits"] if "open:depth_decision" in running.reasons else []
    return Verdict((*reasons, *sign, *running.reasons))


def may_be_lost(tries: Collection[date], last_talk: date | None) -> Verdict:
    """Three tries on different days over at least 30 days, all since somebody was last reached."""
    since = sorted({day for day in tries if last_talk is None or day > last_talk})
    if len(since) < ATTEMPTS_THAT_COUNT:
        return Verdict(("tries_missing",))
    return Verdict() if (since[-1] - since[0]).days >= TRIES_TAKE_DAYS else Verdict(("tries_too_near",))


def may_pause(stage: str, state: str, until: date, today: date, blocking: Collection[str]) -> Verdict:
    """The family is away and the child is known to be safe; never longer than 30 days."""
    reasons = []
    if state == CaseState.PAUSED:
        reasons.append("already_paused")
    if stage in (Stage.NEW, Stage.CLOSING, Stage.CLOSED):
        reasons.append("no_pause_now")
    if blocking:
        reasons.append("safety_first")
    if not today < until <= today + LONGEST_PAUSE:
        reasons.append("pause_too_long")
    return Verdict(tuple(reasons))


def may_take_back(*, is_writer: bool, written_at: datetime, now: datetime, has_reason: bool, is_done: bool) -> Verdict:
    """A slip is undone at once by whoever made it; later, or by somebody else, only with a reason."""
    if is_done:
        return Verdict(("already_taken_back",))
    is_fresh = is_writer and now - written_at <= TIME_TO_UNDO
    return Verdict() if is_fresh or has_reason else Verdict(("reason_missing",))


def fit_for_letter(text: str, never: Collection[str]) -> bool:
    """Whether ``text`` holds none of what no paper may hold: each a home, a workplace, a citizenship or a status.

    Of a value with commas each part counts that is longer than a common short word; in whatever script or marks.
    """
    parts = {fold(part) for value in never for part in value.replace("\n", ",").split(",")}
    told = fold(text.replace("\\n", " "))  # a line's end as it stands in the kept blocks
    return not any(part in told for part in parts if len(part) >= SHORTEST_SECRET)
