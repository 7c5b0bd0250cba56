"""The noes of helping and of handing over, each with a sentence fit for the page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.casework.cases.rules import Verdict
from panah.foundation.security.access import Refusal


class ConsentMissing(Refusal):
    code = "consent_missing"
    sentence = _("Nothing may be shared: no consent holds. Record a consent, or decide without one in serious danger.")


class NothingAsked(Refusal):
    code = "nothing_asked"
    sentence = _("Choose at least one service and write what is asked.")


class DayHasPassed(Refusal):
    code = "day_has_passed"
    sentence = _("This day has passed. Choose a day to come, or leave it empty.")


class HelpHasEnded(Refusal):
    code = "help_has_ended"
    sentence = _("This help has ended. To go on, the lead shares anew.")


class PreviewIsOld(Refusal):
    code = "preview_is_old"
    sentence = _("The case changed meanwhile. Look again at what will be seen, then confirm.")


class TakenByAnother(Refusal):
    code = "taken_by_another"
    sentence = _("A colleague does this already. Your supervisor can change it.")


class NothingWritten(Refusal):
    code = "nothing_written"
    sentence = _("Write what the lead should know.")


TRANSFER_SENTENCES: dict[str, str | Promise] = {
    "already_closed": _("A closed case stays where it is. Reopen it to hand it over."),
    "already_asked": _("The closure waits for a signature. To go on, the supervisor returns it first."),
    "own_organisation": _("This is your own organisation. Name another lead instead."),
    "nobody_leads_there": _("Nobody there leads cases in Panah. Ask this organisation to help instead."),
    "transfer_asked": _("Another organisation is asked already. Withdraw that first."),
    "transfer_answered": _("This was answered or withdrawn meanwhile. Open the page again."),
    "transfer_acknowledged": _("Somebody of your organisation confirmed this already."),
}


class NoTransfer(Refusal):
    """``reasons`` are the codes of the rule's verdict."""

    code = "no_transfer"

    def __init__(self, verdict: Verdict) -> None:
        self.reasons = verdict.reasons
        super().__init__(TRANSFER_SENTENCES[verdict.reasons[0]])

    @classmethod
    def unless(cls, verdict: Verdict) -> None:
        if not verdict.is_yes:
            raise cls(verdict)


class SummaryMissing(Refusal):
    code = "summary_missing"
    sentence = _("Choose the reason and write the summary: what the next lead must know.")


class LeadMissing(Refusal):
    code = "lead_missing"
    sentence = _("Name who will lead. Without a right to assign you can name only yourself.")


class CannotReassign(Refusal):
    """One of many: nothing was changed, so that nobody has to find out how far it went."""

    code = "cannot_reassign"

    def __init__(self, code: str, sentence: str | Promise) -> None:
        super().__init__(_("Nothing was changed. %(code)s: %(reason)s") % {"code": code, "reason": sentence})
