"""The papers of an event on the screen and as PDF: agenda, sign-in sheet, slips, report; and the poster with its picture."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from panah.engines.letters.press import CannotPrint
from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.training.models import Event
from panah.web.components.child_words import language_now
from panah.web.components.qr import qr_picture
from panah.web.papers.copies import CANNOT
from panah.web.papers.press import Around, about_nobody, letter_of, pdf_answer, press
from panah.web.papers.sheet import Sheet
from panah.web.papers.trainings import AGENDA, REPORT, SHEET, SLIPS
from panah.web.papers.words import LANGUAGE_NAMES, Words
from panah.web.training import papers
from panah.web.training.finding import event_or_404, half_day_or_404
from panah.web.training.views import enrol_address

ON_PAPER = ("kk", "ru")
NAMES_PEOPLE = (SHEET, SLIPS)
KINDS: dict[str, tuple[str, Callable[[Event, Words], Sheet]]] = {
    "agenda": (AGENDA, papers.agenda),
    "slips": (SLIPS, papers.slips),
    "report": (REPORT, papers.report),
}


def _words(request: Request, kind: str) -> Words:
    wanted = request.GET.get("language", language_now())
    return Words(kind, wanted if wanted in ON_PAPER else ON_PAPER[0])


def _shown(request: Request, event: Event, sheet: Sheet, words: Words, file_url: str, back_url: str) -> HttpResponse:
    context = {
        "event": event, "words": words, "sheet": sheet, "spoken": words.language, "back_url": back_url,
        "languages": [
            (f"{request.path}?language={code}", LANGUAGE_NAMES[code], code == words.language) for code in ON_PAPER
        ],
        "file_url": f"{file_url}?language={words.language}", "sender": [words.organisation(event.organisation)],
    }  # fmt: skip
    return render(request, "training/paper.html", context)


def _file(request: Request, sheet: Sheet, words: Words, name: str, back_url: str) -> HttpResponse:
    """As PDF: a paper for the room. It has no number, and no copy is kept; one that names people says that it is for few."""
    try:
        names = words.kind in NAMES_PEOPLE
        pdf = press().pdf(letter_of(sheet, words, Around()), clock.now()) if names else about_nobody(sheet, words)
    except CannotPrint:
        messages.warning(request, str(CANNOT))
        return redirect(f"{back_url}?language={words.language}")
    return pdf_answer(pdf, f"{name}-{words.language}.pdf")


def _drawn(request: Request, code: str, kind: str) -> tuple[Event, Sheet, Words]:
    event = event_or_404(request.actor, code)
    if kind not in KINDS or (kind == "slips" and Permission.TRAINING_KEEP not in request.actor.permissions):
        raise Http404
    name, draw = KINDS[kind]
    words = _words(request, name)
    with translation.override(words.language):
        return event, draw(event, words), words


@page(Permission.TRAINING_VIEW)
def paper(request: Request, code: str, kind: str) -> HttpResponse:
    event, sheet, words = _drawn(request, code, kind)
    back = reverse("training-report" if kind == "report" else "training-event", args=[event.code])
    return _shown(request, event, sheet, words, reverse("training-paper-file", args=[event.code, kind]), back)


@page(Permission.TRAINING_VIEW)
def paper_file(request: Request, code: str, kind: str) -> HttpResponse:
    event, sheet, words = _drawn(request, code, kind)
    back = reverse("training-paper", args=[event.code, kind])
    return _file(request, sheet, words, f"{event.code}-{kind}", back)


def _sign_in(request: Request, code: str, number: int) -> tuple[Event, Sheet, Words]:
    event = event_or_404(request.actor, code)
    half, words = half_day_or_404(request.actor, event, number), _words(request, SHEET)
    with translation.override(words.language):
        return event, papers.sign_in(event, half, words), words


@page(Permission.TRAINING_VIEW)
def sign_in(request: Request, code: str, number: int) -> HttpResponse:
    """Names with a place to sign, and empty lines: the paper twin of the list, and the proof."""
    event, sheet, words = _sign_in(request, code, number)
    file_url = reverse("training-sign-in-file", args=[event.code, number])
    return _shown(request, event, sheet, words, file_url, reverse("training-day", args=[event.code, number]))


@page(Permission.TRAINING_VIEW)
def sign_in_file(request: Request, code: str, number: int) -> HttpResponse:
    event, sheet, words = _sign_in(request, code, number)
    back = reverse("training-sign-in", args=[event.code, number])
    return _file(request, sheet, words, f"{event.code}-{number}", back)


@page(Permission.TRAINING_VIEW)
def poster(request: Request, code: str) -> HttpResponse:
    """For a wall or a group of colleagues: title, days, place, and the picture by which one enrols."""
    event = event_or_404(request.actor, code)
    address = enrol_address(request, event)
    said = []
    for language in ON_PAPER:
        with translation.override(language):
            said.append(
                (
                    language,
                    papers.held(event, Words(AGENDA, language)),
                    _("Enrol here"),
                    _("Take a picture with your phone. No account is needed."),
                )
            )
    context = {"event": event, "said": said, "picture": qr_picture(address, 8), "address": address}
    return render(request, "training/poster.html", context)
