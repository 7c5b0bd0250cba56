"""What a body wrote behind its link while the network was gone: the same answers by the same actions.

The link stands inside the seal. A link that opens no more is refused in a sentence, and nothing of the answer is kept here.
"""

from collections.abc import Mapping
from datetime import timedelta

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import holder_of, leg_to_answer, link_that_opens
from panah.foundation.security.access import Refusal
from panah.web.answers import further
from panah.web.answers.forms import AnswerForm, cleaned
from panah.web.answers.views import carry_out, purpose_of
from panah.web.components.sealed_post import Arrived, Receipt
from panah.web.public.state import StateUnreadable, open_state

PROVEN_FOR = timedelta(days=3)  # that the PIN was right; behind the open page it holds for ten minutes
WORDS = (further.RIGHT, further.WRONG, further.TALK)


class LinkIsShut(Refusal):
    code = "link_is_shut"
    sentence = _(
        "This link does not open any more, and nothing of this answer was kept here. Ask the sender for a new link."
    )


class PinTooLongAgo(Refusal):
    code = "pin_too_long_ago"
    sentence = _(
        "The PIN was entered more than three days ago. Open the link again and answer there; nothing was kept here."
    )


class AnswerIncomplete(Refusal):
    code = "answer_incomplete"
    sentence = _(
        "Something is missing in this answer, and nothing of it was kept here. Open the link again and answer there."
    )


def receive_answer(arrived: Arrived) -> Receipt:
    """The number of the request is the receipt. The form's own key: also sent the ordinary way, it is one answer."""
    language = arrived.language if arrived.language in dict(settings.PANAH_WHOLE_LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        link = link_that_opens(arrived.one("link"))
        if link is None:
            raise LinkIsShut
        actor = holder_of(link)
        leg = leg_to_answer(actor, link.leg.code)
        if leg is None:
            raise LinkIsShut
        key, data = _key_of(arrived, purpose_of(link)), _data(arrived)
        word = arrived.one("answer")
        if word in WORDS:
            further.carry_out(actor, leg, word, _checked(further.form_for(word, data)), key)
        elif word in set(ReferralStatus):
            status = ReferralStatus(word)
            carry_out(actor, leg, status, _on_its_day(_checked(AnswerForm(status, data)), leg, arrived), key)
        else:
            raise AnswerIncomplete
    return Receipt(leg.code)


def _key_of(arrived: Arrived, purpose: str) -> str:
    """The key of the form, where the PIN stood before it and not too long ago."""
    try:
        state = open_state(arrived.one("state"), purpose)
    except StateUnreadable as error:
        raise PinTooLongAgo from error
    if arrived.arrived_at - state.at > PROVEN_FOR:
        raise PinTooLongAgo
    return state.key


def _data(arrived: Arrived) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in arrived.posted.items():
        data.setlist(name, values)
    return cleaned(data)


def _on_its_day(values: Mapping[str, object], leg: Leg, arrived: Arrived) -> Mapping[str, object]:
    """What was answered in time and came late counts on the day of the answer, where no other was given."""
    written = arrived.waited_since
    if values.get("happened_on") or written is None or written < leg.sent_at:
        return values
    return {**values, "happened_on": timezone.localtime(written).date()}


def _checked(form: forms.Form) -> dict[str, object]:
    if not form.is_valid():
        raise AnswerIncomplete
    return form.cleaned_data
