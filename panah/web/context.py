"""What every page needs besides its own values: navigation, languages, the way out, the time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils import timezone
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import get_language_from_path as language_in_path

from panah.foundation.duty.queries import answered_phone
from panah.foundation.security.permissions import Permission
from panah.web.languages import Doubt, doubt_about, is_whole, languages_for

STAFF_PREFIX = "/app/"
IDLE_MINUTES = 15
LANGUAGE_WORDS = {"kk": "Қаз", "ru": "Рус", "en": "Eng", "uz": "Oʻz", "ky": "Кыр", "tg": "Тоҷ"}

_LABELS: dict[str, str | Promise] = {
    "today": gettext_lazy("Today"),
    "outing-list": gettext_lazy("Outings"),
    "training-list": gettext_lazy("Trainings"),
    "training-modules": gettext_lazy("Modules"),
    "training-trainers": gettext_lazy("Trainers"),
    "outbox": gettext_lazy("Outbox"),
    "place-list": gettext_lazy("Beds"),
    "log-list": gettext_lazy("Daily log"),
    "concern-list": gettext_lazy("Concerns"),
    "referral-list": gettext_lazy("Referrals"),
    "case-list": gettext_lazy("Children"),
    "team": gettext_lazy("Team"),
    "figures": gettext_lazy("Figures"),
    "region": gettext_lazy("What is stuck"),
    "provider-list": gettext_lazy("Directory"),
    "call-new": gettext_lazy("New call"),
    "call-list": gettext_lazy("Calls"),
    "answer-cards": gettext_lazy("Answers"),
    "champion-plan": gettext_lazy("My plan"),
    "champion-add": gettext_lazy("Add"),
    "champion-kit": gettext_lazy("Kit"),
    "champion-reports": gettext_lazy("Reports"),
    "champion-list": gettext_lazy("Champions"),
    "access": gettext_lazy("Who sees what"),
    "person-list": gettext_lazy("People"),
    "health": gettext_lazy("Health"),
    "access-log": gettext_lazy("Access log"),
    "library": gettext_lazy("Library"),
    "campaign-list": gettext_lazy("Campaigns"),
    "adult-list": gettext_lazy("People we work with"),
    "stakeholder-matrix": gettext_lazy("Who does what"),
}
_NAVIGATION: dict[str, tuple[str, ...]] = {
    "duty_worker": ("today", "concern-list", "referral-list", "provider-list"),
    "caseworker": ("today", "referral-list", "case-list", "provider-list"),
    "supervisor": ("today", "team", "concern-list", "referral-list", "case-list"),
    "head_of_organisation": ("today", "team", "concern-list", "referral-list", "case-list"),
    "regional_coordinator": ("today", "region", "provider-list", "access"),
    "ministry_coordinator": ("today", "region", "provider-list", "access"),
    "mobile_group_member": ("today", "outing-list", "outbox", "provider-list"),
    "hotline_operator": ("today", "call-new", "call-list", "answer-cards", "provider-list"),
    "shelter_manager": ("today", "place-list", "log-list"),
    "monitoring_officer": ("today", "figures"),
    "programme_coordinator": ("today", "training-list", "champion-list", "campaign-list", "adult-list"),
    "trainer": ("today", "training-list", "adult-list", "library", "stakeholder-matrix"),
    "champion": ("champion-plan", "champion-add", "champion-kit", "champion-reports", "library"),
    "administrator": ("health", "person-list", "provider-list", "access-log", "access"),
}
_PHONES: dict[str, str | Promise] = {
    "police": gettext_lazy("police"),
    "ambulance": gettext_lazy("ambulance"),
    "rescue": gettext_lazy("rescue"),
    "child_line": gettext_lazy("child line"),
}


@dataclass(frozen=True)
class NavigationItem:
    """A word of the navigation."""

    label: str | Promise
    url: str
    is_current: bool


@dataclass(frozen=True)
class LanguageWord:
    """A language as a word, with this page's address in it."""

    code: str
    short: str
    name: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Chrome:
    """What stands around a page."""

    path: str
    theme: str = ""
    wants_fonts: bool = True
    home_url: str = "/"
    nav: Sequence[NavigationItem] = ()
    languages: Sequence[LanguageWord] = ()
    doubt: Doubt | None = None
    speaks_all: bool = True
    language_form_url: str = ""
    find_url: str = ""
    me_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    demo_url: str = ""
    lock_url: str = ""
    alive_url: str = ""
    idle_minutes: int = IDLE_MINUTES
    person: str = ""


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor of all templates."""
    return {
        "chrome": SimpleLazyObject(lambda: chrome_of(request)),
        "page_now": getattr(request, "now", None) or timezone.now(),
        "is_demo": bool(getattr(request, "is_demo", False)),
        "exit_url": getattr(settings, "PANAH_EXIT_URL", ""),
        "emergency_phones": emergency_phones(),
        "night_phone": night_phone,  # called by the templates that name it: it asks the database
    }


def emergency_phones() -> list[dict[str, str]]:
    """The numbers that this installation prints, with the word for each."""
    numbers: dict[str, str] = getattr(settings, "PANAH_EMERGENCY_PHONES", {})
    return [{"label": str(_PHONES.get(code, code)), "number": number} for code, number in numbers.items() if number]


def night_phone() -> str:
    """Our own number beside the emergency lines; nothing while the duty list says that nobody would answer it."""
    return answered_phone(str(getattr(settings, "PANAH_NIGHT_PHONE", "")))


def chrome_of(request: HttpRequest) -> Chrome:
    """Navigation by role, of pages that exist; languages; the doors in and out."""
    actor = getattr(request, "actor", None)
    is_signed_in = getattr(actor, "kind", "") == "person"
    is_staff_page = request.path.startswith(STAFF_PREFIX)
    languages = languages_of(request)
    return Chrome(
        path=request.path,
        theme=_theme(request) if is_signed_in else "",
        wants_fonts=request.headers.get("Save-Data", "").lower() != "on",
        home_url=_url("today") if is_signed_in else _url("home") or "/",
        nav=navigation(request, str(getattr(actor, "role", "")) if is_signed_in else ""),
        languages=languages,
        doubt=doubt_about(request),
        speaks_all=is_whole(get_language()),
        language_form_url=_url("set_language") if not language_in_path(request.path) else "",
        find_url=_url("find") if Permission.FIND in getattr(actor, "permissions", ()) else "",
        me_url=_url("me") if is_signed_in else "",
        sign_in_url="" if is_signed_in else _url("sign-in"),
        sign_out_url=_url("sign-out") if is_signed_in else "",
        demo_url=_url("demo") if getattr(request, "is_demo", False) else "",
        lock_url=_url("lock") if is_signed_in and is_staff_page else "",
        alive_url=_url("alive"),
        person=str(getattr(request.user, "display_name", "")) if is_signed_in else "",
    )


def navigation(request: HttpRequest, role: str) -> list[NavigationItem]:
    """At most five words for a role: only pages that this installation has."""
    names = _NAVIGATION.get(role, ("today",) if role else ())
    found = [(name, _url(name)) for name in names]
    current = _current([url for _name, url in found if url], request.path)
    return [NavigationItem(_LABELS[name], url, url == current) for name, url in found if url][:5]


def languages_of(request: HttpRequest) -> list[LanguageWord]:
    """This page in each of its languages."""
    active = get_language() or settings.LANGUAGE_CODE
    return [
        LanguageWord(code, LANGUAGE_WORDS.get(code, code), name, translate_url(request.path, code), code == active)
        for code, name in languages_for(request)
    ]


def _theme(request: HttpRequest) -> str:
    """Light or dark as the person chose; anything else follows the device."""
    theme = str(getattr(request.user, "theme", ""))
    return theme if theme in {"light", "dark"} else ""


def _current(urls: Sequence[str], path: str) -> str:
    """The longest navigation address that this page lies below."""
    return max(
        (url for url in urls if path == url or (url != STAFF_PREFIX and path.startswith(url))), key=len, default=""
    )


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
