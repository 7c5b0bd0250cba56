"""What each clock asks for, as a sentence with a verb and the word on its one button."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.foundation.clocks.codes import TimerKind as Kind
from panah.foundation.security.permissions import Permission as P

Words = str | Promise


@dataclass(frozen=True)
class Asking:
    sentence: Words
    button: Words
    permission: P
    is_for_the_team: bool = False  # shown to everybody who may, while nobody's name is on it


ASKS: dict[str, Asking] = {
    Kind.CONCERN_FIRST_LOOK: Asking(_("Look at a new concern"), _("Open"), P.CONCERN_VIEW, True),
    Kind.CONCERN_TRIAGE: Asking(_("Decide on a concern"), _("Decide"), P.CONCERN_TRIAGE, True),
    Kind.LEG_ACKNOWLEDGE: Asking(_("Confirm a referral"), _("Open"), P.REFERRAL_ANSWER, True),
    Kind.LEG_ANSWER: Asking(_("Answer a referral"), _("Answer"), P.REFERRAL_ANSWER, True),
    Kind.SENDER_REROUTE: Asking(
        _("Find another place: the referral was not accepted"), _("Open"), P.REFERRAL_SEND, True
    ),
    Kind.FIRST_SAFETY_CONTACT: Asking(_("First safety contact"), _("Record"), P.CASE_VIEW),
    Kind.ASSESSMENT: Asking(_("Finish the assessment"), _("Continue"), P.CASE_VIEW),
    Kind.PLAN: Asking(_("Agree the plan"), _("Plan"), P.CASE_VIEW),
    Kind.SERVICE: Asking(_("A planned service is due"), _("Record"), P.CASE_VIEW),
    Kind.REVIEW: Asking(_("Review the plan"), _("Review"), P.CASE_VIEW),
    Kind.CLOSING: Asking(_("Finish the closing"), _("Open"), P.CASE_VIEW),
    Kind.CLOSURE_SIGNATURE: Asking(_("Sign a closure"), _("Read and sign"), P.CASE_SIGN, True),
    Kind.CHECK_AFTER_CLOSURE: Asking(_("Call after closure"), _("Open"), P.CASE_VIEW),
}

WITHOUT_LEAD = Asking(_("Nobody leads this case: name a lead"), _("Assign"), P.CASE_ASSIGN, True)
