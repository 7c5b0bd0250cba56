"""Which call an address means, and what stands on every page of the line."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.casework.calls.models import Call
from panah.casework.calls.queries import Earlier, calls_of, open_danger
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request
from panah.foundation.security.permissions import Permission


def call_of(request: Request, code: str) -> Call:
    """That of the own line; of any other, and of an invented one, there is none."""
    found: Call = get_object_or_404(calls_of(request.actor), code=normalise_code(code) or "-")
    return found


def around(actor: Actor, besides: Call | None = None) -> dict[str, Any]:
    """The red bar: calls in danger of which nobody has said when the police were called. It stands until somebody does."""
    open_ones = [call for call in open_danger(actor) if besides is None or call.pk != besides.pk]
    return {
        "dangers": [(call.code, reverse("call-danger", args=[call.code])) for call in open_ones],
        "may_work": Permission.CALL_WORK in actor.permissions,
    }


def earlier_words(earlier: Earlier) -> str:
    """ "3 earlier calls · last 12.11.2026 · Concern for a child"; no note is opened for it."""
    if not earlier.count or earlier.last_at is None:
        return ""
    count = ngettext("%(count)d earlier call", "%(count)d earlier calls", earlier.count) % {"count": earlier.count}
    day = date_format(timezone.localtime(earlier.last_at), "SHORT_DATE_FORMAT")
    last = _("last: %(day)s") % {"day": day}
    kind = code_list("call_types").label(earlier.last_type) if earlier.last_type else _("dropped")
    return f"{count} · {last} · {kind}"
