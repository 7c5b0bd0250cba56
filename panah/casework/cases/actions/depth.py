from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from panah.casework.cases.actions.helping import end_every_help
from panah.casework.cases.actions.opening import keep_what_was_told, open_case
from panah.casework.cases.actions.pace import start_assessment_clock, start_first_clock, start_follow_up
from panah.casework.cases.actions.refusals import (
    NotYet,
    must_be_open,
    must_be_workable,
    must_be_yes,
    must_lead,
)
from panah.casework.cases.actions.serving import Given, keep_service, plan_service
from panah.casework.cases.codes import Answer, Depth, Stage
from panah.casework.cases.models import Case, DepthDecision, Episode
from panah.casework.cases.queries import contact_kinds, owner_of, shown_of, what_runs
from panah.casework.cases.queries.work import open_proposal
from panah.casework.cases.rules import (
    Verdict,
    has_made_contact,
    may_close_help,
    may_decide_depth,
    stage_after_return,
)
from panah.casework.people.actions import ChildDetails, record_consent, register_child, stop_watching_child
from panah.casework.people.codes import ConsentDecision
from panah.casework.people.queries import says_yes_alone
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.actions import start_timer, stop_all_timers, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

OF_PROTECTION = (
    TimerKind.ASSESSMENT, TimerKind.PLAN, TimerKind.PLAN_AGREEMENT, TimerKind.PLAN_APPROVAL, TimerKind.REVIEW,
    TimerKind.CLOSING,
)  # fmt: skip
SELF, ACCOMPANYING = "self", "accompanying"
NOT_SAFE = "not_safe"  # the sign that the one safety question gives


@dataclass(frozen=True)
class HelpAsked:
    """What is needed, who said yes to it, and the day: today or earlier it was given, later it is planned."""

    needs: tuple[str, ...]  # code list service_types
    agreed_by: str  # SELF, or ACCOMPANYING: an adult of whom nobody knows yet whether he may speak for the child (S3)
    day: date
    is_safe_now: str = Answer.UNKNOWN  # nobody is in danger, and there is a safe place to sleep


@action(Permission.CASE_WORK, on=None)
def start_help(
    *,
    by: Actor,
    organisation: Organisation,
    lead: Person | None,
    details: ChildDetails,
    asked: HelpAsked,
    idempotency_key: str = "",
) -> Case:
    """Help that waits for no status and no paper (S7): who, one safety question, the need, a yes, and the help itself."""
    if str(organisation.pk) != by.organisation:
        raise PermissionError("help is begun in one's own organisation")
    must_lead(lead, organisation.pk)
    faults = [] if asked.needs else ["need_missing"]
    if asked.agreed_by not in (SELF, ACCOMPANYING):
        faults.append("consent_missing")
    must_be_yes(Verdict(tuple(faults)))
    child = register_child(by=by, organisation=organisation, details=details)
    is_in_danger = asked.is_safe_now == Answer.NO
    case = open_case(
        by=by, child=child, organisation=organisation, lead=lead, urgency="danger" if is_in_danger else "normal",
        depth=Depth.HELP, is_safe_now=asked.is_safe_now,
    )  # fmt: skip
    _keep_the_yes(by, case, asked)
    for service_type in asked.needs:
        if asked.day > clock.today():
            plan_service(by=by, case=case, service_type=service_type, goal="", due_on=asked.day)
        else:
            keep_service(by=by, case=case, given=Given(service_type, asked.day))
    if is_in_danger:
        note_sign(by=by, case=case, sign=NOT_SAFE)
    return case


def _keep_the_yes(by: Actor, case: Case, asked: HelpAsked) -> None:
    """The yes of an adult who came along is written down and is no consent: who speaks for a child is decided first (S3).

    Nor is that of a small child alone. The help does not wait for it (S7); nothing is shared on it.
    """
    day = min(asked.day, clock.today())
    if asked.agreed_by == SELF and says_yes_alone(case.child):
        record_consent(
            by=by, child=case.child, scope="case_services", decision=ConsentDecision.GIVEN, given_by=SELF, given_on=day
        )
    else:
        alone = _("The child alone agreed to this help. It is not decided yet who speaks for the child.")
        along = _("The adult who came along agreed to this help. It is not decided yet who speaks for the child.")
        text = alone if asked.agreed_by == SELF else along
        keep_what_was_told(by=by, case=case, text=text, happened_on=day)


