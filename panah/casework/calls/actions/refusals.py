"""The no's of this room, each with the sentence that the page shows."""

from django.utils.translation import gettext_lazy as _

from panah.foundation.security.access import Refusal


class CallIncomplete(Refusal):
    code = "call_incomplete"
    sentence = _("Choose what kind of call it was. If the caller is gone, press “The caller hung up”.")


class UnknownAnswer(Refusal):
    code = "unknown_answer"
    sentence = _("One of the answers is not in its list any more. Choose it again.")


class TextTooLong(Refusal):
    code = "text_too_long"
    sentence = _("This text is too long. Shorten it: nothing of it is lost until you do.")


class NumberIsBroken(Refusal):
    code = "number_is_broken"
    sentence = _("Nobody can be called back by this number. Ask for it again, digit by digit.")


class SafeHourMissing(Refusal):
    code = "safe_hour_missing"
    sentence = _(
        "To call back we need both: a number that is safe, and when it is safe. Without them choose another end."
    )


class HourIsOver(Refusal):
    code = "hour_is_over"
    sentence = _("This hour is over. Choose a later one.")


class NotYetHappened(Refusal):
    code = "call_not_yet_happened"
    sentence = _("This lies in the future. Check the day and the time.")


class NotAsked(Refusal):
    code = "no_call_back_asked"
    sentence = _("Nobody waits for a call back here any more.")


class NoDangerNow(Refusal):
    code = "no_danger_now"
    sentence = _("In this call nobody is in danger now.")


class ReasonMissing(Refusal):
    code = "police_reason_missing"
    sentence = _("Write when the police were called, or choose why they were not.")


class TakenByAnother(Refusal):
    code = "call_back_taken"

    def __init__(self, name: str, since: str) -> None:
        super().__init__(_("%(name)s calls back since %(since)s.") % {"name": name, "since": since})


class AlreadyPassedOn(Refusal):
    code = "call_passed_on"
    sentence = _("This call was passed on already. Whatever is new is added by the number for the caller.")


class NotPassedOn(Refusal):
    code = "call_not_passed_on"
    sentence = _("Pass the call on as a concern first.")


class WhoMissing(Refusal):
    code = "who_took_it_missing"
    sentence = _("Write who picked up.")


class OwnShift(Refusal):
    code = "own_shift"
    sentence = _("The next operator confirms this, not who handed over.")


class LooksAreOver(Refusal):
    code = "looks_are_over"
    sentence = _(
        "You have looked up very many callers in an hour. Save the call: nothing of it is lost, only earlier calls are not shown."
    )


class NothingToLookFor(Refusal):
    code = "nothing_to_look_for"
    sentence = _("A hidden or short number, or a nickname that says nothing, tells no caller from another.")
