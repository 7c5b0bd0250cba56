"""The form of two minutes on paper, empty: for a group that goes where nothing is typed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from panah.engines.letters.press import CannotPrint
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import language_now
from panah.web.outings.forms import AGES, NEEDS
from panah.web.papers.copies import CANNOT
from panah.web.papers.outings import child_blank as sheet_of
from panah.web.papers.press import about_nobody, pdf_answer
from panah.web.papers.sheet import Sheet
from panah.web.papers.words import LANGUAGE_NAMES, Words

ON_PAPER = ("kk", "ru")
CHILD = "outing_child"


def _words(request: Request) -> Words:
    wanted = request.GET.get("language", language_now())
    return Words(CHILD, wanted if wanted in ON_PAPER else ON_PAPER[0])


def _drawn(words: Words) -> Sheet:
    with translation.override(words.language):
        return sheet_of(words, AGES, NEEDS)


@page(Permission.OUTING_VIEW)
def child_blank(request: Request) -> HttpResponse:
    """No name, no citizenship and no status has a line on it (S11)."""
    words = _words(request)
    context = {
        "words": words, "sheet": _drawn(words), "spoken": words.language, "title": _("Form of an outing, empty"),
        "languages": [
            (f"{request.path}?language={code}", LANGUAGE_NAMES[code], code == words.language) for code in ON_PAPER
        ], "file_url": f"{reverse('outing-child-blank-file')}?language={words.language}",
    }  # fmt: skip
    return render(request, "outings/blank.html", context)


@page(Permission.OUTING_VIEW)
def child_blank_file(request: Request) -> HttpResponse:
    """The same as PDF. It is about nobody, so it has no number and no copy is kept."""
    words = _words(request)
    try:
        pdf = about_nobody(_drawn(words), words)
    except CannotPrint:
        messages.warning(request, str(CANNOT))
        return redirect(f"{reverse('outing-child-blank')}?language={words.language}")
    return pdf_answer(pdf, f"paper-{words.language}.pdf")
