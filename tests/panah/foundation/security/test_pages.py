from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind
from panah.foundation.security.pages import Policy, page, policy_of, public
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES, Role


@page(Permission.CASE_VIEW)
def case_page(request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponse(f"case {code}")


@public("anybody may ask for help")
def help_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("help")


def _request(actor: Actor) -> HttpRequest:
    request = RequestFactory().get("/app/c/K7Q4-2MX9/?tab=plan")
    request.actor = actor  # type: ignore[attr-defined]
    return request


def _person(role: Role) -> Actor:
    return Actor(ActorKind.PERSON, id="p", role=role, permissions=ROLES[role].permissions)


def test_who_holds_the_right_gets_the_page() -> None:
    assert case_page(_request(_person(Role.CASEWORKER)), "X").content == b"case X"  # type: ignore[attr-defined]


def test_who_signed_in_without_the_right_is_refused_with_a_reason() -> None:
    with pytest.raises(PermissionDenied) as refusal:
        case_page(_request(_person(Role.ADMINISTRATOR)), "X")
    assert str(refusal.value)


@pytest.mark.parametrize(
    "actor", [Actor.public(), Actor.link("x", set(Permission)), Actor.system("job", set(Permission))]
)
def test_who_is_no_person_is_asked_to_sign_in_and_comes_back(actor: Actor, settings: Any) -> None:
    settings.LOGIN_URL = "/sign-in/"
    answer = case_page(_request(actor), "X")
    assert answer.status_code == 302
    assert "K7Q4-2MX9" in answer.headers["Location"]


def test_a_public_page_is_for_everybody() -> None:
    assert help_page(_request(Actor.public())).status_code == 200


def test_a_view_tells_its_policy_and_one_without_has_none() -> None:
    assert policy_of(case_page) == Policy(Permission.CASE_VIEW)
    assert policy_of(help_page) == Policy(None, "anybody may ask for help")
    assert policy_of(lambda request: HttpResponse()) is None
    assert case_page.__name__ == "case_page"
