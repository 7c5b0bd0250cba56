"""The pages of those who coordinate: bodies, hours and numbers; a press that the sender sees; and nothing of a child."""

import html
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from panah.casework.referrals.actions import acknowledge_leg
from panah.casework.referrals.models import Leg
from panah.foundation.accounts.actions import end_agreement, end_coordinating
from panah.foundation.accounts.models import Agreement, Mandate
from panah.foundation.accounts.queries import coordinating_bodies
from panah.foundation.clocks.actions import climb
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.codes import new_code
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.coordinating import Coordinated, coordinated, number
from tests.panah.casework.referrals.handover import (
    CANARY_HOME,
    CANARY_NAME,
    CANARY_SEEN,
    CANARY_STATUS,
    CANARY_WORK,
    REQUEST,
    SYSTEM,
    Team,
    case_referred,
    consented,
    family_told,
    opened_case,
    reported,
)

BODY = "/app/region/ngo/"


@pytest.fixture
def here(db: None) -> Coordinated:
    return coordinated()


def browser(team: Team, role: Role, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    team.people[role].language = language
    team.people[role].save()
    client.force_login(team.people[role])
    return client


def coordinator(here: Coordinated) -> Client:
    return browser(here.akimat, Role.REGIONAL_COORDINATOR)


def text_of(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return html.unescape(response.content.decode())


def test_bodies_stand_by_hours_with_what_is_late(here: Coordinated) -> None:
    leg = here.stuck(30)
    text = text_of(coordinator(here).get("/app/region/"))
    assert f'href="{BODY}"' in text
    assert "ngo en" in text
    rows = text_of(coordinator(here).get(BODY))
    assert "waits 30 h" in rows
    spaced = f"{number(leg)[:4]}\u00a0{number(leg)[4:]}"
    assert f"№ {spaced}" in rows
    row = text_of(coordinator(here).get(f"{BODY}{number(leg)}/"))
    assert "Hours since it was asked" in row
    assert "not yet" in row


def test_filters_narrow_the_bodies_and_an_invented_one_narrows_nothing(here: Coordinated) -> None:
    here.stuck()
    client = browser(here.ministry, Role.MINISTRY_COORDINATOR)
    for query, is_there in (
        ("place=KZ-61", True), ("place=KZ-75", False), ("kind=ngo", True), ("kind=police", False), ("period=quarter", True),
        ("service=shelter", True), ("place=nowhere&kind=x&period=y&service=z", True), ("citizenship=UZ", True),
    ):  # fmt: skip
        assert (f'href="{BODY}"' in text_of(client.get(f"/app/region/?{query}"))) is is_there, query
    text = text_of(client.get("/app/region/?service=medical"))
    assert f'href="{BODY}"' not in text or ">1<" not in text


def test_an_empty_region_says_so_and_a_body_without_agreement_is_told_why(here: Coordinated) -> None:
    assert "Nothing waits: every request was answered." in text_of(coordinator(here).get("/app/region/"))
    Agreement.objects.all().delete()
    assert "No organisation has an agreement with you" in text_of(coordinator(here).get("/app/region/"))
    end_coordinating(by=SYSTEM, mandate=Mandate.objects.get(organisation=here.akimat.organisation))
    for address in ("/app/region/", "/app/region/week/"):
        assert "Nothing is shown here yet" in text_of(coordinator(here).get(address))
    assert coordinator(here).get(BODY).status_code == 404


def test_a_press_is_seen_by_the_sender_and_by_the_head_and_once_a_day(here: Coordinated) -> None:
    leg = here.stuck()
    client = coordinator(here)
    answer = client.post(f"{BODY}{number(leg)}/press/", follow=True)
    assert "The head of this body was told, and the sender sees that you pressed." in text_of(answer)
    assert "pressed today" in text_of(client.get(BODY))
    again = client.post(f"{BODY}{number(leg)}/press/", follow=True)
    assert "Already pressed today." in text_of(again)
    assert "Nothing of this body is late" in text_of(client.post(f"{BODY}press/", follow=True))
    sender = browser(here.sides.duty, Role.DUTY_WORKER)
    story = text_of(sender.get(reverse("referral", args=[leg.referral.code])))
    assert "The coordinator pressed for an answer · № " in story
    assert "akimat-regional_coordinator" in story
    head = browser(here.sides.ngo, Role.HEAD_OF_ORGANISATION)
    assert "The coordinator waits for your answer" in text_of(head.get("/app/notices/"))


def test_who_was_named_has_one_row_with_the_own_time(here: Coordinated) -> None:
    leg, person = here.stuck(), here.sides.ngo.people[Role.CASEWORKER]
    client = coordinator(here)
    page = text_of(client.get(f"{BODY}{number(leg)}/name/"))
    assert "ngo-caseworker" in page
    answer = client.post(f"{BODY}{number(leg)}/name/", {"person": str(person.pk)}, follow=True)
    assert "Named and told." in text_of(answer)
    today = text_of(browser(here.sides.ngo, Role.CASEWORKER).get("/app/"))
    assert "You were named responsible: answer the referral" in today
    assert "Confirm a referral" not in today
    supervisor = text_of(browser(here.sides.ngo, Role.SUPERVISOR).get("/app/"))
    assert "You were named responsible" not in supervisor
    assert "Confirm a referral" in supervisor


def test_what_a_body_said_on_the_telephone_reaches_the_sender_and_nobody_else(here: Coordinated) -> None:
    leg = here.stuck()
    client = coordinator(here)
    sent = {"numbers": [number(leg)], "name_and_post": "Invented, head nurse", "text": "Canarycall: tomorrow at ten"}
    missing = client.post(f"{BODY}call/", sent | {"name_and_post": ""})
    assert "Canarycall: tomorrow at ten" in text_of(missing)
    assert "It went to the senders." in text_of(client.post(f"{BODY}call/", sent, follow=True))
    story = text_of(browser(here.sides.duty, Role.DUTY_WORKER).get(reverse("referral", args=[leg.referral.code])))
    assert "Canarycall: tomorrow at ten" in story
    for address in (BODY, f"{BODY}{number(leg)}/", "/app/region/", "/app/"):
        assert "Canarycall" not in text_of(client.get(address))
    receiver = browser(here.sides.ngo, Role.SUPERVISOR).get(reverse("referral", args=[leg.code]))
    assert "Canarycall" not in text_of(receiver)


def test_today_of_a_coordinator_names_bodies_and_numbers(here: Coordinated) -> None:
    leg = here.stuck(30)
    client = coordinator(here)
    text = text_of(client.get("/app/"))
    assert "No answer from: ngo en" in text
    assert "1 thing waits for you. 1 is late." in text
    acknowledge_leg(by=here.sides.worker, leg=leg)
    assert "No answer from" not in text_of(client.get("/app/"))


@pytest.mark.safeguard(
    "S2", "a citizenship, a status and a language are looked for in everything a coordinator can open"
)
@pytest.mark.safeguard("S12", "a name, a story or a code of a child is looked for in everything a coordinator can open")
def test_nothing_of_a_child_is_in_anything_that_a_coordinator_opens(here: Coordinated) -> None:
    case = opened_case(here.sides, "UZ")
    consented(here.sides, case)
    family_told(here.sides, case)
    Agreement.objects.create(
        organisation=here.sides.ngo.organisation, coordinator=here.ministry.organisation, agreed_on=clock.today()
    )
    legs = [here.stuck(30), here.stuck(9, concern=reported(here.sides, "other"))]
    legs.append(Leg.objects.get(referral=case_referred(here.sides, case)))
    climb(by=SYSTEM)
    for language in ("kk", "ru", "en"):
        _finds_nothing(browser(here.ministry, Role.MINISTRY_COORDINATOR, language), language, legs, case.code)


def _finds_nothing(client: Client, language: str, legs: list[Leg], case: str) -> None:
    pages = [
        "/app/",
        "/app/region/",
        "/app/region/week/",
        "/app/region/?service=medical",
        "/app/access/",
        "/app/notices/",
    ]
    for body in ("ngo", "clinic"):
        pages += [f"/app/region/{body}/", f"/app/region/{body}/call/"]
    for leg in legs:
        row = f"/app/region/{leg.organisation.code}/{number(leg)}/"
        client.post(f"{row}press/")
        pages += [row, f"{row}name/"]
    labels = [code_list("languages_spoken").label("uz", language), code_list("citizenship_group").label("UZ", language)]
    ages = [code_list("age_band").label(band, language) for band in ("6_11", "12_14")]
    told = [CANARY_NAME, CANARY_SEEN, CANARY_HOME, CANARY_STATUS, CANARY_WORK, REQUEST, case, *labels, *ages]
    told += [code for leg in legs for code in (leg.code, leg.referral.code)]
    for address in pages:
        text = text_of(client.get(address))
        assert not [word for word in told if word in text], address


@pytest.mark.safeguard("S17", "a coordinator types the code of a request, a concern or a child into other addresses")
def test_a_code_typed_by_a_coordinator_is_a_page_that_is_not_there(here: Coordinated) -> None:
    leg = here.stuck()
    client = coordinator(here)
    for name in ("referral", "case", "concern"):
        mine, none = (client.get(reverse(name, args=[code])) for code in (leg.code, new_code()))
        assert mine.status_code == none.status_code == 403
    for typed in (leg.code, leg.referral.code, str(leg.pk), "00000000"):
        for end in ("", "name/"):
            assert client.get(f"{BODY}{typed}/{end}").status_code == 404
    assert client.get("/app/region/clinic/").status_code == client.get("/app/region/no-such-body/").status_code == 404
    assert client.get(f"/app/region/clinic/{number(leg)}/").status_code == 404


@pytest.mark.safeguard("S13", "an organisation ends its agreement while a coordinator has the page open")
def test_what_is_no_longer_agreed_is_gone_at_once(here: Coordinated) -> None:
    leg = here.stuck()
    client = coordinator(here)
    assert "waits 30 h" in text_of(client.get(BODY))
    end_agreement(by=SYSTEM, agreement=here.agreement)
    assert "waits 30 h" not in text_of(client.get(BODY))
    assert client.get(f"{BODY}{number(leg)}/").status_code == 404
    text = text_of(client.post(f"{BODY}{number(leg)}/press/", follow=True))
    assert "This request was answered or taken back meanwhile." in text


def test_a_head_agrees_and_ends_it_and_reads_who_sees_what(here: Coordinated) -> None:
    assert set(coordinating_bodies()) == {here.akimat.organisation, here.ministry.organisation}
    head = browser(here.sides.ngo, Role.HEAD_OF_ORGANISATION)
    page = text_of(head.get("/app/access/"))
    assert "With nobody yet" in page
    assert "ngo-caseworker" in page
    day = clock.today()
    sent = {"body": "akimat", "agreed_on_day": day.day, "agreed_on_month": day.month, "agreed_on_year": day.year}
    assert "From now on they see, without names" in text_of(head.post("/app/access/agree/", sent, follow=True))
    agreement = Agreement.objects.get(organisation=here.sides.ngo.organisation)
    ended = head.post(f"/app/access/{agreement.pk}/end/", follow=True)
    assert "They see nothing of yours any more." in text_of(ended)
    assert head.post(f"/app/access/{here.agreement.pk}/end/").status_code == 404
    seen = text_of(coordinator(here).get("/app/access/"))
    assert "Regional coordinator" in seen
    assert "ngo-caseworker" not in seen


def test_pages_take_few_queries_however_much_is_stuck(
    here: Coordinated, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for count in range(8):
        here.stuck(30, concern=reported(here.sides, f"q-{count}"))
    client = coordinator(here)
    for address, most in (("/app/region/", 22), (BODY, 20), ("/app/", 14)):
        client.get(address)
        with django_assert_max_num_queries(most):
            text_of(client.get(address))
