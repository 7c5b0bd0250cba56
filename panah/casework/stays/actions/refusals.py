"""Why something of a stay cannot be done, in sentences for the house."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from panah.casework.stays.models import Stay
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal


class HasLeft(Refusal):
    code = "has_left"
    sentence = _("This guest has left. Correct the exit, or admit them anew.")


class MomentIsAhead(Refusal):
    code = "moment_is_ahead"
    sentence = _("This moment is in the future. Check the day and the hour.")


class MomentIsBefore(Refusal):
    code = "moment_is_before"
    sentence = _("This is before the guest came. Check the day and the hour.")


class NotAnswered(Refusal):
    code = "not_answered"
    sentence = _("Something is not answered yet. Choose an answer for each question that is not optional.")


class NoSuchCase(Refusal):
    code = "no_such_case"
    sentence = _("This code cannot be used here. Ask the lead of the case to let your house help first.")


class HasACase(Refusal):
    code = "has_a_case"
    sentence = _("This guest has a case already. If it is the wrong one, write the exit and admit the guest anew.")


class NeedsSecondPerson(Refusal):
    """The way a guest is to leave waits for somebody else's yes; the page asks for the reason."""

    code = "needs_second_person"
    sentence = _("A second person decides this: say why, and your supervisor is asked at once.")

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__()


class WhoIsMissing(Refusal):
    code = "who_is_missing"
    sentence = _("Write the name and post of the person with whom the guest leaves.")


class AskedAlready(Refusal):
    code = "asked_already"
    sentence = _("The supervisor has been asked already. Telephone if it is urgent.")


class AnsweredMeanwhile(Refusal):
    code = "answered_meanwhile"
    sentence = _("Somebody has answered meanwhile; their answer stands above. What you typed is kept below.")


class OwnQuestion(Refusal):
    code = "own_question"
    sentence = _("Somebody else must decide this: you asked for it yourself.")


class DayOutsideStay(Refusal):
    code = "day_outside_stay"
    sentence = _("On this day the guest was not in the house, or the day has not come.")


def must_be_here(stay: Stay) -> None:
    if stay.left_at is not None:
        raise HasLeft


def must_have_happened(stay: Stay | None, moment: datetime) -> None:
    """Neither ahead of now nor before the guest came; late is welcome (S14)."""
    if moment > clock.now():
        raise MomentIsAhead
    if stay is not None and moment < stay.admitted_at:
        raise MomentIsBefore
