"""A way back from a slip: the message that something was done carries a button that takes it back."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string

from panah.web.components.values import Words


def offer_undo(
    request: HttpRequest, words: Words, url: str, *, fields: Mapping[str, object] | None = None, button: Words = ""
) -> None:
    """Say ``words`` on the next page with an "Undo" that posts ``fields`` to ``url``. The page behind it decides whether
    it may still be undone; it must hold no name, as no message may."""
    shown = {"words": words, "url": url, "fields": dict(fields or {}), "button": button}
    messages.success(request, render_to_string("parts/undo.html", shown, request))
