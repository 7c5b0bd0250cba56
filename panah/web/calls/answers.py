"""Answer cards beside a talk, and all of them on a page of their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

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
    checked_on: date
    is_stale: bool


_MARKS = {
    "S": gettext_lazy("seen in a source"),
    "M": gettext_lazy("from memory, check before you rely on it"),
    "P": gettext_lazy("proposed by this project"),
}


def shown(cards: Iterable[Card], wanted: str) -> list[CardShown]:
    """Each card in the wanted language, or in one that operators read."""
    today = clock.today()
    return [_shown(card, card.language(wanted), wanted, today) for card in cards]


def _shown(card: Card, language: str, wanted: str, today: date) -> CardShown:
    source = card.sources.get(language_now()) or card.sources["ru"]
    return CardShown(
        card.number, card.titles[language], card.texts[language], language, language != wanted,
        f"{_MARKS[card.mark]}: {source}", card.checked_on, card.is_stale(today),
    )  # fmt: skip


def spoken_language(language: str) -> str:
    """In which language the cards are shown during a talk: that of the caller, else that of the operator."""
    return language if language in SPOKEN else language_now()


@page(Permission.CALL_VIEW)
def answer_cards(request: Request) -> HttpResponse:
    """All answers, by topic and language."""
    names = code_list("languages_spoken")
    asked = {"topic": request.GET.get("topic", ""), "language": request.GET.get("language") or language_now()}
    form = CardFilterForm(asked, languages=[(code, names.label(code)) for code in SPOKEN])
    form.is_valid()  # an invented value narrows nothing
    topic, language = form.cleaned_data.get("topic", ""), form.cleaned_data.get("language") or language_now()
    cards = shown(cards_for([topic] if topic else []), language)
    return render(request, "calls/answers.html", {"cards": cards, "filter": form, **around(request.actor)})
