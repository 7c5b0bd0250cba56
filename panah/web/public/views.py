from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from panah.foundation.reference.codes import code_list
from panah.foundation.security.pages import public


@public("what Panah is, and the way to report")
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home.html", {"figures": []})


@public("signs that anybody should know")
def signs(request: HttpRequest) -> HttpResponse:
    """Twelve signs in plain words, to print."""
    rows = code_list("public_signs")
    return render(request, "public/signs.html", {"signs": [rows.label(code) for code in rows.codes if code != "other"]})


@public("how to look at this site safely")
def safety(request: HttpRequest) -> HttpResponse:
    return render(request, "public/safety.html")
