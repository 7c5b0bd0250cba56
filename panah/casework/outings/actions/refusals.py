"""The no's of this room, each with the sentence that the page shows."""

from django.utils.translation import gettext_lazy as _

from panah.foundation.security.access import Refusal


class OutingClosed(Refusal):
    code = "outing_closed"
    sentence = _("The report is closed. Nothing is added to it but a correction, which is marked.")


class OutingIncomplete(Refusal):
    code = "outing_incomplete"
    sentence = _("Say where and when the group goes, and what for.")


class MemberIncomplete(Refusal):
    code = "member_incomplete"
    sentence = _("Choose a colleague, or write the post and the body of whoever comes along. No name is needed.")


class LeaderStays(Refusal):
    code = "leader_stays"
    sentence = _("The leader of the group cannot be taken out of it.")


class AnswerMissing(Refusal):
    code = "answer_missing"
    sentence = _(
        "Something is not answered yet: the decision, and for somebody who is handed on how to reach them safely."
    )


class ServiceMissing(Refusal):
    code = "service_missing"
    sentence = _("Choose who is asked to take the child, and say who took them or what was said on the telephone.")


class TooManySigns(Refusal):
    code = "too_many_signs"
    sentence = _("At most six signs. Keep those that matter most.")


class NotToBeAsked(Refusal):
    """S11."""

    code = "not_to_be_asked"
    sentence = _("Citizenship is not asked here: no rule of this place needs it.")


class NotTheSame(Refusal):
    code = "not_the_same"
    sentence = _("These two were not met together: another member, near in time, and nothing that speaks against it.")


class TooLateToUndo(Refusal):
    code = "too_late_to_undo"
    sentence = _("After 30 days this stays as it is. Write a correction.")


class NothingToTakeBack(Refusal):
    code = "nothing_to_take_back"
    sentence = _("There is nothing to take back.")


class CheckNotSaid(Refusal):
    code = "check_not_said"
    sentence = _("Say whether a migration check was made; if one was, by whom and why.")


class TextTooLong(Refusal):
    code = "text_too_long"

    def __init__(self, length: int, limit: int) -> None:
        words = _("This text has %(length)d characters; %(limit)d fit. Shorten it: nothing of it is lost until you do.")
        super().__init__(words % {"length": length, "limit": limit})


class NotTakenAlong(Refusal):
    code = "not_taken_along"
    sentence = _("The time for which this form was taken along is over. Please call your leader, and write it again.")


class TooManyFromPhone(Refusal):
    code = "too_many_from_phone"
    sentence = _(
        "More came from this phone than one person can meet. It stays sealed here; please call your leader about it."
    )


class NotOfThisOuting(Refusal):
    code = "not_of_this_outing"
    sentence = _("This belongs to another outing.")
