"""An entry of the directory in the words of the reader."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from panah.casework.services.codes import OpeningDays
from panah.casework.services.models import Provider
from panah.casework.services.queries import Offer
from panah.foundation.reference.codes import code_list
from panah.web.components.child_words import language_now
from panah.web.components.values import Chip, Tone


def where_words(provider: Provider) -> str:
    """The region or district. There is nothing more exact to say: a place of service has no address here (S12)."""
    return provider.place.label(language_now()) if provider.place else _("Whole country")


def hours_words(provider: Provider) -> str:
    """ "On working days, 09:00–18:00"; nothing where nobody knows."""
    days = (
        "" if provider.opening_days == OpeningDays.UNKNOWN else code_list("opening_days").label(provider.opening_days)
    )
    hours = f"{provider.hours[0]:%H:%M}–{provider.hours[1]:%H:%M}" if provider.hours else ""
    return ", ".join(word for word in (days, hours) if word)


def interpreter_words(pairs: Iterable[tuple[str, str]]) -> str:
    """ "Interprets: Uzbek (woman, man), Tajik (woman)"."""
    lines = interpreter_lines(pairs)
    return _("Interprets: %(languages)s") % {"languages": ", ".join(lines)} if lines else ""


def interpreter_lines(pairs: Iterable[tuple[str, str]]) -> list[str]:
    languages, sexes = code_list("languages_spoken"), code_list("sex_of_adult")
    by_language: dict[str, list[str]] = {}
    for language, sex in pairs:
        by_language.setdefault(language, []).append(sexes.label(sex).lower())
    return [f"{languages.label(language)} ({', '.join(words)})" for language, words in by_language.items()]


def confirmed_chip(offer: Offer) -> Chip:
    day = offer.provider.confirmed_on
    words = f"{day:%d.%m.%Y}" if day else _("never")
    if not offer.may_be_wrong:
        return Chip(Tone.OK, words)
    return Chip(Tone.MUTE, words + ", " + _("may be wrong"))
