"""What the directory's acts say no with, each as a sentence."""

from django.utils.translation import gettext_lazy as _

from panah.casework.services.models import Provider
from panah.foundation.security.access import Actor, Refusal


class UnknownService(Refusal):
    code = "unknown_service"
    sentence = _("Choose at least one of the services in the list.")


class UnknownCode(Refusal):
    code = "unknown_code"
    sentence = _("One of the answers is not in the lists. Choose again.")


class OfAnotherOrganisation(Refusal):
    code = "of_another_organisation"
    sentence = _("This entry belongs to another organisation. Ask it to correct what is wrong.")


def must_be_own(by: Actor, provider: Provider) -> None:
    """Its beds and its door are the business of the house alone."""
    if by.is_person and provider.organisation_id != by.organisation_id:
        raise OfAnotherOrganisation


class RetiredMeanwhile(Refusal):
    code = "retired_meanwhile"
    sentence = _("This entry was taken out of the directory while you had the page open. Nothing was changed.")


class LookedAfter(Refusal):
    code = "looked_after"
    sentence = _("Somebody looks after this entry already.")


class NothingWaits(Refusal):
    code = "nothing_waits"
    sentence = _("This was decided meanwhile.")


class NotThisDay(Refusal):
    code = "not_this_day"
    sentence = _("Only an answer for today is counted. Choose today, or leave the day empty.")
