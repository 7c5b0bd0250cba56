"""Who interprets, beside the answer: by the language of whoever comes, and by sex, for a girl may want to speak through a woman."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.services.models import Provider
from panah.casework.services.queries import Offer, interpreters_near
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.web.components.child_words import language_now
from panah.web.places.hours import is_night
from panah.web.services.words import hours_words, interpreter_lines, where_words

SPOKEN_EVERYWHERE = frozenset({"kk", "ru"})  # nobody has to be fetched for these


@dataclass(frozen=True)
class InterpreterRow:
    """One entry of the directory; ``who`` says in which sexes, without a name."""

    name: str
    url: str
    who: str
    facts: Sequence[str]
    phone: str
    ask_for: str


@dataclass(frozen=True)
class Interpreting:
    """``is_wanted`` where the language is not one that every place speaks."""

    language: str
    rows: Sequence[InterpreterRow]
    is_wanted: bool


def interpreting(actor: Actor, language: str, sex: str, near: Place | None, now: datetime) -> Interpreting | None:
    """None where nobody said a language."""
    if not language:
        return None
    is_wanted = language not in SPOKEN_EVERYWHERE
    offers = interpreters_near(actor, near, language, sex) if is_wanted else []
    words = code_list("languages_spoken").label(language)
    return Interpreting(words, [_row(offer, language, now) for offer in offers], is_wanted)


def spoken_there(offer: Offer, language: str) -> str:
    """Whether this place speaks the language itself, or has somebody who interprets; nothing where it says neither."""
    if not language:
        return ""
    own = [pair for pair in offer.interpreters if pair[0] == language]
    if language in offer.provider.languages:
        return _("They speak: %(language)s") % {"language": code_list("languages_spoken").label(language)}
    return _("Interpreter there: %(who)s") % {"who": ", ".join(interpreter_lines(own))} if own else ""


def _row(offer: Offer, language: str, now: datetime) -> InterpreterRow:
    provider: Provider = offer.provider
    at_night = _("open at night") if provider.is_open_at_night else ""
    facts = (where_words(provider), hours_words(provider), at_night)
    return InterpreterRow(
        name=provider.label(language_now()), url=reverse("provider", args=[provider.code]),
        who=", ".join(interpreter_lines(pair for pair in offer.interpreters if pair[0] == language)),
        facts=[fact for fact in facts if fact], phone=provider.phone(at_night=is_night(now)),
        ask_for=provider.whom_to_ask_for,
    )  # fmt: skip