@action(Permission.CASE_WORK, on="case")
def propose_protection(*, by: Actor, case: Case, sign: str) -> Case:
    """A worker noticed a sign of harm while helping. It proposes protection; a person decides, the sign never does."""
    must_be_open(case)
    return note_sign(by=by, case=case, sign=sign)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def note_sign(*, by: Actor, case: Case, sign: str) -> Case:
    """One open proposal at a time: what is noticed further waits for the same decision."""
    if sign not in code_list("protection_signs"):
        raise NotYet(Verdict(("reason_missing",)))
    if case.depth != Depth.HELP or open_proposal(case) is not None:
        return case
    DepthDecision.objects.create(case=case, sign=sign, proposed_at=clock.now())
    case.proposed_sign = sign
    case.save(update_fields=["proposed_sign"])
    start_timer(
        by=by, file=case.file, kind=TimerKind.DEPTH_DECISION, urgency="high", owner=owner_of(case), blocks_closure=True,
        shown=shown_of(case, fact=f"protection_signs:{sign}", page="case-depth"),
    )  # fmt: skip
    return case


@action(Permission.CASE_WORK, on="case")
def decide_depth(*, by: Actor, case: Case, depth: str, reason: str, idempotency_key: str = "") -> DepthDecision:
    """A person decides, with a reason. Everything that was written stays, and nothing is typed again (S7)."""
    must_be_workable(case)
    reasons, waiting = code_list("depth_reasons"), open_proposal(case)
    fitting = str(reasons.row(reason).extra.get("depth", "")) if reason in reasons else ""
    must_be_yes(
        may_decide_depth(
            case.depth, depth, fitting, is_proposed=waiting is not None,
            is_supervisor=Permission.CASE_SIGN in by.permissions,
        )
    )  # fmt: skip
    decision = waiting or DepthDecision(case=case, sign="", proposed_at=clock.now())
    decision.depth, decision.reason, decision.decided_at = depth, reason, clock.now()
    decision.decided_by_id = by.person_id
    decision.save()
    stop_timers(by=by, file=case.file, kinds=(TimerKind.DEPTH_DECISION,), outcome=depth)
    before, case.depth, case.proposed_sign = case.depth, Depth(depth), ""
    case.save(update_fields=["depth", "proposed_sign"])
    if before != depth:
        _begin_protection(by, case) if depth == Depth.PROTECTION else _go_back_to_help(by, case)
    return decision


def _begin_protection(by: Actor, case: Case) -> None:
    """A talk about safety that was written in this episode counts; else it comes first, within a day."""
    stop_timers(by=by, file=case.file, kinds=(TimerKind.FOLLOW_UP,), outcome="protection")
    if has_made_contact(contact_kinds(case)):
        case.stage = stage_after_return(bool(case.risk), case.plan_agreed_on is not None)
        case.save(update_fields=["stage"])
        start_assessment_clock(by, case)
        return
    case.stage = Stage.NEW
    case.urgency = case.urgency if case.urgency == "danger" else "high"
    case.save(update_fields=["stage", "urgency"])
    stop_timers(by=by, file=case.file, kinds=(TimerKind.FIRST_SAFETY_CONTACT,), outcome="protection")
    start_first_clock(by, case)


def _go_back_to_help(by: Actor, case: Case) -> None:
    stop_timers(by=by, file=case.file, kinds=OF_PROTECTION, outcome="help")
    if case.stage == Stage.NEW:
        return  # the safety contact is still to be made
    case.stage = Stage.IN_SERVICE
    case.save(update_fields=["stage"])
    start_follow_up(by, case)


@action(Permission.CASE_WORK, on="case")
def close_help(*, by: Actor, case: Case, reason: str, idempotency_key: str = "") -> Case:
    """Help ends by the lead alone, with a reason; no supervisor, no list, no call afterwards."""
    if reason not in code_list("closure_reasons"):
        raise NotYet(Verdict(("reason_missing",)))
    must_be_yes(may_close_help(case.stage, case.depth, what_runs(case)))
    case.stage, case.closed_at = Stage.CLOSED, clock.now()
    case.save(update_fields=["stage", "closed_at"])
    Episode.objects.filter(case=case, closed_at=None).update(closed_at=case.closed_at, reason=reason)
    end_every_help(by=by, case=case, reason="case_closed")
    stop_all_timers(by=by, file=case.file, outcome="closed")
    stop_watching_child(by=by, child=case.child, outcome="closed")
    return case
