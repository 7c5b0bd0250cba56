"""Pages for what went wrong: one plain sentence, what to do next, and the text that the person had typed."""

import logging
import secrets
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.web.components import sending
from panah.web.context import emergency_phones

logger = logging.getLogger("panah.web.errors")
Words = str | Promise
NEVER_GIVEN_BACK = {"pin", "code", "otp", "token", "credential", "csrfmiddlewaretoken", "writer"}
LONGEST_TEXT_GIVEN_BACK = 100_000


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 where the request was too large."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _page(request, 400, _("This request could not be read"), _("Go back and try again."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 with the reason of the refusal where it was given as a sentence; the same for all records of others."""
    reason = exception.args[0] if isinstance(exception, PermissionDenied) and exception.args else None
    sentence = reason if isinstance(reason, Promise) else _("Your role does not allow this. Ask your supervisor.")
    return _page(request, 403, _("You cannot open this page"), sentence)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: one page for what is not there and for what is not yours, so that a wrong guess tells nothing."""
    sentence = _("It does not exist, or it belongs to others. Check the address or the code.")
    return _page(request, 404, _("There is nothing here for you"), sentence)


def too_large(request: HttpRequest) -> HttpResponse:
    """413."""
    sentence = _("Text and files together may have 5 MB. Send less at once: nothing was saved.")
    return _page(request, 413, _("This is too large"), sentence)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. What broke may break again: the text is shown where it could not be kept, and nothing here needs a session."""
    number = secrets.token_hex(4).upper()
    logger.error("Error %s shown to a person", number)
    is_kept = _is_kept(request)
    values = {
        "title": _("Something broke on our side"),
        "sentence": _("Try again in a few minutes."),
        "number": number,
        "is_kept": is_kept,
        "kept": [] if is_kept else [text for _name, text in _typed(request) if text],
        "phones": emergency_phones(),
    }
    return HttpResponse(render_to_string("errors/broken.html", values), status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a failed CSRF check: the form was open too long. What was typed is offered again.

    A hostile site could post here too, so the button to send again is given only when the browser itself says that the
    form came from our own page; otherwise the text is there to be copied.
    """
    title = _("Please send it once more")
    if _is_kept(request):
        return _page(request, 403, title, _("The page was open for too long, so we did not accept it."))
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    kept = _typed(request)
    sentence = _("The page was open for too long, so we did not accept it. Your text is kept below.")
    if not kept:
        sentence = _("The page was open for too long, so we did not accept it. Open it again.")
    return _page(request, 403, title, sentence, {"kept": kept, "may_send_again": is_ours and bool(kept)})


def signed_out(request: HttpRequest) -> HttpResponse:
    """A form from nobody's session, without the mark of its writer: the text goes back to whoever sent it."""
    sentence = _("You are signed out, so this was not saved. Copy your text, then sign in.")
    return _page(request, 403, _("Please send it once more"), sentence)


def _page(
    request: HttpRequest, status: int, title: Words, sentence: Words, values: dict[str, Any] | None = None
) -> HttpResponse:
    actor = getattr(request, "actor", None)
    is_staff = getattr(actor, "is_person", False) and not request.path.startswith("/t/")
    is_kept = _is_kept(request)
    shown = {
        "base": "base_staff.html" if is_staff else "base_public.html",
        "title": title,
        "sentence": sentence,
        "status": status,
        "is_kept": is_kept,
        "again_url": sending.page_of(request) if is_kept else request.path,
        "texts": [] if is_kept else [text for _name, text in _typed(request) if text],
        **(values or {}),
    }
    return HttpResponse(render_to_string("errors/page.html", shown, request), status=status)


def _is_kept(request: HttpRequest) -> bool:
    """Whether what was sent lies in its writer's drafts now; also where the fault itself keeps that from happening."""
    try:
        return hasattr(request, "actor") and sending.keep_posted(request)
    except (DatabaseError, OSError):
        logger.error("A text could not be kept as a draft")
        return False


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was posted, without secrets and files; nothing where it cannot be read or is too long."""
    if request.method != "POST":
        return []
    pairs = [(name, text) for name, texts in sending.posted(request).lists() for text in texts]
    kept = [(name, str(text)) for name, text in pairs if not _is_secret(name)]
    return kept if sum(len(text) for _name, text in kept) <= LONGEST_TEXT_GIVEN_BACK else []


def _is_secret(name: str) -> bool:
    return name.lower() in NEVER_GIVEN_BACK or "password" in name.lower()
