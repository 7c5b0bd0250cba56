from django.utils.translation import gettext_lazy as _

from panah.foundation.security.access import Refusal


class UndoTooLate(Refusal):
    code = "undo_too_late"
    sentence = _(
        "More than 30 days have passed since this was decided. Ask a supervisor or the head of your organisation: "
        "they can still part the records."
    )


class DecidedAlready(Refusal):
    code = "pair_decided_already"
    sentence = _("Somebody has decided on this pair meanwhile. Look at it again.")


class NobodyToAsk(Refusal):
    code = "nobody_to_ask"
    sentence = _("Both records are yours to open: compare them and decide. There is nobody else to ask.")


class AskedAlready(Refusal):
    code = "asked_already"
    sentence = _("This was asked already, and the answer has not come yet.")


class AnsweredAlready(Refusal):
    code = "question_answered_already"
    sentence = _("This question was answered meanwhile.")


class CallMissing(Refusal):
    code = "call_missing"
    sentence = _("Write whom they should call, and the number.")


class NoFamilyToJoin(Refusal):
    code = "no_family_to_join"
    sentence = _("Neither child has a family file. Open one in the case of one of them first, then come back.")
