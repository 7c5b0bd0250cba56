"""The way of every form: what was typed is kept while it is written, comes back whatever happens, and is gone once it arrived.

form = SomeForm(posted(request), initial={...})                  # something new
form = editing(request, SomeForm, lambda: known(record))         # something that stands; with "version" among its values
if sent(request, form, act) is not None: return redirect(...)
return form_page(request, form, title, code=case.code, back_url=...)

return step_page(request, form, act, title, done=_("Saved."), back_url=...)  # where both ways lead back to one page
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from panah.foundation.security.pages import Request
from panah.web.components import conflict
from panah.web.components.forms import carried_out
from panah.web.components.grown_words import suit, suited

R = TypeVar("R")
F = TypeVar("F", bound=forms.Form)


def posted(request: Request) -> QueryDict | None:
    """What was sent, even if it is nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def editing(request: Request, form: type[F], stands: conflict.Stands, **more: Any) -> F:
    """A form for what stands already. ``stands`` reads its values anew each time it is asked, ``version`` among them."""
    now = stands()
    made, data = form(initial=dict(now), **more), posted(request)
    if data is not None:
        made = form(conflict.merged(made.fields, data, now), initial=dict(now), **more)
    made.stands = stands  # type: ignore[attr-defined]
    return made


def sent(request: Request, form: forms.Form, act: Callable[[], R]) -> R | None:
    """Do it if the form was sent and is right. A refusal is the form's error, with the text still there."""
    return carried_out(form, act) if request.method == "POST" else None


def step_page(
    request: Request,
    form: forms.Form,
    act: Callable[[], object],
    title: str,
    *,
    done: str,
    back_url: str,
    **more: Any,
) -> HttpResponse:
    """A page with one form that leads back to where it came from, done or not done; ``done`` says there what was done."""
    if sent(request, form, act) is not None:
        messages.success(request, done)
        return redirect(back_url)
    return form_page(request, form, title, back_url=back_url, **more)


def form_page(
    request: Request,
    form: forms.BaseForm,
    title: str,
    *,
    code: str = "",
    back_url: str = "",
    template: str = "parts/form_page.html",
    standing: str = "",
    **more: Any,
) -> HttpResponse:
    """A page with one form; the title says what is done, and to which code.

    ``standing`` is that of the person it is about: of a grown one no word of it speaks of a child (S10).
    """
    suit(form, standing)
    more |= {name: suited(more[name], standing) for name in ("lead", "button") if more.get(name)}
    context = {
        "form": form,
        "page_title": suited(title, standing),
        "code": code,
        "back_url": back_url,
        "print_code": code,
        "standing": standing,
    }
    return render(request, template, context | more)
