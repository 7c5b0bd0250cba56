"""The way of every form of a case: what was typed is kept while it is written, and gone once it is sent."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from panah.casework.cases.models import Case
from panah.foundation.security.pages import Request
from panah.web.components import drafts
from panah.web.components.forms import carried_out

R = TypeVar("R")


def posted(request: Request) -> QueryDict | None:
    """What was sent, even if it is nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def kept(request: Request) -> dict[str, Any]:
    """What one was writing here before, as ``initial`` of the form."""
    return drafts.draft_initial(request.actor, *_place(request)) if request.method != "POST" else {}


def sent(request: Request, form: forms.Form, act: Callable[[], R]) -> R | None:
    """Do it if the form was sent and is right. A refusal is the form's error, with the text still there."""
    done = carried_out(form, act) if request.method == "POST" else None
    if done is not None:
        drafts.drop(request.actor, *_place(request))
    return done


def is_overtaken(form: forms.Form, version: int) -> bool:
    """Whether somebody else saved meanwhile. Then the page shows both, and the next save is one who has seen both."""
    if not form.is_bound or form.cleaned_data.get("version") in (None, version):
        return False
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["version"] = str(version)
    form.data = data
    return True


def form_page(
    request: Request, case: Case, form: forms.Form, title: str, *, template: str = "cases/form.html", **more: Any
) -> HttpResponse:
    """A page with the form of a case; the title says what is done and to which code."""
    draft_url = reverse("draft", args=_place(request))
    context = {"case": case, "form": form, "page_title": title, "print_code": case.code, "draft_url": draft_url}
    return render(request, template, context | more)


def _place(request: Request) -> tuple[str, str]:
    """Where the draft of this page lies."""
    match = request.resolver_match
    return drafts.place_of(match) if match is not None else ("page", drafts.NOTHING)
