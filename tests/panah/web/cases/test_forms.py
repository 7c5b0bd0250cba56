"""What a caseworker writes is never lost: refused, sent twice, written by two, or left half-way."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from panah.casework.cases import actions
from panah.casework.cases.codes import Domain, NoteKind
from panah.casework.cases.models import Case, DeliveredService, DomainAnswer, Note, PlannedService
from panah.casework.people.models import Name
from panah.foundation.security import clock, vault
from panah.foundation.security.sealed import reveal
from tests.panah.casework.cases.office import (
    NAME,
    Office,
    answered,
    at_work,
    in_plan,
    met,
    opened,
)
from tests.panah.web.cases.visiting import day, key_in, signed_in, text_of, title_of, words_of

LONG = "y" * 5_000_000
NEW_CASE = {"age_band": "6_11", "sex": "female", "language": "uz", "urgency": "high"}


@pytest.fixture
def case(office: Office) -> Case:
    case = opened(office)
    met(office, case)
    return case


@pytest.fixture
def client(office: Office) -> Client:
    return signed_in(office.aigul)


def opened_text(office: Office, record: Any, field: str) -> str:
    record.refresh_from_db()
    with vault.ring():
        reveal(office.aigul.actor, record)
    return str(getattr(record, field))


def test_a_case_is_opened_without_name_date_or_papers(office: Office, client: Client) -> None:
    response = client.post("/app/children/new/", NEW_CASE)
    case = Case.objects.get()
    assert response.url == f"/app/c/{case.code}/"  # type: ignore[attr-defined]
    assert (case.lead, case.urgency, case.child.age_band_at_entry) == (office.aigul.person, "high", "6_11")
    assert not Name.objects.exists()


def test_a_double_click_opens_one_case_and_shows_it_twice(client: Client) -> None:
    form = NEW_CASE | {"name": NAME, "document_name": "Kairat", "once": key_in(client.get("/app/children/new/"))}
    first, second = (client.post("/app/children/new/", form) for _ in range(2))
    assert first.url == second.url  # type: ignore[attr-defined]
    assert (Case.objects.count(), Name.objects.count()) == (1, 2)


@pytest.mark.parametrize("year", ["2999", "26", "abcd", "²⁰²⁰", "1"])
def test_a_birth_that_cannot_be_keeps_the_form_with_a_sentence(client: Client, year: str) -> None:
    response = client.post("/app/children/new/", NEW_CASE | {"name": NAME, "birth_year": year})
    assert NAME in text_of(response)
    assert title_of(response).startswith("Error")
    assert not Case.objects.exists()


@pytest.mark.parametrize("text", ["a\x00b", LONG])
def test_a_text_that_cannot_be_taken_comes_back_with_a_sentence(case: Case, client: Client, text: str) -> None:
    url = f"/app/c/{case.code}/contact/"
    response = client.post(url, {"kind": "contact", "text": text} | day("happened_on"))
    body = text_of(response)
    assert text in body
    assert 'aria-invalid="true"' in body
    assert Note.objects.count() == 1


def test_a_text_that_is_too_large_to_be_read_at_all_is_answered_with_a_sentence(case: Case, client: Client) -> None:
    form = {"kind": "contact", "text": "ы" * 5_000_000} | day("happened_on")
    response = client.post(f"/app/c/{case.code}/contact/", form)
    assert "too" in words_of(response, 413)
    assert Note.objects.count() == 1


@pytest.mark.parametrize("text", ["🙂 анасымен", "Аlіуа", "<script>alert(1)</script>", "' OR 1=1 --", "‮ abc"])
def test_any_other_text_is_kept_and_shown_as_it_is(office: Office, case: Case, client: Client, text: str) -> None:
    client.post(f"/app/c/{case.code}/contact/", {"kind": "contact", "text": text} | day("happened_on"))
    assert opened_text(office, Note.objects.get(kind=NoteKind.CONTACT), "text") == text
    response = client.get(f"/app/c/{case.code}/")
    assert b"<script>alert" not in response.content
    assert text in text_of(response)


def test_a_day_in_the_future_or_before_birth_is_told_at_the_form(case: Case, client: Client) -> None:
    url = f"/app/c/{case.code}/service/"
    for value in (clock.today() + timedelta(days=1), clock.today() - timedelta(days=366 * 14)):
        form = {"service_type": "medical", "what_was_done": "Canarykept"} | day("happened_on", value)
        assert "Canarykept" in text_of(client.post(url, form))
    assert not DeliveredService.objects.exists()


def test_a_refusal_of_the_rules_keeps_what_was_written(case: Case, client: Client) -> None:
    response = client.post(f"/app/c/{case.code}/assess/complete/", {"risk": "high", "child_view": "Canaryview"})
    body = text_of(response)
    assert "Answer all eight areas first" in body
    assert "Canaryview" in body
    response = client.post(f"/app/c/{case.code}/plan/agree/", {"agreed_with": "child"} | day("agreed_on"))
    assert "The plan has no goal yet" in text_of(response)


def test_the_child_is_asked_once_and_what_is_known_stands_there(office: Office, case: Case, client: Client) -> None:
    answered(office, case, observed="Canarybefore", child_says="Canarywords", needs=("legal",), situation="good")
    actions.complete_assessment(by=office.aigul.actor, case=case, risk="low")  # type: ignore[arg-type]
    page = client.get(f"/app/c/{case.code}/assess/safety/")
    body = text_of(page)
    assert "Canarybefore" in body
    assert "Canarywords" in body
    assert "Do not ask the child again" in body
    assert re.search(r'value="good"[^>]*checked', body)
    assert re.search(r'value="legal"[^>]*checked', body)
    form = {"situation": "good", "observed": "Canarybefore", "child_says": "Canarywords", "version": "0"}
    client.post(f"/app/c/{case.code}/assess/safety/", form | {"not_asked": "already_told"})
    assert DomainAnswer.objects.latest("answered_at").not_asked == "already_told"


def test_two_who_write_one_area_both_see_both_texts_and_can_go_on(office: Office, case: Case, client: Client) -> None:
    url = f"/app/c/{case.code}/assess/safety/"
    other = signed_in(office.saule)
    assert 'name="version" value="0"' in text_of(client.get(url))
    other.post(url, {"situation": "danger", "observed": "Canaryothers", "version": "0"})
    mine = {"situation": "good", "observed": "Canarymine", "version": "0"}
    body = text_of(client.post(url, mine))
    assert "Someone else changed this" in body
    assert "Canaryothers" in body
    assert "Canarymine" in body
    answer = DomainAnswer.objects.get()
    assert opened_text(office, answer, "observed") == "Canaryothers"
    assert f'name="version" value="{answer.version}"' in body
    client.post(url, mine | {"version": str(answer.version), "observed": "Canarymine and Canaryothers"})
    assert opened_text(office, DomainAnswer.objects.get(), "observed") == "Canarymine and Canaryothers"


def test_a_planned_service_is_recorded_from_its_row(office: Office, client: Client) -> None:
    case, planned = at_work(office)
    url = f"/app/planned/{planned.pk}/"
    body = text_of(client.get(url))
    assert "Canarygoal" in body
    assert re.search(r'value="medical"[^>]*checked', body)
    form = {"service_type": "medical", "what_was_done": "Canarydone"} | day("happened_on")
    assert client.post(url, form | {"once": "a"}).url == f"/app/c/{case.code}/"  # type: ignore[attr-defined]
    body = text_of(client.post(url, form | {"once": "b"}))
    assert "was recorded or cancelled already" in body
    assert DeliveredService.objects.count() == 1


def test_a_service_that_is_not_given_says_why_from_a_list(office: Office, client: Client) -> None:
    _, planned = at_work(office)
    url = f"/app/planned/{planned.pk}/cancel/"
    assert 'aria-invalid="true"' in text_of(client.post(url, {"status": "refused", "reason": "Canarymother said no"}))
    assert client.post(url, {"status": "refused", "reason": "family_said_no"}).status_code == 302
    assert PlannedService.objects.get().reason == "family_said_no"
    assert client.get(url).url == f"/app/planned/{planned.pk}/"  # type: ignore[attr-defined]


def test_the_plan_shows_needs_goals_and_who_agreed(office: Office, case: Case, client: Client) -> None:
    answered(office, case, needs=("legal",))
    in_plan(office, case)
    body = text_of(client.get(f"/app/c/{case.code}/plan/"))
    assert "Canarygoal" in body
    assert "need=legal&area=safety" in body.partition("not yet in the plan")[2][:200]
    assert "Legal help" in body.partition("not yet in the plan")[2][:200]
    form = {"service_type": "legal", "goal": "Canarysecond", "who": office.provider.code} | day("due_on")
    client.post(f"/app/c/{case.code}/plan/", form)
    assert client.post(f"/app/c/{case.code}/plan/agree/", {"agreed_with": "both"} | day("agreed_on")).status_code == 302
    case.refresh_from_db()
    assert case.plan_agreed_with == "both"
    assert PlannedService.objects.get(service_type="legal").provider == office.provider


def test_no_name_stands_in_a_title_a_message_or_an_address(case: Case, client: Client) -> None:
    pages = [
        "contact",
        "assess",
        "assess/safety",
        "plan",
        "service",
        "review",
        "consent",
        "close",
        "child",
        "names",
        "category",
    ]
    for page in ("", *(f"{page}/" for page in pages)):
        response = client.get(f"/app/c/{case.code}/{page}")
        assert not re.search("Canary|Қайрат", text_of(response)) or page == ""
        assert case.code in title_of(response)
    response = client.post(f"/app/c/{case.code}/names/", {"kind": "as_said", "name": "Canarysecond"}, follow=True)
    assert "Canarysecond" not in text_of(response)
    assert "Saved." in words_of(response)


def test_areas_that_do_not_exist_are_not_found(case: Case, client: Client) -> None:
    assert client.get(f"/app/c/{case.code}/assess/invented/").status_code == 404
    assert [str(area) for area in Domain if client.get(f"/app/c/{case.code}/assess/{area}/").status_code != 200] == []
