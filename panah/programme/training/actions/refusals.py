"""The noes of this room, each with its sentence."""

from django.utils.translation import gettext_lazy as _

from panah.foundation.security.access import Refusal


class EventRefused(Refusal):
    code = "event_refused"
    sentence = _("Write the title in Kazakh and in Russian, and choose the place, the languages and the days.")


class TooManyDays(Refusal):
    code = "too_many_days"
    sentence = _("A training lasts 14 days at most, and its hours follow one another. Look at the days and the hours.")


class PlacesRefused(Refusal):
    code = "places_refused"
    sentence = _("Write how many places there are: from 1 to 500, and no fewer than take part already.")


class NotNow(Refusal):
    code = "not_now"
    sentence = _("This step does not fit how far the training has come. Look at the page again.")


class DaysStand(Refusal):
    code = "days_stand"
    sentence = _("Somebody is written down as having been there: the days and hours stay as they are.")


class ReasonMissing(Refusal):
    code = "reason_missing"
    sentence = _("Say why. Those who are enrolled will ask.")


class EnrolmentShut(Refusal):
    code = "enrolment_shut"
    sentence = _("Enrolment is closed. Please call whoever holds the training.")


class OfOthers(Refusal):
    code = "of_others"
    sentence = _("Another organisation keeps this entry. Ask them to change it.")


class NotOfThisEvent(Refusal):
    code = "not_of_this_event"
    sentence = _("This is part of another training.")


class PictureTooOld(Refusal):
    code = "picture_too_old"
    sentence = _(
        "This picture was good for 15 minutes. Take a new one from the screen in the room, or tell the trainer."
    )


class NotTheHour(Refusal):
    code = "not_the_hour"
    sentence = _("One may check in from an hour before this half-day begins until it ends.")


class CodeUnknown(Refusal):
    code = "code_unknown"
    sentence = _("Nobody takes part under this code. Look at it again, or tell the trainer.")


class NoCertificate(Refusal):
    code = "no_certificate"
    sentence = _("Nobody is left who gets a certificate: each has one already, or something is still missing.")


class ReportIncomplete(Refusal):
    code = "report_incomplete"
    sentence = _("Write what was difficult and what you recommend, or that there is nothing.")


class ModuleRefused(Refusal):
    code = "module_refused"
    sentence = _("Write the title in Kazakh and in Russian, and the hours: from 1 to 200.")


class TrainerRefused(Refusal):
    code = "trainer_refused"
    sentence = _("Choose at least one language in which this person teaches.")


class TrainerIsThere(Refusal):
    code = "trainer_is_there"
    sentence = _("This person is in the pool already.")
