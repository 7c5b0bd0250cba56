"""Every address has a policy: ``@page(Permission.X)`` or ``@public("why")``."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from panah.foundation.security.pages import page, policy_of, public
from panah.foundation.security.permissions import Permission
from tests.house.source import ROOT, nothing

Pattern = URLPattern | URLResolver


def addresses(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its pattern, also those of included packages."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        where = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, where)
        else:
            yield where, pattern


def without_policy(found: Iterator[tuple[str, URLPattern]]) -> Iterator[str]:
    for where, pattern in found:
        policy = policy_of(pattern.callback)
        if policy is None:
            yield f"/{where} has no policy: use @page or @public"
        elif policy.permission is None and not policy.reason:
            yield f"/{where} is public without a reason"


def without_name(found: Iterator[tuple[str, URLPattern]]) -> Iterator[str]:
    yield from (f"/{where} has no name" for where, pattern in found if not pattern.name)


def test_every_address_has_a_policy() -> None:
    nothing(without_policy(addresses()))


def test_every_address_has_a_name_of_its_own() -> None:
    nothing(without_name(addresses()))
    names = [pattern.name or "" for _, pattern in addresses()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_a_view_without_policy_is_found() -> None:
    def bare(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    planted = [
        path("a/", bare),
        path("b/", public("shows the phone numbers")(bare)),
        path("c/", page(Permission.FIND)(bare)),
        path("d/", public("")(bare)),
    ]
    assert len(list(without_policy(addresses(planted)))) == 2


def test_templates_and_addresses_stay_in_web() -> None:
    strays = [
        path
        for path in (ROOT / "panah").rglob("urls.py")
        if path.relative_to(ROOT).parts[1] not in {"web", "site", "api"}
    ]
    assert strays == []
