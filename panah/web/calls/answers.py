"""Answer cards beside a talk, and all of them on a page of their own."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from panah.casework.calls.queries import Card, cards_for
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.calls.forms import CardFilterForm
from panah.web.calls.reaching import around
from panah.web.components.child_words import language_now

SPOKEN = ("kk", "ru", "uz", "ky", "tg", "en")


@dataclass(frozen=True)
class CardShown:
    """A card in one language; ``language`` is that of its text, which may be another than was wanted."""

    number: int
    title: str
    text: str
    language: str
    is_other_language: bool
    source: str
    checked_on: object
    is_stale: bool
    is_told: bool = False


def shown(cards: Iterable[Card], wanted: str, told: Iterable[int] = ()) -> list[CardShown]:
    today, told = clock.today(), set(told)
    found = []
    for card in cards:
        language = card.language(wanted)
        found.append(
            CardShown(
                card.number, card.titles[language], card.texts[language], language, language != wanted,
                f"{_MARKS[card.mark]()}: {card.source}", card.checked_on, card.is_stale(today), card.number in told,
            )
        )  # fmt: skip
    return found


_MARKS = {
    "S": lambda: _("seen in a source"),
    "M": lambda: _("from memory, check before you rely on it"),
    "P": lambda: _("proposed by this project"),
}


def spoken_language(language: str) -> str:
    """In which language the cards are shown during a talk: that of the caller, else that of the operator."""
    return language if language in SPOKEN else language_now()


@page(Permission.CALL_VIEW)
def answer_cards(request: Request) -> HttpResponse:
    """All answers, by topic and language."""
    names = code_list("languages_spoken")
    form = CardFilterForm(request.GET, languages=[(code, names.label(code)) for code in SPOKEN])
    form.is_valid()
    topic = form.cleaned_data.get("topic", "")
    language = form.cleaned_data.get("language") or language_now()
    form.initial["language"] = language
    cards = shown(cards_for([topic] if topic else []), language)
    return render(request, "calls/answers.html", {"cards": cards, "form": form, **around(request.actor)})
