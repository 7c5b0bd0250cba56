"""The page behind a one-tap link, as its holder, a guesser and a replayed form meet it."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from panah.casework.cases.models import Case
from panah.casework.people.codes import Category
from panah.casework.referrals.actions import (
    FreshLink,
    InformationDecision,
    accept_leg,
    end_link,
    make_link,
    withdraw_referral,
)
from panah.casework.referrals.models import Leg, Referral, Step
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import (
    DUTY_PHONE,
    REQUEST,
    Sides,
    case_referred,
    consented,
    leg_of,
    linked,
    opened_case,
    referred,
)

WHO = {"name_and_post": "A. Nurse, head of ward", "own_number": "17-3"}
NEVER = ("Canary", "Citizen of Uzbekistan", "Uzbekistan", "citizen")


class Holder:
    """Somebody with a link on a phone: no cookies are kept between requests."""

    def __init__(self, token: str, language: str = "en") -> None:
        self.address, self.language = f"/t/{token}/", language
        self.text = self.read(self.client().get(self.address))

    def client(self) -> Client:
        return Client(headers={"accept-language": self.language})

    def read(self, response: Any) -> str:
        self.response = response
        assert not response.cookies
        self.text = html.unescape(response.content.decode())
        return self.text

    def posts(self, **values: Any) -> str:
        state = re.findall(r'name="state" value="([^"]*)"', self.text)
        answer = re.findall(r'name="answer" value="([^"]*)"', self.text)
        kept = ({"state": state[0]} if state else {}) | ({"answer": answer[0]} if answer else {})
        return self.read(self.client().post(self.address, kept | values))


def opened(fresh: FreshLink, language: str = "en") -> Holder:
    holder = Holder(fresh.token, language)
    holder.posts(pin=fresh.pin)
    return holder


@pytest.fixture
def fresh(sides: Sides) -> FreshLink:
    return linked(sides, referred(sides))


def test_before_the_pin_nothing_is_told_but_that_a_pin_is_asked(fresh: FreshLink) -> None:
    holder = Holder(fresh.token)
    assert "<title>Panah</title>" in holder.text
    assert Leg.objects.get().code not in holder.text
    for word in (REQUEST, "6–11", "Safe shelter", DUTY_PHONE, "duty"):
        assert word not in holder.text


def test_the_page_is_quiet(fresh: FreshLink) -> None:
    for holder in (Holder(fresh.token), opened(fresh), Holder("x" * 22)):
        assert holder.response["Referrer-Policy"] == "no-referrer"
        assert holder.response["Cache-Control"] == "no-store"
        assert "noindex" in holder.response["X-Robots-Tag"]
        assert "noindex" in holder.text
        assert "<title>Panah</title>" in holder.text


def test_the_pin_opens_the_least_that_must_be_known(fresh: FreshLink) -> None:
    holder = opened(fresh)
    for word in (REQUEST, "6–11", "Safe shelter", DUTY_PHONE, "Uzbek"):
        assert word in holder.text
    assert not [word for word in NEVER if word in holder.text]


def test_reading_by_link_is_written_down_as_the_holder_of_that_link(fresh: FreshLink) -> None:
    opened(fresh)
    event = AuditEvent.objects.get(verb="read")
    assert (event.actor_kind, event.actor, event.subject_code) == ("link", str(fresh.link.pk), Leg.objects.get().code)


def test_wrong_unknown_expired_ended_and_paused_links_show_one_page(sides: Sides, fresh: FreshLink) -> None:
    ended, paused = referred_link(sides, 2), referred_link(sides, 3)
    end_link(by=sides.worker, leg=ended.link.leg)
    holder = Holder(paused.token)
    for number in range(5):
        holder.posts(pin=f"{(int(paused.pin) + 1 + number) % 10**6:06d}")
    pages = {gone(token) for token in ("nothing", "A" * 22, ended.token, paused.token, "%00", "x" * 500)}
    pages.add(holder.text.replace(paused.token, ""))
    with clock.standing_at(fresh.link.expires_at + timedelta(seconds=1)):
        pages.add(gone(fresh.token))
        pages.add(Holder(fresh.token).posts(pin=fresh.pin).replace(fresh.token, ""))
    assert len(pages) == 1
    assert "Ask for a new link" in pages.pop()


def referred_link(sides: Sides, number: int) -> FreshLink:
    case = opened_case(sides)
    consented(sides, case)
    return make_link(by=sides.worker, leg=leg_of(case_referred(sides, case)))


def gone(token: str) -> str:
    holder = Holder(token)
    assert holder.response.status_code == 404
    return holder.text.replace(token, "")


def test_five_wrong_pins_close_the_door_for_the_right_one_too(sides: Sides, fresh: FreshLink) -> None:
    holder = Holder(fresh.token)
    for number in range(4):
        assert "does not fit" in holder.posts(pin=f"{(int(fresh.pin) + 1 + number) % 10**6:06d}")
    assert "Ask for a new link" in holder.posts(pin="99999x")
    assert "Ask for a new link" in Holder(fresh.token).posts(pin=fresh.pin)
    assert Notice.objects.filter(kind="link_paused", person=sides.duty.people[Role.DUTY_WORKER]).count() == 1


def test_an_empty_pin_is_no_try(fresh: FreshLink) -> None:
    holder = Holder(fresh.token)
    for _ in range(6):
        assert "Enter the six digits." in holder.posts(pin="")
    assert REQUEST in holder.posts(pin=fresh.pin)


def test_confirming_then_accepting_by_link(fresh: FreshLink) -> None:
    holder = opened(fresh)
    holder.posts(go="acknowledged")
    assert "Thank you" in holder.posts(go="send", **WHO, happened_on_day="", happened_on_month="", happened_on_year="")
    assert Leg.objects.get().status == "acknowledged"
    assert 'value="acknowledged"' not in holder.text
    holder.posts(go="accepted")
    assert "Your answer was given" in holder.posts(go="send", **WHO)
    assert Case.objects.get().lead is None
    assert Step.objects.filter(through="link").count() == 2


def test_a_refusal_by_link_needs_reason_where_next_and_name_and_keeps_the_text(fresh: FreshLink) -> None:
    holder = opened(fresh)
    holder.posts(go="refused")
    text = holder.posts(go="send", remark="After Monday \U0001f600")
    assert "Please check these answers" in text
    assert "After Monday \U0001f600" in text
    assert "Your answer was given" in holder.posts(
        go="send", remark="After Monday", reason="no_free_place", where_next="waiting_list", **WHO
    )
    leg = Leg.objects.get()
    assert (leg.status, leg.reason, leg.where_next) == ("refused", "no_free_place", "waiting_list")
    assert REQUEST not in holder.text


def test_asking_for_more_by_link_leaves_the_door_open(fresh: FreshLink) -> None:
    holder = opened(fresh)
    holder.posts(go="need_more")
    assert "Thank you" in holder.posts(go="send", remark="Is there a sister?", **WHO)
    assert 'value="accepted"' in holder.text


def test_a_replayed_answer_shows_the_answer_that_was_given(fresh: FreshLink) -> None:
    holder = opened(fresh)
    form = holder.posts(go="accepted")
    for _ in range(3):
        holder.text = form
        assert "Your answer was given" in holder.posts(go="send", **WHO)
    assert Case.objects.count() == 1
    assert Step.objects.filter(kind="accepted").count() == 1


def test_after_an_answer_by_account_the_link_shows_that_answer(sides: Sides, fresh: FreshLink) -> None:
    holder = opened(fresh)
    holder.posts(go="refused")
    accept_leg(by=sides.worker, leg=Leg.objects.get())
    text = holder.posts(go="send", reason="no_free_place", where_next="waiting_list", **WHO)
    assert "Your answer was given" in text
    assert "Accepted" in text
    assert Leg.objects.get().status == "accepted"


def test_a_withdrawn_request_is_gone_at_once_even_for_an_open_page(sides: Sides, fresh: FreshLink) -> None:
    holder = opened(fresh)
    withdraw_referral(by=sides.sender, referral=Referral.objects.get(), reason="sent_by_mistake")
    assert "Ask for a new link" in holder.posts(go="accepted")
    assert not Case.objects.exists()


def test_after_ten_minutes_the_pin_is_asked_again_and_the_text_stays(fresh: FreshLink) -> None:
    holder = opened(fresh)
    holder.posts(go="refused")
    with clock.standing_at(clock.now() + timedelta(minutes=11)):
        text = holder.posts(go="send", remark="A long thought", reason="no_free_place", **WHO)
        assert "your text is kept" in text
        assert Leg.objects.get().status == "sent"
        kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text))
        holder.text = ""
        text = holder.posts(**(kept | {"pin": fresh.pin}))
        assert "A long thought" in text
        assert "Please check" not in text


def test_the_proof_of_one_link_opens_no_other(sides: Sides, fresh: FreshLink) -> None:
    other = referred_link(sides, 2)
    holder = Holder(other.token)
    holder.text = opened(fresh).text
    text = holder.posts(go="accepted")
    assert REQUEST not in text
    assert "PIN" in text


def test_a_forged_post_without_pin_answers_nothing(fresh: FreshLink) -> None:
    response = Client().post(f"/t/{fresh.token}/", {"go": "send", "answer": "accepted", **WHO, "state": "x"})
    assert response.status_code == 200
    assert Leg.objects.get().status == "sent"


def test_the_language_changes_without_losing_the_page_or_the_text(fresh: FreshLink) -> None:
    holder = opened(fresh)
    holder.posts(go="refused")
    text = holder.posts(switch_language="ru", remark="Мысль", **WHO)
    assert 'lang="ru"' in text
    assert "Мысль" in text
    assert 'name="answer" value="refused"' in text
    assert 'name="language" value="ru"' in text


@pytest.mark.parametrize("value", ["\x00", "ы" * 2_000, "\U0001f600", "  ", "١٢٣"])
def test_rubbish_in_any_field_gives_a_sentence(fresh: FreshLink, value: str) -> None:
    holder = Holder(fresh.token)
    assert holder.posts(pin=value)
    assert holder.response.status_code in (200, 404)
    holder = opened(fresh)
    holder.posts(go=value)
    holder.posts(go="refused")
    holder.posts(go="send", reason=value, where_next=value, happened_on_day=value, **WHO)
    assert holder.response.status_code == 200
    assert Leg.objects.get().status == "sent"


def test_five_megabytes_give_a_sentence(fresh: FreshLink) -> None:
    response = Client().post(f"/t/{fresh.token}/", {"remark": "x" * 6_000_000})
    assert response.status_code == 413


def test_an_authority_sees_neither_language_nor_needs_nor_citizenship(sides: Sides) -> None:
    case = opened_case(sides, citizenship="UZ", category=Category.PRESUMED_VICTIM)
    consented(sides, case)
    decision = InformationDecision(sides.desk, "danger_now", "A child in a cellar.")
    referral = case_referred(sides, case, information=decision, no_information_leg_reason="")
    fresh = make_link(by=sides.worker, leg=leg_of(referral, "information"))
    holder = opened(fresh)
    assert "A child in a cellar." in holder.text
    for hidden in (*NEVER, "Uzbek", "Medical", REQUEST):
        assert hidden not in holder.text


def test_notices_of_a_hand_over_hold_codes_alone(sides: Sides, fresh: FreshLink) -> None:
    holder = opened(fresh)
    holder.posts(go="accepted")
    holder.posts(go="send", **WHO)
    for row in Notice.objects.values():
        words = " ".join(str(value) for value in row.values())
        assert not [word for word in (*NEVER, REQUEST, "shelter", "female", "UZ") if word in words]
