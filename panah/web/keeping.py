"""No text is lost on the way: what was sent in vain is kept as its writer's draft, what arrived has its draft dropped.

Stands behind ActorMiddleware and before the lock. A form that comes from a session which is no more is kept for whoever it
was made for, as its sealed mark says; whoever signs in next on the same computer never sees it.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from panah.web.components import drafts, sending
from panah.web.errors import signed_out

Answer = Callable[[HttpRequest], HttpResponseBase]
MOVED_ON = (302, 303)


class KeepTextMiddleware:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        place = drafts.place_at(request.path)
        if place is None:
            return self.get_response(request)
        if request.method != "POST":
            return _or_its_text(request, place, self.get_response(request))
        actor = sending.actor_now(request)
        writing = drafts.Writing(actor, place) if actor.is_person else None
        token = drafts.writing_now.set(writing)
        try:
            response = self.get_response(request)
        finally:
            drafts.writing_now.reset(token)
        if writing is not None and writing.has_arrived:
            sending.remember_sent(request, response.headers.get("Location", ""))
            return response
        return _after(request, place, response)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Sent once more after Back, with other words: that is something new, and its writer decides so."""
        place = drafts.place_at(request.path) if request.method == "POST" else None
        if place is None or not sending.actor_now(request).is_person:
            return None
        len(request.POST)  # what is too large to be read is answered as such, and not taken for an empty form
        if (writing := drafts.writing_now.get()) is not None:
            writing.mark = sending.mark_of(request)
        if location := sending.first_result(request):
            return redirect(location)  # a late copy: the first one stands
        if not sending.is_changed_since_sent(request):
            return None
        if sending.keep_posted(request):
            messages.warning(
                request, _("This was sent before. What you changed since is in the form: send it as a new entry.")
            )
            return redirect(sending.page_of(request))
        return None


def _after(request: HttpRequest, place: drafts.Place, response: HttpResponseBase) -> HttpResponseBase:
    """Drop the draft of what arrived; keep everything else."""
    is_in = sending.actor_now(request).is_person and not hasattr(request, "actor_behind_lock")
    has_moved_on = response.status_code in MOVED_ON
    if is_in and has_moved_on and not hasattr(request, "is_turned_away") and not sending.has_warned(request):
        drafts.drop(sending.actor_now(request), place, sending.mark_of(request))
        sending.remember_sent(request, response.headers.get("Location", ""))
        return response
    is_kept = sending.keep_posted(request)
    if is_in or not has_moved_on or not sending.typed(request):
        return response
    if sending.writer(request) is None:
        return signed_out(request)
    door = urlsplit(response.headers["Location"]).path
    return redirect(f"{door}?{urlencode({'next': sending.page_of(request), 'kept': int(is_kept)}, safe='/')}")


def _or_its_text(request: HttpRequest, place: drafts.Place, response: HttpResponseBase) -> HttpResponseBase:
    """An address that is only sent to has no form to put a draft into: its text is shown by itself."""
    actor = sending.actor_now(request)
    if response.status_code != 405 or not actor.is_person or hasattr(request, "actor_behind_lock"):
        return response
    draft = drafts.found(actor, place)
    is_there = draft is not None and drafts.is_still_open(actor, draft)
    return redirect("draft-text", draft.pk) if draft is not None and is_there else response
