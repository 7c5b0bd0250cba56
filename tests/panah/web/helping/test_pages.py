"""An organisation and a clinic both help one child, each sees its part; and a case changes its lead organisation."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from panah.casework.cases.models import Case, Helper, Transfer
from panah.casework.people.actions import override_consent
from panah.casework.referrals.actions import refer_case
from panah.casework.referrals.models import Referral
from panah.foundation.security import clock
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from panah.web.today.queries import action_rows
from tests.panah.casework.cases.actions.test_helping import agree, let
from tests.panah.casework.cases.actions.test_transferring import ask
from tests.panah.casework.cases.office import NAME, Office, Worker, hired, in_plan, opened


def signed_in(worker: Worker) -> Client:
    client = Client()
    client.force_login(worker.person)
    return client


def at(name: str, *args: object) -> str:
    return reverse(name, args=args)


def text(client: Client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200, (page, answer.status_code)
    return str(answer.content.decode())


@pytest.fixture
def case(office: Office) -> Case:
    case = opened(office)
    agree(office, case)
    in_plan(office, case)
    return case


def filled(office: Office, **changes: Any) -> dict[str, Any]:
    usual = {"whom": f"provider:{office.provider.code}", "request": "Canaryrequest", "parts": ["name", "needs"]}
    return usual | changes


def test_what_they_will_see_is_looked_at_before_it_is_shared(office: Office, case: Case) -> None:
    lead, page = signed_in(office.aigul), at("case-share-new", case.code, "medical")
    preview = lead.post(page, filled(office) | {"go": "look"}).content.decode()
    assert NAME in preview
    assert "Canaryrequest" in preview
    assert "Canarygoal" not in preview
    assert not Helper.objects.exists()
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', preview)
    assert seen is not None
    in_plan(office, case, service_type="legal")
    again = lead.post(page, filled(office) | {"go": "share", "seen": seen[1], "once": "k"})
    assert "The case changed meanwhile" in again.content.decode()
    preview = lead.post(page, filled(office) | {"go": "look"}).content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', preview)
    assert seen is not None
    for _twice in range(2):
        assert lead.post(page, filled(office) | {"go": "share", "seen": seen[1], "once": "k"}).status_code == 302
    helper = Helper.objects.get()
    part = text(signed_in(office.lazzat), at("helper-part", helper.code))
    assert "Canaryrequest" in part
    assert NAME not in part


def test_without_consent_the_text_stays_and_the_page_says_why(office: Office) -> None:
    case = opened(office)
    page = at("case-share-new", case.code, "medical")
    answer = signed_in(office.aigul).post(page, filled(office) | {"go": "share"})
    body = answer.content.decode()
    assert "no consent holds" in body
    assert "Canaryrequest" in body


@pytest.mark.safeguard("S15", "an NGO and a clinic help one child, and one reads the other's notes or the case")
def test_two_helpers_each_see_their_part(office: Office, case: Case) -> None:
    clinic = let(office, case)
    friend = let(
        office, case, organisation=office.organisation, provider=None, person=office.nurzhan.person, parts=("goals",)
    )
    lazzat, nurzhan, aigul = signed_in(office.lazzat), signed_in(office.nurzhan), signed_in(office.aigul)
    day = clock.today()
    when = {"happened_on_day": day.day, "happened_on_month": day.month, "happened_on_year": day.year}
    given = when | {"service_type": "medical", "what_was_done": "Canaryclinic"}
    assert lazzat.post(at("helper-service", clinic.code), given).status_code == 302
    assert nurzhan.post(at("helper-note", friend.code), when | {"text": "Canaryfriend"}).status_code == 302
    mine, other = text(lazzat, at("helper-part", clinic.code)), text(nurzhan, at("helper-part", friend.code))
    assert "Canaryclinic" in mine
    assert "Canaryfriend" in other
    assert "Canaryfriend" not in mine
    assert "Canarygoal" not in mine
    assert "Canaryclinic" not in other
    assert "Canarygoal" in other
    for client, part in ((lazzat, friend), (nurzhan, clinic)):
        assert client.get(at("helper-part", part.code)).status_code == 404
        assert client.get(at("case", case.code)).status_code == 404
    timeline = text(aigul, at("case", case.code))
    assert "Canaryclinic" in timeline
    assert "Canaryfriend" in timeline


def test_the_name_is_shown_on_asking_and_the_log_says_who(office: Office, case: Case) -> None:
    helper = let(office, case)
    lazzat = signed_in(office.lazzat)
    assert NAME in lazzat.post(at("helper-name", helper.code)).content.decode()
    fields = AuditEvent.objects.filter(verb="read", subject_code=helper.code).latest("number").fields
    assert "cases.helper.name" in fields


def test_the_lead_is_led_to_the_own_side_of_a_part(office: Office, case: Case) -> None:
    helper = let(office, case)
    answer = signed_in(office.aigul).get(at("helper-part", helper.code))
    assert answer.headers["Location"] == at("case-share-part", case.code, helper.code)


def test_help_that_is_due_stands_on_today_of_the_helper(office: Office, case: Case) -> None:
    helper = let(office, case, person=office.lazzat.person)
    today = text(signed_in(office.lazzat), at("today"))
    assert helper.code in today
    assert case.code not in today
    assert NAME not in today


def test_handing_back_shuts_the_part(office: Office, case: Case) -> None:
    helper = let(office, case)
    lazzat = signed_in(office.lazzat)
    assert lazzat.post(at("helper-back", helper.code), {"reason": "finished", "text": ""}).status_code == 302
    assert lazzat.get(at("helper-part", helper.code)).status_code == 404


@pytest.mark.safeguard("S15", "the former side goes on reading a case that was handed over, or its hand-overs")
def test_a_case_is_handed_over_with_all_that_belongs_to_it(office: Office, case: Case) -> None:
    head = hired(office.other, Role.HEAD_OF_ORGANISATION, "marat")
    referral = refer_case(
        by=office.aigul.actor, case=case, receiver=office.provider, service_types=("medical",), request="Canaryasked",
        no_information_leg_reason="no_ground",
    )  # fmt: skip
    aigul, page = signed_in(office.aigul), at("case-transfer", case.code)
    form = {"organisation": office.other.code, "reason": "nearer", "summary": "Canarysummary"}
    assert "Canarysummary" in aigul.post(page, form | {"go": "look"}).content.decode()
    assert aigul.post(page, form | {"go": "send", "once": "k"}).status_code == 302
    transfer = Transfer.objects.get()
    assert "Canarysummary" in text(signed_in(head), at("transfer", transfer.code))
    assert signed_in(office.lazzat).get(at("transfer", transfer.code)).status_code == 404
    lead = {"lead": str(office.lazzat.person.pk)}
    assert signed_in(head).post(at("transfer-accept", transfer.code), lead).status_code == 302
    assert aigul.get(at("case", case.code)).status_code == 404
    assert not Referral.objects.visible_to(office.aigul.actor).exists()
    assert Referral.objects.visible_to(office.lazzat.actor).get() == referral
    assert "Canarysummary" in text(signed_in(office.lazzat), at("case", case.code))
    handed = text(aigul, at("help-list"))
    assert case.code in handed
    assert "Canarysummary" not in handed


def test_who_asks_finds_the_transfer_with_the_case_and_only_leaders_are_told_there(office: Office, case: Case) -> None:
    head = hired(office.other, Role.HEAD_OF_ORGANISATION, "marat")
    transfer = ask(office, case)
    answer = signed_in(office.aigul).get(at("transfer", transfer.code))
    assert (answer.status_code, answer.headers["Location"]) == (302, at("case-transfer", case.code))
    told = {worker: [row.code for row in action_rows(worker.actor, clock.now(), 9)] for worker in (head, office.lazzat)}
    assert told == {head: [transfer.code], office.lazzat: []}


def test_a_case_shows_who_helps_by_name_and_no_step_of_another_role(office: Office, case: Case) -> None:
    let(office, case, provider=None)
    override = override_consent(
        by=office.aigul.actor, child=case.child, ground="serious_harm", explanation="Invented", was_told="yes"
    )
    page, answering = at("case", case.code), at("override", override.pk)
    shown = text(signed_in(office.aigul), page)
    assert office.other.label("en") in shown
    assert f">{office.other.code}<" not in shown
    assert answering not in shown
    assert answering in text(signed_in(office.saule), page)
