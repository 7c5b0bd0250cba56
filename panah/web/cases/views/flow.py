"""The way of every form of a case, with its code on the page."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from panah.casework.cases.models import Case
from panah.foundation.security.pages import Request
from panah.web.components import flow
from panah.web.components.flow import editing, posted, sent
from panah.web.components.grown_words import standing_of

__all__ = ["editing", "form_page", "posted", "sent"]


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
    return flow.form_page(
        request, form, title, code=case.code, back_url=reverse(back, args=[case.code]), template=template,
        standing=standing_of(case.child), case=case, back=back, **more,
    )  # fmt: skip
