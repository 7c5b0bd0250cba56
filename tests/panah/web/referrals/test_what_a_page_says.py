"""What a tired sender must see at once: to whom, whom to call, what comes next, and nothing that is over."""

import re

import pytest
from django.test import Client

from panah.casework.referrals.actions import (
    Answerer,
    WishedInterview,
    answer_interview,
    ask_interview,
    confirm_told_answer,
    make_link,
    refuse_leg,
    withdraw_referral,
)
from panah.casework.referrals.models import Referral
from panah.casework.referrals.queries import holder_of
from panah.foundation.security.roles import Role
from tests.panah.casework.referrals.handover import Sides, leg_of, linked, referred, silent_body
from tests.panah.web.answers.test_views import opened
from tests.panah.web.referrals.test_telling import informed, page_of, signed_in, text_of, told


@pytest.fixture
def duty(sides: Sides) -> Client:
    return signed_in(sides.duty.people[Role.DUTY_WORKER])


@pytest.fixture
def worker(sides: Sides) -> Client:
    return signed_in(sides.ngo.people[Role.CASEWORKER])


def main_buttons(text: str) -> list[str]:
    main = text.partition("<main")[2].partition("</main>")[0]
    return [words.strip() for words in re.findall(r'class="button main[^"]*"[^>]*>([^<]+)<', main)]


@pytest.mark.parametrize("page", ["told", "called", "link"])
def test_a_page_about_one_body_says_which_and_whom_to_call(sides: Sides, duty: Client, page: str) -> None:
    leg = leg_of(referred(sides, receiver=silent_body(sides)))
    text = text_of(duty.get(f"/app/r/{leg.code}/{page}/"))
    assert f"{leg.provider.label('en') if leg.provider else ''} · {leg.code}" in text
    assert ('href="tel:' in text.partition("<main")[2].partition("</main>")[0]) == (page == "called")


def test_of_several_bodies_the_story_says_to_whom_it_was_sent(sides: Sides, worker: Client) -> None:
    leg = informed(sides)
    text = text_of(worker.get(page_of(leg.referral)))
    assert f"Sent: {leg.organisation.label('en')}" in text


def test_of_one_body_the_story_and_the_head_of_the_page_repeat_nothing(sides: Sides, duty: Client) -> None:
    text = text_of(duty.get(page_of(referred(sides))))
    assert "Sent: " not in text
    assert text.count("Sent, receipt awaited") == 1


def test_after_a_no_another_place_is_the_next_step(sides: Sides, duty: Client) -> None:
    referral = referred(sides)
    refuse_leg(by=sides.worker, leg=leg_of(referral), reason="no_free_place", where_next="waiting_list")
    assert main_buttons(text_of(duty.get(page_of(referral)))) == ["Send elsewhere"]
    text = text_of(duty.get(f"/app/r/{referral.code}/elsewhere/"))
    offered = re.findall(r'name="receiver" value="([^"]+)"', text)
    assert offered[-1] == sides.shelter.code  # who said no stands last, and is marked
    assert text.count("said no already") == 1


def test_the_filter_of_referrals_offers_only_states_that_there_are(sides: Sides, duty: Client) -> None:
    options = re.findall(r'<option value="(\w+)"', text_of(duty.get("/app/referrals/?box=sent&status=sent")))
    assert {"re_routed", "not_sent"}.isdisjoint(options)
    assert {"sent", "refused", "withdrawn"} <= set(options)


def test_what_is_withdrawn_asks_for_no_call_about_an_old_dispute(sides: Sides, duty: Client) -> None:
    referral = referred(sides, receiver=silent_body(sides))
    leg = leg_of(referral)
    holder = holder_of(linked(sides, referral).link)
    assert duty.post(f"/app/r/{leg.code}/told/", told()).status_code == 302
    leg = leg_of(Referral.objects.get())
    confirm_told_answer(by=holder, leg=leg, is_right=False, answerer=Answerer("A. Nurse"))
    text_of(duty.get(page_of(referral)))  # the message about the noted answer is read
    assert "told to us" not in text_of(duty.get(page_of(referral)))
    withdraw_referral(by=sides.sender, referral=Referral.objects.get(), reason="no_longer_needed")
    text = text_of(duty.get(page_of(referral)))
    assert "Call them and clear it up" not in text
    assert main_buttons(text) == []


def test_the_holder_of_a_link_is_shown_where_the_answer_to_a_wish_stands(sides: Sides) -> None:
    leg = informed(sides)
    fresh = make_link(by=sides.worker, leg=leg)
    wished = WishedInterview("To know the man", "Tomorrow", "A psychologist")
    ask_interview(by=holder_of(fresh.link), leg=leg, wished=wished, answerer=Answerer("Major S."))
    assert "Your wish was answered" not in opened(fresh).text
    answer_interview(by=sides.worker, leg=leg, text="On Tuesday, with us")
    text = opened(fresh).text
    assert "On Tuesday, with us" in text
    assert "Your wish was answered" in text
