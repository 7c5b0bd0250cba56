"""The noes of this room, each with a sentence fit for the page, and the checks that raise them."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.casework.cases.codes import Depth, Stage
from panah.casework.cases.models import Case
from panah.casework.cases.queries import possible_leads
from panah.casework.cases.rules import Verdict, is_open, may_have_happened
from panah.foundation.accounts.models import Person
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal

SENTENCES: dict[str, str | Promise] = {
    "no_contact": _("Record the first safety contact first, or three tries to make it."),
    "no_goal": _("The plan has no goal yet. Add at least one planned service."),
    "not_agreed": _("Say who agreed to the plan: the child, the guardian or both."),
    "already_closed": _("This case is closed. Reopen it to go on."),
    "already_asked": _("The closure waits for the supervisor's signature."),
    "override_waits": _(
        "An act without consent waits for a second person. Ask a supervisor or the head to say yes or no to it first."
    ),
    "services_open": _("Some planned services are still open. Record or cancel each of them."),
    "same_person": _("Whoever asked for the closure cannot sign it. Another supervisor signs."),
    "follow_up_passed": _("The day of the call has passed. Choose a day to come, or leave it empty for 90 days."),
    "already_recorded": _("This planned service was recorded or cancelled already. See the plan."),
    "reason_missing": _("Choose the reason from the list."),
    "same_depth": _("The case already has this depth."),
    "needs_supervisor": _("Only a supervisor ends protection. Ask yours to decide."),
    "not_help": _("This case has a plan and reviews. Use the page “Closure”: a supervisor signs."),
    "not_protection": _("This case is at the depth of help: it has no assessment, plan or review."),
    "sign_waits": _("A sign of harm was noticed. First decide whether protection is needed."),
    "tries_missing": _("Write three tries on three different days first. Until then go on trying."),
    "tries_too_near": _("The tries lie within less than 30 days. Go on trying; the alarms stay on."),
    "already_paused": _("This case is paused already."),
    "not_paused": _("This case is not paused."),
    "no_pause_now": _("A case can be paused after the first safety contact and before its closure."),
    "safety_first": _("A safety step still waits. Finish it first: a pause must not hide it."),
    "pause_too_long": _("A pause ends on a day to come, at most 30 days from now."),
    "already_taken_back": _("This record was taken back already."),
    "own_plan": _("Whoever leads the case cannot approve its plan. Another supervisor approves."),
    "plan_not_asked": _("No plan waits for approval here."),
    "keep_until_passed": _(
        "The day until which the papers are kept has passed. Choose a day to come, or leave it empty."
    ),
    "consent_missing": _("Without a yes nothing is written down. Give the information and say where help is."),
    "nothing_answered": _("Choose how it is, or why it was not asked today. “Not known” is an answer too."),
    "need_missing": _("Choose what is needed."),
    "in_future": _("This day is in the future. Check the date."),
    "interview_reason": _(
        "The child was questioned twice already. Choose why it was questioned again, and explain it."
    ),
    "before_birth": _("This day is before the child was born. Check the year."),
}
DOMAINS_MISSING = _("Answer all eight areas first. “Not known” is an answer too.")
ITEMS_MISSING = _("Answer every line of the closing list.")
STILL_OPEN = _("Still open in this case: %(what)s. Finish or withdraw it first.")


class CaseIsClosed(Refusal):
    code = "already_closed"
    sentence = SENTENCES["already_closed"]


class WaitsForSignature(Refusal):
    code = "already_asked"
    sentence = _("The closure waits for a signature. To go on, the supervisor returns it first.")


class WrongDay(Refusal):
    code = "wrong_day"


class NotALead(Refusal):
    code = "not_a_lead"
    sentence = _("This person does not lead cases in this organisation now. Choose another.")


class ReasonMissing(Refusal):
    code = "reason_missing"
    sentence = _("Choose the reason from the list.")


class NotThisCase(Refusal):
    code = "not_this_case"
    sentence = _("This belongs to another case. Open the plan again.")


class NotYet(Refusal):
    """Something is missing; ``reasons`` are the codes of the rule's verdict."""

    code = "not_yet"

    def __init__(self, verdict: Verdict) -> None:
        self.reasons = verdict.reasons
        super().__init__(_what_runs(verdict.reasons) or sentence_of(verdict.reasons[0]))


class NotInHelp(Refusal):
    """Assessment, plan and review belong to protection (S7)."""

    code = "not_protection"
    sentence = SENTENCES["not_protection"]


def _what_runs(reasons: Sequence[str]) -> str:
    """Each clock by its name, so that nobody has to look for what is meant."""
    kinds = [reason.removeprefix("open:") for reason in reasons if reason.startswith("open:")]
    label = code_list("timer_kind").label
    return str(STILL_OPEN) % {"what": ", ".join(label(kind) for kind in kinds)} if kinds else ""


def sentence_of(reason: str) -> str | Promise:
    kind = reason.partition(":")[0]
    return {"domain": DOMAINS_MISSING, "item": ITEMS_MISSING}.get(kind) or SENTENCES[reason]


def must_be_yes(verdict: Verdict) -> None:
    if not verdict.is_yes:
        raise NotYet(verdict)


def must_be_open(case: Case) -> None:
    if not is_open(case.stage):
        raise CaseIsClosed


def must_be_workable(case: Case) -> None:
    """What would change that which a supervisor is just asked to sign."""
    must_be_open(case)
    if case.stage == Stage.CLOSING:
        raise WaitsForSignature


def must_protect(case: Case) -> None:
    if case.depth != Depth.PROTECTION:
        raise NotInHelp


def must_lead(person: Person | None, organisation_id: uuid.UUID) -> None:
    """One lead always, and one who may: "nobody" is an alarm, a stranger would be a hole."""
    if person is not None and person not in possible_leads(organisation_id):
        raise NotALead


def must_be_past(case: Case, day: date) -> None:
    verdict = may_have_happened(day, clock.today(), case.child.birth_year)
    if not verdict.is_yes:
        raise WrongDay(sentence_of(verdict.reasons[0]))
