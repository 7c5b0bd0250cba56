"""The register of authorities' requests on pages: codes in its list, words in one entry, the head alone decides (S2)."""

import html
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from panah.casework.exchange.models import AuthorityRequest
from panah.foundation.accounts.models import Person
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import Sides, made_sides, opened_case, team

CANARY = "Canaryquestion about a mother"


@pytest.fixture
def sides(db: None) -> Sides:
    return made_sides()


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


@pytest.fixture
def supervisor(sides: Sides) -> Client:
    return signed_in(sides.ngo.people[Role.SUPERVISOR])


@pytest.fixture
def head(sides: Sides) -> Client:
    return signed_in(sides.ngo.people[Role.HEAD_OF_ORGANISATION])


def text_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return html.unescape(response.content.decode())


def came(**changes: str) -> dict[str, str]:
    day = timezone.localdate()
    return {
        "body": "police", "asked_by": "Major Canaryofficer", "own_number": "17/3", "legal_basis": "article 1",
        "asked": CANARY, "received_on_day": str(day.day), "received_on_month": str(day.month),
        "received_on_year": str(day.year), "once": "k",
    } | changes  # fmt: skip


def written(client: Client, **changes: str) -> AuthorityRequest:
    response = client.post("/app/requests/new/", came(**changes))
    assert response.status_code == 302, text_of(response)
    request: AuthorityRequest = AuthorityRequest.objects.get()
    return request


def test_the_way_of_a_request_from_letter_to_what_was_given(sides: Sides, supervisor: Client, head: Client) -> None:
    request = written(supervisor)
    page = f"/app/requests/{request.code}/"
    assert "The head decides" in text_of(supervisor.get(page))
    assert supervisor.get(f"{page}decide/").status_code == 403
    assert head.post(f"{page}decide/", {"decision": "give_part", "reason": "That much"}).status_code == 302
    beside = text_of(supervisor.get(f"{page}given/"))
    assert "That much" in beside  # nobody writes down more than was decided without seeing it
    assert CANARY in beside
    day = timezone.localdate()
    given = {
        "given": "Born in 2014.", "given_on_day": str(day.day), "given_on_month": str(day.month),
        "given_on_year": str(day.year), "was_family_told": "no", "why_not_told": "",
    }  # fmt: skip
    text = text_of(supervisor.post(f"{page}given/", given))
    assert "why the child or the guardian was not told" in text
    assert "Born in 2014." in text
    assert supervisor.post(f"{page}given/", given | {"why_not_told": "Danger"}).status_code == 302
    text = text_of(head.get(page))
    for words in ("Born in 2014.", "That much", CANARY, "Major Canaryofficer", "Danger"):
        assert words in text


def test_the_list_shows_codes_alone(supervisor: Client) -> None:
    request = written(supervisor)
    text = text_of(supervisor.get("/app/requests/"))
    assert request.code in text
    assert "anary" not in text
    assert "article 1" not in text
    text = text_of(supervisor.get("/app/requests/?decision=refuse"))
    assert request.code not in text


def test_the_head_sees_it_on_today(sides: Sides, supervisor: Client, head: Client) -> None:
    request = written(supervisor)
    text = text_of(head.get("/app/"))
    assert f"/app/requests/{request.code}/" in text
    assert "anary" not in text


@pytest.mark.safeguard("S17", "a caseworker and another office open the register and an entry by its code")
def test_strangers_find_nothing(sides: Sides, supervisor: Client) -> None:
    request = written(supervisor)
    worker = signed_in(sides.ngo.people[Role.CASEWORKER])
    assert worker.get("/app/requests/").status_code == 403
    other = signed_in(team("far", Role.SUPERVISOR).people[Role.SUPERVISOR])
    for address in (f"/app/requests/{request.code}/", f"/app/requests/{request.code}/given/"):
        assert other.get(address).status_code == 404


def test_a_code_that_is_none_of_ours_is_said_and_nothing_is_lost(sides: Sides, supervisor: Client) -> None:
    text = text_of(supervisor.post("/app/requests/new/", came(child_code="K7Q4-2MX9")))
    assert "No case of your office has this code" in text
    assert CANARY in text
    case = opened_case(sides)
    assert written(supervisor, child_code=case.code).child == case.child


def test_a_refused_request_asks_for_nothing_that_was_given(sides: Sides, supervisor: Client, head: Client) -> None:
    request = written(supervisor)
    head.post(f"/app/requests/{request.code}/decide/", {"decision": "refuse", "reason": "No ground"})
    text = text_of(supervisor.get(f"/app/requests/{request.code}/given/"))
    assert 'name="given"' not in text
    assert supervisor.post(f"/app/requests/{request.code}/given/", {"was_family_told": "yes"}).status_code == 302
