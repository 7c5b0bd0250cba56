"""Every address has a policy: ``@page(Permission.X)`` for people who signed in, ``@public("why")`` for the rest.

A view without one is answered with 403 and fails the house tests.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from panah.foundation.security.access import Actor, Denied, can
from panah.foundation.security.permissions import Permission

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Policy:
    permission: Permission | None
    reason: str = ""


class Request(HttpRequest):
    """A request after the middleware: who acts is known."""

    actor: Actor


def page(permission: Permission) -> Callable[[View], View]:
    """Only for a person whose role has ``permission``; others are asked to sign in, or told why not."""

    def decorate(view: View) -> View:
        @wraps(view)
        def run(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = cast(Request, request).actor
            if not actor.is_person:
                return redirect_to_login(request.get_full_path())
            verdict = can(actor, permission)
            if isinstance(verdict, Denied):
                raise PermissionDenied(verdict.reason)
            return view(request, *args, **kwargs)

        return with_policy(run, Policy(permission))

    return decorate


def public(reason: str) -> Callable[[View], View]:
    """Open to everybody, because of ``reason``."""

    def decorate(view: View) -> View:
        @wraps(view)
        def run(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        return with_policy(run, Policy(None, reason))

    return decorate


def with_policy(view: View, policy: Policy) -> View:
    view.policy = policy  # type: ignore[attr-defined]
    return view


def policy_of(view: object) -> Policy | None:
    return getattr(view, "policy", None)
