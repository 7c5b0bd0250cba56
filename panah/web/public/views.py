from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from panah.foundation.reference.codes import code_list
from panah.foundation.security.pages import public
from panah.web.components.child_words import language_now
from panah.web.languages import is_whole
from panah.web.numbers.queries import front_figures, front_title


@public("what Panah is, and the way to report")
def home(request: HttpRequest) -> HttpResponse:
    """The one sentence, the way to report, and the figures that may be public."""
    language = language_now()
    values: dict[str, Any] = {}
    if is_whole(language):  # what is counted, and how, is told in three languages
        values = {"figures": front_figures(language), "figures_title": front_title(language)}
    return render(request, "public/home.html", values)


@public("signs that anybody should know")
def signs(request: HttpRequest) -> HttpResponse:
    """Twelve signs in plain words, to print."""
    rows = code_list("public_signs")
    return render(request, "public/signs.html", {"signs": [rows.label(code) for code in rows.codes if code != "other"]})


@public("how to look at this site safely")
def safety(request: HttpRequest) -> HttpResponse:
    return render(request, "public/safety.html")
