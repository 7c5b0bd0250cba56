"""Who a child is: as far as known, in the child's words and in the document's, and written by two at once."""

import re
from datetime import date

import pytest
from django.test import Client

from panah.casework.cases.models import Case
from panah.casework.people.actions import Basics, SafeContact, change_safe_contact, correct_basics
from panah.casework.people.codes import NameKind
from panah.casework.people.models import CategoryDecision, Child, Name
from panah.casework.people.queries import birth_of
from panah.casework.people.rules import Birth
from panah.foundation.security import clock
from tests.panah.casework.cases.office import Office, opened
from tests.panah.casework.people.finding import found_by_name
from tests.panah.web.cases.visiting import day, reads, signed_in, text_of, words_of

BASICS = {"sex": "female", "age_band": "12_14", "language": "tg", "has_papers": "no"}


@pytest.fixture
def case(office: Office) -> Case:
    return opened(office)


@pytest.fixture
def client(office: Office) -> Client:
    return signed_in(office.aigul)


def test_two_who_correct_the_child_are_told_and_can_go_on(office: Office, case: Case, client: Client) -> None:
    url = f"/app/c/{case.code}/child/"
    seen = Child.objects.get().version
    correct_basics(by=office.saule.actor, child=case.child, basics=Basics("male"))
    body = text_of(client.post(url, BASICS | {"version": str(seen)}))
    assert "Someone else changed this" in body
    now = re.search(r'name="version" value="(\d+)"', body)
    assert now
    client.post(url, BASICS | {"version": now.group(1)})
    assert (Child.objects.get().sex, Child.objects.get().language) == ("female", "tg")


def test_the_form_of_the_child_shows_what_is_known_and_that_is_recorded(case: Case, client: Client) -> None:
    body = text_of(client.get(f"/app/c/{case.code}/child/"))
    assert f'value="{clock.today().year - 13}"' in body
    assert "Canaryname" not in body
    assert any("people.child.birth_date" in read.fields for read in reads())


@pytest.mark.parametrize(
    ("parts", "birth"),
    [
        ({"birth_year": "2014"}, Birth(year=2014)),
        ({"birth_year": "2014", "birth_about": "on"}, Birth(year=2014, is_about=True)),
        ({"birth_year": "2014", "birth_month": "5"}, Birth(year=2014, month=5)),
        ({"birth_year": "2014", "birth_month": "5", "birth_day": "3"}, Birth(day=date(2014, 5, 3), year=2014)),
        ({}, Birth()),
    ],
)
def test_a_birth_is_written_as_far_as_it_is_known_and_comes_back_so(
    case: Case, client: Client, parts: dict[str, str], birth: Birth
) -> None:
    url = f"/app/c/{case.code}/child/"
    form = BASICS | parts | {"further_languages": ["ru", "kk"], "version": str(Child.objects.get().version)}
    assert client.post(url, form).status_code == 302
    child = Child.objects.get()
    assert birth_of(child) == birth
    assert (set(child.further_languages), child.has_papers) == ({"ru", "kk"}, "no")
    body = text_of(client.get(url))
    for name in ("birth_day", "birth_month", "birth_year"):
        tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', body)
        assert tag
        shown = re.search(r'value="(\d+)"', tag.group())
        assert (shown.group(1) if shown else "") == parts.get(name, "")


def test_a_further_name_is_added_and_found_and_not_shown(office: Office, case: Case, client: Client) -> None:
    url = f"/app/c/{case.code}/names/"
    assert "Canaryname" not in text_of(client.get(url))
    client.post(url, {"kind": "document", "family": "Ulgi", "given": "Zhandos"})
    assert found_by_name(office.aigul.actor, "Жандос") == [case.child]
    assert Name.objects.latest("written_at").kind == NameKind.DOCUMENT
    assert "Zhandos" not in text_of(client.get(f"/app/c/{case.code}/"))
    assert 'aria-invalid="true"' in text_of(client.post(url, {"kind": "document", "name": "  "}))
    response = client.post(url, {"kind": "as_said", "name": "Canarysecond"}, follow=True)
    assert "Canarysecond" not in text_of(response)
    shown = words_of(client.post(f"/app/c/{case.code}/name/"))
    assert "As in the document: Ulgi Zhandos" in shown
    assert "Canarysecond" in shown


def test_a_newborn_without_name_date_or_papers_is_shown_as_it_is(office: Office, client: Client) -> None:
    case = opened(office, names=(), birth=Birth(), age_band="under_1", has_papers="no", sex="unknown")
    assert "No name yet" in words_of(client.post(f"/app/c/{case.code}/name/"))
    words = words_of(client.get(f"/app/c/{case.code}/"))
    assert "Has papers No" in words


@pytest.mark.parametrize("category", ["not_a_victim", "identified_victim"])
@pytest.mark.safeguard(
    "S6", "a worker or a score says “not a victim”, or “victim”, without a decision of a competent body"
)
def test_a_status_without_a_body_is_refused_at_the_form(case: Case, client: Client, category: str) -> None:
    form = {"category": category, "ground": "observation"} | day("decided_on")
    body = text_of(client.post(f"/app/c/{case.code}/category/", form))
    assert "Only a competent body can decide this" in body
    assert re.search(rf'value="{category}"[^>]*checked', body)
    assert not CategoryDecision.objects.exists()
    client.post(f"/app/c/{case.code}/category/", form | {"body": "internal_affairs"})
    words = words_of(client.get(f"/app/c/{case.code}/"))
    assert "A decision of a competent body" in words
    assert "Internal affairs" in words


def test_the_safe_contact_is_written_and_shown_without_where(office: Office, case: Case, client: Client) -> None:
    url = f"/app/c/{case.code}/reach/"
    assert re.search(r'value="no"[^>]*checked', text_of(client.get(url)))  # nobody asked yet: no card
    form = {
        "contact": "+7 000 Canaryphone", "method": "text_message", "time": "evening", "may_carry_card": "yes",
        "version": str(Child.objects.get().version),
    }  # fmt: skip
    assert client.post(url, form).status_code == 302
    words = words_of(client.get(f"/app/c/{case.code}/"))
    assert "Canaryphone" not in words
    assert "May carry a card Yes" in words
    assert "Canaryphone" in text_of(client.get(url))
    change_safe_contact(by=office.saule.actor, child=case.child, safe_contact=SafeContact())
    assert "Someone else changed this" in text_of(client.post(url, form | {"contact": "Canarylater"}))
