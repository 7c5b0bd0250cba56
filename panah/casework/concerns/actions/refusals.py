"""The no's of this room, each with the sentence that the page shows."""

from django.utils.translation import gettext_lazy as _

from panah.casework.concerns import rules
from panah.foundation.security.access import Refusal


class TextTooLong(Refusal):
    code = "text_too_long"

    def __init__(self, fault: rules.TooLong) -> None:
        self.fault = fault
        words = _("This text has %(length)d characters; %(limit)d fit. Shorten it: nothing of it is lost until you do.")
        super().__init__(words % {"length": fault.length, "limit": fault.limit})


class ReportIncomplete(Refusal):
    code = "report_incomplete"
    sentence = _("Say what worried you, where the child is, and how to reach you or that you stay anonymous.")


class MessageMissing(Refusal):
    """To somebody young, who is asked for nothing else."""

    code = "message_missing"
    sentence = _("Write at least a few words.")


class UnknownReceipt(Refusal):
    """Wrong, unknown and expired are one answer."""

    code = "unknown_receipt"
    sentence = _("We find no report with this number. Check the 16 digits. After five tries please wait an hour.")


class AlreadyDecided(Refusal):
    code = "already_decided"
    sentence = _("This was already decided. Open the concern again to see how.")


class ReasonMissing(Refusal):
    code = "reason_missing"
    sentence = _("Choose a reason and write a sentence about it.")


class GuardianNotTold(Refusal):
    """S9: a child who sleeps without a safe adult is not done with by advice."""

    code = "guardian_not_told"
    sentence = _(
        "The child has no safe adult tonight, and the guardianship body was not told. Tell it first, or record where the"
        " child sleeps now."
    )


class PosterIncomplete(Refusal):
    code = "poster_incomplete"
    sentence = _("Write where it will hang, and choose the district.")


class NotYetHappened(Refusal):
    code = "not_yet_happened"
    sentence = _("This day or hour is still to come. Write when it happened.")


class UnknownCode(Refusal):
    code = "unknown_code"
    sentence = _("Choose one of the answers on this page.")


class SentenceIsOut(Refusal):
    """One sentence, not a growing story (S4)."""

    code = "sentence_is_out"
    sentence = _("The reporter already sees a sentence. Take it back before you choose another.")


class NothingToTakeBack(Refusal):
    code = "nothing_to_take_back"
    sentence = _("There is nothing to take back.")
