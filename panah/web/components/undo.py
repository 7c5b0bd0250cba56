"""A way back from a slip: the message that something was done carries a button that takes it back."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from panah.casework.cases.models import DeliveredService, Interview, ToldFact
from panah.web.components.grown_words import label_for
from panah.web.components.values import Words


def offer_undo(
    request: HttpRequest, words: Words, url: str, *, fields: Mapping[str, object] | None = None, button: Words = ""
) -> None:
    """Say ``words`` on the next page with an "Undo" that posts ``fields`` to ``url``. The page behind it decides whether
    it may still be undone; it must hold no name, as no message may."""
    shown = {"words": words, "url": url, "fields": dict(fields or {}), "button": button}
    messages.success(request, render_to_string("parts/undo.html", shown, request))


def taken_back_words(record: DeliveredService | ToldFact | Interview, standing: str) -> str:
    """That it was taken back, when and why; nothing where it stands."""
    if record.taken_back_at is None:
        return ""
    return _("taken back on %(day)s because: %(reason)s") % {
        "day": date_format(localtime(record.taken_back_at).date(), "SHORT_DATE_FORMAT"),
        "reason": label_for("taken_back_reasons", record.taken_back_reason, standing),
    }
