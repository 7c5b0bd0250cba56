"""The lock: after fifteen minutes alone a session shows nothing until its person is back; after twelve hours it ends.

A form that meets the lock on its way is kept by ``panah.web.keeping`` and stands there again afterwards.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from panah.foundation.security.access import Actor
from panah.web.accounts.queries import has_second_step
from panah.web.accounts.session import LOCKED, SECOND_STEP_DUE, is_over, note_presence
from panah.web.components.sending import page_of

Answer = Callable[[HttpRequest], HttpResponseBase]
PRIVATE = ("/app/", "/account/")
OPEN = {"lock", "unlock", "alive", "sign-out", "account_logout", "set_language", "sign-in", "account_login"}
WITHOUT_SECOND_STEP = {*OPEN, "me", "draft", "draft-list", "draft-text"}


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
        if hasattr(request, "actor_behind_lock") and request.user.is_authenticated and is_over(request.session):
            logout(request)  # a last draft came in; now the session ends
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
        if is_over(request.session):
            logout(request)
        if not is_private or name in OPEN:
            return None
        door = reverse("lock" if LOCKED in request.session else "sign-in")
        next_page = page_of(request) if request.method == "POST" else request.path
        return redirect(f"{door}?{urlencode({'next': next_page}, safe='/')}")


def _second_step(request: HttpRequest, name: str) -> HttpResponseBase | None:
    """Whoever may read names adds a second step first."""
    if not request.user.is_authenticated or SECOND_STEP_DUE not in request.session:
        return None
    if not request.path.startswith("/app/") or name in WITHOUT_SECOND_STEP:
        return None
    if has_second_step(request.user):
        del request.session[SECOND_STEP_DUE]
        return None
    request.is_turned_away = True  # type: ignore[attr-defined]  # what was sent did not arrive
    return redirect("mfa_index")
