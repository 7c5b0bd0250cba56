"""The way of every form of a case, with its code on the page."""

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse

from panah.casework.cases.models import Case
from panah.foundation.security.pages import Request
from panah.web.components import flow
from panah.web.components.flow import editing, posted, sent

__all__ = ["editing", "form_page", "is_overtaken", "kept", "posted", "sent"]


def kept(request: Request) -> dict[str, Any]:
    """Nothing: the template tags bring a draft back."""
    return {}


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
    request: Request,
    case: Case,
    form: forms.BaseForm,
    title: str,
    *,
    template: str = "cases/form.html",
    back: str = "case",
    **more: Any,
) -> HttpResponse:
    """A page with the form of a case; the title says what is done and to which code."""
    values = {"case": case, "back": back} | more
    back_url = reverse(back, args=[case.code])
    return flow.form_page(request, form, title, code=case.code, back_url=back_url, template=template, **values)
