"""A half-written text belongs to the record it is about, and stays there (S15)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from panah.casework.cases import actions
from panah.casework.cases.models import Case
from panah.casework.people.actions import override_consent
from panah.foundation.accounts.actions import give_role
from panah.foundation.accounts.queries import actor_of
from panah.foundation.documents.models import Draft
from panah.foundation.security.roles import Role
from panah.web.components import belonging, drafts
from tests.panah.casework.cases.actions.test_helping import agree, let
from tests.panah.casework.cases.actions.test_transferring import accept, ask
from tests.panah.casework.cases.office import SYSTEM, Office, Worker, hired, in_plan, made_office, opened

KEEP = "/app/drafts/keep/"
TEXT = "Canarydraft: where the mother works"


@pytest.fixture
def office(db: None) -> Office:
    return made_office()


@pytest.fixture
def case(office: Office) -> Case:
    return opened(office)


def signed_in(worker: Worker) -> Client:
    client = Client()
    client.force_login(worker.person)
    return client


def typed(worker: Worker, path: str, name: str = "text") -> Draft:
    assert signed_in(worker).post(KEEP, {name: TEXT, "draft_at": path}).status_code == 204
    draft: Draft = Draft.objects.get()
    return draft


def seen(worker: Worker, draft: Draft) -> tuple[bool, int]:
    """Whether the list of one's drafts names it, and what its own page answers."""
    client = signed_in(worker)
    listed = client.get("/app/drafts/").content.decode()
    return str(draft.pk) in listed, client.get(f"/app/drafts/{draft.pk}/").status_code


@pytest.mark.safeguard("S15", "a former lead reads for thirty days, in an own draft, what stood in the case")
@pytest.mark.parametrize("page", ["contact", "assess/safety", "child", "reach", "told", "override"])
def test_the_draft_of_a_former_lead_is_shut_with_the_case(office: Office, case: Case, page: str) -> None:
    draft = typed(office.aigul, f"/app/c/{case.code}/{page}/")
    assert seen(office.aigul, draft) == (True, 200)
    actions.assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person)
    assert seen(office.aigul, draft) == (False, 404)
    assert case.code not in signed_in(office.aigul).get("/app/drafts/").content.decode()
    assert signed_in(office.aigul).post(f"/app/drafts/{draft.pk}/").status_code == 404
    assert signed_in(office.aigul).get(f"/app/c/{case.code}/{page}/").status_code == 404


def test_whoever_leads_again_finds_the_text_again(office: Office, case: Case) -> None:
    draft = typed(office.aigul, f"/app/c/{case.code}/contact/")
    for worker in (office.nurzhan, office.aigul):
        actions.assign_lead(by=office.saule.actor, case=case, lead=worker.person)
    assert seen(office.aigul, draft) == (True, 200)
    assert TEXT in signed_in(office.aigul).get(f"/app/c/{case.code}/contact/").content.decode()


@pytest.mark.safeguard("S15", "after a transfer the former side reads in its drafts what it typed from the record")
def test_the_drafts_of_the_former_side_are_shut_with_a_transfer(office: Office, case: Case) -> None:
    agree(office, case)
    head = hired(office.other, Role.HEAD_OF_ORGANISATION, "marat")
    drafts_of = {
        worker: typed_at(worker, f"/app/c/{case.code}/{page}/")
        for worker, page in ((office.aigul, "contact"), (office.saule, "review"))
    }
    accept(office, ask(office, case), head)
    for worker, draft in drafts_of.items():
        assert seen(worker, draft) == (False, 404)


def typed_at(worker: Worker, path: str) -> Draft:
    assert signed_in(worker).post(KEEP, {"text": TEXT, "draft_at": path}).status_code == 204
    draft: Draft = Draft.objects.get(person=worker.person)
    return draft


def test_a_record_named_by_its_id_goes_with_its_case(office: Office, case: Case) -> None:
    planned = in_plan(office, case)
    draft = typed(office.aigul, f"/app/planned/{planned.pk}/cancel/", "reason")
    actions.assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person)
    assert seen(office.aigul, draft) == (False, 404)


