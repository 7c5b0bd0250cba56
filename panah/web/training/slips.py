"""Own links on their way to participants: slips to cut, and a message that goes from the phone of whoever holds the training.

Nothing is sent from here. A message says no name and nothing of what was taught: somebody else may look at the telephone.
"""

import uuid
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import StillSealed, reveal
from panah.programme.directory.models import Adult
from panah.programme.directory.rules import full_phone
from panah.programme.training.models import Enrolment
from panah.programme.training.queries import enrolments_of, own_token
from panah.web.components.qr import qr_picture
from panah.web.languages import FALLBACK, is_whole
from panah.web.training.finding import enrolment_or_404, event_or_404

OWN, PRACTICE = "learn-own", "practice-answer"


@dataclass(frozen=True)
class Slip:
    """What one person gets: a picture and an address, with words in the language in which this person learns."""

    who: str
    code: str
    language: str
    title: str
    text: str
    address: str
    picture: SafeString


def spoken_by(one: Enrolment) -> str:
    """Every page speaks Kazakh, Russian and English; whoever learns in another language reads Russian here."""
    return one.language if is_whole(one.language) else FALLBACK


def address_for(one: Enrolment, name: str) -> str:
    with translation.override(spoken_by(one)):
        return f"{settings.PANAH_ADDRESS}{reverse(name, args=[own_token(one)])}"


def message_for(one: Enrolment, name: str) -> str:
    """Ready to be sent: no name, and no word of the training."""
    with translation.override(spoken_by(one)):
        if name == PRACTICE:
            words = _("Hello! As agreed: four short questions, two minutes. %(address)s")
        else:
            words = _("Hello! This is your own page with your code. Please keep it to yourself. %(address)s")
        return words % {"address": address_for(one, name)}


def slip_for(one: Enrolment, name: str, who: str) -> Slip:
    address, language = address_for(one, name), spoken_by(one)
    with translation.override(language):
        if name == PRACTICE:
            title, text = (
                _("Four questions"),
                _("Take a picture of the square with your phone. Two minutes, no account."),
            )
        else:
            title = _("Your own page")
            text = _("Take a picture of the square with your phone: your code, the tests, your certificate.")
    return Slip(who, one.code, language, title, text, address, qr_picture(address, 3))


def phone_of(adult: Adult) -> str:
    """For whoever may open it; the caller revealed it."""
    try:
        return str(adult.phone)
    except StillSealed:
        return ""


def message_link(phone: str, text: str) -> str:
    """Opens the messages of the phone on which it is pressed, with number and words; nothing where no number is known."""
    number = full_phone(phone)
    return f"sms:{number}?&body={quote(text)}" if number else ""


@page(Permission.TRAINING_KEEP)
def own_slips(request: Request, code: str) -> HttpResponse:
    """For everybody who takes part the own page on a slip, to be handed over in the room."""
    here = event_or_404(request.actor, code)
    rows = enrolments_of(here).taking_part()  # type: ignore[attr-defined]
    context = {
        "event": here, "slips": [slip_for(one, OWN, one.adult.name) for one in rows if one.adult.name],
        "back_url": reverse("training-people", args=[here.code]), "print_code": here.code,
    }  # fmt: skip
    return render(request, "training/slips.html", context)


@page(Permission.TRAINING_KEEP)
def own_message(request: Request, code: str, enrolment_id: uuid.UUID) -> HttpResponse:
    """The own page of one participant, for a message from one's own phone."""
    here = event_or_404(request.actor, code)
    one = enrolment_or_404(request.actor, here, enrolment_id)
    reveal(request.actor, one.adult, only=("phone",))
    phone, text = phone_of(one.adult), message_for(one, OWN)
    context = {
        "event": here, "one": one, "phone": phone, "message": text, "message_url": message_link(phone, text),
        "spoken": spoken_by(one),
        "back_url": reverse("training-people", args=[here.code]), "picture": qr_picture(address_for(one, OWN)),
        "print_code": here.code,
    }  # fmt: skip
    return render(request, "training/message.html", context)
