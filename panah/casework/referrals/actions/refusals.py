"""The noes of this room, each with a sentence fit for the page."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.casework.referrals.queries import name_of_fact
from panah.casework.referrals.rules import Verdict
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Refusal

SENTENCES: dict[str, str | Promise] = {
    "already_answered": _("This request was already answered. The answer is shown below."),
    "withdrawn": _("This request was withdrawn by the sender. Nothing more is asked of you."),
    "reason_missing": _("Choose a reason. Without one nobody can find a better place for the child."),
    "where_next_missing": _("Choose where the child should be sent next."),
    "no_such_answer": _("Choose what the body said."),
    "before_it_was_sent": _("The answer cannot be older than the request, nor from the future. Check the day."),
    "in_the_future": _("The answer cannot be older than the request, nor from the future. Check the day."),
    "no_reason_why_nothing_is_told": _("Choose why no authority is told, or decide that one is told."),
    "nobody_decides": _("Only a person who is named may decide that an authority is told."),
    "ground_missing": _("Choose the ground on which the authority is told."),
    "legal_source_missing": _("Name the law and the article that oblige you to tell the authority."),
    "told_missing": _("Write what the authority is told."),
    "supervisor_decides": _(
        "This child is not known to be a victim, so only a supervisor may decide that an authority is told."
        " Choose “To be decided later” and ask your supervisor."
    ),
}


class NotPossible(Refusal):
    """A rule said no; ``reasons`` are its codes."""

    code = "not_possible"

    def __init__(self, verdict: Verdict) -> None:
        self.reasons = verdict.reasons
        super().__init__(SENTENCES[verdict.reasons[0]])

    @classmethod
    def unless(cls, verdict: Verdict) -> None:
        if not verdict.is_yes:
            raise cls(verdict)


class TextTooLong(Refusal):
    code = "text_too_long"

    def __init__(self, name: str, length: int, limit: int) -> None:
        self.field = name
        words = _("This text has %(length)d characters; %(limit)d fit. Shorten it: nothing of it is lost until you do.")
        super().__init__(words % {"length": length, "limit": limit})


class ToldBetweenTheLines(Refusal):
    """Which kinds of facts a text repeats; never their words."""

    code = "told_between_the_lines"

    def __init__(self, kinds: Sequence[str], standing: str = "") -> None:
        self.kinds = tuple(kinds)
        order = [kind for kind in code_list("disclosed_facts").codes if kind in kinds]
        named = ", ".join(name_of_fact(kind, standing) for kind in order)
        words = _(
            "The text repeats what is sealed in the family file and was not ticked: %(kinds)s. Take it out of the text,"
            " or tick it if it must be told."
        )
        super().__init__(words % {"kinds": named})


class NothingTold(Refusal):
    code = "nothing_told"
    sentence = _("Nothing that was told to us waits for your word here.")


class InterviewAsked(Refusal):
    code = "interview_asked"
    sentence = _("A talk with the child was already asked for. Whoever leads the case will answer.")


class NothingAsked(Refusal):
    code = "nothing_asked"
    sentence = _("Choose at least one need and write what you ask for.")


class NotInDirectory(Refusal):
    code = "not_in_directory"
    sentence = _("This organisation takes no requests now. Choose another one.")


class AlreadyReferred(Refusal):
    code = "already_referred"

    def __init__(self, code: str) -> None:
        self.referral_code = code
        words = _("Already being handed over. Open the referral %(code)s and send it elsewhere there.")
        super().__init__(words % {"code": code})


class ConsentMissing(Refusal):
    code = "consent_missing"
    sentence = _(
        "No consent to share with another organisation is recorded for this child."
        " Ask the child or the guardian, record the answer in the case, then send."
    )


class AlreadyTold(Refusal):
    code = "already_told"
    sentence = _("This organisation already has an open part of this referral.")


class BeingAnswered(Refusal):
    code = "being_answered"
    sentence = _("This request is being answered at this moment. Look at the answer, then decide again.")


class NameMissing(Refusal):
    code = "name_missing"
    sentence = _("Write your name and post, so that the sender knows who answered.")


class NotALead(Refusal):
    code = "not_a_lead"
    sentence = _("This person cannot lead cases in your organisation. Choose another one, or decide later.")


class NothingToAnswer(Refusal):
    code = "nothing_to_answer"
    sentence = _("Nothing more is asked for here now.")