def test_an_act_without_consent_goes_with_its_child(office: Office, case: Case) -> None:
    act = override_consent(
        by=office.aigul.actor, child=case.child, ground="legal_duty", explanation="x", was_told="yes"
    )
    path = f"/app/overrides/{act.pk}/"
    assert belonging.may_open(office.saule.actor, path)
    assert not belonging.may_open(office.aigul.actor, path)
    assert not belonging.may_open(office.lazzat.actor, path)


def test_a_helper_keeps_a_text_as_long_as_the_part_is_open(office: Office, case: Case) -> None:
    agree(office, case)
    helper = let(office, case)
    draft = typed(office.lazzat, f"/app/h/{helper.code}/note/")
    assert seen(office.lazzat, draft) == (True, 200)
    actions.end_help(by=office.aigul.actor, helper=helper, reason="finished")
    assert seen(office.lazzat, draft) == (False, 404)


@pytest.mark.safeguard("S15", "who works for two offices reads in one of them the drafts of the other")
def test_in_the_other_office_nothing_of_this_one_is_read(office: Office, case: Case) -> None:
    draft = typed(office.aigul, f"/app/c/{case.code}/contact/")
    there = give_role(by=SYSTEM, person=office.aigul.person, organisation=office.other, role=Role.CASEWORKER)
    client = signed_in(office.aigul)
    session = client.session
    session["membership"] = str(there.pk)
    session.save()
    assert client.get(f"/app/drafts/{draft.pk}/").status_code == 404
    assert str(draft.pk) not in client.get("/app/drafts/").content.decode()


def test_whoever_has_two_roles_in_an_office_loses_no_text_of_either(office: Office, case: Case) -> None:
    given = give_role(by=SYSTEM, person=office.aigul.person, organisation=office.organisation, role=Role.DUTY_WORKER)
    path = f"/app/c/{case.code}/contact/"
    assert not belonging.may_open(actor_of(given), path)
    assert drafts.keep(actor_of(given), drafts.Place("case-contact", case.code), {"text": TEXT}, path)
    assert seen(office.aigul, Draft.objects.get()) == (True, 200)


def test_a_form_sent_too_late_is_given_back_once_and_not_kept(office: Office, case: Case) -> None:
    client = signed_in(office.aigul)
    actions.assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person)
    answer = client.post(f"/app/c/{case.code}/contact/", {"text": TEXT})
    assert answer.status_code == 404
    assert TEXT in answer.content.decode()
    assert client.post(KEEP, {"text": TEXT, "draft_at": f"/app/c/{case.code}/contact/"}).status_code == 422
    assert not Draft.objects.exists()


def addresses(patterns: list[Any], prefix: str = "") -> list[tuple[str, URLPattern]]:
    found: list[tuple[str, URLPattern]] = []
    for pattern in patterns:
        where = prefix + str(pattern.pattern)
        found += [(where, pattern)] if isinstance(pattern, URLPattern) else addresses(pattern.url_patterns, where)
    return found


def test_every_address_of_staff_that_names_something_is_placed() -> None:
    by_id = belonging.IN_A_CASE.keys() | belonging.OF_A_HOUSE.keys() | belonging.OF_DUTY
    placed = belonging.OF_NOBODY | by_id | {"letter", "letter-back", "letter-pdf", "house-paper", "consent-ask"}
    placed |= {"departure", "departure-finish", "departure-off", "departure-back"}
    placed |= {"outing-paper", "champion-report-file", "champion-paper-file"}  # shut: a file, and no page of work

    by_code = ("<str:code>/", "<str:house>/", "<slug:body>/", "<slug:code>/")
    unplaced = [
        where
        for where, pattern in addresses(get_resolver().url_patterns)
        if where.startswith("app/")
        and "<" in where
        and not any(one in where for one in by_code)
        and pattern.name not in placed
    ]
    assert unplaced == []


def test_what_cannot_be_placed_is_shut(office: Office) -> None:
    for path in ("/app/nothing/here/", "/app/c/K7Q4-2MX9/contact/", "/app/c/rubbish/contact/", ""):
        assert not belonging.may_open(office.aigul.actor, path)
    assert belonging.may_open(office.aigul.actor, "/app/me/")
    assert drafts.all_of(office.aigul.actor) == []
