"""What stands around a page: only doors that exist, in the right language."""

from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import path
from django.utils import translation

from panah.foundation.accounts.models import Person
from panah.web import context
from panah.web.errors import not_found

urlpatterns = [
    path("app/", not_found, name="today"),
    path("app/r/", not_found, name="referral-list"),
    path("app/c/", not_found, name="case-list"),
]


def request_of(address: str, role: str = "", **headers: str) -> HttpRequest:
    request = RequestFactory().get(address, headers=headers)
    request.user = Person(username="sample", theme="dark", display_name="A. Sample")
    kind = "person" if role else "public"
    request.actor = SimpleNamespace(kind=kind, role=role, is_person=bool(role))  # type: ignore[attr-defined]
    return request


@pytest.mark.urls("tests.panah.web.test_context")
def test_navigation_names_only_pages_that_exist() -> None:
    chrome = context.chrome_of(request_of("/app/c/K7Q4-2MX9/plan/", "supervisor"))
    assert [item.url for item in chrome.nav] == ["/app/", "/app/r/", "/app/c/"]
    assert [item.is_current for item in chrome.nav] == [False, False, True]
    assert chrome.find_url == ""


@pytest.mark.urls("tests.panah.web.test_context")
def test_today_is_current_only_on_today() -> None:
    assert [item.is_current for item in context.chrome_of(request_of("/app/", "caseworker")).nav] == [
        True,
        False,
        False,
    ]
    assert not any(item.is_current for item in context.chrome_of(request_of("/app/me/", "caseworker")).nav)


def test_nobody_who_did_not_sign_in_sees_the_navigation() -> None:
    chrome = context.chrome_of(request_of("/ru/"))
    assert list(chrome.nav) == []
    assert chrome.theme == ""
    assert chrome.sign_out_url == ""


def test_every_role_has_at_most_five_words() -> None:
    assert all(len(names) <= 5 for names in context._NAVIGATION.values())


def test_the_theme_is_the_person_s_choice() -> None:
    assert context.chrome_of(request_of("/app/", "caseworker")).theme == "dark"


def test_fonts_are_left_out_where_data_is_dear() -> None:
    assert context.chrome_of(request_of("/ru/")).wants_fonts
    assert not context.chrome_of(request_of("/ru/", **{"Save-Data": "on"})).wants_fonts


def test_the_languages_are_words_and_one_is_current() -> None:
    translation.activate("ru")
    words = context.languages_of(request_of("/ru/"))
    assert [(word.code, word.short, word.is_current) for word in words] == [
        ("kk", "Қаз", False),
        ("ru", "Рус", True),
        ("en", "Eng", False),
    ]


def test_emergency_phones_come_from_the_settings(settings: pytest.FixtureRequest) -> None:
    settings.PANAH_EMERGENCY_PHONES = {"police": "102", "ambulance": ""}  # type: ignore[attr-defined]
    translation.activate("en")
    assert context.emergency_phones() == [{"label": "police", "number": "102"}]
