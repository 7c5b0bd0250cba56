"""The noes of this room, each with a sentence fit for the page, and the checks that raise them."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.casework.cases.models import Case
from panah.casework.cases.rules import Verdict, is_open, may_have_happened
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal

SENTENCES: dict[str, str | Promise] = {
    "no_goal": _("The plan has no goal yet. Add at least one planned service."),
    "not_agreed": _("Say who agreed to the plan: the child, the guardian or both."),
    "already_closed": _("This case is closed. Reopen it to go on."),
    "already_asked": _("The closure waits for the supervisor's signature."),
    "services_open": _("Some planned services are still open. Record or cancel each of them."),
    "same_person": _("Whoever asked for the closure cannot sign it. Another supervisor signs."),
    "in_future": _("This day is in the future. Check the date."),
    "before_birth": _("This day is before the child was born. Check the year."),
}
DOMAINS_MISSING = _("Answer all eight areas first. “Unknown” is an answer too.")
ITEMS_MISSING = _("Answer every line of the closing list.")
SOMETHING_RUNS = _("Something of this case still waits for an answer. Finish or withdraw it first.")


class CaseIsClosed(Refusal):
    code = "already_closed"
    sentence = SENTENCES["already_closed"]


class WrongDay(Refusal):
    code = "wrong_day"


class NotYet(Refusal):
    """Something is missing; ``reasons`` are the codes of the rule's verdict."""

    code = "not_yet"

    def __init__(self, verdict: Verdict) -> None:
        self.reasons = verdict.reasons
        super().__init__(sentence_of(verdict.reasons[0]))


def sentence_of(reason: str) -> str | Promise:
    kind = reason.partition(":")[0]
    return {"domain": DOMAINS_MISSING, "item": ITEMS_MISSING, "open": SOMETHING_RUNS}.get(kind) or SENTENCES[reason]


def must_be_yes(verdict: Verdict) -> None:
    if not verdict.is_yes:
        raise NotYet(verdict)


def must_be_open(case: Case) -> None:
    if not is_open(case.stage):
        raise CaseIsClosed


def must_be_past(case: Case, day: date) -> None:
    verdict = may_have_happened(day, clock.today(), case.child.birth_year)
    if not verdict.is_yes:
        raise WrongDay(sentence_of(verdict.reasons[0]))
