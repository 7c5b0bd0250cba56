"""The report of an outing on paper, empty: for a mobile group that goes where nothing is typed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.engines.letters.press import CannotPrint
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import language_now
from panah.web.papers.copies import CANNOT
from panah.web.papers.outings import REPORT, blank
from panah.web.papers.press import about_nobody, pdf_answer
from panah.web.papers.words import LANGUAGE_NAMES, Words

ON_PAPER = ("kk", "ru")


def _words(request: Request) -> Words:
    wanted = request.GET.get("language", language_now())
    return Words(REPORT, wanted if wanted in ON_PAPER else ON_PAPER[0])


@page(Permission.TODAY)
def outing_blank(request: Request) -> HttpResponse:
    """Nobody is named on it, and no citizenship or status has a line (S11)."""
    words = _words(request)
    context = {
        "words": words, "sheet": blank(words), "spoken": words.language, "title": _("Report of an outing, empty"),
        "languages": [
            (f"{request.path}?language={code}", LANGUAGE_NAMES[code], code == words.language) for code in ON_PAPER
        ],
    }  # fmt: skip
    return render(request, "printing/outing.html", context)


@page(Permission.TODAY)
def outing_blank_file(request: Request) -> HttpResponse:
    """The same as PDF. It is about nobody, so it has no number and no copy is kept."""
    words = _words(request)
    try:
        pdf = about_nobody(blank(words), words)
    except CannotPrint:
        messages.warning(request, str(CANNOT))
        return redirect(f"{reverse('outing-blank')}?language={words.language}")
    return pdf_answer(pdf, f"paper-{words.language}.pdf")
