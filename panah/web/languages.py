"""Which pages there are in which languages: all in three, those for reporters in six."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import translate_url
from django.utils import translation
from django.utils.translation import get_language_from_path

from panah.foundation.reference.codes import content_table

FALLBACK = "ru"  # read by more people in the region than any other of ours
IN_EVERY_LANGUAGE = frozenset(
    {
        "home",
        "signs",
        "refer",
        "receipt-pdf",
        "answer",
        "letter-check",
        "letter-check-number",
        "safety",
        "write",
        "write-from",
        "write-answer",
        "post",
        "outbox",
        "outbox-worker",
        "outbox-refer",
        "outbox-write",
        "outbox-write-from",
    }
)
"""The pages that a reporter needs, or who was given a letter, by the names of their addresses."""

_LEADS_ON = frozenset({"root", "poster-door", "room-door"})


@dataclass(frozen=True)
class Doubt:
    """Nobody who speaks this language has read its words yet; ``url`` is the same page in Russian, as ``offer`` says."""

    url: str
    offer: str


def is_whole(language: str | None) -> bool:
    """Whether every page speaks it."""
    return (language or settings.LANGUAGE_CODE) in dict(settings.PANAH_WHOLE_LANGUAGES)


def is_reviewed(language: str) -> bool:
    rows = {row["code"]: row for row in content_table("languages.toml")["rows"]}
    return is_whole(language) or bool(rows.get(language, {}).get("reviewed_by"))


def doubt_about(request: HttpRequest) -> Doubt | None:
    """What a page must say of its own words."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    if is_reviewed(language):
        return None
    return Doubt(translate_url(request.path, FALLBACK), content_table("languages.toml")["offer"])


def languages_for(request: HttpRequest) -> list[tuple[str, str]]:
    """The languages in which this page can be read."""
    match = request.resolver_match
    is_for_all = match is not None and match.url_name in IN_EVERY_LANGUAGE
    return list(settings.LANGUAGES if is_for_all else settings.PANAH_WHOLE_LANGUAGES)


class LanguagesMiddleware:
    """A page that does not speak the visitor's language speaks Russian, under its Russian address where it has one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        match = request.resolver_match
        name = match.url_name if match is not None else None
        if is_whole(translation.get_language()) or name in _LEADS_ON or name in IN_EVERY_LANGUAGE:
            return None
        if not get_language_from_path(request.path):
            translation.activate(FALLBACK)
            request.LANGUAGE_CODE = FALLBACK
            return None
        return redirect(translate_url(request.path, FALLBACK))
