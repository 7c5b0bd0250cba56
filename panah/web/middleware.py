"""What happens around every page: quiet headers, who acts, and no page without a policy."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation

from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import actor_of, roles_of
from panah.foundation.security import audit, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.models import File
from panah.foundation.security.pages import policy_of
from panah.foundation.security.queries import is_demo

Answer = Callable[[HttpRequest], HttpResponseBase]
READ_ONE_BY_ONE = 12  # files of one page; a search or a list that opens more is one row
PRIVATE = ("/app/", "/t/", "/x/", "/account/")


class QuietHeadersMiddleware:
    """Pages about people are not stored, not indexed and do not say where a visitor came from."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if request.path.startswith(PRIVATE):
            response.headers["Cache-Control"] = "no-store"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


class ActorMiddleware:
    """Gives every request its actor, read anew from the database so that ended access ends at once; audits what was read."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        person = request.user if isinstance(request.user, Person) else None
        actor = _actor(request, person)
        request.actor = actor  # type: ignore[attr-defined]
        request.is_demo = is_demo()  # type: ignore[attr-defined]
        if person is not None and not request.path.startswith(_language_prefixes()):
            translation.activate(person.language)
            request.LANGUAGE_CODE = person.language
        timezone.activate(ZoneInfo(settings.TIME_ZONE))
        with vault.ring() as ring:
            response = self.get_response(request)
            if ring.reads and isinstance(response, HttpResponse):
                _audit_reads(request.actor, ring.reads)  # type: ignore[attr-defined]  # a link's page says who holds it
        return response


def _actor(request: HttpRequest, person: Person | None) -> Actor:
    if person is None:
        return Actor.public(translation.get_language() or settings.LANGUAGE_CODE)
    memberships = roles_of(person)
    request.memberships = memberships  # type: ignore[attr-defined]
    if not memberships:
        return Actor.public(person.language)
    chosen = request.session.get("membership")
    return actor_of(next((row for row in memberships if str(row.pk) == chosen), memberships[0]))


def _language_prefixes() -> tuple[str, ...]:
    return tuple(f"/{code}/" for code, _ in settings.LANGUAGES)


def _audit_reads(actor: Actor, reads: list[tuple[str, str]]) -> None:
    """One row for each file, so that the log of a child is found by its codes; of a wide look one row with all of them."""
    fields: dict[str, set[str]] = {}
    for file, field in reads:
        fields.setdefault(file, set()).add(field)
    found = File.objects.filter(pk__in=fields).order_by("code").values_list("pk", "code")
    codes = {str(pk): code for pk, code in found}
    if len(codes) <= READ_ONE_BY_ONE:
        events = [audit.Event(actor, "read", "file", code, sorted(fields[pk])) for pk, code in codes.items()]
    else:
        every = {field for names in fields.values() for field in names}
        events = [audit.Event(actor, "read", "file", f"{len(codes)} files", [*every, *codes.values()], len(codes))]
    audit.append_together(events)


class PolicyMiddleware:
    """Deny by default: a view without ``@page`` or ``@public`` answers 403."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if policy_of(view) is None:
            raise PermissionDenied("no policy")
