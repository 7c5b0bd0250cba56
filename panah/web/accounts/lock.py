"""The lock: after fifteen minutes alone a session shows nothing until its person is back; after twelve hours it ends.

A form that meets the lock on its way is kept as a draft of its writer and offered again afterwards.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from panah.foundation.documents.actions import keep_draft
from panah.foundation.security.access import Actor, Refusal
from panah.web.accounts.queries import has_second_step
from panah.web.accounts.session import KEPT, LOCKED, SECOND_STEP_DUE, is_over, note_presence
from panah.web.components import drafts

Answer = Callable[[HttpRequest], HttpResponseBase]
PRIVATE = ("/app/", "/account/")
OPEN = {"lock", "unlock", "alive", "sign-out", "account_logout", "set_language", "sign-in", "account_login"}
WITHOUT_SECOND_STEP = {*OPEN, "me", "kept", "draft"}


class LockMiddleware:
    """Stands behind ActorMiddleware. Behind the lock a request acts for nobody; only drafts go on being kept."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        state: Any = request
        if request.user.is_authenticated:
            note_presence(request.session)
            if LOCKED in request.session or is_over(request.session):
                state.actor_behind_lock = state.actor
                state.actor = Actor.public(state.actor.language)
        response = self.get_response(request)
        if hasattr(request, "actor_behind_lock"):
            if request.user.is_authenticated and is_over(request.session):
                logout(request)  # a last draft came in; now the session ends
        elif request.method == "POST" and response.status_code == 302:
            _forget_what_was_sent(request)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        match = request.resolver_match
        name = (match.url_name if match else None) or ""
        state: Any = request
        if not hasattr(request, "actor_behind_lock"):
            return _second_step(request, name)
        is_private = request.path.startswith(PRIVATE)
        if name == "draft":
            state.actor = state.actor_behind_lock
            return None
        is_form = request.path.startswith("/app/") and request.method == "POST" and name not in OPEN
        place = _keep(request, state.actor_behind_lock) if is_form else None
        if is_over(request.session):
            logout(request)
        if place:
            request.session[KEPT] = place
        if not is_private or name in OPEN:
            return None
        door = reverse("lock" if LOCKED in request.session else "sign-in")
        return redirect(f"{door}?{urlencode({'next': request.path}, safe='/')}")


def _keep(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """Keep a posted form as a draft; gives where it lies and where it was going, in codes."""
    content = drafts.content_of(request.POST)
    if not content or request.resolver_match is None:
        return {}
    form, subject = drafts.place_of(request.resolver_match)
    place: dict[str, Any] = {"form": form, "subject": subject, "path": request.path, "is_kept": True}
    try:
        keep_draft(by=actor, form=form, subject_code=subject, content=content)
    except Refusal:
        place["is_kept"] = False
    return place


def _forget_what_was_sent(request: HttpRequest) -> None:
    """The form that was offered again went through: its draft has done its work."""
    place = request.session.get(KEPT)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if place and place["path"] == request.path and actor.is_person:
        del request.session[KEPT]
        drafts.drop(actor, place["form"], place["subject"])


def _second_step(request: HttpRequest, name: str) -> HttpResponseBase | None:
    """Whoever may read names adds a second step first."""
    if not request.user.is_authenticated or SECOND_STEP_DUE not in request.session:
        return None
    if not request.path.startswith("/app/") or name in WITHOUT_SECOND_STEP:
        return None
    if has_second_step(request.user):
        del request.session[SECOND_STEP_DUE]
        return None
    return redirect("mfa_index")
