"""The pages of a hand-over for both sides: what each sees, what strangers meet, what a list costs."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panah.casework.cases.models import Case
from panah.casework.referrals.actions import acknowledge_leg, ask_for_more, refuse_leg, try_pin
from panah.casework.referrals.models import AnswerLink, Leg, Referral
from panah.casework.referrals.queries import holder_of
from panah.foundation.accounts.models import Person
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import (
    CANARY_CONTACT,
    CANARY_HOME,
    CANARY_NAME,
    CANARY_SEEN,
    DUTY_PHONE,
    REQUEST,
    Sides,
    case_referred,
    leg_of,
    linked,
    referred,
    reported,
)

NEVER_SHOWN = (CANARY_NAME, "Canaryname", CANARY_SEEN, CANARY_HOME, CANARY_CONTACT, "Canary")


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def duty(sides: Sides) -> Client:
    return signed_in(sides.duty.people[Role.DUTY_WORKER])


@pytest.fixture
def ngo(sides: Sides) -> Client:
    return signed_in(sides.ngo.people[Role.CASEWORKER])


def text_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return html.unescape(response.content.decode())


def section_of(text: str) -> str:
    """What one body is told, as it stands on a page."""
    found: list[str] = re.findall(r'<section class="packet section">.*?</section>', text, re.DOTALL)
    assert len(found) == 1
    return found[0]


def shows_no_secret(text: str) -> None:
    assert not [secret for secret in NEVER_SHOWN if secret in text]


def test_a_list_shows_codes_and_decrypts_nothing(sides: Sides, ngo: Client, duty: Client) -> None:
    leg = leg_of(referred(sides))
    for client, address in ((ngo, "/app/referrals/"), (duty, "/app/referrals/?box=sent")):
        text = text_of(client.get(address))
        assert f"/app/r/{leg.code}/" in text
        shows_no_secret(text)
        assert REQUEST not in text
    assert not AuditEvent.objects.filter(verb="read").exists()


@pytest.mark.parametrize("box", ["received", "sent"])
@pytest.mark.parametrize("count", [1, 8])
def test_a_list_asks_the_database_as_often_however_long_it_is(
    sides: Sides, ngo: Client, duty: Client, box: str, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        referred(sides, reported(sides, form=str(number)))
    client = ngo if box == "received" else duty
    client.get("/app/referrals/")
    with django_assert_max_num_queries(9):
        assert text_of(client.get(f"/app/referrals/?box={box}")).count("/app/r/") == count


def test_a_filter_narrows_and_each_tag_takes_itself_away(sides: Sides, ngo: Client) -> None:
    leg = leg_of(referred(sides))
    refuse_leg(by=sides.worker, leg=leg, reason="no_free_place", where_next="waiting_list")
    assert leg.code not in text_of(ngo.get("/app/referrals/"))
    text = text_of(ngo.get("/app/referrals/?status=refused&urgency=high"))
    assert leg.code in text
    assert 'href="/app/referrals/?box=received&urgency=high"' in text
    assert leg.code not in text_of(ngo.get("/app/referrals/?status=refused&urgency=normal"))
    assert ngo.get("/app/referrals/?status=rubbish&page=x&box=%00").status_code == 200


def test_the_receiver_sees_the_packet_and_nothing_else(sides: Sides, ngo: Client) -> None:
    leg = leg_of(referred(sides))
    text = text_of(ngo.get(f"/app/r/{leg.code}/"))
    for word in (leg.code, REQUEST, DUTY_PHONE, "Uzbek", "6–11", "Safe shelter"):
        assert word in text
    shows_no_secret(text)
    assert f"<title>Referral — {leg.code} — Panah</title>" in text
    event = AuditEvent.objects.get(verb="read")
    assert (event.subject_code, event.fields) == (
        leg.code,
        ["referrals.leg.disclosed", "referrals.leg.fingerprint", "referrals.leg.request"],
    )


def test_not_yours_and_not_there_look_the_same(sides: Sides) -> None:
    leg = leg_of(referred(sides))
    stranger = signed_in(sides.clinic.people[Role.CASEWORKER])
    bodies = set()
    for code in (leg.code, "0000-0000", "xx", leg.referral.code):
        for tail in ("", "accept/", "refuse/", "ask/", "link/", "withdraw/", "elsewhere/", "inform/", "more/"):
            response = stranger.get(f"/app/r/{code}/{tail}")
            assert response.status_code == 404
            body = response.content.replace(f"/app/r/{code}/{tail}".encode(), b"")
            bodies.add(re.sub(rb'value="[^"]*"|\d\d:\d\d', b"", body))  # a mark of its own, and the minute
    assert len(bodies) == 1


def test_the_sender_cannot_answer_for_the_receiver(sides: Sides, duty: Client) -> None:
    leg = leg_of(referred(sides))
    for tail in ("accept/", "refuse/", "ask/"):
        assert duty.get(f"/app/r/{leg.code}/{tail}").status_code == 404
    assert duty.post(f"/app/r/{leg.code}/acknowledge/").status_code == 404


def test_confirming_twice_is_harmless(sides: Sides, ngo: Client) -> None:
    leg = leg_of(referred(sides))
    for _ in range(2):
        assert ngo.post(f"/app/r/{leg.code}/acknowledge/").status_code == 302
    assert leg_of(leg.referral).status == "acknowledged"


def test_accepting_opens_the_case_under_the_chosen_lead(sides: Sides, ngo: Client) -> None:
    leg = leg_of(referred(sides))
    page = text_of(ngo.get(f"/app/r/{leg.code}/accept/"))
    me = str(sides.ngo.people[Role.CASEWORKER].pk)
    assert f'value="{me}"' in page
    once = re.findall(r'name="once" value="([^"]+)"', page)[0]
    for _ in range(2):
        response = ngo.post(f"/app/r/{leg.code}/accept/", {"lead": me, "once": once})
        assert response.status_code == 302
    case = Case.objects.get()
    assert case.lead == sides.ngo.people[Role.CASEWORKER]
    assert f"/app/c/{case.code}/" in text_of(ngo.get(f"/app/r/{leg.code}/"))


def test_a_refusal_without_reason_comes_back_with_its_text(sides: Sides, ngo: Client) -> None:
    leg = leg_of(referred(sides))
    text = text_of(ngo.post(f"/app/r/{leg.code}/refuse/", {"remark": "Сөз \U0001f600 \u202eabc"}))
    assert "Сөз" in text
    assert "Please check these answers" in text
    response = ngo.post(
        f"/app/r/{leg.code}/refuse/", {"reason": "no_free_place", "where_next": "waiting_list", "remark": "x"}
    )
    assert response.status_code == 302
    assert "no longer be read" in text_of(ngo.get(f"/app/r/{leg.code}/"))


def test_the_second_of_two_is_told_what_was_answered_and_loses_no_text(sides: Sides, ngo: Client) -> None:
    leg = leg_of(referred(sides))
    supervisor = signed_in(sides.ngo.people[Role.SUPERVISOR])
    assert supervisor.post(f"/app/r/{leg.code}/accept/", {"lead": ""}).status_code == 302
    text = text_of(ngo.post(f"/app/r/{leg.code}/ask/", {"remark": "Is there a sister?"}))
    assert "already answered" in text
    assert "Is there a sister?" in text
    assert Case.objects.count() == 1


def test_the_sender_follows_the_story_and_adds_what_was_asked(sides: Sides, duty: Client, ngo: Client) -> None:
    referral = referred(sides)
    leg = leg_of(referral)
    ask_for_more(by=sides.worker, leg=leg, remark="Is there a sister?")
    text = text_of(duty.get(f"/app/r/{referral.code}/"))
    assert "Add what was asked for" in text
    assert "Is there a sister?" in text
    assert "Is there a sister?" in text_of(duty.get(f"/app/r/{leg.code}/more/"))
    assert duty.post(f"/app/r/{leg.code}/more/", {"text": "She is five."}).status_code == 302
    assert "She is five." in text_of(ngo.get(f"/app/r/{leg.code}/"))


def test_link_and_pin_are_shown_once_and_apart(sides: Sides, duty: Client) -> None:
    leg = leg_of(referred(sides))
    assert "Tell the PIN" not in text_of(duty.get(f"/app/r/{leg.code}/link/"))
    text = text_of(duty.post(f"/app/r/{leg.code}/link/"))
    token = re.findall(r"/t/([\w-]{22})/", text)[0]
    pin = re.findall(r"<b>(\d{3} \d{3})</b>", text)[0]
    message = re.findall(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL)[0]
    assert token in message
    assert pin not in message
    assert pin.replace(" ", "") not in message
    shows_no_secret(message)
    assert not {word for word in ("child", "shelter", "Turkistan") if word in message}
    assert "<svg" in text
    assert token not in text_of(duty.get(f"/app/r/{leg.code}/link/"))
    link = AnswerLink.objects.get()
    assert try_pin(by=holder_of(link), link=link, pin=pin) == "right"


def test_a_paused_link_stands_in_red_before_the_sender(sides: Sides, duty: Client) -> None:
    referral = referred(sides)
    fresh = linked(sides, referral)
    for number in range(5):
        link = AnswerLink.objects.get()
        try_pin(by=holder_of(link), link=link, pin=f"{(int(fresh.pin) + 1 + number) % 10**6:06d}")
    assert "Five wrong PINs" in text_of(duty.get(f"/app/r/{referral.code}/"))


def test_a_link_is_ended_by_a_button(sides: Sides, duty: Client) -> None:
    referral = referred(sides)
    linked(sides, referral)
    leg = leg_of(referral)
    assert duty.post(f"/app/r/{leg.code}/link/end/").status_code == 302
    assert AnswerLink.objects.get().ended_at is not None


def test_withdrawing_needs_a_reason(sides: Sides, duty: Client) -> None:
    referral = referred(sides)
    assert text_of(duty.post(f"/app/r/{referral.code}/withdraw/", {}))
    assert duty.post(f"/app/r/{referral.code}/withdraw/", {"reason": "helped_elsewhere"}).status_code == 302
    assert Referral.objects.get().status == "withdrawn"


def test_sending_elsewhere_starts_from_what_was_asked(sides: Sides, duty: Client) -> None:
    referral = referred(sides, service_types=("medical", "shelter"))
    address = f"/app/r/{referral.code}/elsewhere/"
    assert REQUEST in text_of(duty.get(address))
    values = {"receiver": sides.doctor.code, "request": REQUEST, "once": "k"}
    seen = text_of(duty.post(address, values))
    assert "They will see exactly this" in seen
    assert not Leg.objects.filter(organisation=sides.clinic.organisation).exists(), "a look sends nothing"
    assert REQUEST in text_of(duty.post(address, values | {"look": "back"}))
    for _ in range(2):
        assert duty.post(address, values | {"look": "sent"}).status_code == 302
    leg = Leg.objects.get(organisation=sides.clinic.organisation)
    read = text_of(signed_in(sides.clinic.people[Role.CASEWORKER]).get(f"/app/r/{leg.code}/"))
    assert section_of(seen) == section_of(read)


def test_only_a_supervisor_tells_an_authority_afterwards(sides: Sides, duty: Client) -> None:
    sides.police.organisation.kind = "police"
    sides.police.organisation.save()
    referral = referred(sides, no_information_leg_reason="to_be_decided")
    address = f"/app/r/{referral.code}/inform/"
    values = {"authority": "police", "ground": "danger_now", "told": "A child in a cellar.", "once": "k"}
    text = text_of(duty.post(address, values | {"look": "sent"}))
    assert "only a supervisor may decide" in text
    assert "A child in a cellar." in text
    supervisor = signed_in(sides.duty.people[Role.SUPERVISOR])
    seen = text_of(supervisor.post(address, values))
    assert supervisor.post(address, values | {"look": "sent"}).status_code == 302
    leg = Leg.objects.get(kind="information")
    page = text_of(signed_in(sides.police.people[Role.DUTY_WORKER]).get(f"/app/r/{leg.code}/"))
    assert section_of(seen) == section_of(page)
    assert "A child in a cellar." in page
    for hidden in ("Uzbek", "Safe shelter", REQUEST):
        assert hidden not in page


def test_one_who_was_asked_sees_the_clock(sides: Sides, ngo: Client) -> None:
    leg = leg_of(referred(sides, urgency="danger"))
    acknowledge_leg(by=sides.worker, leg=leg)
    assert "chip due" in text_of(ngo.get(f"/app/r/{leg.code}/")) or "chip info" in text_of(
        ngo.get(f"/app/r/{leg.code}/")
    )


def test_danger_stands_first_in_a_list(sides: Sides, ngo: Client) -> None:
    codes = {
        urgency: leg_of(referred(sides, reported(sides, form=urgency), urgency=urgency)).code
        for urgency in ("danger", "normal", "high")
    }
    text = text_of(ngo.get("/app/referrals/"))
    assert text.index(codes["danger"]) < text.index(codes["high"]) < text.index(codes["normal"])


def test_the_receiver_does_not_learn_who_made_a_link(sides: Sides, ngo: Client) -> None:
    referral = referred(sides)
    linked(sides, referral)
    text = text_of(ngo.get(f"/app/r/{leg_of(referral).code}/"))
    assert "duty-duty_worker" not in text
    assert "link was made" not in text


def test_a_referral_of_a_case_leads_back_to_it(sides: Sides, ngo: Client) -> None:
    referral = case_referred(sides)
    assert referral.case is not None
    assert f"/app/c/{referral.case.code}/" in text_of(ngo.get(f"/app/r/{referral.code}/"))
